/** What a vault holds: by an entry's name its content, a JSON object of `name` and `value`. Each entry becomes one record. */
export type VaultEntries = ReadonlyMap<string, string>;

/** Where entries lie, to be looked at and changed: a vault. */
export interface EntryStore {
  readonly entries: VaultEntries;
  /** Puts an entry, or takes it away. */
  put(name: string, content: string | undefined): void;
}

/** An entry that two devices have changed. What is absent was deleted, or is not there yet. */
export interface Clash {
  /** The entry when this device last had the same as the server. */
  readonly base: string | undefined;
  /** The entry on this device now. */
  readonly mine: string | undefined;
  /** What the other device has put on the server. */
  readonly theirs: string | undefined;
}

/** Puts together what two devices made of one entry; nothing where it is to be gone. */
export type Merging = (name: string, clash: Clash) => string | undefined;

/** An entry as the record holds it: JSON with its name, as SPEC.md, section 20 says. */
export function writeEntry(name: string, value: unknown): string {
  return JSON.stringify({ name, value });
}

/** An entry's value. What lies in the vault was written by this adviser's clients, and by nobody else. */
export function readEntry(content: string): unknown {
  return (JSON.parse(content) as { readonly value: unknown }).value;
}

/** An entry's name; nothing for what is no entry. */
export function nameOf(content: string): string | undefined {
  const entry = JSON.parse(content) as { readonly name?: unknown } | null;
  return typeof entry?.name === "string" ? entry.name : undefined;
}

/** What this device has and what the server has, put together. */
export function mergeVaultEntries(
  base: VaultEntries,
  mine: VaultEntries,
  theirs: VaultEntries,
  merging: Merging,
): Map<string, string> {
  const merged = new Map(theirs);
  for (const name of new Set([...mine.keys(), ...theirs.keys()])) {
    const clash = { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) };
    if (clash.mine === clash.base || clash.mine === clash.theirs) {
      continue;
    }
    const kept = clash.theirs === clash.base ? clash.mine : merging(name, clash);
    if (kept === undefined) {
      merged.delete(name);
    } else {
      merged.set(name, kept);
    }
  }
  return merged;
}
