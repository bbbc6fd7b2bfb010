import { type Json, type JsonObject, objectOf, parseJson, writeJson } from "./json.js";
import { type Direction, type Known, shapeOf } from "./kinds.js";
import { MOST_JSON } from "./letter.js";
import { named } from "./named.js";
import { part } from "./note.js";
import { demand, refuse } from "./refusal.js";
import {
  U16,
  type ObjectOf,
  bytes,
  checkFields,
  day,
  number,
  optional,
  readFields,
  text,
  writeFields,
} from "./shape.js";

/** What every letter has, of whichever kind. */
const COMMON = {
  n: number(0, U16),
  seen: number(0, U16),
  day,
  token: optional(bytes(32)),
  part: optional(part),
  directory: optional(named),
  from: optional(bytes(32)),
};

const KIND = text();

/** A kind that this version does not know. It is shown as 'your app is too old for this letter', and kept. */
export interface Unknown {
  readonly kind: "unknown";
  /** The kind's name in the letter. Its fields are among `others`. */
  readonly name: string;
}

/**
 * What a letter says. Fields of letters have the names that they have in JSON; those of 32 bytes and the like are bytes, days
 * are numbers.
 */
export interface Content extends ObjectOf<typeof COMMON> {
  readonly body: Known | Unknown;
  /** Fields that this version does not know, kept as they came. */
  readonly others?: JsonObject;
}

/**
 * Reads what a letter says.
 *
 * @throws Refusal what section 4 names, `json-shape`, `direction`, `limit`, in this order.
 */
export function readContent(json: Uint8Array, direction: Direction): Content {
  const object = parseJson(json);
  const kind = KIND.read(object["kind"] ?? refuse("json-shape"));
  const shape = shapeOf(kind);
  const common = readFields(COMMON, object);
  const body = shape ? readFields(shape.fields, object) : {};

  demand(shape === undefined || shape.goes.includes(direction), "direction");
  checkFields(COMMON, common);
  demand(common.n >= 1 || direction === "between-advisers" || direction === "to-self", "limit");
  if (shape) {
    checkFields(shape.fields, body);
    shape.together?.(body);
  }

  const known = new Set(["kind", ...Object.keys(COMMON), ...Object.keys(shape?.fields ?? {})]);
  const others = Object.entries(object).filter(([key]) => !known.has(key));
  return {
    ...common,
    body: shape ? ({ kind, ...body } as Known) : { kind: "unknown", name: kind },
    ...(others.length > 0 && { others: objectOf(others) }),
  };
}

/**
 * Writes what a letter is to say, in at most 15,144 bytes.
 *
 * @throws Refusal what its reader would refuse it for; `length` if it does not fit.
 */
export function writeContent(content: Content, direction: Direction): Uint8Array {
  const json = writeJson(contentToJson(content));
  demand(json.length <= MOST_JSON, "length");
  readContent(json, direction);
  return json;
}

/** A letter as JSON. Nobody looks whether a reader would take it. */
export function contentToJson(content: Content): JsonObject {
  const { body } = content;
  const kind = body.kind === "unknown" ? body.name : body.kind;
  const shape = shapeOf(kind);
  const entries: [string, Json][] = [
    ["kind", kind],
    ...(shape ? writeFields(shape.fields, body as Known & Record<string, unknown>) : []),
    ...Object.entries(content.others ?? {}),
    ...writeFields(COMMON, content),
  ];
  return objectOf(entries);
}
