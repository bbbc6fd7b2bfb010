import { type LetterView, type ThreadWhole, encode } from "@fluister/sdk";
import type { ComponentChildren } from "preact";

import { dayInWords, languageInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { idText } from "../../ids/id-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { writeTo } from "../colleagues/letter.ts";
import { desk } from "../session.ts";
import { Attachment } from "./attachment.tsx";
import { Fields } from "./fields.ts";

/** One letter: who, when, what kind, what it says, and whether it has gone out. */
export function Letter({ item, thread }: { readonly item: LetterView; readonly thread: ThreadWhole }) {
  return (
    <article>
      <p class="by">
        <strong>{t(item.from === "me" ? "letter.me" : "letter.melder")}</strong>
        <span>
          {item.isNew && item.from === "melder" && <strong class="new">{t("letter.new")} </strong>}
          {dayInWords(item.day)}
        </span>
      </p>
      <Said item={item} thread={thread} />
      {item.from === "me" && <p class="hint state">{t(`letter.state.${item.state}`)}</p>}
    </article>
  );
}

function Said({ item, thread }: { readonly item: LetterView; readonly thread: ThreadWhole }) {
  const fields = new Fields(item.content);
  const day = (name: string) => {
    const on = fields.day(name);
    return on === undefined ? undefined : dayInWords(on);
  };
  switch (item.kind) {
    case "message":
      return <Words text={item.text} />;
    case "report":
      return (
        <Titled title={t("letter.report")}>
          <Words text={item.text} />
          <Part name={t("letter.report.wants")} text={fields.text("wants")} />
          <Part name={t("letter.report.categories")} text={fields.list("categories").map(category).join(", ")} />
          <Part
            name={t("letter.report.language")}
            text={fields.text("language") && languageInWords(fields.text("language") ?? "")}
          />
        </Titled>
      );
    case "answer":
    case "consent_answer":
    case "appointment_answer":
      return (
        <Titled title={answered(item.kind, fields)}>
          <About item={item} thread={thread} />
          <Words text={item.text} />
        </Titled>
      );
    case "question":
    case "acknowledgement":
    case "feedback":
    case "reopening":
      return (
        <Titled title={t(`letter.${item.kind}`)}>
          <Words text={item.text} />
        </Titled>
      );
    case "consent_request":
      return (
        <Titled title={t("letter.consent-request")}>
          <Part name={t("step.consent.action")} text={fields.text("action")} />
          <Part name={t("step.consent.readers")} text={fields.list("readers").join("\n")} />
          <Part name={t("step.consent.consequences")} text={fields.text("consequences")} />
        </Titled>
      );
    case "track_change":
      return (
        <Titled
          title={t(
            fields.text("track") === "integrity" ? "letter.track-change.integrity" : "letter.track-change.conduct",
          )}
        >
          <Words text={fields.text("warning")} />
        </Titled>
      );
    case "referral":
      return (
        <Titled title={t("letter.referral", { name: fields.text("name") ?? "" })}>
          <Words text={item.text} />
        </Titled>
      );
    case "appointment":
      return (
        <Titled title={t("letter.appointment")}>
          <Part name={t("step.appointment.on")} text={day("on")} />
          <Part name={t("step.appointment.time")} text={fields.text("time")} />
          <Part name={t("step.appointment.place")} text={fields.text("place")} />
          <Words text={item.text} />
        </Titled>
      );
    case "aftercare":
      return (
        <Titled title={t("letter.aftercare")}>
          <Words text={item.text} />
          <Part name={t("step.aftercare.on")} text={day("ask_on")} />
        </Titled>
      );
    case "handover":
      return <HandedOver item={item} successor={fields.text("successor")} thread={thread} />;
    case "closing":
      return (
        <Titled title={t("letter.closing")}>
          <Words text={item.text} />
          <Part name={t("step.aftercare.on")} text={day("ask_on")} />
        </Titled>
      );
    case "withdrawal":
      return (
        <Titled title={t("letter.withdrawal")}>
          <Words text={item.text} />
        </Titled>
      );
    case "attachment":
      return <Attachment item={item} thread={thread.id} />;
    default:
      return <p>{t("letter.unknown")}</p>;
  }
}

/** What the melder answered, as a heading: the answer itself where it is a yes or a no. */
function answered(kind: "answer" | "consent_answer" | "appointment_answer", fields: Fields): string {
  switch (kind) {
    case "answer":
      return t("letter.answer");
    case "consent_answer": {
      const consent = fields.text("consent");
      return t(`letter.consent.${consent === "yes" || consent === "withdrawn" ? consent : "no"}`);
    }
    case "appointment_answer":
      return t(fields.is("accepted") ? "letter.appointment.yes" : "letter.appointment.no");
  }
}

const ASKED_BY = {
  answer: "question",
  consent_answer: "consent_request",
  appointment_answer: "appointment",
} as const;

/** What a letter answers, quoted. */
function About({ item, thread }: { readonly item: LetterView; readonly thread: ThreadWhole }) {
  const number = new Fields(item.content).number("number");
  const asking = ASKED_BY[item.kind as keyof typeof ASKED_BY];
  const asked = thread.items.find(
    (other) => other.from === "me" && other.kind === asking && new Fields(other.content).number("number") === number,
  );
  const fields = new Fields(asked?.content ?? {});
  const quoted = asked?.kind === "appointment" ? fields.day("on") : undefined;
  const text = quoted === undefined ? (asked?.text ?? fields.text("action")) : dayInWords(quoted);
  return text === undefined ? null : (
    <blockquote class="text" dir="auto">
      {text}
    </blockquote>
  );
}

/** A proposal to go on with a colleague, or that the melder does: then the colleague can be written to. */
function HandedOver(props: {
  readonly item: LetterView;
  readonly successor: string | undefined;
  readonly thread: ThreadWhole;
}) {
  const { item, successor, thread } = props;
  const { organisation } = thread;
  const advisers = desk.value?.organisations.find((one) => one.organisation === organisation)?.advisers ?? [];
  const found = advisers.find(({ id }) => encode(id) === successor);
  const name = found?.name ?? t("letter.someone");
  return (
    <Titled title={t(item.from === "me" ? "letter.handover" : "letter.handover.agreed", { name })}>
      <Words text={item.text} />
      {item.from === "melder" && found?.canBeWritten && (
        <Button onClick={() => writeTo(organisation, idText(found.id))}>
          {t("letter.handover.consult", { name })}
        </Button>
      )}
    </Titled>
  );
}

const CATEGORIES = [
  "bullying",
  "aggression",
  "intimidation",
  "sexual-harassment",
  "discrimination",
  "personal",
  "fraud",
  "conflict-of-interest",
  "abuse-of-position",
  "safety",
  "data",
  "breach-of-rules",
  "retaliation",
  "other",
] as const;

/** A category in words; one that this version does not know, by its name. */
function category(name: string): string {
  const known = CATEGORIES.find((one) => one === name.replaceAll("_", "-"));
  return known ? t(`category.${known}`) : name;
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
