import { type AdviserLetterView, type BodyView, type ThreadWhole, isCategory } from "@fluister/sdk";
import type { ComponentChildren } from "preact";

import { dayInWords, languageInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { idText } from "../../ids/id-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { writeTo } from "../colleagues/letter.ts";
import { desk } from "../view.ts";
import { Attachment } from "./attachment.tsx";

/** One letter: who, when, what kind, what it says, and whether it has gone out. */
export function Letter({ letter, thread }: { readonly letter: AdviserLetterView; readonly thread: ThreadWhole }) {
  return (
    <article>
      <p class="by">
        <strong>{t(letter.own ? "letter.me" : "letter.melder")}</strong>
        <span>
          {letter.isNew && !letter.own && <strong class="new">{t("letter.new")} </strong>}
          {dayInWords(letter.day)}
        </span>
      </p>
      <Said letter={letter} thread={thread} />
      {letter.own && <p class="hint state">{t(`letter.state.${letter.state}`)}</p>}
    </article>
  );
}

function Said({ letter, thread }: { readonly letter: AdviserLetterView; readonly thread: ThreadWhole }) {
  const { own, body } = letter;
  switch (body.kind) {
    case "message":
      return <Words text={body.text} />;
    case "report":
      return (
        <Titled title={t("letter.report")}>
          <Words text={body.text} />
          <Part name={t("letter.report.wants")} text={body.wants} />
          <Part name={t("letter.report.categories")} text={body.categories.map(category).join(", ")} />
          <Part name={t("letter.report.language")} text={body.language && languageInWords(body.language)} />
        </Titled>
      );
    case "answer":
      return (
        <Titled title={t("letter.answer")}>
          <Quoted text={askedIn(thread, "question", body.number)?.text} />
          <Words text={body.text} />
        </Titled>
      );
    case "consent_answer":
      return (
        <Titled title={t(`letter.consent.${body.consent}`)}>
          <Quoted text={askedIn(thread, "consent_request", body.number)?.action} />
          <Words text={body.text} />
        </Titled>
      );
    case "appointment_answer": {
      const asked = askedIn(thread, "appointment", body.number);
      return (
        <Titled title={t(body.accepted ? "letter.appointment.yes" : "letter.appointment.no")}>
          <Quoted text={asked && dayInWords(asked.on)} />
          <Words text={body.text} />
        </Titled>
      );
    }
    case "question":
    case "acknowledgement":
    case "feedback":
    case "reopening":
    case "withdrawal":
      return (
        <Titled title={t(`letter.${body.kind}`)}>
          <Words text={body.text} />
        </Titled>
      );
    case "consent_request":
      return (
        <Titled title={t("letter.consent-request")}>
          <Part name={t("step.consent.action")} text={body.action} />
          <Part name={t("step.consent.readers")} text={body.readers.join("\n")} />
          <Part name={t("step.consent.consequences")} text={body.consequences} />
        </Titled>
      );
    case "track_change":
      return (
        <Titled title={t(`letter.track-change.${body.track}`)}>
          <Words text={body.warning} />
        </Titled>
      );
    case "referral":
      return (
        <Titled title={t("letter.referral", { name: body.name })}>
          <Words text={body.text} />
        </Titled>
      );
    case "appointment":
      return (
        <Titled title={t("letter.appointment")}>
          <Part name={t("step.appointment.on")} text={dayInWords(body.on)} />
          <Part name={t("step.appointment.time")} text={body.time} />
          <Part name={t("step.appointment.place")} text={body.place} />
          <Words text={body.text} />
        </Titled>
      );
    case "aftercare":
    case "closing":
      return (
        <Titled title={t(`letter.${body.kind}`)}>
          <Words text={body.text} />
          <Part name={t("step.aftercare.on")} text={body.ask_on === undefined ? undefined : dayInWords(body.ask_on)} />
        </Titled>
      );
    case "handover":
      return <HandedOver own={own} body={body} thread={thread} />;
    case "attachment":
      return <Attachment n={letter.n} own={own} file={body} thread={thread.id} />;
    case "unknown":
      return <p>{t("letter.unknown")}</p>;
    default:
      return body satisfies never;
  }
}

type Asking = Extract<BodyView<"to-melder">, { readonly number: number }>;

/** What the adviser asked under this number. */
function askedIn<K extends Asking["kind"]>({ letters }: ThreadWhole, kind: K, number: number) {
  const isMeant = (body: AdviserLetterView["body"]): body is Extract<Asking, { readonly kind: K }> =>
    body.kind === kind && body.number === number;
  return letters.map(({ body }) => body).find(isMeant);
}

/** What a letter answers. */
function Quoted({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <blockquote class="text" dir="auto">
      {text}
    </blockquote>
  );
}

/** A proposal to go on with a colleague, or that the melder does: then the colleague can be written to. */
function HandedOver(props: {
  readonly own: boolean;
  readonly body: Extract<BodyView<"to-melder">, { readonly kind: "handover" }>;
  readonly thread: ThreadWhole;
}) {
  const { own, body, thread } = props;
  const { organisation } = thread;
  const advisers = desk.value?.organisations.find((one) => one.organisation === organisation)?.advisers ?? [];
  const found = advisers.find(({ id }) => idText(id) === idText(body.successor));
  const name = found?.name ?? t("letter.someone");
  return (
    <Titled title={t(own ? "letter.handover" : "letter.handover.agreed", { name })}>
      <Words text={body.text} />
      {!own && found?.canBeWritten && (
        <Button onClick={() => writeTo(organisation, idText(found.id))}>
          {t("letter.handover.consult", { name })}
        </Button>
      )}
    </Titled>
  );
}

/** A category in words; one that this version does not know, by its name. */
function category(name: string): string {
  const code = name.replaceAll("_", "-");
  return isCategory(code) ? t(`category.${code}`) : name;
}

function Titled({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h2>{title}</h2>
      {children}
    </>
  );
}

function Part({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <p class="text" dir="auto">
      <strong>{name}</strong>
      {`\n${text}`}
    </p>
  );
}

function Words({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === "" ? null : (
    <p class="text" dir="auto">
      {text}
    </p>
  );
}
