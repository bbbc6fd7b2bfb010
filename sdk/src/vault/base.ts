import { compare, utf8 } from "../protocol/bytes.js";
import { encode } from "../protocol/encoding.js";
import {
  type Manifest,
  type SeenManifest,
  type StoredRecord,
  openManifest,
  paddedRecords,
  sealManifest,
  seenManifest,
} from "../protocol/manifest.js";
import { openRecord, recordHash, sealRecord } from "../protocol/record.js";
import { demand } from "../protocol/validation-error.js";
import { type Secret } from "../protocol/secret.js";
import { manifestId, recordId } from "../protocol/vault.js";
import { type Change } from "../service/vault.js";
import { type VaultEntries, nameOf, writeEntry } from "./entries.js";
import { VaultError } from "./vault-error.js";

/** Records are written in groups of this many. */
const EIGHT = 8;
/** How many empty records are added in one change at most, so that it fits into a batch: the next change adds the others. */
const MOST_GROWTH = 1024;
/** Names of records that only make up the number. */
const PADDING = "padding/";

/** A sealed record, with its id and its hash. */
export interface HeldRecord extends StoredRecord {
  readonly id: Uint8Array;
  readonly hash: Uint8Array;
}

/** A record of the server as this device holds it. */
export function held(id: Uint8Array, { version, record }: StoredRecord): HeldRecord {
  return { id, version, record, hash: recordHash(record) };
}

/** The vault as the server had it when this device last looked. Nothing in it changes. */
export class Base {
  /** Before anything was fetched. */
  static readonly EMPTY = new Base(undefined, new Map(), new Map(), new Set());

  readonly manifest: StoredRecord | undefined;
  /** All records but the manifest, by their ids in base64url. */
  readonly records: ReadonlyMap<string, HeldRecord>;
  readonly entries: VaultEntries;
  readonly #padding: ReadonlySet<string>;

  /**
   * Opens a manifest and all records that it lists, which must be exactly these.
   *
   * @param known What was opened before, under the same key: records that have not changed are not opened again.
   * @throws ValidationError `missing`, `record`, and what a record is refused for.
   */
  static open(key: Secret, manifest: StoredRecord, records: ReadonlyMap<string, HeldRecord>, known?: Base): Base {
    const names = new Map(known === undefined ? [] : known.#namesById(key));
    const [all, entries, padding] = [new Map<string, HeldRecord>(), new Map<string, string>(), new Set<string>()];
    for (const listed of openManifest(key, manifest).records) {
      const id = encode(listed.id);
      const record = records.get(id);
      demand(record !== undefined, "missing");
      demand(isListed(record, listed), "record");
      all.set(id, record);
      const name = known?.records.get(id) === record ? names.get(id) : undefined;
      const content = name === undefined ? undefined : known?.entries.get(name);
      if (name !== undefined && content !== undefined) {
        entries.set(name, content);
        continue;
      }
      const opened = new TextDecoder("utf-8", { fatal: true }).decode(
        openRecord(key, record.id, record.version, record.record),
      );
      const found = nameOf(opened);
      if (found === undefined) {
        throw new VaultError("damaged");
      }
      if (found.startsWith(PADDING)) {
        padding.add(found);
      } else {
        entries.set(found, opened);
      }
    }
    return new Base(manifest, all, entries, padding);
  }

  private constructor(
    manifest: StoredRecord | undefined,
    records: ReadonlyMap<string, HeldRecord>,
    entries: VaultEntries,
    padding: ReadonlySet<string>,
  ) {
    this.manifest = manifest;
    this.records = records;
    this.entries = entries;
    this.#padding = padding;
  }

  /** What to remember of it; nothing before it was on the server. */
  get seen(): SeenManifest | undefined {
    return this.manifest && seenManifest(this.manifest);
  }

  /** The vault after these entries are in it, and what has to be changed for that; nothing where it is so already. */
  with(key: Secret, now: VaultEntries): { readonly base: Base; readonly changes: readonly Change[] } | undefined {
    const isSame =
      now.size === this.entries.size && [...now].every(([name, content]) => this.entries.get(name) === content);
    return this.manifest !== undefined && isSame ? undefined : this.filled(key, now, this.records.size);
  }

  /** The same, with at least so many records. @throws ValidationError `limit` for more than a manifest lists. */
  filled(key: Secret, now: VaultEntries, least: number): { readonly base: Base; readonly changes: readonly Change[] } {
    const writing = new Writing(key, this.records, this.#padding);
    for (const [name, content] of now) {
      if (this.entries.get(name) !== content) {
        writing.put(name, content);
      }
    }
    for (const name of this.entries.keys()) {
      if (!now.has(name)) {
        writing.delete(name);
      }
    }
    const most = Math.max(least, now.size) + MOST_GROWTH;
    writing.pad(Math.min(paddedRecords(now.size, least), most) - now.size);
    const { manifest, changes } = writing.finish(this.manifest?.version ?? 0);
    return { base: new Base(manifest, writing.records, new Map(now), writing.padding), changes };
  }

  *#namesById(key: Secret): Iterable<[string, string]> {
    for (const name of this.entries.keys()) {
      yield [encode(recordId(key, name)), name];
    }
  }
}

/** Whether a record is the one that a manifest lists. */
export function isListed(record: HeldRecord, listed: Manifest["records"][number]): boolean {
  return record.version === listed.version && compare(record.hash, listed.hash) === 0;
}

/** One change of a vault in the making. */
class Writing {
  readonly records: Map<string, HeldRecord>;
  readonly padding: Set<string>;
  readonly #key: Secret;
  readonly #before: ReadonlyMap<string, HeldRecord>;
  readonly #changes: Change[] = [];

  constructor(key: Secret, records: ReadonlyMap<string, HeldRecord>, padding: ReadonlySet<string>) {
    this.#key = key;
    this.#before = records;
    this.records = new Map(records);
    this.padding = new Set(padding);
  }

  put(name: string, content: string): void {
    const id = recordId(this.#key, name);
    const expected = this.records.get(encode(id))?.version ?? 0;
    const version = expected + 1;
    const put = { version, record: sealRecord(this.#key, id, version, utf8(content)) };
    this.#changes.push({ of: "record", id, expected, put });
    this.records.set(encode(id), held(id, put));
  }

  delete(name: string): void {
    const id = recordId(this.#key, name);
    const there = this.records.get(encode(id));
    if (there !== undefined) {
      this.records.delete(encode(id));
      this.#changes.push({ of: "record", id, expected: there.version });
    }
  }

  /** Makes it so many records that hold nothing. */
  pad(due: number): void {
    for (let number = 0; this.padding.size < due; number++) {
      const name = `${PADDING}${number}`;
      if (!this.padding.has(name)) {
        this.padding.add(name);
        this.put(name, writeEntry(name, null));
      }
    }
    for (const name of [...this.padding].sort().reverse()) {
      if (this.padding.size > due) {
        this.padding.delete(name);
        this.delete(name);
      }
    }
    this.#touchOthers();
  }

  /** The manifest of all records, as the last change. */
  finish(expected: number): { readonly manifest: StoredRecord; readonly changes: readonly Change[] } {
    const records = [...this.records.values()].sort((a, b) => compare(a.id, b.id));
    const manifest = sealManifest(this.#key, { counter: expected + 1, records });
    const change = { of: "record", id: manifestId(this.#key), expected, put: manifest } as const;
    return { manifest, changes: [...this.#changes, change] };
  }

  /**
   * Writes some of the empty records anew, up to a multiple of eight, so that the number of records that change says little
   * about what happened.
   */
  #touchOthers(): void {
    const written = this.#changes.filter(({ put }) => put !== undefined).length;
    let missing = Math.ceil(written / EIGHT) * EIGHT - written;
    for (const name of [...this.padding].sort()) {
      const id = encode(recordId(this.#key, name));
      if (missing > 0 && this.records.get(id) === this.#before.get(id)) {
        missing -= 1;
        this.put(name, writeEntry(name, null));
      }
    }
  }
}
