import { compare } from "./bytes.js";
import { demand } from "./validation-error.js";
import { type ObjectOf, bytes, number, object } from "./shape.js";

/** The largest integer of strict JSON. */
export const WIDE: number = Number.MAX_SAFE_INTEGER;

/** How a directory or a key statement is named elsewhere. */
export const named = object({ serial: number(0, WIDE, WIDE), hash: bytes(32) });
/** Names one version of a signed file: its serial and its hash, 32 bytes. */
export type Named = ObjectOf<{ serial: ReturnType<typeof number>; hash: ReturnType<typeof bytes> }>;

/**
 * Holds what is shown against what was named elsewhere, or seen before.
 *
 * @throws ValidationError `old` for a lower serial; `two-histories` for the same with another hash: proof that the server told two.
 */
export function checkNamed(shown: Named, before: Named): void {
  demand(shown.serial >= before.serial, "old");
  demand(shown.serial > before.serial || compare(shown.hash, before.hash) === 0, "two-histories");
}
