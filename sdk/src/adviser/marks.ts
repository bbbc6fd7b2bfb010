import * as names from "./names.js";
import { type State } from "./state.js";

/** What an adviser put on a thread. */
export interface Marks {
  readonly labels: readonly string[];
  readonly muted: boolean;
}

/** An entry `marks/X`: those of the threads whose name begins with this hexadecimal digit, so that they take few records. */
type KeptMarks = Readonly<Record<string, { readonly labels?: readonly string[]; readonly muted?: true }>>;

/** A thread on which nothing was put. */
export const UNMARKED: Marks = { labels: [], muted: false };

/** The labels of a thread, and whether it is muted. */
export function marksOf(state: State, thread: string): Marks {
  const { labels = [], muted = false } = (state.get(entryOf(thread)) as KeptMarks | undefined)?.[thread] ?? {};
  return { labels, muted };
}

/** Replaces the labels of a thread, and whether it is muted. */
export function mark(state: State, thread: string, { labels, muted }: Marks): void {
  const entry = { ...(labels.length > 0 && { labels }), ...(muted && { muted: true as const }) };
  const entries = new Map(Object.entries((state.get(entryOf(thread)) as KeptMarks | undefined) ?? {}));
  if (Object.keys(entry).length > 0) {
    entries.set(thread, entry);
  } else {
    entries.delete(thread);
  }
  state.put(entryOf(thread), entries.size === 0 ? undefined : Object.fromEntries(entries));
}

/** All threads on which something was put. */
export function markedThreads(state: State): string[] {
  return state
    .ends(names.MARKS)
    .flatMap((end) => Object.keys((state.get(names.MARKS + end) as KeptMarks | undefined) ?? {}));
}

function entryOf(thread: string): string {
  return names.MARKS + thread.slice(0, 1);
}
