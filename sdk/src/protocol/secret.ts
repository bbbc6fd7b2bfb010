/**
 * Bytes that are not to be seen: not by `console.log`, not in JSON, not in an error's text. They are read with `bytes`, and
 * overwritten with `wipe` when they are no longer needed. Other copies that JavaScript made meanwhile, it alone knows.
 */
export class Secret {
  readonly #bytes: Uint8Array;

  /** Takes the bytes over: whoever gives them keeps no copy, and does not change them. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The bytes themselves, not a copy. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Overwrites the bytes with zeros. The secret is of no use afterwards. */
  wipe(): void {
    this.#bytes.fill(0);
  }

  toString(): string {
    return "(secret)";
  }

  /** Refuses: a secret in JSON is a mistake, and what is left out of a text unnoticed is one, too. */
  toJSON(): never {
    throw new TypeError("a secret does not go into JSON");
  }

  /** What `console.log` prints in Node: never the bytes. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "(secret)";
  }
}

/** Does something with a secret that nothing else needs, and overwrites it afterwards, whatever came of it. */
export function wiping<S extends Secret, T>(secret: S, use: (secret: S) => T): T {
  try {
    return use(secret);
  } finally {
    secret.wipe();
  }
}
