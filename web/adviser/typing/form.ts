import type { ThreadWhole } from "@fluister/sdk";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { atLock } from "../session.ts";
import { inboxView } from "../view.ts";
import { vault } from "../worker/vault.ts";
import { type Keeping, keepNow, keepSoon } from "./keeping.ts";

/** The text of each field of a form. */
export type Fields = Readonly<Record<string, string>>;

/** A form whose fields outlive the screen and the lock, until it is sent. */
export interface Form<F extends Fields> {
  readonly fields: F;
  /** Whether something was typed that is not sent. */
  readonly isBegun: boolean;
  readonly set: (more: Partial<F>) => void;
  /** Forgets what was typed: it is sent, or not wanted. Does not throw: what is sent must not be offered to be sent again. */
  readonly forget: () => Promise<void>;
}

/** What was typed since the vault was opened; nothing for a form that was sent since. */
const typed = signal<ReadonlyMap<string, Fields | undefined>>(new Map());

atLock(() => (typed.value = new Map()));

/** A form by its name, about a thread or about none. Until something is typed it says what `initial` says. */
export function useForm<F extends Fields>(name: string, initial: F, thread?: ThreadWhole): Form<F> {
  const kept = (thread ?? inboxView.value)?.forms[name];
  return useTyped(keyOf(name, thread?.id), initial, kept, (fields) => () => {
    return thread ? vault.keepThreadForm(thread.id, name, fields) : vault.keepForm(name, fields);
  });
}

/** Fills fields of a form that is about no thread, before it is shown; what else stands in it stays. */
export function prefill(name: string, fields: Fields): void {
  const what = keyOf(name);
  const now = typed.value.has(what) ? typed.value.get(what) : inboxView.value?.forms[name];
  typed.value = new Map(typed.value).set(what, { ...now, ...fields });
}

function keyOf(name: string, thread?: string): string {
  return `form ${name} ${thread ?? ""}`;
}

/** The words of an answer that is being written. */
export function useReply(thread: ThreadWhole): Form<{ readonly text: string }> {
  const kept = thread.draft === undefined ? undefined : { text: thread.draft };
  return useTyped(`reply ${thread.id}`, { text: "" }, kept, (fields) => () => {
    return vault.keepDraft(thread.id, fields?.text ?? "");
  });
}

function useTyped<F extends Fields>(
  what: string,
  initial: F,
  kept: Fields | undefined,
  keeping: (fields: F | undefined) => Keeping,
): Form<F> {
  useEffect(() => () => void keepNow(), []);
  const current = (): F => {
    const now = typed.value.has(what) ? typed.value.get(what) : kept;
    return { ...initial, ...now };
  };
  const isSame = (fields: F) => Object.entries(fields).every(([field, text]) => text === initial[field]);
  const fields = current();
  return {
    fields,
    isBegun: !isSame(fields),
    set: (more) => {
      const next = { ...current(), ...more };
      typed.value = new Map(typed.value).set(what, next);
      keepSoon(what, keeping(isSame(next) ? undefined : next));
    },
    forget: async () => {
      typed.value = new Map(typed.value).set(what, undefined);
      keepSoon(what, keeping(undefined));
      await keepNow();
    },
  };
}
