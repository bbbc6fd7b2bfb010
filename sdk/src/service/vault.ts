import { integer, join } from "../protocol/bytes.js";
import { encode } from "../protocol/encoding.js";
import { type StoredRecord } from "../protocol/manifest.js";
import { ServiceError } from "./service-error.js";
import { type Service } from "./service.js";
import { type Session } from "./session.js";

/** The most bytes of one batch. */
export const MOST_IN_A_BATCH = 8 << 20;
/** The most changes of one batch. */
export const MOST_CHANGES = 2048;

/** One change of a batch. `expected` is the version that is there now, 0 where there is none. */
export interface Change {
  /** What is changed: a record of the vault, or a wrap record, whose id is the SHA-256 of the wrap token. */
  readonly of: "record" | "wrap";
  /** The id of the record: 32 bytes. */
  readonly id: Uint8Array;
  readonly expected: number;
  /** What is put there; it is deleted without. */
  readonly put?: StoredRecord;
}

/** How many bytes of a batch a change takes. */
export function sizeOf({ put }: Change): number {
  return 45 + (put?.record.length ?? 0);
}

/** The wrap record under a token, if there is one. @throws ServiceError */
export async function fetchWrap(service: Service, wrapToken: Uint8Array): Promise<StoredRecord | undefined> {
  const headers = { "fluister-vault": encode(wrapToken) };
  return await unlessMissing(() => service.answer("get", "/v1/vault/wrap", { headers }));
}

/** A record of the vault, if there is one. @throws ServiceError */
export async function fetchRecord(
  service: Service,
  vaultToken: Uint8Array,
  id: Uint8Array,
): Promise<StoredRecord | undefined> {
  const asked = { path: { id: encode(id) }, headers: { "fluister-vault": encode(vaultToken) } };
  return await unlessMissing(() => service.answer("get", "/v1/vault/records/{id}", asked));
}

/** Makes all changes or none. False where something else is there than expected. @throws ServiceError */
export async function changeVault(
  service: Service,
  vaultToken: Uint8Array,
  session: Session,
  changes: readonly Change[],
): Promise<boolean> {
  try {
    const headers = { "fluister-vault": encode(vaultToken), authorization: session.bearer };
    await service.call("post", "/v1/vault/records", { headers, body: batchOf(changes) });
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.problem === "vault-changed") {
      return false;
    }
    throw error;
  }
}

/** Deletes all records of a vault. @throws ServiceError */
export async function deleteVault(service: Service, vaultToken: Uint8Array, session: Session): Promise<void> {
  const headers = { "fluister-vault": encode(vaultToken), authorization: session.bearer };
  await service.call("delete", "/v1/vault", { headers });
}

/** operation (1) ‖ id (32) ‖ expected version (4) ‖ new version (4) ‖ length (4) ‖ record, one after the other. */
function batchOf(changes: readonly Change[]): Uint8Array {
  return join(
    ...changes.flatMap(({ of, id, expected, put }) => {
      const operation = (of === "record" ? 1 : 3) + (put === undefined ? 1 : 0);
      const record = put?.record ?? new Uint8Array(0);
      const numbers = [expected, put?.version ?? 0, record.length].map((number) => integer(number));
      return [Uint8Array.of(operation), id, ...numbers, record];
    }),
  );
}

async function unlessMissing(
  ask: () => Promise<{ readonly body: Uint8Array | string; readonly headers: { get(name: string): string | null } }>,
): Promise<StoredRecord | undefined> {
  try {
    const { body, headers } = await ask();
    const version = Number(/^(?:W\/)?"([0-9]{1,10})"$/.exec(headers.get("etag") ?? "")?.[1]);
    if (!Number.isSafeInteger(version) || !(body instanceof Uint8Array)) {
      throw new ServiceError("answer");
    }
    return { version, record: body };
  } catch (error) {
    if (error instanceof ServiceError && (error.problem === "unknown-wrap" || error.problem === "unknown-record")) {
      return undefined;
    }
    throw error;
  }
}
