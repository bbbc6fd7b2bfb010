/** What axe-core finds wrong with the adviser's screens, whether they fit everywhere, and speak one language. */
import { PHONE, looking } from "../../looks/looking.ts";
import { words } from "../../screens/words.ts";
import { test } from "../../test.ts";
import { become, work } from "../../walks/adviser.ts";
import { FAILED_CALL } from "../../watch.ts";
import { People } from "../../world/people.ts";
import { inWorld } from "../../world/world.ts";

for (const language of ["nl", "en"] as const) {
  const t = words(language);

  test(`becoming one, ${language}`, async ({ browser, world }) => {
    test.slow();
    const people = new People(browser, world.server.origin);
    const { page } = await people.somebody(language);
    await page.setViewportSize(PHONE);
    await become({ page, world, t, look: looking(page, language) }, { nl: "Ada", en: "Ann" }[language]);
    people.areFine();
  });

  test(`daily work and settings, ${language}`, async ({ browser }) => {
    test.slow();
    // with a way to be told, so that there is a screen to set it
    await inWorld(["--web-push", "true"], async (world) => {
      const people = new People(browser, world.server.origin);
      const { page, watch } = await people.somebody(language);
      // the server is stopped in the end
      watch.expect(FAILED_CALL);
      await page.setViewportSize(PHONE);
      await work({ page, world, t, look: looking(page, language) });
      people.areFine();
    });
  });
}
