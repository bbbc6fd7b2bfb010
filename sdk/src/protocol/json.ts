import { demand, reject } from "./validation-error.js";

/** A value of strict JSON: no null, no fractions. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;

/** An object of strict JSON. It has no prototype, so that `__proto__` and the like are keys like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

const MOST_DEEP = 16;

/**
 * Reads strict JSON (SPEC.md, section 4).
 *
 * @throws ValidationError one of the reasons that begin with `json-`, but never `json-shape`.
 */
export function parseJson(bytes: Uint8Array): JsonObject {
  const value = new Parser(bytes).parse();
  demand(isObject(value), "json-not-an-object");
  return value;
}

/** Writes JSON in UTF-8, without white space. */
export function writeJson(object: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(object));
}

/** Whether a value is an object, and not a list. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && !Array.isArray(value);
}

/** An object of these entries, as `parseJson` makes them. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  const object = Object.create(null) as Record<string, Json>;
  for (const [key, value] of entries) {
    object[key] = value;
  }
  return object;
}

/** Walks over the text once, so that its first fault names the reason. */
class Parser {
  readonly #bytes: Uint8Array;
  /** The same, a character for each byte: whatever lies beyond ASCII is looked at within texts only, as bytes. */
  readonly #text: string;
  #position = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#text = new TextDecoder("latin1").decode(bytes);
  }

  parse(): Json {
    const value = this.#value();
    this.#space();
    demand(this.#position === this.#text.length, "json-syntax");
    return value;
  }

  #value(): Json {
    this.#space();
    switch (this.#text[this.#position]) {
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#list());
      case '"':
        return this.#string();
      case "t":
        this.#expect("true");
        return true;
      case "f":
        this.#expect("false");
        return false;
      case "n":
        this.#expect("null");
        return reject("json-null");
      default:
        return this.#number();
    }
  }

  #nested<T>(inner: () => T): T {
    this.#position += 1;
    this.#depth += 1;
    demand(this.#depth <= MOST_DEEP, "json-depth");
    const value = inner();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonObject {
    const entries = new Map<string, Json>();
    if (this.#take("}")) {
      return objectOf(entries);
    }
    do {
      this.#space();
      const key = this.#string();
      demand(!entries.has(key), "json-duplicate-key");
      demand(this.#take(":"), "json-syntax");
      entries.set(key, this.#value());
    } while (this.#take(","));
    demand(this.#take("}"), "json-syntax");
    return objectOf(entries);
  }

  #list(): Json[] {
    const items: Json[] = [];
    if (this.#take("]")) {
      return items;
    }
    do {
      items.push(this.#value());
    } while (this.#take(","));
    demand(this.#take("]"), "json-syntax");
    return items;
  }

  #string(): string {
    const start = this.#position;
    demand(this.#text[start] === '"', "json-syntax");
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') {
      end += this.#text[end] === "\\" ? 2 : 1;
    }
    this.#position = end + 1;
    let text: string;
    try {
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      text = JSON.parse(decoder.decode(this.#bytes.subarray(start, this.#position))) as string;
    } catch {
      reject("json-syntax");
    }
    // With the flag `u` a pair of surrogates is one character: only lone ones are found.
    demand(!/\p{Surrogate}/u.test(text), "json-syntax");
    return text;
  }

  #number(): number {
    const literal = this.#match(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y) ?? reject("json-syntax");
    demand(!/[0-9]/.test(this.#text[this.#position] ?? ""), "json-syntax");
    const value = Number(literal);
    demand(/^-?[0-9]+$/.test(literal) && literal !== "-0" && Number.isSafeInteger(value), "json-number");
    return value;
  }

  #space(): void {
    this.#match(/[ \t\n\r]*/y);
  }

  #take(character: string): boolean {
    this.#space();
    const found = this.#text[this.#position] === character;
    this.#position += found ? 1 : 0;
    return found;
  }

  #expect(word: string): void {
    demand(this.#text.startsWith(word, this.#position), "json-syntax");
    this.#position += word.length;
  }

  #match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#position;
    const found = sticky.exec(this.#text)?.[0];
    this.#position += found?.length ?? 0;
    return found;
  }
}
