import {
  type BodyGoing,
  type Content,
  type Said,
  bodyEntries,
  commonEntries,
  contentFromJson,
  contentUnread,
} from "../protocol/content.js";
import { type Day, formatDay, parseDay } from "../protocol/day.js";
import { decode, encode } from "../protocol/encoding.js";
import { type Json, type JsonObject, isObject, objectOf } from "../protocol/json.js";
import { type Direction } from "../protocol/kinds.js";
import { type KeptColleagueLetter, type KeptContent, type KeptDraft, type KeptLetter, type Oddity } from "./kept.js";

/** What a letter of a thread says, by who wrote it. */
type Written =
  | { readonly writer: "melder"; readonly content: Content<"to-adviser"> }
  | { readonly writer: "adviser"; readonly content: Content<"to-melder"> };

/** A letter of a thread, as the vault has it. */
export type Letter = Written & {
  /** SHA-256 of its token, base64url. */
  readonly id: string;
  /** The day of its release, or the day it was written by this adviser. */
  readonly day: Day;
  readonly isNew: boolean;
  readonly oddity: Oddity | null;
  /** The draft that it was written as, so that nothing is sent twice. */
  readonly draft?: string;
};

/** A letter from or to another adviser, as the vault has it. */
export interface ColleagueLetter {
  /** The other adviser's id, 32 bytes. */
  readonly adviser: Uint8Array;
  readonly name: string;
  readonly own: boolean;
  /** SHA-256 of its token, base64url. */
  readonly id: string;
  readonly day: Day;
  readonly isNew: boolean;
  readonly draft?: string;
  readonly content: Content<"between-advisers">;
}

/** What goes to a melder or another adviser, before it has a number. */
export interface DraftLetter<D extends "to-melder" | "between-advisers"> extends Said<BodyGoing<D>> {
  /** Where a text goes on over several letters. */
  readonly part?: NonNullable<Content["part"]>;
}

/** What waits to be numbered and sealed to a melder: their thread, 64 hexadecimal characters. */
export interface DraftToMelder {
  readonly melder: string;
  readonly letters: readonly DraftLetter<"to-melder">[];
}

/** What waits to be sealed to another adviser: their id, base64url. */
export interface DraftToAdviser {
  readonly adviser: string;
  readonly letters: readonly DraftLetter<"between-advisers">[];
}

/** What waits to be sealed. */
export type Draft = DraftToMelder | DraftToAdviser;

/** Reads a letter of a thread out of the vault. */
export function readLetter({ writer, id, day, new: isNew, oddity, draft, content }: KeptLetter): Letter {
  const about = { id, day: parseDay(day), isNew, oddity, ...(draft !== undefined && { draft }) };
  return writer === "melder"
    ? { ...about, writer, content: read(content, "to-adviser") }
    : { ...about, writer, content: read(content, "to-melder") };
}

/** A letter of a thread, as it is put into the vault. */
export function keptLetter({ writer, id, day, isNew, oddity, draft, content }: Letter): KeptLetter {
  const about = { writer, id, day: formatDay(day), new: isNew, oddity };
  return { ...about, ...(draft !== undefined && { draft }), content: keptContent(content) };
}

/** Reads a letter between advisers out of the vault. */
export function readColleagueLetter({
  adviser,
  day,
  new: isNew,
  content,
  ...rest
}: KeptColleagueLetter): ColleagueLetter {
  return {
    ...rest,
    adviser: decode(adviser, 32),
    day: parseDay(day),
    isNew,
    content: read(content, "between-advisers"),
  };
}

/** A letter between advisers, as it is put into the vault. */
export function keptColleagueLetter({
  adviser,
  name,
  own,
  id,
  day,
  isNew,
  draft,
  content,
}: ColleagueLetter): KeptColleagueLetter {
  const about = { adviser: encode(adviser), name, own, id, day: formatDay(day), new: isNew };
  return { ...about, ...(draft !== undefined && { draft }), content: keptContent(content) };
}

/** Reads a draft out of the vault. */
export function readDraft({ to, letters }: KeptDraft): Draft {
  return "melder" in to
    ? { ...to, letters: letters.map((letter) => readDraftLetter(letter, "to-melder")) }
    : { ...to, letters: letters.map((letter) => readDraftLetter(letter, "between-advisers")) };
}

/** A draft, as it is put into the vault. */
export function keptDraft({ letters, ...to }: Draft): KeptDraft {
  return { to, letters: letters.map(({ part, ...said }) => ({ body: keptSaid(said), part: part ?? null })) };
}

function readDraftLetter<D extends "to-melder" | "between-advisers">(
  { body: kept, part }: KeptDraft["letters"][number],
  direction: D,
): DraftLetter<D> {
  // What every letter has comes only when it is numbered; a reader wants it, though.
  const { body, others } = read(objectOf([...Object.entries(kept), ...UNNUMBERED]), direction);
  return { body, ...(others && { others }), ...(part && { part }) };
}

const UNNUMBERED: readonly (readonly [string, Json])[] = [
  ["n", 1],
  ["seen", 0],
  ["day", formatDay(0)],
];

/** Reads what a letter says. One that does not read any more is still there, as of a kind that is not known. */
function read<D extends Direction>(kept: KeptContent, direction: D): Content<D> {
  try {
    return contentFromJson(kept, direction);
  } catch {
    return contentUnread(kept);
  }
}

/** What a letter says, as the vault keeps it. */
function keptContent(content: Content): KeptContent {
  return objectOf([...Object.entries(keptSaid(content)), ...commonEntries(content)]);
}

/** What is particular to a letter, as the vault keeps it: what is not known stands sorted, wherever it came from. */
function keptSaid({ body, others = {} }: Said): JsonObject {
  const strange = Object.entries(others);
  const own = bodyEntries({ body });
  return objectOf(body.kind === "unknown" ? sorted([...own, ...strange]) : [...own, ...sorted(strange)]);
}

function sorted(entries: readonly (readonly [string, Json])[]): (readonly [string, Json])[] {
  return entries.map(([key, value]) => [key, deeply(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

function deeply(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map((inner: Json) => deeply(inner));
  }
  return isObject(value) ? objectOf(sorted(Object.entries(value))) : value;
}
