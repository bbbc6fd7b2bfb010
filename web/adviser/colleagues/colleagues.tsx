import type { InboxView } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { dayInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { idText } from "../../ids/id-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { Choice, Choices } from "../../ui/choice.tsx";
import { classes } from "../../ui/classes.ts";
import { Errors, type Missing } from "../../ui/errors.tsx";
import { Area } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/said.tsx";
import { vault } from "../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import styles from "../thread/letters.module.css";
import { inboxView } from "../view.ts";
import { LETTER, readerKey } from "./letter.ts";
import { emptyOnes } from "../actions/sheet.tsx";
import { useForm } from "../typing/form.ts";
import { sync } from "../syncing.ts";
import { ErrorNotice } from "../error-notice.tsx";

/** Letters between advisers: to think along with each other, without a word that tells who a melder is. */
export function Colleagues() {
  // As they were when the screen was opened: what was new then still is, until it is opened again.
  const [fresh] = useState(() => new Set((inboxView.value?.colleagues ?? []).filter(({ isNew }) => isNew).map(keyOf)));
  const letters = inboxView.value?.colleagues ?? [];
  useEffect(() => {
    if (fresh.size > 0) {
      void vault.shownColleagues();
    }
  }, []);
  return (
    <Page title={t("colleagues.title")} lead={t("colleagues.lead")}>
      {letters.length === 0 && <p>{t("colleagues.none")}</p>}
      <ol class={classes("letters", styles.letters)}>
        {letters.map((letter, at) => (
          <li key={at} class={letter.own ? "letter own" : "letter"}>
            <article>
              <p class="by">
                <strong>{letter.own ? t("colleagues.to", { name: letter.name }) : letter.name}</strong>
                <span>
                  {fresh.has(keyOf(letter)) && <strong class={styles.new}>{t("letter.new")} </strong>}
                  {dayInWords(letter.day)}
                </span>
              </p>
              <p class="text" dir="auto">
                {letter.text}
              </p>
            </article>
          </li>
        ))}
      </ol>
      <Writing />
    </Page>
  );
}

function keyOf({ adviser, day, text }: InboxView["colleagues"][number]): string {
  return `${idText(adviser)} ${day} ${text}`;
}

/** A colleague to whom a letter can be written. */
interface Reader {
  readonly key: string;
  readonly organisation: string;
  readonly at: string;
  readonly id: Uint8Array;
  readonly name: string;
  readonly canBeWritten: boolean;
}

function readers(): Reader[] {
  return (inboxView.value?.organisations ?? []).flatMap(({ organisation, name: at, advisers }) =>
    advisers
      .filter(({ isMe }) => !isMe)
      .map(({ id, name, canBeWritten }) => ({
        key: readerKey(organisation, idText(id)),
        organisation,
        at,
        id,
        name,
        canBeWritten,
      })),
  );
}

function Writing() {
  const form = useForm(LETTER, { to: "", text: "" });
  const { to, text } = form.fields;
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [sending, setSending] = useState(false);
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const all = readers();
  const several = (inboxView.value?.organisations.length ?? 0) > 1;
  if (all.length === 0) {
    return <p>{t("colleagues.nobody")}</p>;
  }
  const send = async () => {
    const reader = all.find(({ key }) => key === to);
    const lacking = [
      ...(reader ? [] : [{ at: "colleague", says: t("action.handover.missing") }]),
      ...emptyOnes(["colleague-text", t("action.words"), text]),
    ];
    setMissing(lacking);
    if (!reader || lacking.length > 0 || sending) {
      return;
    }
    setSending(true);
    setErrorCode(undefined);
    try {
      await vault.consult(reader.organisation, reader.id, text.trim());
      await form.forget();
      say(t("reply.sent"));
      void sync();
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <section>
      <h2>{t("colleagues.write")}</h2>
      <Errors title={t("errors.title")} missing={missing} />
      <Choices id="colleague" legend={t("colleagues.whom")}>
        {all.map(({ key, name, at, canBeWritten }) => (
          <Choice
            key={key}
            type="radio"
            name="colleague"
            label={name}
            {...(several && { hint: at })}
            disabled={!canBeWritten}
            checked={to === key}
            onChange={() => form.set({ to: key })}
          />
        ))}
      </Choices>
      <Area
        id="colleague-text"
        label={t("action.words")}
        hint={t("colleagues.hint")}
        value={text}
        onInput={(value) => form.set({ text: value })}
      />
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <Button look="main" onClick={() => void send()}>
        {t("reply.send")}
      </Button>
    </section>
  );
}
