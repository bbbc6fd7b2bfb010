import { sha256 } from "@noble/hashes/sha2.js";

import { type Random, random } from "./bytes.js";
import { hash } from "./label.js";

/** How many bytes an id, a token, a fingerprint and a hash have. */
export const ID = 32;

/** The id of what is stored under a token: its SHA-256. */
export function idOf(token: Uint8Array): Uint8Array {
  return sha256(token);
}

/** A new token, 32 random bytes. */
export function drawToken(draw: Random = random): Uint8Array {
  return draw(ID);
}

/** An adviser's id, from the identity key. */
export function adviserId(identity: Uint8Array): Uint8Array {
  return hash("identity", identity);
}

/** An organisation's fingerprint, from its first root public key. */
export function fingerprint(root: Uint8Array): Uint8Array {
  return hash("organisation", root);
}

/** The hash by which a directory names the next root public key. */
export function successorHash(root: Uint8Array): Uint8Array {
  return hash("successor", root);
}
