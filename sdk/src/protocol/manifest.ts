import { type Random, compare, random } from "./bytes.js";
import { objectOf, parseJson, writeJson } from "./json.js";
import { WIDE } from "./named.js";
import { openRecord, recordHash, sealRecord } from "./record.js";
import { demand, reject } from "./validation-error.js";
import { type Secret } from "./secret.js";
import {
  type ObjectOf,
  U32,
  bytes,
  checkFields,
  demandRising,
  list,
  number,
  object,
  readFields,
  writeFields,
} from "./shape.js";
import { manifestId } from "./vault.js";

const LEAST = 64;
const MOST = 4096;
const VERSION = number(0, WIDE, WIDE);

const fields = {
  counter: number(1, U32),
  records: list(object({ id: bytes(32), version: number(1, U32), hash: bytes(32) }), 0, MOST),
};

/** What a vault's manifest says: which other records there are. */
export type Manifest = ObjectOf<typeof fields>;

/** A record as the server gives it. */
export interface StoredRecord {
  readonly version: number;
  readonly record: Uint8Array;
}

/** What a device remembers of a manifest. */
export interface SeenManifest {
  readonly counter: number;
  /** `H("record", manifest as stored)`. */
  readonly hash: Uint8Array;
}

/** Opens the manifest that the server shows under this version. @throws ValidationError */
export function openManifest(vaultKey: Secret, stored: StoredRecord): Manifest {
  const json = parseJson(openRecord(vaultKey, manifestId(vaultKey), stored.version, stored.record));
  demand(VERSION.read(json["version"] ?? reject("json-shape")) === 1, "version");
  const manifest = readFields(fields, json);
  demandRising(manifest.records, (a, b) => compare(a.id, b.id) < 0, "order");
  checkFields(fields, manifest);
  demand(manifest.counter === stored.version, "counter");
  return manifest;
}

/** Seals a manifest; its version is its counter. @throws ValidationError what a reader would refuse it for. */
export function sealManifest(vaultKey: Secret, manifest: Manifest, draw: Random = random): StoredRecord {
  const json = writeJson(objectOf([["version", 1], ...writeFields(fields, manifest)]));
  const id = manifestId(vaultKey);
  const stored = { version: manifest.counter, record: sealRecord(vaultKey, id, manifest.counter, json, draw) };
  openManifest(vaultKey, stored);
  return stored;
}

/** What to remember of a manifest that was seen or written. */
export function seenManifest(stored: StoredRecord): SeenManifest {
  return { counter: stored.version, hash: recordHash(stored.record) };
}

/** Holds a manifest against the newest that this device saw or wrote. @throws ValidationError `old`, `two-histories`. */
export function checkSeen(shown: SeenManifest, before: SeenManifest): void {
  demand(shown.counter >= before.counter, "old");
  demand(shown.counter > before.counter || compare(shown.hash, before.hash) === 0, "two-histories");
}

/**
 * Holds a record against the manifest.
 *
 * @param given What the server gave under the id, if it gave anything.
 * @throws ValidationError `missing`, `record`.
 */
export function checkRecord(manifest: Manifest, id: Uint8Array, given: StoredRecord | undefined): void {
  const listed = manifest.records.find((entry) => compare(entry.id, id) === 0);
  if (given === undefined) {
    demand(listed === undefined, "missing");
    return;
  }
  demand(listed !== undefined, "record");
  demand(given.version === listed.version && compare(recordHash(given.record), listed.hash) === 0, "record");
}

/** How many records a vault has that needs so many and had `before`. @throws ValidationError `limit`. */
export function paddedRecords(needed: number, before: number): number {
  const padded = Math.max(LEAST, before, 2 ** Math.ceil(Math.log2(Math.max(1, needed))));
  demand(padded <= MOST, "limit");
  return padded;
}
