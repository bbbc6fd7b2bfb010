import { type Adviser, idOfAdviser } from "../protocol/adviser.js";
import { parseJson } from "../protocol/json.js";
import { readRequest } from "../protocol/request.js";
import { list, listOrNone, object, short } from "../protocol/shape.js";
import { type Signed } from "../protocol/signed.js";
import { wordsOf } from "../protocol/words.js";

/** What an adviser asks an administrator to sign. */
export interface Asked {
  readonly adviser: Adviser;
  /** The adviser's id: 32 bytes. */
  readonly id: Uint8Array;
  /** What they attest, by its names; those that this version does not know included. */
  readonly attestation: readonly string[];
  /** Twelve words of the id, to be compared by voice. */
  readonly words: readonly string[];
}

const MOST_ATTESTED = 32;
const ATTESTATION = object({ attestation: listOrNone(short, MOST_ATTESTED) });

/**
 * Reads a request to be appointed, and what it attests. That it is whose it says it is, the words alone can show.
 *
 * @throws ValidationError
 */
export async function readAsked(signed: Signed, organisation: Uint8Array): Promise<Asked> {
  const adviser = readRequest(signed, organisation);
  const { attestation } = ATTESTATION.read(parseJson(signed.payload));
  list(short, 0, MOST_ATTESTED).check(attestation);
  const id = idOfAdviser(adviser);
  return { adviser, id, attestation, words: await wordsOf(id) };
}
