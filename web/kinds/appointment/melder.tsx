import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { Answer, Answered } from "../../melder/answering.tsx";
import type { MelderKind } from "../../melder/kind.ts";
import { Part, Titled, Words } from "../../melder/words.tsx";

/** A proposal to meet or to speak. */
export const appointment: MelderKind<"appointment"> = {
  Theirs: ({ body, thread }) => {
    const answer = { kind: "appointment_answer", number: body.number } as const;
    return (
      <Titled title={t("kind.appointment")}>
        <Part name={t("kind.appointment.on")} text={dayInWords(body.on)} />
        <Part name={t("kind.appointment.time")} text={body.time} />
        <Part name={t("kind.appointment.place")} text={body.place} />
        <Words text={body.text} />
        <Answered thread={thread} number={body.number} kind="appointment_answer" />
        <div class="row">
          <Answer thread={thread} answer={{ ...answer, accepted: true }} says={t("kind.appointment.yes")} />
          <Answer thread={thread} answer={{ ...answer, accepted: false }} says={t("kind.appointment.no")} />
        </div>
      </Titled>
    );
  },
};
