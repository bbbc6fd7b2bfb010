import { type Kind, type Known } from "../protocol/kinds.js";

/** The kinds of letter that an adviser can write to a melder; files go along with one. */
type WrittenKind = Exclude<Kind<"to-melder">, "attachment">;

/**
 * What an adviser can write in a thread; becomes a letter of this kind, which gets its number, where it has one, when it is taken in.
 * Texts that are long go on in further letters.
 */
export type Body = { [K in WrittenKind]: Omit<Known<K>, "number"> }[WrittenKind];
