import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Part, Titled, Words } from "../../adviser/thread/words.tsx";
import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { action } from "./compose.tsx";

/** A day on which the adviser asks again how the melder is. */
export const aftercare: AdviserKind<"aftercare"> = {
  action,
  Shown: ({ body }) => (
    <Titled title={t("letter.aftercare")}>
      <Words text={body.text} />
      <Part name={t("action.aftercare.on")} text={dayInWords(body.ask_on)} />
    </Titled>
  ),
};
