import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** What was done with a formal report. */
export const feedback: MelderKind<"feedback"> = {
  Theirs: ({ body }) => (
    <Titled title={t("kind.feedback")}>
      <Words text={body.text} />
    </Titled>
  ),
};
