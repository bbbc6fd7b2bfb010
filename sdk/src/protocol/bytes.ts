import { concatBytes, randomBytes } from "@noble/hashes/utils.js";

/** Draws as many random bytes as are asked for. */
export type Random = (count: number) => Uint8Array;

/** The platform's random generator. */
export const random: Random = (count) => randomBytes(count);

/** Concatenates. */
export function join(...parts: Uint8Array[]): Uint8Array {
  return concatBytes(...parts);
}

/** A number as an unsigned big-endian integer of `size` bytes; 4 unless another size is given. */
export function integer(value: number | bigint, size = 4): Uint8Array {
  const bytes = new Uint8Array(size);
  let rest = BigInt(value);
  for (let position = size - 1; position >= 0; position--) {
    bytes[position] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  if (rest !== 0n) {
    throw new RangeError(`an integer of ${size} bytes is from 0 to 2^${size * 8} - 1`);
  }
  return bytes;
}

/** The unsigned big-endian integer of at most 6 bytes that these are. */
export function toNumber(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** Whether two byte strings are the same, in a time that depends on their lengths alone. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  let difference = 0;
  for (let i = 0; i < a.length; i++) {
    difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  }
  return difference === 0;
}

/** Whether all bytes are zero, in a time that depends on their number alone. */
export function isZero(bytes: Uint8Array): boolean {
  let any = 0;
  for (let i = 0; i < bytes.length; i++) {
    any |= bytes[i] ?? 0;
  }
  return any === 0;
}

/** Less than zero if `a` comes before `b`, byte by byte; zero if they are the same. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.length - b.length;
}

/** A text in UTF-8. A lone surrogate becomes U+FFFD: whoever writes looks at the text before. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
