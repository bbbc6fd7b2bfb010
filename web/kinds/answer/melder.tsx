import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords } from "../../melder/words.tsx";

/** The answer to a question. */
export const answer: MelderKind<"answer"> = {
  Own: ({ body }) => <OwnWords title={t("kind.answer")} text={body.text} />,
};
