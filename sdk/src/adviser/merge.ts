import { type Clash, type Merging, readEntry, writeEntry } from "../vault/entries.js";
import { type KeptColleagueLetter, type KeptLetter, type KeptNote, type KeptThread } from "./kept.js";
import * as names from "./names.js";

/** Puts together what two of an adviser's devices made of one entry. */
export const merging: Merging = (name, clash) => {
  const { rest } = names.split(name);
  const { mine, theirs } = clash;
  // Each is about several threads or forms, and gone where nothing is left in it: that says nothing of the others.
  if (rest.startsWith(names.FORMS) || rest.startsWith(names.MARKS)) {
    const all = mergeEntries(clash, entriesIn(mine), entriesIn(theirs));
    return Object.keys(all).length === 0 ? undefined : writeEntry(name, all);
  }
  // What another device has deleted is gone: a thread whose melder has withdrawn, a draft that was sent.
  if (mine === undefined || theirs === undefined) {
    return rest.startsWith(names.TYPING) ? (theirs ?? mine) : theirs;
  }
  const merge = MERGES.find(([start]) => rest.startsWith(start))?.[1];
  // All else is changed only together with the server's copy.
  return merge ? writeEntry(name, merge(clash, readEntry(mine) as never, readEntry(theirs) as never)) : theirs;
};

type Merge = (clash: Clash, mine: never, theirs: never) => unknown;

const MERGES: readonly (readonly [string, Merge])[] = [
  [names.THREAD, mergeThread],
  [names.LETTERS, mergeNew],
  [names.COLLEAGUES, mergeNew],
  [names.TYPING, mergeTyping],
];

/** Where both wrote a note both stay. All else is what the server has. */
function mergeThread({ base }: Clash, mine: KeptThread, theirs: KeptThread): KeptThread {
  const before = base === undefined ? undefined : (readEntry(base) as KeptThread).notes;
  if (before !== undefined && same(before, theirs.notes)) {
    return { ...theirs, notes: mine.notes };
  }
  const knows = (notes: readonly KeptNote[], note: KeptNote) => notes.some((other) => same(other, note));
  const added = mine.notes.filter((note) => !knows(before ?? [], note) && !knows(theirs.notes, note));
  return { ...theirs, notes: [...theirs.notes, ...added] };
}

/** What was shown on this device is no longer new on the other one. */
function mergeNew<T extends KeptLetter | KeptColleagueLetter>(
  _: Clash,
  mine: readonly T[],
  theirs: readonly T[],
): readonly T[] {
  const shown = new Set(mine.filter((letter) => !letter.new).map(({ id }) => id));
  return theirs.map((letter) => (shown.has(letter.id) ? { ...letter, new: false } : letter));
}

type Entries = Readonly<Record<string, unknown>>;

function entriesIn(content: string | undefined): Entries {
  return content === undefined ? {} : (readEntry(content) as Entries);
}

/** Entry by entry: this device's where it changed it. */
function mergeEntries({ base }: Clash, mine: Entries, theirs: Entries): Entries {
  const before = entriesIn(base);
  const merged = new Map(Object.entries(theirs));
  for (const key of new Set([...Object.keys(before), ...Object.keys(mine)])) {
    const value = mine[key];
    if (!same(value, before[key])) {
      if (value === undefined) {
        merged.delete(key);
      } else {
        merged.set(key, value);
      }
    }
  }
  return Object.fromEntries(merged);
}

/** What somebody typed on two devices stays, one after the other. */
function mergeTyping(_: Clash, mine: string, theirs: string): string {
  if (theirs.includes(mine)) {
    return theirs;
  }
  return mine.includes(theirs) ? mine : `${theirs}\n\n${mine}`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
