import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords } from "../../melder/words.tsx";

/** The melder's decision, which another can take back later. */
export const consentAnswer: MelderKind<"consent_answer"> = {
  Own: ({ body }) => <OwnWords title={t("kind.consent-answer")} text={body.text} />,
};
