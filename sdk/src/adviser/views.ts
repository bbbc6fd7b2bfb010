import { parseDay } from "../protocol/day.js";
import { type Json } from "../protocol/json.js";
import { type LetterView, type ThreadWarning } from "./desk.js";
import { type KeptAttachment, type KeptContent, type KeptDraft, type KeptLetter } from "./kept.js";
import { missingOf } from "./sequences.js";
import { type State } from "./state.js";

/** Fields that are nobody's to see, and those that are shown otherwise. */
const HIDDEN: ReadonlySet<string> = new Set([
  ...["kind", "n", "seen", "day", "token", "part", "directory", "from"],
  ...["text", "thread_key", "reply_key", "key", "tokens"],
]);

/** The letters of a thread as they are shown, and what waits to be sealed after them. */
export function itemsOf(state: State, thread: string, today: number): LetterView[] {
  const letters = state.letters(thread);
  const read = readByMelder(letters);
  const outbox = new Set(state.outbox.map(({ id }) => id));
  const views = letters.map((letter) => ({ view: viewOf(letter, read, outbox), part: partOf(letter.content) }));
  const written = state.thread(thread)?.written ?? 0;
  let n = written;
  for (const [name, draft] of draftsTo(state, thread)) {
    // One that was sealed by another device and is not taken away yet is shown as its letters.
    for (const { body, part } of letters.some((letter) => letter.draft === name) ? [] : draft.letters) {
      n += 1;
      const content = { ...body, n, seen: 0 } as KeptContent;
      const view = { ...shown(content), n, from: "me", day: today, isNew: false, state: "waiting" } as const;
      views.push({ view, part: part ?? undefined });
    }
  }
  return joined(views);
}

/** What is odd about a thread. */
export function warningsOf(state: State, thread: string): ThreadWarning[] {
  const kept = state.thread(thread);
  if (kept === undefined) {
    return [];
  }
  const letters = state.letters(thread);
  const numbers = (oddity: KeptLetter["oddity"]) =>
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

/** The numbers of what the adviser asked and the melder has not answered. */
export function openOf(letters: readonly KeptLetter[]) {
  const open = (asked: string, answer: string) => {
    const of = (writer: KeptLetter["writer"], kind: string) =>
      letters
        .filter((letter) => letter.writer === writer && letter.content.kind === kind)
        .map(({ content }) => Number(content["number"]));
    const answered = new Set(of("melder", answer));
    return of("adviser", asked).filter((number) => !answered.has(number));
  };
  return {
    questions: open("question", "answer"),
    consents: open("consent_request", "consent_answer"),
    appointments: open("appointment", "appointment_answer"),
  };
}

/** The drafts to a thread's melder, in the order in which they will be sealed. */
export function draftsTo(state: State, thread: string): (readonly [string, KeptDraft])[] {
  return state.drafts.filter(([, { to }]) => "melder" in to && to.melder === thread);
}

/** The words of a letter, or what stands for them. */
export function textOf(content: Readonly<Record<string, Json>>): string | undefined {
  const text = content["text"] ?? content["action"] ?? content["warning"] ?? content["name"];
  return typeof text === "string" ? text : undefined;
}

function viewOf(letter: KeptLetter, read: number, outbox: ReadonlySet<string>): LetterView {
  const isMine = letter.writer === "adviser";
  const { n } = letter.content;
  const mine = outbox.has(letter.id) ? "waiting" : n <= read ? "received" : "sent";
  return {
    ...shown(letter.content),
    n,
    from: isMine ? "me" : "melder",
    day: parseDay(letter.day),
    isNew: letter.new,
    state: isMine ? mine : "received",
  };
}

function shown(content: KeptContent): Pick<LetterView, "kind" | "text" | "content" | "attachment"> {
  const { kind, text } = content;
  const fields = Object.entries(content).filter(([key]) => !HIDDEN.has(key));
  const attachment = kind === "attachment" ? attachmentOf(content) : undefined;
  return {
    kind,
    ...(typeof text === "string" && { text }),
    content: Object.fromEntries(fields),
    ...(attachment && { attachment }),
  };
}

function attachmentOf(content: KeptContent): LetterView["attachment"] {
  const { name, media_type: mediaType, size, chunks } = content as KeptContent & KeptAttachment;
  return { name, mediaType, size, of: chunks };
}

interface Part {
  readonly number: number;
  readonly of: number;
}

function partOf({ part }: KeptContent): Part | undefined {
  const { number, of } = (part ?? {}) as Partial<Part>;
  return number !== undefined && of !== undefined ? { number, of } : undefined;
}

/** Texts that went on over several letters as one: where the parts follow each other without a gap. */
function joined(views: readonly { readonly view: LetterView; readonly part: Part | undefined }[]): LetterView[] {
  const whole: LetterView[] = [];
  const newest = new Map<
    LetterView["from"],
    { readonly at: number; readonly n: number; readonly part: Part | undefined }
  >();
  for (const { view, part } of views) {
    const before = newest.get(view.from);
    const start = whole[before?.at ?? -1];
    if (before && start && follows(before.part, part) && view.n === before.n + 1) {
      const text = (start.text ?? "") + (view.text ?? "");
      whole[before.at] = { ...start, text, isNew: start.isNew || view.isNew, state: view.state };
      newest.set(view.from, { at: before.at, n: view.n, part });
    } else {
      newest.set(view.from, { at: whole.push(view) - 1, n: view.n, part });
    }
  }
  return whole;
}

function follows(before: Part | undefined, part: Part | undefined): boolean {
  return before !== undefined && part?.of === before.of && part.number === before.number + 1;
}

function readByMelder(letters: readonly KeptLetter[]): number {
  const seen = letters.filter(({ writer }) => writer === "melder").map(({ content }) => content.seen);
  return seen.reduce((most, one) => Math.max(most, one), 0);
}

/** Letters that were written with an older directory than an earlier letter of the thread: the server may have shown an old one. */
function oldDirectories(letters: readonly KeptLetter[]): number[] {
  let newest = 0;
  const old: number[] = [];
  const own = letters.filter(({ writer }) => writer === "melder").sort((a, b) => a.content.n - b.content.n);
  for (const { content } of own) {
    const serial = (content["directory"] as { readonly serial: number } | undefined)?.serial ?? newest;
    if (serial < newest) {
      old.push(content.n);
    }
    newest = Math.max(newest, serial);
  }
  return old;
}
