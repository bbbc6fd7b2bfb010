import { Quoted, askedIn } from "../../adviser/thread/asked.tsx";
import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Titled, Words } from "../../adviser/thread/words.tsx";
import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";

/** Whether the melder comes. */
export const appointmentAnswer: AdviserKind<"appointment_answer"> = {
  Shown: ({ body, thread }) => {
    const asked = askedIn(thread, "appointment", body.number);
    return (
      <Titled title={t(body.accepted ? "letter.appointment.yes" : "letter.appointment.no")}>
        <Quoted text={asked && dayInWords(asked.on)} />
        <Words text={body.text} />
      </Titled>
    );
  },
};
