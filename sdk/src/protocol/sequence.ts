import { encode } from "./encoding.js";
import { demand } from "./validation-error.js";

/** How a letter came (SPEC.md, section 12). All but `in-turn` are shown to the person. */
export type Arrival = "in-turn" | "after-gap" | "out-of-turn" | "repeated" | "conflict";

/** What is kept of a sequence between two visits. */
export interface SequenceState {
  /** The highest n up to which there is no gap. */
  readonly seen: number;
  /** What came beyond a gap. */
  readonly beyond: readonly number[];
  /** What was given up, because it would be older than the retention. */
  readonly expired: readonly number[];
  /** The ids of all that came, in base64url; kept after the letters themselves are deleted. */
  readonly ids: readonly string[];
}

/** One direction of one thread, as its reader keeps it. */
export class Sequence {
  #seen: number;
  readonly #beyond: Set<number>;
  readonly #expired: Set<number>;
  readonly #ids: Set<string>;

  /** Goes on from an earlier visit; without a state from the beginning. */
  constructor(state?: SequenceState) {
    this.#seen = state?.seen ?? 0;
    this.#beyond = new Set(state?.beyond);
    this.#expired = new Set(state?.expired);
    this.#ids = new Set(state?.ids);
  }

  /** What is to be kept. */
  state(): SequenceState {
    return { seen: this.#seen, beyond: sorted(this.#beyond), expired: sorted(this.#expired), ids: [...this.#ids] };
  }

  /** Says how letter n, that came under an id, came, and takes it. A repeated one and a conflict change nothing. */
  take(n: number, id: Uint8Array): Arrival {
    const key = encode(id);
    if (this.#ids.has(key)) {
      return "repeated";
    }
    if (n === 0 || this.#hasCome(n)) {
      return "conflict";
    }
    const arrival = this.#arrivalOf(n);
    this.#ids.add(key);
    this.#expired.delete(n);
    if (n > this.#seen) {
      this.#beyond.add(n);
      this.#closeGap();
    }
    return arrival;
  }

  /** Gives a letter up that cannot come any more. One that came stays. */
  expire(n: number): void {
    if (n >= 1 && !this.#hasCome(n)) {
      this.#expired.add(n);
      this.#closeGap();
    }
  }

  /** The highest n up to which there is no gap: what goes out as `seen`. */
  get seen(): number {
    return this.#seen;
  }

  /** The highest n of all. */
  get highest(): number {
    return Math.max(this.#seen, ...this.#beyond);
  }

  /** What was given up, and did not come after all. */
  get expired(): readonly number[] {
    return sorted(this.#expired);
  }

  /** What did not come and was not given up, of so many that are known to exist. */
  missing(written: number): number[] {
    const numbers = Array.from({ length: Math.max(0, written - this.#seen) }, (_, i) => this.#seen + 1 + i);
    return numbers.filter((n) => !this.#beyond.has(n) && !this.#expired.has(n));
  }

  #hasCome(n: number): boolean {
    return this.#beyond.has(n) || (n <= this.#seen && !this.#expired.has(n));
  }

  #arrivalOf(n: number): Arrival {
    if (n <= this.#seen || [...this.#beyond].some((later) => later > n)) {
      return "out-of-turn";
    }
    return n === this.#seen + 1 ? "in-turn" : "after-gap";
  }

  #closeGap(): void {
    while (this.#beyond.has(this.#seen + 1) || this.#expired.has(this.#seen + 1)) {
      this.#seen += 1;
      this.#beyond.delete(this.#seen);
    }
  }
}

/** Looks at what a letter says was seen of the other direction. @throws ValidationError `seen-ahead`. */
export function checkSeenOf(seen: number, written: number): void {
  demand(seen <= written, "seen-ahead");
}

function sorted(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}
