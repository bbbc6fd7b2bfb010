import { bytesToHex } from "@noble/hashes/utils.js";

import { type Trusted } from "../melder/trust.js";
import { type Content } from "../protocol/content.js";
import { formatDay, parseDay } from "../protocol/day.js";
import { Thread } from "../protocol/derivation.js";
import { decode, encode } from "../protocol/encoding.js";
import { type Reason, ValidationError } from "../protocol/validation-error.js";
import { type Arrival } from "../protocol/sequence.js";
import { type OpenedByAdviser } from "../protocol/to-adviser.js";
import { type OpenedLetter, openWith } from "./box.js";
import { type KeptThread, type Oddity } from "./kept.js";
import { UNMARKED, mark } from "./marks.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { NOTHING, keptSequence, sequenceOf } from "./sequences.js";
import { type State } from "./state.js";

/**
 * The most unreadable letters that are kept whole, and the most of which is kept that they came: anybody can make them, and they
 * must not fill the vault. They all stay on the server until their retention ends.
 */
const [MOST_WHOLE, MOST_UNREADABLE] = [16, 1000];

/** Why a letter was unreadable whose report the server had held back: once that is there, so is its thread. */
const BEFORE_ITS_REPORT: Reason = "unknown-thread";

/** Letters that came before the report of their thread, as far as they were kept whole, to be tried once more. */
export function cameEarly({ ring, state, organisation }: OrganisationAccount): OpenedLetter[] {
  return state.unreadable.flatMap(({ id, day, reason, letter }) => {
    if (reason !== BEFORE_ITS_REPORT || letter === "") {
      return [];
    }
    const kept = { id: decode(id, 32), day: parseDay(day), letter: decode(letter) };
    return openWith(ring.readers(state.core, organisation, kept.day), kept) ?? [];
  });
}

/** What a look brought. */
export interface Ingested {
  newLetters: number;
  /** Threads whose melder has withdrawn. */
  withdrawn: number;
}

/** Puts letters in the order in which they are taken: reports first, which bring the threads that others belong to, then by number. */
export function inOrder(state: State, trusted: Trusted, letters: readonly OpenedLetter[]): OpenedLetter[] {
  const ranked = letters.map((letter) => ({ letter, rank: rankOf(state, trusted, letter) }));
  ranked.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  return ranked.map(({ letter }) => letter);
}

function rankOf(state: State, trusted: Trusted, letter: OpenedLetter): readonly [number, number] {
  try {
    const { proven, content } = prove(state, trusted, letter);
    return [proven === "report" ? 0 : 1, content.n];
  } catch {
    // A letter of a thread that the vault does not have yet is not proven, but tells its number.
    return [1, letter.unproven.claimedNumber ?? Number.MAX_SAFE_INTEGER];
  }
}

/** Takes letters in. What cannot be used is kept as unreadable, and stops nothing. */
export function ingestAll(state: State, trusted: Trusted, letters: readonly OpenedLetter[], ingested: Ingested): void {
  for (const letter of letters) {
    ingest(state, trusted, letter, ingested);
  }
}

function ingest(state: State, trusted: Trusted, letter: OpenedLetter, ingested: Ingested): void {
  const thread = bytesToHex(letter.unproven.threadId);
  const id = encode(letter.id);
  const before = state.unreadable.find((known) => known.id === id);
  if (state.core.gone.includes(thread) || (before !== undefined && before.reason !== BEFORE_ITS_REPORT)) {
    return;
  }
  let proven: OpenedByAdviser;
  try {
    proven = prove(state, trusted, letter);
  } catch (error) {
    if (!(error instanceof ValidationError)) {
      throw error;
    }
    if (before === undefined) {
      keepUnreadable(state, letter, error.reason);
    }
    return;
  }
  if (before !== undefined) {
    state.unreadable = state.unreadable.filter((known) => known !== before);
  }
  if (proven.proven === "adviser") {
    ingestColleagueLetter(state, trusted, letter, proven.from, proven.content, ingested);
    return;
  }
  const { content } = proven;
  if (proven.proven === "report" && content.body.kind === "report" && state.thread(thread) === undefined) {
    const { thread_key, reply_key } = content.body;
    const keys = { key: encode(thread_key), reply_key: encode(reply_key) };
    state.putThread(thread, { ...keys, received: NOTHING, written: 0, notes: [] });
  }
  ingestLetter(state, thread, letter, content, ingested);
}

function prove(state: State, trusted: Trusted, { unproven }: OpenedLetter): OpenedByAdviser {
  return unproven.prove(
    (id) => {
      const known = state.thread(bytesToHex(id));
      return known && new Thread(decode(known.key, 32));
    },
    (from) => trusted.directory.adviser(from)?.identity,
  );
}

function ingestColleagueLetter(
  state: State,
  trusted: Trusted,
  letter: OpenedLetter,
  from: Uint8Array,
  content: Content<"between-advisers">,
  ingested: Ingested,
): void {
  const id = encode(letter.id);
  if (state.colleagues.some((known) => known.id === id)) {
    return;
  }
  const name = trusted.directory.adviser(from)?.name ?? "";
  state.addColleagueLetter({ adviser: from, name, own: false, id, day: letter.day, isNew: true, content });
  ingested.newLetters += 1;
}

function ingestLetter(
  state: State,
  thread: string,
  letter: OpenedLetter,
  content: Content<"to-adviser">,
  ingested: Ingested,
): void {
  if (content.body.kind === "withdrawal") {
    // The melder's wish: the thread goes, and only its name stays, so that it does not come back.
    forgetThread(state, thread);
    ingested.withdrawn += 1;
    return;
  }
  const kept = state.thread(thread);
  if (kept === undefined) {
    return;
  }
  const sequence = sequenceOf(kept.received);
  const arrival = sequence.take(content.n, letter.id);
  if (arrival === "repeated") {
    return;
  }
  state.putThread(thread, { ...kept, received: keptSequence(sequence) });
  state.addLetter(thread, {
    writer: "melder",
    id: encode(letter.id),
    day: letter.day,
    isNew: true,
    oddity: oddityOf(arrival, content, kept),
    content,
  });
  ingested.newLetters += 1;
}

/** Takes a thread away for good. */
export function forgetThread(state: State, thread: string): void {
  state.deleteThread(thread);
  mark(state, thread, UNMARKED);
  const { core } = state;
  state.core = { ...core, gone: [...new Set([...core.gone, thread])].sort() };
}

function oddityOf(
  arrival: Exclude<Arrival, "repeated">,
  { seen }: Pick<Content, "seen">,
  { written }: KeptThread,
): Oddity | null {
  switch (arrival) {
    case "in-turn":
      return seen > written ? "seen_ahead" : null;
    case "out-of-turn":
      return "out_of_turn";
    case "after-gap":
      return "after_gap";
    case "conflict":
      return "conflict";
  }
}

function keepUnreadable(state: State, letter: OpenedLetter, reason: string): void {
  const { unreadable } = state;
  if (unreadable.length < MOST_UNREADABLE) {
    const whole = unreadable.length < MOST_WHOLE ? encode(letter.letter) : "";
    state.unreadable = [...unreadable, { id: encode(letter.id), day: formatDay(letter.day), reason, letter: whole }];
  }
}
