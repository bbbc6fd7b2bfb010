import { type Day } from "../protocol/day.js";
import { encode } from "../protocol/encoding.js";
import { type Signed } from "../protocol/signed.js";
import { reject } from "../protocol/validation-error.js";
import * as answers from "./answers.js";
import { ServiceError } from "./service-error.js";
import { type Service } from "./service.js";
import { type Session } from "./session.js";

/** How many letters a page of the box has at most. */
const MOST_IN_A_PAGE = 64;
/** The longest cursor that is kept: a longer one would fill the vault. */
const LONGEST_CURSOR = 1024;

/** A letter as the box gives it. */
export interface BoxLetter {
  readonly id: Uint8Array;
  /** The day of its release. */
  readonly day: Day;
  /** 16,384 bytes, where the server is honest. */
  readonly letter: Uint8Array;
}

/** A page of an organisation's box. */
export interface BoxPage {
  readonly letters: readonly BoxLetter[];
  /** Where the next page begins. */
  readonly next: string;
  /** Whether all closed releases were served. */
  readonly complete: boolean;
}

/** A page of the box, from where an earlier one ended. @throws ServiceError */
export async function boxPage(
  service: Service,
  slug: string,
  session: Session,
  after: string | undefined,
): Promise<BoxPage> {
  const query = { limit: MOST_IN_A_PAGE, ...(after !== undefined && { after }) };
  const headers = { authorization: session.bearer };
  const page = await service.call("get", "/v1/organisations/{slug}/letters", { path: { slug }, query, headers });
  const read = answers.read(answers.boxPage, page);
  if (read.next.length > LONGEST_CURSOR) {
    throw new ServiceError("answer");
  }
  return read;
}

/** Publishes an adviser's key statement. One that is not newer than the one there is as good. @throws ServiceError */
export async function putKeys(service: Service, slug: string, adviser: Uint8Array, signed: Signed): Promise<void> {
  const path = { slug, id: encode(adviser) };
  await unlessNewer(() =>
    service.call("put", "/v1/organisations/{slug}/advisers/{id}/keys", { path, body: wireOf(signed) }),
  );
}

/**
 * Publishes an adviser's heartbeat. One that is not newer than the one there is as good.
 *
 * @throws ServiceError; ValidationError `future` where the server's clock is far behind this device's.
 */
export async function putHeartbeat(service: Service, slug: string, adviser: Uint8Array, signed: Signed): Promise<void> {
  const path = { slug, id: encode(adviser) };
  try {
    await unlessNewer(() =>
      service.call("put", "/v1/organisations/{slug}/advisers/{id}/heartbeat", { path, body: wireOf(signed) }),
    );
  } catch (error) {
    if (error instanceof ServiceError && error.problem === "days") {
      reject("future", "heartbeat");
    }
    throw error;
  }
}

function wireOf({ payload, signature }: Signed): { payload: string; signature: string } {
  return { payload: encode(payload), signature: encode(signature) };
}

/** Another device of this adviser has published something newer: as good. */
async function unlessNewer(publish: () => Promise<unknown>): Promise<void> {
  try {
    await publish();
  } catch (error) {
    if (!(error instanceof ServiceError && error.kind === "conflict")) {
      throw error;
    }
  }
}
