import { type Content } from "../protocol/content.js";
import { viewOfBody } from "../protocol/letter-view.js";
import { type AdviserLetterView, type ThreadWarning } from "./inbox-view.js";
import { draftsTo } from "./drafts.js";
import { type Oddity } from "./kept.js";
import { type Letter } from "./letters.js";
import { missingOf } from "./sequences.js";
import { type State } from "./state.js";

/** The letters of a thread as they are shown, and what waits to be sealed after them. */
export function lettersShown(state: State, thread: string, today: number): AdviserLetterView[] {
  const letters = state.letters(thread);
  const read = readByMelder(letters);
  const outbox = new Set(state.outbox.map(({ id }) => id));
  const views: Part[] = letters.map((letter) => ({ view: viewOf(letter, read, outbox), part: letter.content.part }));
  let n = state.thread(thread)?.written ?? 0;
  for (const [name, draft] of draftsTo(state, thread)) {
    // One that was sealed by another device and is not taken away yet is shown as its letters.
    for (const { body, part } of letters.some((letter) => letter.draft === name) ? [] : draft.letters) {
      n += 1;
      const view = { n, day: today, own: true, body: viewOfBody(body), isNew: false, state: "waiting" } as const;
      views.push({ view, part });
    }
  }
  return joined(views);
}

/** What the adviser has to know about a thread before relying on it. */
export function warningsOf(state: State, thread: string): ThreadWarning[] {
  const kept = state.thread(thread);
  if (kept === undefined) {
    return [];
  }
  const letters = state.letters(thread);
  const numbers = (oddity: Oddity) =>
    letters.filter((letter) => letter.oddity === oddity).map(({ content }) => content.n);
  const found: [ThreadWarning["kind"], readonly number[]][] = [
    ["missing", missingOf(kept.received)],
    ["out_of_order", numbers("out_of_turn")],
    ["duplicate", numbers("conflict")],
    ["seen_ahead", numbers("seen_ahead")],
    ["old_directory", oldDirectories(letters)],
  ];
  return found.filter(([, some]) => some.length > 0).map(([kind, some]) => ({ kind, detail: ranges(some) }));
}

/** Numbers with commas between; of those that follow each other the first and the last: a melder may leave out 65,000. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) {
      last[1] = number;
    } else {
      runs.push([number, number]);
    }
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
}

function viewOf(letter: Letter, read: number, outbox: ReadonlySet<string>): AdviserLetterView {
  const { n } = letter.content;
  const about = { n, day: letter.day, isNew: letter.isNew };
  if (letter.writer === "melder") {
    return { ...about, own: false, body: viewOfBody(letter.content.body), state: "received" };
  }
  const state = outbox.has(letter.id) ? "waiting" : n <= read ? "received" : "sent";
  return { ...about, own: true, body: viewOfBody(letter.content.body), state };
}

/** A letter as it is shown, and which part of a text that goes on over several. */
interface Part {
  readonly view: AdviserLetterView;
  readonly part: Content["part"];
}

/** Texts that went on over several letters as one: where the parts follow each other without a gap. */
function joined(parts: readonly Part[]): AdviserLetterView[] {
  const whole: AdviserLetterView[] = [];
  const newest = new Map<boolean, { readonly at: number; readonly last: Part }>();
  for (const next of parts) {
    const { own } = next.view;
    const before = newest.get(own);
    const start = before && follows(before.last, next) ? whole[before.at] : undefined;
    const longer = start && goneOn(start, next.view);
    if (before && longer) {
      whole[before.at] = longer;
      newest.set(own, { at: before.at, last: next });
    } else {
      newest.set(own, { at: whole.push(next.view) - 1, last: next });
    }
  }
  return whole;
}

function follows(before: Part, next: Part): boolean {
  const isNext = next.part?.of === before.part?.of && next.part?.number === (before.part?.number ?? 0) + 1;
  return before.part !== undefined && isNext && next.view.n === before.view.n + 1;
}

/** A letter with the text that goes on in a further one; nothing where one of them has no text to go on with. */
function goneOn(start: AdviserLetterView, { body, isNew, state }: AdviserLetterView): AdviserLetterView | undefined {
  if (body.kind !== "message" || !("text" in start.body)) {
    return undefined;
  }
  const whole = { ...start.body, text: start.body.text + body.text };
  return { ...start, body: whole, isNew: start.isNew || isNew, state } as AdviserLetterView;
}

function readByMelder(letters: readonly Letter[]): number {
  const seen = letters.filter(({ writer }) => writer === "melder").map(({ content }) => content.seen);
  return seen.reduce((most, one) => Math.max(most, one), 0);
}

/** Letters that were written with an older directory than an earlier letter of the thread: the server may have shown an old one. */
function oldDirectories(letters: readonly Letter[]): number[] {
  let newest = 0;
  const old: number[] = [];
  const own = letters.filter(({ writer }) => writer === "melder").sort((a, b) => a.content.n - b.content.n);
  for (const { content } of own) {
    const serial = content.directory?.serial ?? newest;
    if (serial < newest) {
      old.push(content.n);
    }
    newest = Math.max(newest, serial);
  }
  return old;
}
