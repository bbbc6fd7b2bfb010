import { type Json, type JsonObject, objectOf, parseJson, writeJson } from "./json.js";
import { type Direction, type Kind, type Known, shapeOf } from "./kinds.js";
import { named } from "./named.js";
import { part } from "./note.js";
import { MOST_JSON } from "./letter.js";
import { demand, reject } from "./validation-error.js";
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

/** What every letter says beside its body. */
export type Common = ObjectOf<typeof COMMON>;

/** A kind that this version does not know. It is shown as 'your app is too old for this letter', and kept. */
export interface Unknown {
  readonly kind: "unknown";
  /** The kind's name in the letter. */
  readonly name: string;
}

/** What such a letter says, as far as this version can tell: all its fields are among `others`. */
export interface UnknownBody extends Unknown {
  /** What stands in a field `text`, as most kinds have it. */
  readonly text?: string;
}

/** What is particular to a letter, and what this version does not know of it. */
export interface Said<B = Known | UnknownBody> {
  readonly body: B;
  /** Fields that this version does not know, kept as they came. */
  readonly others?: JsonObject;
}

/** The body of a letter that goes one of these ways. */
export type BodyGoing<D extends Direction> = Known<Kind<D>> | UnknownBody;

/**
 * What a letter says, that goes one of these ways. Fields of letters have the names that they have in JSON; those of 32 bytes and
 * the like are bytes, days are numbers.
 */
export type Content<D extends Direction = Direction> = Common & Said<BodyGoing<D>>;

/**
 * Reads what a letter says.
 *
 * @throws ValidationError what section 4 names, `json-shape`, `direction`, `limit`, in this order.
 */
export function readContent<D extends Direction>(json: Uint8Array, direction: D): Content<D> {
  return contentFromJson(parseJson(json), direction);
}

/** Reads what a letter says from its JSON. @throws ValidationError `json-shape`, `direction`, `limit`, in this order. */
export function contentFromJson<D extends Direction>(object: JsonObject, direction: D): Content<D> {
  const kind = KIND.read(object["kind"] ?? reject("json-shape"));
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

  return {
    ...common,
    body: shape ? ({ kind, ...body } as unknown as BodyGoing<D>) : unknownBody(kind, object),
    ...othersIn(object, Object.keys(shape?.fields ?? {})),
  };
}

/**
 * What can be told of a letter that does not read any more, like one of a kind of which the version that kept it knew nothing: as
 * if its kind were not known.
 */
export function contentUnread(object: JsonObject): Common & Said<UnknownBody> {
  const common: Record<string, unknown> = { n: 0, seen: 0, day: 0 };
  for (const [name, shape] of Object.entries(COMMON)) {
    const value = object[name];
    try {
      common[name] = value === undefined ? common[name] : shape.read(value);
    } catch {
      // It is as if it were not there.
    }
  }
  const name = typeof object["kind"] === "string" ? object["kind"] : "";
  return { ...(common as Common), body: unknownBody(name, object), ...othersIn(object, []) };
}

function unknownBody(name: string, { text }: JsonObject): UnknownBody {
  return { kind: "unknown", name, ...(typeof text === "string" && { text }) };
}

/** Fields that are neither among a kind's nor among those of every letter. */
function othersIn(object: JsonObject, fields: readonly string[]): Pick<Said, "others"> {
  const known = new Set(["kind", ...Object.keys(COMMON), ...fields]);
  const others = Object.entries(object).filter(([key]) => !known.has(key));
  return others.length > 0 ? { others: objectOf(others) } : {};
}

/**
 * Writes what a letter is to say, in at most 15,144 bytes.
 *
 * @throws ValidationError what its reader would refuse it for; `length` if it does not fit.
 */
export function writeContent(content: Content, direction: Direction): Uint8Array {
  const json = writeJson(contentToJson(content));
  demand(json.length <= MOST_JSON, "length");
  readContent(json, direction);
  return json;
}

/** A letter as JSON. Nobody looks whether a reader would take it. */
export function contentToJson(content: Content): JsonObject {
  return objectOf([...bodyEntries(content), ...commonEntries(content)]);
}

/** What is particular to a letter, as JSON: its kind, the kind's fields, then what is not known of it. */
export function bodyEntries({ body, others }: Said): [string, Json][] {
  const kind = body.kind === "unknown" ? body.name : body.kind;
  const shape = body.kind === "unknown" ? undefined : shapeOf(kind);
  return [
    ["kind", kind],
    ...(shape ? writeFields(shape.fields, body as Known & Record<string, unknown>) : []),
    ...Object.entries(others ?? {}),
  ];
}

/** What every letter says, as JSON. */
export function commonEntries(content: Common): [string, Json][] {
  return writeFields(COMMON, content);
}
