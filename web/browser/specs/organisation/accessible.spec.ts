/** What axe-core finds wrong with the administrator's screens, whether they fit everywhere, and speak one language. */
import { PHONE, looking } from "../../looks/looking.ts";
import { words } from "../../pages/words.ts";
import { test } from "../../test.ts";
import { administer } from "../../walks/administrator.ts";
import { People } from "../../environment/people.ts";

for (const language of ["nl", "en"] as const) {
  test(`every screen, ${language}`, async ({ browser, environment }) => {
    test.slow();
    const people = new People(browser, environment.server.origin);
    const { page } = await people.somebody(language);
    await page.setViewportSize(PHONE);
    await administer(page, environment.server, `rondgang-${language}`, words(language), looking(page, language));
    people.areFine();
  });
}
