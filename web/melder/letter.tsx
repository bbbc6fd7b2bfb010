import type { Line, ThreadView } from "@fluister/sdk";
import type { ComponentChildren } from "preact";

import { dayInWords } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/buttons.tsx";
import { softened } from "../ui/soft.ts";
import { answerTo, hasAnswered } from "./answered.ts";
import { Attachment } from "./attachment.tsx";
import { type Answering, conversation, leavingFor, writing } from "./conversation.ts";
import { Said } from "./said.ts";
import { go } from "./way.ts";

/** One letter: who, when, what kind, what it says, and how it can be answered. */
export function Letter({ line, thread }: { readonly line: Line; readonly thread: ThreadView }) {
  return (
    <article>
      <p class="by">
        <strong>{line.own ? t("talk.you") : thread.name}</strong> <span>{dayInWords(line.day)}</span>
      </p>
      {line.own ? <Own line={line} /> : <Theirs line={line} thread={thread} />}
    </article>
  );
}

const OWN_HEADINGS = {
  report: "kind.report",
  answer: "kind.answer",
  consent_answer: "kind.consent-answer",
  appointment_answer: "kind.appointment-answer",
  withdrawal: "kind.withdrawal",
} as const;

function Own({ line }: { readonly line: Line }) {
  const heading = line.kind in OWN_HEADINGS ? OWN_HEADINGS[line.kind as keyof typeof OWN_HEADINGS] : undefined;
  if (line.attachment) {
    return <Attachment line={line} />;
  }
  return (
    <>
      {heading && <h3>{t(heading)}</h3>}
      {line.text === undefined || line.text === "" ? (
        conversation.value?.repliesOnly && <p class="hint">{t("talk.own.hidden")}</p>
      ) : (
        <Words text={line.text} />
      )}
    </>
  );
}

function Theirs({ line, thread }: { readonly line: Line; readonly thread: ThreadView }) {
  const said = new Said(line);
  const text = line.text ?? said.text("text");
  const number = said.number("number") ?? 0;
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
  switch (line.kind) {
    case "message":
      return <Words text={text} />;
    case "acknowledgement":
    case "feedback":
    case "reopening":
      return (
        <Titled title={t(`kind.${line.kind}`)}>
          <Words text={text} />
        </Titled>
      );
    case "question":
      return (
        <Titled title={t("kind.question")}>
          <Words text={text} />
          {answer(t("kind.question.reply"), { kind: "answer", number })}
        </Titled>
      );
    case "consent_request":
      return (
        <Titled title={t("kind.consent-request")}>
          <Part name={t("kind.consent-request.action")} text={said.text("action")} />
          <Part name={t("kind.consent-request.readers")} text={said.list("readers").join("\n")} />
          <Part name={t("kind.consent-request.consequences")} text={said.text("consequences")} />
          <p class="hint">{t("kind.consent-request.hint")}</p>
          <Answered thread={thread} number={number} kind="consent_answer" />
          <div class="row">
            {consentsLeft(thread, number).map((consent) =>
              answer(t(`kind.consent-request.${consent}`), { kind: "consent_answer", number, consent }),
            )}
          </div>
        </Titled>
      );
    case "track_change":
      return (
        <Titled
          title={t(said.text("track") === "integrity" ? "kind.track-change.integrity" : "kind.track-change.conduct")}
        >
          <Words text={said.text("warning")} />
        </Titled>
      );
    case "referral":
      return (
        <Titled title={t("kind.referral", { name: said.text("name") ?? "" })}>
          <Words text={text} />
        </Titled>
      );
    case "appointment":
      return (
        <Titled title={t("kind.appointment")}>
          <Part name={t("kind.appointment.on")} text={dayOrNothing(said.number("on"))} />
          <Part name={t("kind.appointment.time")} text={said.text("time")} />
          <Part name={t("kind.appointment.place")} text={said.text("place")} />
          <Words text={text} />
          <Answered thread={thread} number={number} kind="appointment_answer" />
          <div class="row">
            {answer(t("kind.appointment.yes"), { kind: "appointment_answer", number, accepted: true })}
            {answer(t("kind.appointment.no"), { kind: "appointment_answer", number, accepted: false })}
          </div>
        </Titled>
      );
    case "aftercare":
      return (
        <Titled title={t("kind.aftercare")}>
          <Words text={text} />
          <Asking day={said.number("ask_on")} />
        </Titled>
      );
    case "closing":
      return (
        <Titled title={t("kind.closing")}>
          <Words text={text} />
          <Asking day={said.number("ask_on")} />
          <p class="hint">{t("kind.closing.hint")}</p>
        </Titled>
      );
    case "handover":
      return (
        <Titled title={t("kind.handover")}>
          <Words text={text} />
          <p class="hint">{t("kind.handover.hint")}</p>
          {thread.asksFor && <HandOver thread={thread} successor={thread.asksFor} />}
        </Titled>
      );
    case "attachment":
      return <Attachment line={line} />;
    default:
      return <p class="hint">{t("kind.unknown")}</p>;
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
  return text === undefined ? null : (
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

function dayOrNothing(day: number | undefined): string | undefined {
  return day === undefined ? undefined : dayInWords(day);
}
