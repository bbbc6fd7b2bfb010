import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** The report has arrived and is read. */
export const acknowledgement: MelderKind<"acknowledgement"> = {
  Theirs: ({ body }) => (
    <Titled title={t("kind.acknowledgement")}>
      <Words text={body.text} />
    </Titled>
  ),
};
