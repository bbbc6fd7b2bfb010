import { CleanError } from "./clean-error.js";

/** Reads on through bytes that somebody else wrote. */
export class Reader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether nothing is left. */
  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /** What is left. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#position);
  }

  /** The next bytes. @throws CleanError `cut-off` */
  take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#position) {
      throw new CleanError("cut-off");
    }
    this.#position += count;
    return this.#bytes.subarray(this.#position - count, this.#position);
  }

  /** The next byte. @throws CleanError `cut-off` */
  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  /** The next integer of so many bytes, at most 4. @throws CleanError `cut-off` */
  integer(size: number, order: "big" | "little"): number {
    return integerIn(this.take(size), order);
  }

  /** A name of four ASCII characters, or whatever stands in its place. @throws CleanError `cut-off` */
  name(): string {
    return String.fromCharCode(...this.take(4));
  }

  /** The signature that a file begins with. @throws CleanError `cut-off`, `damaged` */
  expect(signature: Uint8Array): void {
    if (!startsWith(this.take(signature.length), signature)) {
      throw new CleanError("damaged");
    }
  }
}

/** Whether bytes begin with others. */
export function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, i) => bytes[i] === byte);
}

/** The bytes after a start, if they begin with it. */
export function afterStart(bytes: Uint8Array, start: Uint8Array): Uint8Array | undefined {
  return startsWith(bytes, start) ? bytes.subarray(start.length) : undefined;
}

/** A text of ASCII as bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The unsigned integer that these bytes, at most 4, are. */
export function integerIn(bytes: Uint8Array, order: "big" | "little"): number {
  const read = (value: number, byte: number) => value * 256 + byte;
  return order === "big" ? bytes.reduce(read, 0) : bytes.reduceRight(read, 0);
}

/** An integer as so many bytes, at most 4. */
export function integerOf(value: number, size: number, order: "big" | "little"): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  const big = bytes.slice(4 - size);
  return order === "big" ? big : big.reverse();
}
