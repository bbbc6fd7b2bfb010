import { sha256 } from "@noble/hashes/sha2.js";

import { join } from "./bytes.js";
import { decode, encode } from "./encoding.js";
import { type SigningKey, verify } from "./signature.js";

const KEY = 32;
const SIGNATURE = 64;

/** The header `Fluister-Signature` over a file that a directory names, by the root or a listed adviser. */
export function signFile(file: Uint8Array, organisation: Uint8Array, key: SigningKey): string {
  return encode(join(key.publicKey, key.sign("file", join(organisation, sha256(file)))));
}

/**
 * The public key that signed a file. Whether it is the root's or a listed adviser's is for the caller to see.
 *
 * @throws ValidationError `encoding`, `length`, `key`, `signature`.
 */
export function verifyFile(header: string, file: Uint8Array, organisation: Uint8Array): Uint8Array {
  const bytes = decode(header, KEY + SIGNATURE);
  const key = bytes.slice(0, KEY);
  verify(key, "file", join(organisation, sha256(file)), bytes.subarray(KEY));
  return key;
}
