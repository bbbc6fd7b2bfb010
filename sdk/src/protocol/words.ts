import { demand } from "./validation-error.js";

const WORDS = 12;
const BITS = 11;

/**
 * A fingerprint (32 bytes) as twelve words of BIP-39's English list, for people to compare. The list is loaded when it is first
 * asked for.
 *
 * @throws ValidationError `length`.
 */
export async function wordsOf(fingerprint: Uint8Array): Promise<readonly string[]> {
  demand(fingerprint.length === 32, "length");
  const { wordlist } = await import("@scure/bip39/wordlists/english.js");
  return Array.from({ length: WORDS }, (_, word) => wordlist[numberAt(fingerprint, word * BITS)] ?? "");
}

/** The eleven bits from `start` on. */
function numberAt(bytes: Uint8Array, start: number): number {
  let number = 0;
  for (let at = start; at < start + BITS; at++) {
    number = number * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at % 8))) & 1);
  }
  return number;
}
