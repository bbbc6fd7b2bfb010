import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { integer, join } from "./bytes.js";
import { decode, encode } from "./encoding.js";
import { labelled } from "./label.js";
import { demand } from "./validation-error.js";

const CHALLENGE = 64;
const NONCE = 8;
const ITERATIONS = 1000;

/** How many zero bits a nonce gives for a challenge (64 bytes) and the body of a request. */
export function zeroBits(challenge: Uint8Array, body: Uint8Array, nonce: bigint): number {
  return bitsOf(workPassword(challenge, body), nonce);
}

/**
 * The header `Fluister-Work` with the first nonce from 0 that gives at least so many zero bits. It takes 2^difficulty tries
 * on average, each of a millisecond or more: `tryWork` does the same in parts.
 */
export function work(challenge: Uint8Array, body: Uint8Array, difficulty: number): string {
  const step = tryWork(challenge, body, difficulty);
  for (;;) {
    const header = step();
    if (header !== undefined) {
      return header;
    }
  }
}

/** A function that tries the next nonce at each call, and gives the header once one was good. */
export function tryWork(challenge: Uint8Array, body: Uint8Array, difficulty: number): () => string | undefined {
  const password = workPassword(challenge, body);
  let nonce = -1n;
  return () => {
    nonce += 1n;
    return bitsOf(password, nonce) >= difficulty ? workHeader(challenge, nonce) : undefined;
  };
}

/** The header `Fluister-Work` of a challenge and a nonce. */
export function workHeader(challenge: Uint8Array, nonce: bigint): string {
  return encode(join(challenge, integer(nonce, NONCE)));
}

/** Challenge and nonce of a header. @throws ValidationError `encoding`, `length`. */
export function parseWork(header: string): { readonly challenge: Uint8Array; readonly nonce: bigint } {
  const bytes = decode(header, CHALLENGE + NONCE);
  const nonce = bytes.subarray(CHALLENGE).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  return { challenge: bytes.slice(0, CHALLENGE), nonce };
}

/**
 * What PBKDF2 takes as its password.
 *
 * @internal
 */
export function workPassword(challenge: Uint8Array, body: Uint8Array): Uint8Array {
  demand(challenge.length === CHALLENGE, "length");
  return labelled("work", challenge, sha256(body));
}

function bitsOf(password: Uint8Array, nonce: bigint): number {
  const digest = pbkdf2(sha256, password, integer(nonce, NONCE), { c: ITERATIONS, dkLen: 32 });
  return zeroBitsOf(digest);
}

/**
 * How many zero bits a digest of 32 bytes begins with.
 *
 * @internal
 */
export function zeroBitsOf(digest: Uint8Array): number {
  const position = digest.findIndex((byte) => byte !== 0);
  // Math.clz32 counts in 32 bits, of which a byte fills the last eight.
  return position === -1 ? 256 : position * 8 + Math.clz32(digest[position] ?? 0) - 24;
}
