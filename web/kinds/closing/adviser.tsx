import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Part, Titled, Words } from "../../adviser/thread/words.tsx";
import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** The adviser closes the thread, perhaps with a day to ask again. */
export const closing: AdviserKind<"closing"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.closing")}>
      <Words text={body.text} />
      <Part name={t("action.aftercare.on")} text={body.ask_on === undefined ? undefined : dayInWords(body.ask_on)} />
    </Titled>
  ),
};
