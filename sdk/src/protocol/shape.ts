import { type Day, formatDay, parseDay } from "./day.js";
import { decode, encode } from "./encoding.js";
import { type Json, type JsonObject, isObject, objectOf } from "./json.js";
import { type Reason, demand, reject } from "./validation-error.js";
import { size } from "./text.js";

/**
 * How a value of a type stands in JSON. Types are told apart before limits are looked at, so that reading takes two steps:
 * `read`, which refuses as `json-shape`, then `check`, which refuses as `limit` or another reason.
 */
export interface Shape<T> {
  read(value: Json): T;
  check(value: T): void;
  write(value: T): Json;
}

/** A field that may be left out and then has a value all the same. */
export interface Defaulted<T> extends Shape<T> {
  readonly initial: () => T;
  readonly isInitial: (value: T) => boolean;
}

/** A field that only programs need, like a key: it is left out wherever a letter is shown. */
export interface Hidden<T> extends Shape<T> {
  readonly hidden: true;
}

/** The fields of an object. */
export type Fields = Readonly<Record<string, Shape<unknown>>>;

type Of<S> = S extends Shape<infer T> ? T : never;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type HiddenKeys<F> = { [K in keyof F]: F[K] extends { readonly hidden: true } ? K : never }[keyof F];

/** What an object of these fields is in TypeScript. */
export type ObjectOf<F> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Of<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: Of<F[K]>;
};

/** The same without what only programs need. */
export type ShownOf<F> = ObjectOf<Omit<F, HiddenKeys<F>>>;

function none(): void {
  // This type has no limits.
}

/** A text, within limits if there are any. */
export function text(fits?: (text: string) => boolean): Shape<string> {
  return {
    read: (value) => (typeof value === "string" ? value : reject("json-shape")),
    check: (value) => demand(fits === undefined || fits(value), "limit"),
    write: (value) => value,
  };
}

/** A text of at most 256 bytes. */
export const short: Shape<string> = text((value) => size(value) <= 256);

/** The largest u32, 2³²−1. */
export const U32 = 0xffff_ffff;
/** The largest u16. */
export const U16 = 0xffff;

/**
 * An integer from `least` to `most` (beyond which it is `limit`), of a type that has values from 0 to `type` (beyond which
 * it is `json-shape`); u32 unless another is given.
 */
export function number(least: number, most: number, type: number = U32): Shape<number> {
  return {
    read: (value) => (typeof value === "number" && value >= 0 && value <= type ? value : reject("json-shape")),
    check: (value) => demand(value >= least && value <= most, "limit"),
    write: (value) => value,
  };
}

/** A boolean. */
export const truth: Shape<boolean> = {
  read: (value) => (typeof value === "boolean" ? value : reject("json-shape")),
  check: none,
  write: (value) => value,
};

/** One of the names that are listed. */
export function oneOf<const N extends string>(...names: readonly N[]): Shape<N> {
  return {
    read: (value) => names.find((name) => name === value) ?? reject("json-shape"),
    check: none,
    write: (value) => value,
  };
}

/**
 * Bytes, so many of them, which are refused by `check` if they are not what they should be. Where a letter is shown they are
 * hidden, since most are keys, unless they are marked as `shown`.
 */
export function bytes(length: number, check: (value: Uint8Array) => void = none): Hidden<Uint8Array> {
  return {
    hidden: true,
    read: (value) => inShape(() => decode(typeof value === "string" ? value : reject("json-shape"), length)),
    check,
    write: encode,
  };
}

/** Marks bytes that people may see: no key, and nothing that a key follows from. */
export function shown<T>(field: Hidden<T>): Shape<T> & { readonly hidden: false } {
  return { ...field, hidden: false };
}

/** Whether a field is left out where a letter is shown. */
export function isHidden(field: Shape<unknown>): boolean {
  return "hidden" in field && field.hidden === true;
}

/** Bytes of any length, written in base64url. */
export const anyBytes: Shape<Uint8Array> = {
  read: (value) => inShape(() => decode(typeof value === "string" ? value : reject("json-shape"))),
  check: none,
  write: encode,
};

/** A day of the calendar, written `YYYY-MM-DD`. */
export const day: Shape<Day> = {
  read: (value) => inShape(() => parseDay(typeof value === "string" ? value : reject("json-shape"))),
  check: none,
  write: formatDay,
};

/** A list of `least` to `most`. */
export function list<T>(item: Shape<T>, least: number, most: number): Shape<readonly T[]> {
  return {
    read: (value) => (Array.isArray(value) ? value.map((inner: Json) => item.read(inner)) : reject("json-shape")),
    check: (value) => {
      demand(value.length >= least && value.length <= most, "limit");
      value.forEach((inner) => item.check(inner));
    },
    write: (value) => value.map((inner) => item.write(inner)),
  };
}

/** An object with keys of any name. */
export function map<T>(item: Shape<T>, most: number, fits: (key: string) => boolean): Shape<ReadonlyMap<string, T>> {
  return {
    read: (value) => new Map(Object.entries(asObject(value)).map(([key, inner]) => [key, item.read(inner)])),
    check: (value) => {
      demand(value.size <= most, "limit");
      for (const [key, inner] of value) {
        demand(fits(key), "limit");
        item.check(inner);
      }
    },
    write: (value) => objectOf([...value].map(([key, inner]) => [key, item.write(inner)])),
  };
}

/** An object with these fields; others are ignored. `check` looks at them together, after each was looked at alone. */
export function object<F extends Fields>(fields: F, check: (value: ObjectOf<F>) => void = none): Shape<ObjectOf<F>> {
  return {
    read: (value) => readFields(fields, asObject(value)),
    check: (value) => {
      checkFields(fields, value);
      check(value);
    },
    write: (value) => objectOf(writeFields(fields, value)),
  };
}

/** Marks a field that may be left out. */
export function optional<S extends Shape<unknown>>(shape: S): S & { readonly optional: true } {
  return { ...shape, optional: true };
}

/** Marks a list that may be left out and is then empty. */
export function listOrNone<T>(item: Shape<T>, most: number): Defaulted<readonly T[]> {
  return { ...list(item, 0, most), initial: () => [], isInitial: (value) => value.length === 0 };
}

/** Marks a truth value that may be left out and is then false. */
export const trueOrNone: Defaulted<boolean> = { ...truth, initial: () => false, isInitial: (value) => !value };

/** Reads the fields out of an object. */
export function readFields<F extends Fields>(fields: F, from: JsonObject): ObjectOf<F> {
  const found: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(fields)) {
    const value = from[key];
    if (value !== undefined) {
      found[key] = shape.read(value);
    } else if ("initial" in shape) {
      found[key] = (shape as Defaulted<unknown>).initial();
    } else {
      demand("optional" in shape, "json-shape");
    }
  }
  return found as ObjectOf<F>;
}

/** Looks at each field's limits, in the order of the fields. */
export function checkFields<F extends Fields>(fields: F, value: ObjectOf<F>): void {
  for (const [key, shape] of Object.entries(fields)) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== undefined) {
      shape.check(inner);
    }
  }
}

/** The entries of an object with these fields. */
export function writeFields<F extends Fields>(fields: F, value: ObjectOf<F>): [string, Json][] {
  const entries: [string, Json][] = [];
  for (const [key, shape] of Object.entries(fields)) {
    const inner = (value as Record<string, unknown>)[key];
    const isLeftOut = inner === undefined || ("isInitial" in shape && (shape as Defaulted<unknown>).isInitial(inner));
    if (!isLeftOut) {
      entries.push([key, shape.write(inner)]);
    }
  }
  return entries;
}

/** Refuses unless each comes after the one before it. */
export function demandRising<T>(items: readonly T[], isLess: (a: T, b: T) => boolean, reason: Reason): void {
  items.forEach((item, i) => {
    const before = items[i - 1];
    demand(before === undefined || i === 0 || isLess(before, item), reason);
  });
}

function asObject(value: Json): JsonObject {
  return isObject(value) ? value : reject("json-shape");
}

/** Inside JSON whatever is wrong with a field is its shape. */
function inShape<T>(read: () => T): T {
  try {
    return read();
  } catch {
    return reject("json-shape");
  }
}
