import { type Adviser, adviser } from "./adviser.js";
import { compare } from "./bytes.js";
import { demand } from "./validation-error.js";
import { type ObjectOf, bytes, listOrNone, short } from "./shape.js";
import { type SigningKey } from "./signature.js";
import { type Signed, readSigned, sign, verifySigned } from "./signed.js";

/** What an adviser attests of their independence when asking to be appointed. */
export const ATTESTATIONS = [
  "under_the_board",
  "not_in_hr_finance_legal",
  "no_line_manager",
  "no_conflicting_function",
] as const;
/** What an adviser attests, by its name in the signed request. */
export type Attestation = (typeof ATTESTATIONS)[number];

/** More than there are: a newer version may ask for more. */
const MOST_ATTESTED = 32;

const SHAPE = {
  name: "request",
  fields: { organisation: bytes(32), adviser, attestation: listOrNone(short, MOST_ATTESTED) },
} as const;

/** Reads a request to be appointed, as the administrator of an organisation does. @throws ValidationError */
export function readRequest(signed: Signed, organisation: Uint8Array): Adviser {
  const value: ObjectOf<typeof SHAPE.fields> = readSigned(SHAPE, signed);
  demand(compare(value.organisation, organisation) === 0, "organisation");
  verifySigned(SHAPE.name, signed, value.adviser.identity);
  return value.adviser;
}

/** Asks to be appointed, with the identity that is named. @throws ValidationError what a reader would refuse it for. */
export function signRequest(
  asking: Adviser,
  organisation: Uint8Array,
  identity: SigningKey,
  attestation: readonly Attestation[] = [],
): Signed {
  return sign(SHAPE, { organisation, adviser: asking, attestation }, identity);
}
