import { type Day } from "../protocol/day.js";
import { parseJson, writeJson, objectOf } from "../protocol/json.js";
import { WIDE } from "../protocol/named.js";
import { demand, reject } from "../protocol/validation-error.js";
import {
  type ObjectOf,
  bytes,
  checkFields,
  day,
  list,
  number,
  object,
  readFields,
  short,
  writeFields,
} from "../protocol/shape.js";

/** What an organisation lays down in writing about its advisers, so that they can do their work. */
export const LAID_DOWN = [
  "time_and_budget",
  "tasks_and_powers",
  "term",
  "training_and_peer_review",
  "secrecy_and_notes",
  "protection_from_detriment",
  "known_and_reached",
] as const;
/** A safeguard that the organisation lays down, by its name. */
export type LaidDown = (typeof LAID_DOWN)[number];

/** Under which name and language the file stands among a directory's pages; it is in no language. */
export const SAFEGUARDS = { name: "safeguards", language: "zxx" } as const;

const VERSION = number(0, WIDE, WIDE);
const MOST = 64;

const FIELDS = {
  laid_down: list(short, 0, MOST),
  attested: list(object({ adviser: bytes(32), names: list(short, 0, MOST), on: day }), 0, MOST),
};

/** What advisers attested when they were appointed, and what the organisation has laid down. What is not there is a gap. */
export type Safeguards = ObjectOf<typeof FIELDS>;

/** Reads the file `safeguards`. @throws ValidationError */
export function readSafeguards(file: Uint8Array): Safeguards {
  const json = parseJson(file);
  demand(VERSION.read(json["version"] ?? reject("json-shape")) === 1, "version");
  const value = readFields(FIELDS, json);
  checkFields(FIELDS, value);
  return value;
}

/** Writes the file `safeguards`. @throws ValidationError `limit` */
export function writeSafeguards(value: Safeguards): Uint8Array {
  checkFields(FIELDS, value);
  return writeJson(objectOf([["version", 1], ...writeFields(FIELDS, value)]));
}

/** Notes what an adviser (an id, 32 bytes) attests, in the place of what they attested before; nothing where they leave. */
export function attest(
  value: Safeguards,
  adviser: Uint8Array,
  names: readonly string[] | undefined,
  on: Day,
): Safeguards {
  const others = value.attested.filter((one) => one.adviser.some((byte, i) => byte !== adviser[i]));
  return { ...value, attested: names === undefined ? others : [...others, { adviser, names, on }] };
}
