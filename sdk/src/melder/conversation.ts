import { type Unknown } from "../protocol/content.js";
import { type Day } from "../protocol/day.js";
import { type Kind, type KnownView } from "../protocol/kinds.js";
import { type LetterView } from "../protocol/letter-view.js";

/** All that lies under a code. */
export interface Conversation {
  /** A thread for each adviser who was written to. None after a withdrawal that was interrupted. */
  readonly threads: readonly ThreadView[];
  /** Letters before this day are gone. */
  readonly keptSince: Day;
  /** The melder's own texts are not kept. */
  readonly repliesOnly: boolean;
}

/** The letters with one adviser, as the melder sees them. */
export interface ThreadView {
  /** The number of the thread under this code, from 0. */
  readonly i: number;
  /** The adviser's id, 32 bytes. */
  readonly adviser: Uint8Array;
  /** The adviser's name: of today's directory, or of the day the thread began. */
  readonly name: string;
  /** Whether the adviser is still in the directory. */
  readonly listed: boolean;
  /** Whether they can be written to today. */
  readonly reachable: boolean;
  /** The last day of the adviser's absence, while there is one. */
  readonly absentUntil?: Day;
  /** The day of the newest heartbeat. */
  readonly lastLooked?: Day;
  /** The adviser to whom this one would like to hand over. */
  readonly asksFor?: { readonly id: Uint8Array; readonly name: string };
  /** How many letters the melder wrote. */
  readonly ownWritten: number;
  /** How many of them the adviser has, as the heartbeat says. */
  readonly received?: number;
  /** How many letters the adviser wrote, as the heartbeat says. */
  readonly written?: number;
  /** How many of the adviser's letters have been read without a gap. */
  readonly seen: number;
  /** The letters, in their order. */
  readonly letters: readonly MelderLetterView[];
  /** What the melder has to know before relying on this thread. */
  readonly warnings: readonly Warning[];
}

/** A letter, as it is shown. `Melder.attachment` knows letters by their identity: a copy is another one. */
export type MelderLetterView = LetterView<OwnBodyView, TheirBodyView> & {
  /** How many letters of the other its writer had read. */
  readonly seen: number;
};

/** What an adviser wrote. */
export type TheirBodyView = TheirView<Kind<"to-melder">> | Unknown;

/** What an adviser wrote in a letter of one of these kinds. */
export type TheirView<K extends Kind<"to-melder">> = {
  [P in K]: KnownView<P> & (P extends "attachment" ? Missing : unknown);
}[K];

/** An adviser's file. */
export type AttachmentView = TheirView<"attachment">;

/** What the melder wrote, as far as it is kept: by notes, which may be another version's. */
export type OwnBodyView = OwnView<Kind<"to-adviser">> | (Unknown & OwnWords);

/** What the melder wrote in a letter of one of these kinds. */
export type OwnView<K extends Kind<"to-adviser">> = {
  [P in K]: { readonly kind: P } & (P extends "attachment" ? OwnFile : OwnWords);
}[K];

interface OwnWords {
  /** Absent where the melder's words are not kept. */
  readonly text?: string;
}

/** A file of the melder's own. */
export type OwnAttachmentView = OwnView<"attachment">;

interface OwnFile extends Missing {
  readonly name: string;
  /** How many chunks it has; 0 where that is not kept. */
  readonly chunks: number;
}

interface Missing {
  /** How many of its chunks have not come, or are gone. */
  readonly missing: number;
}

/** What gives cause for doubt, each to be said to the melder in plain words. */
export interface Warning {
  readonly kind: WarningKind;
  /** Which of the adviser's letters it is about, for the first four. */
  readonly n?: number;
}

/** What a warning is about. */
export type WarningKind =
  /** The heartbeat names the adviser's letter n, and the server does not give it. */
  | "withheld"
  /** The adviser's letter n was read before and is no longer kept. */
  | "expired"
  /** The adviser's letter n does not open. */
  | "unreadable"
  /** A reply says that more was read than was ever written. */
  | "seen-ahead"
  /** The heartbeat says that fewer letters arrived than an earlier reply says. */
  | "fewer-received"
  /** There is no heartbeat, and so no sign of life. */
  | "no-heartbeat"
  /** What the server shows of the adviser does not fit together: nothing is written to them for now. */
  | "set-aside"
  /** The same, since their heartbeat is dated in the future; or this device's clock is wrong. */
  | "set-aside-future"
  /** The adviser keeps this thread no longer, or has not received it yet. */
  | "not-kept"
  /** The adviser is no longer in the directory. */
  | "gone"
  /** No key for these weeks: the adviser has been away too long. */
  | "no-key";

/** Puts two directions in one order: nobody answers what they had not read; the day decides the rest. */
export function interleave(own: readonly MelderLetterView[], theirs: readonly MelderLetterView[]): MelderLetterView[] {
  const [mine, others, letters] = [[...own], [...theirs], [] as MelderLetterView[]];
  for (;;) {
    const [a, b] = [mine[0], others[0]];
    if (a === undefined || b === undefined) {
      return [...letters, ...mine, ...others];
    }
    const isMineFirst = b.seen >= a.n || (a.seen < b.n && a.day <= b.day);
    letters.push(isMineFirst ? a : b);
    (isMineFirst ? mine : others).shift();
  }
}
