/** What axe-core finds wrong with the adviser's screens, whether they fit everywhere, and speak one language. */
import { PHONE, looking } from "../../looks/looking.ts";
import { words } from "../../pages/words.ts";
import { test } from "../../test.ts";
import { become, work } from "../../walks/adviser.ts";
import { FAILED_CALL } from "../../watch.ts";
import { People } from "../../environment/people.ts";
import { inTestEnvironment } from "../../environment/test-environment.ts";

for (const language of ["nl", "en"] as const) {
  const t = words(language);

  test(`becoming one, ${language}`, async ({ browser, environment }) => {
    test.slow();
    const people = new People(browser, environment.server.origin);
    const { page } = await people.somebody(language);
    await page.setViewportSize(PHONE);
    await become({ page, environment, t, look: looking(page, language) }, { nl: "Ada", en: "Ann" }[language]);
    people.areFine();
  });

  test(`daily work and settings, ${language}`, async ({ browser }) => {
    test.slow();
    // with a way to be told, so that there is a screen to set it
    await inTestEnvironment(["--web-push", "true"], async (environment) => {
      const people = new People(browser, environment.server.origin);
      const { page, watch } = await people.somebody(language);
      // the server is stopped in the end
      watch.expect(FAILED_CALL);
      await page.setViewportSize(PHONE);
      await work({ page, environment, t, look: looking(page, language) });
      people.areFine();
    });
  });
}
