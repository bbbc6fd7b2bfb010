import { utf8 } from "../protocol/bytes.js";
import { Code } from "../protocol/code.js";
import { decode, encode } from "../protocol/encoding.js";
import { type StoredRecord } from "../protocol/manifest.js";
import { openRecord, sealRecord } from "../protocol/record.js";
import { Secret } from "../protocol/secret.js";
import { type VaultKeys, recordId } from "../protocol/vault.js";
import { type Lock } from "./lock.js";
import { type VaultEntries } from "./entries.js";

/** What has changed on this device since it last agreed with the server. */
interface Local {
  readonly changed: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
  /** A lock of which it is not known whether the server has taken it. */
  readonly next?: { readonly key_code: string; readonly wrap_token: string; readonly wrap_key: string };
}

/** What is there on this device, and the lock that may count by now. */
export interface Changed {
  readonly entries: VaultEntries;
  readonly next: Lock | undefined;
}

/** Seals what makes the entries of `base` those that there are now. */
export function sealLocal(
  keys: VaultKeys,
  version: number,
  base: VaultEntries,
  { entries, next }: Changed,
): StoredRecord {
  const changed = [...entries].filter(([name, content]) => base.get(name) !== content);
  const local: Local = {
    changed: Object.fromEntries(changed),
    removed: [...base.keys()].filter((name) => !entries.has(name)),
    ...(next && { next: keptNext(next) }),
  };
  return { version, record: sealRecord(keys.key, localId(keys), version, utf8(JSON.stringify(local))) };
}

/** Opens it. @throws ValidationError */
export function openLocal(keys: VaultKeys, { version, record }: StoredRecord, base: VaultEntries): Changed {
  const json = openRecord(keys.key, localId(keys), version, record);
  const local = JSON.parse(new TextDecoder("utf-8").decode(json)) as Local;
  const entries = new Map([...base].filter(([name]) => !local.removed.includes(name)));
  Object.entries(local.changed).forEach(([name, content]) => entries.set(name, content));
  return { entries, next: nextOf(local) };
}

/** The id under which what has not been on the server is sealed. */
function localId(keys: VaultKeys): Uint8Array {
  return recordId(keys.key, "local");
}

function keptNext({ keyCode, unlocked: { wrapToken, wrapKey } }: Lock): Local["next"] & object {
  return { key_code: encode(keyCode.bytes), wrap_token: encode(wrapToken), wrap_key: encode(wrapKey.bytes) };
}

function nextOf({ next }: Local): Lock | undefined {
  return (
    next && {
      keyCode: Code.of(decode(next.key_code)),
      unlocked: { wrapToken: decode(next.wrap_token, 32), wrapKey: new Secret(decode(next.wrap_key, 32)) },
    }
  );
}
