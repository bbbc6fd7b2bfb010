import { t } from "../../i18n/i18n.ts";
import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords } from "../../melder/words.tsx";

/** Whether the melder comes. */
export const appointmentAnswer: MelderKind<"appointment_answer"> = {
  Own: ({ body }) => <OwnWords title={t("kind.appointment-answer")} text={body.text} />,
};
