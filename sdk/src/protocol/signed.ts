import { encode } from "./encoding.js";
import { objectOf, parseJson, writeJson } from "./json.js";
import { type Name, hash } from "./label.js";
import { WIDE } from "./named.js";
import { demand, reject } from "./validation-error.js";
import {
  type Fields,
  type ObjectOf,
  anyBytes,
  bytes,
  checkFields,
  number,
  object,
  readFields,
  writeFields,
} from "./shape.js";
import { type SigningKey, verify } from "./signature.js";

/** How many bytes a payload has at most. */
export const MOST_PAYLOAD = 48_000;

/** A payload as it was signed, and its signature (64 bytes). */
export interface Signed {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** Something signed whose signature was verified, with its hash. */
export interface Verified {
  readonly signed: Signed;
  /** `H(name, payload)`, 32 bytes. */
  readonly hash: Uint8Array;
}

const VERSION = number(0, WIDE, WIDE);

/** What is signed under a label: fields, and how their limits are looked at. */
export interface SignedShape<F extends Fields> {
  readonly name: Name;
  readonly fields: F;
  /** Looks at limits; by itself at those of each field, in their order. */
  readonly check?: (value: ObjectOf<F>) => void;
}

/**
 * Reads a payload, steps 1 to 3 of section 14. Nothing that it says is believed before `verifySigned`.
 *
 * @throws ValidationError
 */
export function readSigned<F extends Fields>(shape: SignedShape<F>, signed: Signed): ObjectOf<F> {
  demand(signed.payload.length <= MOST_PAYLOAD, "size");
  const json = parseJson(signed.payload);
  demand(VERSION.read(json["version"] ?? reject("json-shape")) === 1, "version");
  const value = readFields(shape.fields, json);
  if (shape.check) {
    shape.check(value);
  } else {
    checkFields(shape.fields, value);
  }
  return value;
}

/** Step 4: the signature. @throws ValidationError `key`, `signature`. */
export function verifySigned(name: Name, signed: Signed, key: Uint8Array): Verified {
  verify(key, name, signed.payload, signed.signature);
  return { signed, hash: hash(name, signed.payload) };
}

/**
 * Signs something, as long as whoever verifies it would read it.
 *
 * @throws ValidationError what a reader would refuse it for before looking at the signature.
 */
export function sign<F extends Fields>(shape: SignedShape<F>, value: ObjectOf<F>, key: SigningKey): Signed {
  const payload = writeJson(objectOf([["version", 1], ...writeFields(shape.fields, value)]));
  const signed = { payload, signature: key.sign(shape.name, payload) };
  readSigned(shape, signed);
  return signed;
}

const WIRE = object({ payload: anyBytes, signature: bytes(64) });

/** Reads `{"payload": …, "signature": …}`. @throws ValidationError what section 4 names. */
export function parseSigned(json: Uint8Array): Signed {
  return WIRE.read(parseJson(json));
}

/** Writes `{"payload": …, "signature": …}`. */
export function writeSigned(signed: Signed): Uint8Array {
  return writeJson(
    objectOf([
      ["payload", encode(signed.payload)],
      ["signature", encode(signed.signature)],
    ]),
  );
}
