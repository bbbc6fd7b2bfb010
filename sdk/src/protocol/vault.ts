import { argon2id } from "@noble/hashes/argon2.js";

import { join, utf8 } from "./bytes.js";
import { type Code } from "./code.js";
import { ID } from "./id.js";
import { expand, expandSecret, extract, hash } from "./label.js";
import { demand, reject } from "./validation-error.js";
import { Secret } from "./secret.js";

const LEAST_CHARACTERS = 12;

/** What passphrase and key code open together: the token and the key of the vault's wrap record. */
export interface Unlocked {
  readonly wrapToken: Uint8Array;
  readonly wrapKey: Secret;
}

/**
 * Stretches passphrase and key code: Argon2id (RFC 9106) with 19 MiB, about a second, and a minute where there is no JIT.
 *
 * @throws ValidationError `passphrase` if it has fewer than twelve characters, `memory`.
 */
export function unlock(passphrase: string, keyCode: Code): Unlocked {
  demand(Array.from(passphrase).length >= LEAST_CHARACTERS, "passphrase");
  const stretched = stretch(utf8(passphrase), hash("salt", keyCode.bytes));
  const secret = extract(stretched, keyCode.bytes);
  stretched.fill(0);
  const unlocked = { wrapToken: expand(secret.bytes, "wrap token"), wrapKey: expandSecret(secret, "wrap key") };
  secret.wipe();
  return unlocked;
}

function stretch(passphrase: Uint8Array, salt: Uint8Array): Uint8Array {
  try {
    return argon2id(passphrase, salt, { m: 19_456, t: 2, p: 1, dkLen: 32, version: 0x13 });
  } catch {
    return reject("memory");
  }
}

/** The content of the wrap record: the key and the token of the vault. */
export interface VaultKeys {
  readonly key: Secret;
  /** The server keeps the vault's records under its SHA-256. */
  readonly token: Uint8Array;
}

/** Reads the content of the wrap record. @throws ValidationError `size`. */
export function readWrapped(content: Uint8Array): VaultKeys {
  demand(content.length === 2 * ID, "size");
  return { key: new Secret(content.slice(0, ID)), token: content.slice(ID) };
}

/** Writes the content of the wrap record. */
export function writeWrapped({ key, token }: VaultKeys): Uint8Array {
  return join(key.bytes, token);
}

/** The id of the record with a name. */
export function recordId(vaultKey: Secret, name: string): Uint8Array {
  return expand(vaultKey.bytes, "record id", utf8(name));
}

/** The id of the manifest. */
export function manifestId(vaultKey: Secret): Uint8Array {
  return expand(vaultKey.bytes, "manifest id");
}
