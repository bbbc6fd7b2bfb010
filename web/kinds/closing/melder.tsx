import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** The adviser closes the thread, perhaps with a day to ask again. */
export const closing: MelderKind<"closing"> = {
  Theirs: ({ body }) => (
    <Titled title={t("kind.closing")}>
      <Words text={body.text} />
      {body.ask_on !== undefined && <p>{t("kind.aftercare.on", { day: dayInWords(body.ask_on) })}</p>}
      <p class="hint">{t("kind.closing.hint")}</p>
    </Titled>
  ),
};
