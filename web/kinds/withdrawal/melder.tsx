import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords } from "../../melder/words.tsx";

/** The melder withdraws. */
export const withdrawal: MelderKind<"withdrawal"> = {
  Own: ({ body }) => <OwnWords title={t("kind.withdrawal")} text={body.text} />,
};
