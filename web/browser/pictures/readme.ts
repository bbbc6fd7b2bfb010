import { resolve } from "node:path";

import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { type Key, words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const DOCS = resolve(import.meta.dirname, "../../../docs");

/** Which screens are shown, and what their pictures are called. */
const PICTURES: Partial<Record<Key, string>> = {
  "start.title": "start",
  "advisers.title": "advisers",
  "talk.title": "talk",
};

const SAID = {
  nl: {
    report:
      "Sinds het nieuwe rooster maakt de teamleider een collega belachelijk waar iedereen bij is, bijna elke week.",
    reply: "Dank u dat u dit schrijft; daar was moed voor nodig. Er gebeurt niets zonder uw toestemming.",
  },
  en: {
    report:
      "Since the new shift plan came, the team leader mocks a colleague in front of everybody, nearly every week.",
    reply: "Thank you for writing; that took some courage. Nothing happens unless you want it to.",
  },
};

for (const language of ["nl", "en"] as const) {
  test.describe(language, () => {
    test.use({ locale: language });
    test("pictures", async ({ page, environment }) => {
      const t = words(language);
      const look = async (key: Key) => {
        const name = PICTURES[key];
        if (name === undefined) return;
        // as somebody sees it who has just come there, without a frame around the heading
        await page.evaluate(() => {
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          scrollTo({ top: 0, behavior: "instant" });
        });
        if (name === "start") await expect(page.getByText("Voorbeeld BV").first()).toBeVisible();
        await page.screenshot({ path: resolve(DOCS, `${name}.${language}.png`) });
      };
      const { organisation } = environment;
      const { report, reply } = SAID[language];
      const quiet = new Reporting(page, t);
      const reporting = new Reporting(page, t, look);
      await reporting.open(organisation.link);
      const code = await reporting.report({ about: "conduct", advisers: ["Sam"], what: report });
      const { thread } = await organisation.threadWith("Sam", report);
      await organisation.reply("Sam", thread, reply);
      await quiet.open(organisation.link);
      await new Conversation(page, t, look).open(code);
    });
  });
}
