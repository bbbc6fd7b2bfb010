/** What axe-core finds wrong with the administrator's screens, whether they fit everywhere, and speak one language. */
import { PHONE, looking } from "../../looks/looking.ts";
import { words } from "../../screens/words.ts";
import { test } from "../../test.ts";
import { administer } from "../../walks/administrator.ts";
import { People } from "../../world/people.ts";

for (const language of ["nl", "en"] as const) {
  test(`every screen, ${language}`, async ({ browser, world }) => {
    test.slow();
    const people = new People(browser, world.server.origin);
    const { page } = await people.somebody(language);
    await page.setViewportSize(PHONE);
    await administer(page, world.server, `rondgang-${language}`, words(language), looking(page, language));
    people.areFine();
  });
}
