import { random } from "../protocol/bytes.js";
import { Code } from "../protocol/code.js";
import { idOf } from "../protocol/id.js";
import { type StoredRecord } from "../protocol/manifest.js";
import { openRecord, sealRecord } from "../protocol/record.js";
import { ValidationError } from "../protocol/validation-error.js";
import { Secret } from "../protocol/secret.js";
import { type Unlocked, type VaultKeys, readWrapped, unlock, writeWrapped } from "../protocol/vault.js";
import { type Base } from "./base.js";
import { VaultError } from "./vault-error.js";

/** What opens a vault: a key code, and what follows from it and the passphrase. */
export interface Lock {
  readonly keyCode: Code;
  readonly unlocked: Unlocked;
}

/** What is open of a vault: the keys, and what lies under them. */
export interface Opened extends Lock {
  readonly wrap: StoredRecord;
  readonly keys: VaultKeys;
  readonly base: Base;
}

/** Seals a vault's keys with what passphrase and key code open: the wrap record. */
export function sealWrap(unlocked: Unlocked, keys: VaultKeys, version: number): StoredRecord {
  const id = idOf(unlocked.wrapToken);
  return { version, record: sealRecord(unlocked.wrapKey, id, version, writeWrapped(keys)) };
}

/** Draws the keys of a new vault, or of one whose keys change. */
export function drawKeys(): VaultKeys {
  return { key: new Secret(random(32)), token: random(32) };
}

/** The keys in a wrap record. @throws VaultError as told for one that another lock sealed. */
export function openWrap(unlocked: Unlocked, wrap: StoredRecord, otherwise: "passphrase" | "altered"): VaultKeys {
  try {
    return readWrapped(openRecord(unlocked.wrapKey, idOf(unlocked.wrapToken), wrap.version, wrap.record));
  } catch (error) {
    throw error instanceof ValidationError ? new VaultError(otherwise) : error;
  }
}

/** What follows from a passphrase that is chosen now. @throws VaultError `weak`, `memory`. */
export function unlockNew(passphrase: string, keyCode: Code): Unlocked {
  return unlockOr(passphrase, keyCode, "weak");
}

/** What follows from a passphrase that was chosen before: one that is too short is a wrong one. @throws VaultError */
export function unlockKnown(
  passphrase: string,
  keyCode: Code,
  otherwise: "passphrase" | "code" = "passphrase",
): Unlocked {
  return unlockOr(passphrase, keyCode, otherwise);
}

function unlockOr(passphrase: string, keyCode: Code, otherwise: "weak" | "passphrase" | "code"): Unlocked {
  try {
    return unlock(passphrase, keyCode);
  } catch (error) {
    throw error instanceof ValidationError ? new VaultError(error.reason === "memory" ? "memory" : otherwise) : error;
  }
}

/** A key code of the vault's own: it wipes its copy. */
export function copyOf(keyCode: Code): Code {
  return Code.of(keyCode.bytes.slice());
}
