import { readFileSync, readdirSync } from "node:fs";
import { execArgv } from "node:process";

import { decode } from "../../src/protocol/encoding.js";
import { ValidationError } from "../../src/protocol/validation-error.js";

/** Whether this Node has no JIT, as browsers in their safest modes. */
export const isSlow = execArgv.includes("--jitless");

/** Where the vectors are, seen from build/test/vectors. */
const DIRECTORY = new URL("../../../../protocol/vectors/", import.meta.url);

/** An object of a vector file, whose fields are asked for by name and type. */
export class Case {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: unknown) {
    if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
      throw new TypeError(`no object: ${JSON.stringify(fields)}`);
    }
    this.#fields = fields as Record<string, unknown>;
  }

  has(key: string): boolean {
    return this.#fields[key] !== undefined;
  }

  keys(): string[] {
    return Object.keys(this.#fields);
  }

  raw(key: string): unknown {
    if (!this.has(key)) {
      throw new TypeError(`no ${key}`);
    }
    return this.#fields[key];
  }

  text(key: string): string {
    return this.#typed(key, "string") as string;
  }

  number(key: string): number {
    return this.#typed(key, "number") as number;
  }

  bytes(key: string): Uint8Array {
    return decode(this.text(key));
  }

  object(key: string): Case {
    return new Case(this.raw(key));
  }

  list(key: string): unknown[] {
    const value = this.raw(key);
    if (!Array.isArray(value)) {
      throw new TypeError(`${key} is no list`);
    }
    return value as unknown[];
  }

  objects(key: string): Case[] {
    return this.list(key).map((value) => new Case(value));
  }

  texts(key: string): string[] {
    return this.list(key).map(String);
  }

  #typed(key: string, type: string): unknown {
    const value = this.raw(key);
    if (typeof value !== type) {
      throw new TypeError(`${key} is no ${type}`);
    }
    return value;
  }
}

/** A file of vectors. */
export interface VectorFile {
  readonly cases: Case[];
  readonly refusals: Case[];
}

export function readVectors(name: string): VectorFile {
  const file = new Case(JSON.parse(readFileSync(new URL(name, DIRECTORY), "utf8")));
  const unknown = file
    .keys()
    .filter((key) => !["about", "made", "protocol", "bytes", "cases", "refusals"].includes(key));
  if (unknown.length > 0 || file.number("protocol") !== 1) {
    throw new TypeError(`${name} has parts that no test knows: ${unknown.join(", ")}`);
  }
  return { cases: file.objects("cases"), refusals: file.objects("refusals") };
}

/** A file of somebody else's vectors: a list. */
export function readPublic(name: string): Case[] {
  const list = JSON.parse(readFileSync(new URL(`public/${name}`, DIRECTORY), "utf8")) as unknown[];
  return list.map((value) => new Case(value));
}

export function vectorFiles(directory = "."): string[] {
  return readdirSync(new URL(`${directory}/`, DIRECTORY)).filter((name) => name.endsWith(".json"));
}

/** The reason for which something is refused, or 'taken'; any other error is one. */
export function reasonOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ValidationError) {
      return error.reason;
    }
    throw error;
  }
  return "taken";
}
