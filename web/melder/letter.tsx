import type { MelderLetterView, OwnBodyView, TheirBodyView, ThreadView } from "@fluister/sdk";
import type { ComponentChildren } from "preact";

import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { softened } from "../ui/soft.ts";
import { answerTo, hasAnswered } from "./answered.ts";
import { Attachment, OwnAttachment } from "./attachment.tsx";
import { type Answering, conversation, leavingFor, writing } from "./conversation.ts";
import { go } from "./way.ts";

/** One letter: who, when, what kind, what it says, and how it can be answered. */
export function Letter({ letter, thread }: { readonly letter: MelderLetterView; readonly thread: ThreadView }) {
  return (
    <article>
      <p class="by">
        <strong>{letter.own ? t("talk.you") : thread.name}</strong> <span>{dayInWords(letter.day)}</span>
      </p>
      {letter.own ? <Own body={letter.body} /> : <Theirs letter={letter} body={letter.body} thread={thread} />}
    </article>
  );
}

function Own({ body }: { readonly body: OwnBodyView }) {
  switch (body.kind) {
    case "attachment":
      return <OwnAttachment file={body} />;
    case "report":
    case "answer":
    case "withdrawal":
      return <OwnWords title={t(`kind.${body.kind}`)} text={body.text} />;
    case "consent_answer":
      return <OwnWords title={t("kind.consent-answer")} text={body.text} />;
    case "appointment_answer":
      return <OwnWords title={t("kind.appointment-answer")} text={body.text} />;
    case "message":
    case "handover":
    case "reopening":
    case "unknown":
      return <OwnWords text={body.text} />;
    default:
      return body satisfies never;
  }
}

function OwnWords({ title, text }: { readonly title?: string; readonly text: string | undefined }) {
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      {text === undefined || text === "" ? (
        conversation.value?.repliesOnly && <p class="hint">{t("talk.own.hidden")}</p>
      ) : (
        <Words text={text} />
      )}
    </>
  );
}

function Theirs(props: {
  readonly letter: MelderLetterView;
  readonly body: TheirBodyView;
  readonly thread: ThreadView;
}) {
  const { letter, body, thread } = props;
  const answer = (says: string, given: Answering["answer"]) => (
    <Button
      onClick={() => {
        writing.answering.value = { adviser: thread.adviser, answer: given, says };
        go("write");
      }}
    >
      {says}
    </Button>
  );
  switch (body.kind) {
    case "message":
      return <Words text={body.text} />;
    case "acknowledgement":
    case "feedback":
    case "reopening":
      return (
        <Titled title={t(`kind.${body.kind}`)}>
          <Words text={body.text} />
        </Titled>
      );
    case "question":
      return (
        <Titled title={t("kind.question")}>
          <Words text={body.text} />
          {answer(t("kind.question.reply"), { kind: "answer", number: body.number })}
        </Titled>
      );
    case "consent_request": {
      const { number } = body;
      return (
        <Titled title={t("kind.consent-request")}>
          <Part name={t("kind.consent-request.action")} text={body.action} />
          <Part name={t("kind.consent-request.readers")} text={body.readers.join("\n")} />
          <Part name={t("kind.consent-request.consequences")} text={body.consequences} />
          <p class="hint">{t("kind.consent-request.hint")}</p>
          <Answered thread={thread} number={number} kind="consent_answer" />
          <div class="row">
            {consentsLeft(thread, number).map((consent) =>
              answer(t(`kind.consent-request.${consent}`), { kind: "consent_answer", number, consent }),
            )}
          </div>
        </Titled>
      );
    }
    case "track_change":
      return (
        <Titled title={t(`kind.track-change.${body.track}`)}>
          <Words text={body.warning} />
        </Titled>
      );
    case "referral":
      return (
        <Titled title={t("kind.referral", { name: body.name })}>
          <Words text={body.text} />
        </Titled>
      );
    case "appointment": {
      const { number } = body;
      return (
        <Titled title={t("kind.appointment")}>
          <Part name={t("kind.appointment.on")} text={dayInWords(body.on)} />
          <Part name={t("kind.appointment.time")} text={body.time} />
          <Part name={t("kind.appointment.place")} text={body.place} />
          <Words text={body.text} />
          <Answered thread={thread} number={number} kind="appointment_answer" />
          <div class="row">
            {answer(t("kind.appointment.yes"), { kind: "appointment_answer", number, accepted: true })}
            {answer(t("kind.appointment.no"), { kind: "appointment_answer", number, accepted: false })}
          </div>
        </Titled>
      );
    }
    case "aftercare":
      return (
        <Titled title={t("kind.aftercare")}>
          <Words text={body.text} />
          <Asking day={body.ask_on} />
        </Titled>
      );
    case "closing":
      return (
        <Titled title={t("kind.closing")}>
          <Words text={body.text} />
          <Asking day={body.ask_on} />
          <p class="hint">{t("kind.closing.hint")}</p>
        </Titled>
      );
    case "handover":
      return (
        <Titled title={t("kind.handover")}>
          <Words text={body.text} />
          <p class="hint">{t("kind.handover.hint")}</p>
          {thread.asksFor && <HandOver thread={thread} successor={thread.asksFor} />}
        </Titled>
      );
    case "attachment":
      return <Attachment letter={letter} file={body} />;
    case "unknown":
      return <p class="hint">{t("kind.unknown")}</p>;
    default:
      return body satisfies never;
  }
}

/** What was answered already, or that it may have been on an earlier visit. */
function Answered(props: {
  readonly thread: ThreadView;
  readonly number: number;
  readonly kind: "consent_answer" | "appointment_answer";
}) {
  const given = answerTo(props.thread.adviser, props.number);
  if (given) {
    return (
      <p>
        <strong>{t("kind.answered", { says: given.says })}</strong>
      </p>
    );
  }
  return hasAnswered(props.thread, props.kind) ? <p class="hint">{t("kind.answered.earlier")}</p> : null;
}

/** What can be answered to a request for consent: a yes is taken back only once there may be one. */
function consentsLeft(thread: ThreadView, number: number): readonly ("yes" | "no" | "withdrawn")[] {
  const given = answerTo(thread.adviser, number)?.answer;
  if (given?.kind === "consent_answer") {
    return given.consent === "yes" ? ["withdrawn"] : ["yes"];
  }
  return hasAnswered(thread, "consent_answer") ? ["yes", "no", "withdrawn"] : ["yes", "no"];
}

function HandOver(props: {
  readonly thread: ThreadView;
  readonly successor: { readonly id: Uint8Array; readonly name: string };
}) {
  return (
    <Button
      onClick={() => {
        leavingFor.value = { thread: props.thread, successor: props.successor.id };
        go("another");
      }}
    >
      {t("kind.handover.yes", { name: props.successor.name })}
    </Button>
  );
}

function Titled({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h3>{softened(title)}</h3>
      {children}
    </>
  );
}

/** What somebody wrote, as they wrote it: its lines are kept, and nothing in it is more than text. */
function Words({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <p class="text" dir="auto">
      {text}
    </p>
  );
}

function Part({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <>
      <h4>{softened(name)}</h4>
      <Words text={text} />
    </>
  );
}

function Asking({ day }: { readonly day: number | undefined }) {
  return day === undefined ? null : <p>{t("kind.aftercare.on", { day: dayInWords(day) })}</p>;
}
