import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** A day on which the adviser asks again how the melder is. */
export const aftercare: MelderKind<"aftercare"> = {
  Theirs: ({ body }) => (
    <Titled title={t("kind.aftercare")}>
      <Words text={body.text} />
      <p>{t("kind.aftercare.on", { day: dayInWords(body.ask_on) })}</p>
    </Titled>
  ),
};
