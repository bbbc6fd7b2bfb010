import { integer, join, toNumber } from "../protocol/bytes.js";
import { Code } from "../protocol/code.js";
import { decode } from "../protocol/encoding.js";
import { type StoredRecord } from "../protocol/manifest.js";
import { type HeldRecord, held } from "./base.js";
import { VaultError } from "./vault-error.js";

/**
 * Where sealed records lie on a device: names and sealed bytes. What is beside them in clear is the key code, which opens
 * nothing without the passphrase. Names are ASCII, and have slashes in them.
 */
export interface VaultStorage {
  /** All that lies there; nothing at first. */
  load(): Promise<ReadonlyMap<string, Uint8Array>>;
  /** All of it or nothing, whatever happens to the device meanwhile; undefined deletes. */
  save(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void>;
}

const VERSION = 1;
const HEAD = "device";
const [WRAP, MANIFEST, LOCAL] = ["wrap", "manifest", "local"];
const RECORD = "record/";
/** Sealed chunks of attachments that wait to be sent. */
export const CHUNKS = "chunk/";

/** A sealed vault as it lies on a device. */
export interface StoredVault {
  readonly keyCode: Code;
  readonly wrap: StoredRecord;
  /** The newest manifest of the server, where the vault has been there. */
  readonly manifest: StoredRecord | undefined;
  /** The records that it lists, by their ids. */
  readonly records: ReadonlyMap<string, HeldRecord>;
  /** What has changed since, sealed like a record. */
  readonly local: StoredRecord;
}

/** Whether there is a vault in this storage. */
export async function hasVault(storage: VaultStorage): Promise<boolean> {
  return (await storage.load()).has(HEAD);
}

/** Reads the sealed vault in a storage. @throws VaultError `damaged`. */
export function readStorage(files: ReadonlyMap<string, Uint8Array>): StoredVault {
  const head = read(files, HEAD);
  if (head[0] !== VERSION) {
    throw new VaultError("damaged");
  }
  const manifest = files.has(MANIFEST) ? unpacked(read(files, MANIFEST)) : undefined;
  const records = [...files].flatMap(([name, bytes]) => {
    const id = name.startsWith(RECORD) ? name.slice(RECORD.length) : undefined;
    return id === undefined ? [] : [[id, held(decode(id), unpacked(bytes))] as const];
  });
  return {
    keyCode: Code.of(head.slice(1)),
    wrap: unpacked(read(files, WRAP)),
    manifest,
    records: new Map(records),
    local: unpacked(read(files, LOCAL)),
  };
}

/** What has to be saved in a storage that holds `before`, so that it holds `now`. */
export function storageChanges(now: StoredVault, before: StoredVault | undefined): Map<string, Uint8Array | undefined> {
  const changes = new Map<string, Uint8Array | undefined>();
  if (before?.keyCode !== now.keyCode) {
    changes.set(HEAD, join(Uint8Array.of(VERSION), now.keyCode.bytes));
  }
  if (before?.wrap !== now.wrap) {
    changes.set(WRAP, packed(now.wrap));
  }
  if (before?.manifest !== now.manifest) {
    changes.set(MANIFEST, now.manifest && packed(now.manifest));
  }
  for (const [id, record] of now.records) {
    if (before?.records.get(id) !== record) {
      changes.set(RECORD + id, packed(record));
    }
  }
  for (const id of before?.records.keys() ?? []) {
    if (!now.records.has(id)) {
      changes.set(RECORD + id, undefined);
    }
  }
  return changes.set(LOCAL, packed(now.local));
}

function packed({ version, record }: StoredRecord): Uint8Array {
  return join(integer(version), record);
}

function unpacked(bytes: Uint8Array): StoredRecord {
  return { version: toNumber(bytes.subarray(0, 4)), record: bytes.slice(4) };
}

function read(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) {
    throw new VaultError("damaged");
  }
  return bytes;
}

/** A vault storage in memory, for devices that must keep nothing, and for tests. */
export class MemoryVaultStorage implements VaultStorage {
  readonly #files = new Map<string, Uint8Array>();

  load(): Promise<ReadonlyMap<string, Uint8Array>> {
    return Promise.resolve(new Map(this.#files));
  }

  save(changes: ReadonlyMap<string, Uint8Array | undefined>): Promise<void> {
    for (const [name, bytes] of changes) {
      if (bytes === undefined) {
        this.#files.delete(name);
      } else {
        this.#files.set(name, bytes);
      }
    }
    return Promise.resolve();
  }
}
