import { expand as hkdfExpand, extract as hkdfExtract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { join, utf8 } from "./bytes.js";
import { Secret } from "./secret.js";

/** The names of section 3: every use of a hash, a key or a signature has its own. */
export type Name =
  | "organisation"
  | "identity"
  | "successor"
  | "code"
  | "self key"
  | "self psk"
  | "reply key"
  | "thread"
  | "psk"
  | "mac"
  | "thread id"
  | "reply"
  | "own"
  | "note"
  | "self"
  | "letter"
  | "proof"
  | "directory"
  | "statement"
  | "heartbeat"
  | "request"
  | "file"
  | "session"
  | "work"
  | "salt"
  | "wrap token"
  | "wrap key"
  | "record"
  | "record id"
  | "manifest id"
  | "chunk"
  | "chunk token";

const ZERO = Uint8Array.of(0);

/** `fluister/v1/` and the name, in ASCII. */
export function label(name: Name): Uint8Array {
  return utf8(`fluister/v1/${name}`);
}

/** The label, a zero byte, and the data: what is hashed, signed, or bound to a key. */
export function labelled(name: Name, ...data: Uint8Array[]): Uint8Array {
  return join(label(name), ZERO, ...data);
}

/** `H(name, data)`: 32 bytes. */
export function hash(name: Name, ...data: Uint8Array[]): Uint8Array {
  return sha256(labelled(name, ...data));
}

/** `Expand(secret, name, data)`: 32 bytes. */
export function expand(secret: Uint8Array, name: Name, ...data: Uint8Array[]): Uint8Array {
  return hkdfExpand(sha256, secret, labelled(name, ...data), 32);
}

/** `Expand(secret, name, data)` of something that stays secret. */
export function expandSecret(secret: Secret, name: Name, ...data: Uint8Array[]): Secret {
  return new Secret(expand(secret.bytes, name, ...data));
}

/** HKDF-Extract with SHA-256: 32 bytes. */
export function extract(salt: Uint8Array, ikm: Uint8Array): Secret {
  return new Secret(hkdfExtract(sha256, ikm, salt));
}
