import type { ThreadWhole } from "@fluister/sdk";
import { useRef, useState } from "preact/hooks";

import { dayInWords } from "../../i18n/format.ts";
import { plural, t } from "../../i18n/i18n.ts";
import { Button } from "../../ui/buttons.tsx";
import { Area, Line } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { say } from "../../ui/said.tsx";
import { vault } from "../worker/vault.ts";
import { type ErrorCode, errorCodeOf } from "../error-code.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { useForm } from "../typing/form.ts";
import { go } from "../navigation.ts";
import styles from "./own.module.css";

/** What an adviser keeps about a thread for nobody else: notes, labels; and how to mute or delete it. */
export function Own({ thread }: { readonly thread: ThreadWhole }) {
  const [errorCode, setErrorCode] = useState<ErrorCode>();
  const change = async (work: () => Promise<void>, says: string) => {
    setErrorCode(undefined);
    try {
      await work();
      say(says);
    } catch (error) {
      setErrorCode(errorCodeOf(error));
    }
  };
  return (
    <section class={styles.own}>
      <h2>{t("own.title")}</h2>
      {errorCode && <ErrorNotice errorCode={errorCode} />}
      <Notes thread={thread} change={change} />
      <Labels thread={thread} change={change} />
      <details>
        <summary>{t("own.more")}</summary>
        <p>{t("own.mute.hint")}</p>
        <p>
          <Button
            onClick={() =>
              void change(() => vault.mute(thread.id, !thread.muted), t(thread.muted ? "own.unmuted" : "own.muted"))
            }
          >
            {t(thread.muted ? "own.unmute" : "own.mute")}
          </Button>
        </p>
        <p>
          <Button onClick={() => go("forget")}>{t("own.forget")}</Button>
        </p>
      </details>
    </section>
  );
}

type Change = (work: () => Promise<void>, says: string) => Promise<void>;

/** Opened where there is something in it, and not shut again when that goes: whoever is in it would be out. */
function useOpen(has: boolean): boolean {
  const ever = useRef(has);
  ever.current ||= has;
  return ever.current;
}

function Notes({ thread, change }: { readonly thread: ThreadWhole; readonly change: Change }) {
  const kept = thread.notes.map((note) => note.text).join("\n\n");
  const form = useForm("notes", { text: kept }, thread);
  const { text } = form.fields;
  const newest = thread.notes.at(-1);
  const keep = async () => {
    await vault.note(thread.id, text.trim());
    await form.forget();
  };
  return (
    <details open={useOpen(kept !== "" || form.isBegun)}>
      <summary>{t("own.notes")}</summary>
      {thread.notes.length > 1 && (
        <Notice>
          <p>{plural("own.notes.several", thread.notes.length)}</p>
        </Notice>
      )}
      <Area
        id="notes"
        rows={4}
        label={t("own.notes.label")}
        hint={t("own.notes.hint")}
        value={text}
        onInput={(value) => form.set({ text: value })}
      />
      {newest && <p class="hint">{t("own.notes.day", { day: dayInWords(newest.day) })}</p>}
      <Button disabled={text === kept} onClick={() => void change(keep, t("own.notes.kept"))}>
        {t("own.notes.keep")}
      </Button>
    </details>
  );
}

function Labels({ thread, change }: { readonly thread: ThreadWhole; readonly change: Change }) {
  const form = useForm("label", { text: "" }, thread);
  const { text } = form.fields;
  const relabel = (labels: readonly string[], says: string) => change(() => vault.label(thread.id, labels), says);
  const add = () => {
    const label = text.trim();
    if (label !== "" && !thread.labels.includes(label)) {
      void relabel([...thread.labels, label], t("own.label.added", { label }));
    }
    void form.forget();
  };
  return (
    <details open={useOpen(thread.labels.length > 0 || form.isBegun)}>
      <summary>{t("own.labels")}</summary>
      <ul class={styles.labels}>
        {thread.labels.map((label) => (
          <li key={label} dir="auto">
            {label}{" "}
            <Button
              look="plain"
              label={t("own.label.remove", { label })}
              onClick={() => {
                // the button goes with its label
                document.getElementById("label")?.focus();
                void relabel(
                  thread.labels.filter((other) => other !== label),
                  t("own.label.removed", { label }),
                );
              }}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Line
          id="label"
          label={t("own.label.new")}
          hint={t("own.label.hint")}
          value={text}
          onInput={(value) => form.set({ text: value })}
        />
        <Button onClick={add}>{t("own.label.add")}</Button>
      </form>
    </details>
  );
}
