import { encode } from "../protocol/encoding.js";
import { type StoredRecord, checkSeen, openManifest, seenManifest } from "../protocol/manifest.js";
import { ValidationError, reject } from "../protocol/validation-error.js";
import { type VaultKeys, manifestId } from "../protocol/vault.js";
import { type Service } from "../service/service.js";
import { fetchRecord } from "../service/vault.js";
import { Base, type HeldRecord, held, isListed } from "./base.js";
import { VaultError } from "./vault-error.js";

/** How often it is tried where other devices are faster. */
export const TRIES = 8;
/** Records that are asked for at the same time. */
const AT_ONCE = 8;

/**
 * The vault as the server has it; nothing where that is what this device knows.
 *
 * @throws ValidationError for a vault that is older than this device knows, or of which a record is missing, old or swapped; VaultError
 * `busy`; ServiceError.
 */
export async function fetchBase(service: Service, keys: VaultKeys, known: Base): Promise<Base | undefined> {
  const id = manifestId(keys.key);
  for (let tried = 0; tried < TRIES; tried++) {
    const manifest = (await fetchRecord(service, keys.token, id)) ?? reject("missing");
    const { seen } = known;
    if (seen !== undefined) {
      const shown = seenManifest(manifest);
      checkSeen(shown, seen);
      if (shown.counter === seen.counter) {
        return undefined;
      }
    }
    try {
      const records = await fetchRecords(service, keys, manifest, known);
      return Base.open(keys.key, manifest, records, known);
    } catch (error) {
      // Another device may have changed it while it was fetched: then the manifest is another one now.
      const again = error instanceof ValidationError ? await fetchRecord(service, keys.token, id) : undefined;
      if (again === undefined || again.version === manifest.version) {
        throw error;
      }
    }
  }
  throw new VaultError("busy");
}

/** The records that a manifest lists: those that are known, and the others as the server gives them. */
async function fetchRecords(
  service: Service,
  keys: VaultKeys,
  manifest: StoredRecord,
  known: Base,
): Promise<Map<string, HeldRecord>> {
  const records = new Map<string, HeldRecord>();
  const wanted = openManifest(keys.key, manifest).records.filter((listed) => {
    const there = known.records.get(encode(listed.id));
    if (there === undefined || !isListed(there, listed)) {
      return true;
    }
    records.set(encode(listed.id), there);
    return false;
  });
  const fetchNext = async (): Promise<void> => {
    for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
      const given = await fetchRecord(service, keys.token, next.id);
      if (given !== undefined) {
        records.set(encode(next.id), held(next.id, given));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  return records;
}
