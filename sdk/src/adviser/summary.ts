import { type Day } from "../protocol/day.js";
import { type Track } from "../protocol/kinds.js";
import { type ThreadSummary, type Waiting } from "./inbox-view.js";
import { dueOf, formalSince } from "./due.js";
import { formsOf } from "./forms.js";
import { type Letter } from "./letters.js";
import { marksOf } from "./marks.js";
import * as names from "./names.js";
import { type State } from "./state.js";
import { toldBy } from "./traits.js";
import { warningsOf } from "./views.js";

/** How many characters of the newest text the inbox shows. */
const PREVIEW = 120;

/** What the inbox shows of threads, and what is searched: made anew only where something has changed. */
export class Summaries {
  readonly #organisation: string;
  readonly #state: State;
  readonly #known = new Map<string, Known>();

  constructor(state: State, organisation: string) {
    this.#state = state;
    this.#organisation = organisation;
  }

  /** A summary of every thread, unsorted. */
  all(): ThreadSummary[] {
    const threads = this.#state.threads;
    const there = new Set(threads);
    [...this.#known.keys()].filter((thread) => !there.has(thread)).forEach((thread) => this.#known.delete(thread));
    return threads.map((thread) => this.one(thread)).filter((one) => one !== undefined);
  }

  /** A thread; nothing where there is none. */
  one(thread: string): ThreadSummary | undefined {
    return this.#look(thread)?.summary;
  }

  /** The threads in which a text stands, upper or lower case: in letters, notes or labels. */
  search(text: string): string[] {
    const wanted = text.trim().toLowerCase();
    return this.#state.threads.filter((thread) => {
      const known = this.#look(thread);
      if (known === undefined || wanted === "") {
        return false;
      }
      known.words ??= wordsOf(this.#state, thread);
      return known.words.includes(wanted);
    });
  }

  #look(thread: string): Known | undefined {
    const sources = this.#state.sourcesOf(thread);
    const known = this.#known.get(thread);
    if (known?.sources.length === sources.length && known.sources.every((source, at) => source === sources[at])) {
      return known;
    }
    const summary = summaryOf(this.#state, thread, this.#organisation);
    if (summary === undefined) {
      return undefined;
    }
    const fresh = { sources, summary };
    this.#known.set(thread, fresh);
    return fresh;
  }
}

interface Known {
  readonly sources: readonly string[];
  readonly summary: ThreadSummary;
  words?: string;
}

function summaryOf(state: State, thread: string, organisation: string): ThreadSummary | undefined {
  if (state.thread(thread) === undefined) {
    return undefined;
  }
  const letters = state.letters(thread);
  const days = letters.map(({ day }) => day);
  const unread = letters.filter((letter) => letter.isNew).length;
  const due = dueOf(letters);
  const track = trackOf(letters);
  return {
    id: thread,
    organisation,
    ...(track && { track }),
    since: days.reduce<Day>((first, day) => Math.min(first, day), days[0] ?? 0),
    last: days.reduce<Day>((last, day) => Math.max(last, day), 0),
    letterCount: letters.length,
    unread,
    state: stateOf(letters, unread),
    ...(due && { due }),
    formal: formalSince(letters) !== undefined,
    preview: previewOf(letters),
    ...marksOf(state, thread),
    hasDraft: ((state.get(names.TYPING + thread) as string | undefined) ?? "") !== "",
    begun: Object.keys(formsOf(state, thread)),
    hasWarnings: warningsOf(state, thread).length > 0,
  };
}

function stateOf(letters: readonly Letter[], unread: number): Waiting {
  if (unread > 0) {
    return "new";
  }
  const last = letters.at(-1);
  const newestClosing = letters.map(isClosing).lastIndexOf(true);
  const after = letters.slice(newestClosing + 1);
  const goesOn = after.some(({ writer, content }) => writer === "melder" || content.body.kind === "reopening");
  if (newestClosing !== -1 && !goesOn) {
    return "closed";
  }
  return last?.writer === "adviser" ? "melder" : "me";
}

function isClosing({ writer, content }: Letter): boolean {
  return writer === "adviser" && content.body.kind === "closing";
}

function trackOf(letters: readonly Letter[]): Track | undefined {
  return letters
    .map(({ content }) => toldBy(content).track)
    .filter((track) => track !== undefined)
    .at(-1);
}

function previewOf(letters: readonly Letter[]): string {
  // Files follow the words that they belong to, and their names say less.
  const isFile = ({ content }: Letter) => content.body.kind === "attachment";
  const texts = [...letters.filter(isFile), ...letters.filter((letter) => !isFile(letter))]
    .map(({ content }) => toldBy(content).words)
    .filter((text) => text !== undefined);
  return Array.from((texts.at(-1) ?? "").replace(/\s+/gu, " ").trim())
    .slice(0, PREVIEW)
    .join("");
}

/** All words of a thread, to be searched. */
function wordsOf(state: State, thread: string): string {
  const kept = state.thread(thread);
  const said = state.letters(thread).flatMap(({ content }) => {
    const { words = "", searched } = toldBy(content);
    return [words, ...searched];
  });
  const own = [...(kept?.notes ?? []).map(({ text }) => text), ...marksOf(state, thread).labels];
  return [...said, ...own].join("\n").toLowerCase();
}
