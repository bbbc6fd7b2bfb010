import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords } from "../../melder/words.tsx";

/** The first letter of a thread. */
export const report: MelderKind<"report"> = {
  Own: ({ body }) => <OwnWords title={t("kind.report")} text={body.text} />,
};
