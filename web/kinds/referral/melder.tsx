import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { Titled, Words } from "../../melder/words.tsx";

/** Where else there is help. */
export const referral: MelderKind<"referral"> = {
  Theirs: ({ body }) => (
    <Titled title={t("kind.referral", { name: body.name })}>
      <Words text={body.text} />
    </Titled>
  ),
};
