import { compare } from "../protocol/bytes.js";
import { decode } from "../protocol/encoding.js";
import { Sequence } from "../protocol/sequence.js";
import { type KeptSequence } from "./kept.js";

/** A melder's letters, as they were kept. */
export function sequenceOf({ gapless, beyond, ids, expired }: KeptSequence): Sequence {
  return new Sequence({ seen: gapless, beyond, ids, expired });
}

/** The same, to be kept: ids in the order of their bytes. */
export function keptSequence(sequence: Sequence): KeptSequence {
  const { seen, beyond, ids, expired } = sequence.state();
  const sorted = ids.map((id) => ({ id, bytes: decode(id) })).sort((a, b) => compare(a.bytes, b.bytes));
  return { gapless: seen, beyond, ids: sorted.map(({ id }) => id), expired };
}

/** Nothing has come yet. */
export const NOTHING: KeptSequence = { gapless: 0, beyond: [], ids: [], expired: [] };

/** The numbers of letters that have not come, up to the highest number that has. */
export function missingOf(kept: KeptSequence): number[] {
  const sequence = sequenceOf(kept);
  return sequence.missing(sequence.highest);
}
