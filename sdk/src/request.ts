import { type Adviser, adviser } from "./adviser.js";
import { compare } from "./bytes.js";
import { demand } from "./refusal.js";
import { type ObjectOf, bytes } from "./shape.js";
import { type Signed, readSigned, sign, verifySigned } from "./signed.js";
import { type SigningKey } from "./signature.js";

const SHAPE = { name: "request", fields: { organisation: bytes(32), adviser } } as const;

/** Reads a request to be appointed, as the administrator of an organisation does. @throws Refusal */
export function readRequest(signed: Signed, organisation: Uint8Array): Adviser {
  const value: ObjectOf<typeof SHAPE.fields> = readSigned(SHAPE, signed);
  demand(compare(value.organisation, organisation) === 0, "organisation");
  verifySigned(SHAPE.name, signed, value.adviser.identity);
  return value.adviser;
}

/** Asks to be appointed, with the identity that is named. @throws Refusal what a reader would refuse it for. */
export function signRequest(asking: Adviser, organisation: Uint8Array, identity: SigningKey): Signed {
  return sign(SHAPE, { organisation, adviser: asking }, identity);
}
