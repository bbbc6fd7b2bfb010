import { type Random, compare, integer, join, random, toNumber } from "./bytes.js";
import { type Day } from "./day.js";
import { type Thread } from "./derivation.js";
import { type Directory } from "./directory.js";
import { type Named, checkNamed, named } from "./named.js";
import { demand, reject } from "./validation-error.js";
import { type ObjectOf, U32, bytes, checkFields, day, demandRising, list, number } from "./shape.js";
import { type SigningKey } from "./signature.js";
import { type Signed, type Verified, readSigned, sign, verifySigned } from "./signed.js";
import { signerOf } from "./statement.js";

const LEAST = 64;
/** How many entries a heartbeat has at most. */
export const MOST_ENTRIES = 1024;
const NAME = 28;
const ENTRY = 32;

const fields = {
  organisation: bytes(32),
  adviser: bytes(32),
  counter: number(1, U32),
  day,
  directory: named,
  statement: named,
  entries: list(bytes(ENTRY), LEAST, MOST_ENTRIES),
};

/** What a heartbeat says. */
export type HeartbeatFields = ObjectOf<typeof fields>;

/** How far a thread has come, as its adviser says. */
export interface Counts {
  /** The highest n of the melder's letters without a gap. */
  readonly received: number;
  /** How many letters the adviser wrote. */
  readonly written: number;
}

const SHAPE = {
  name: "heartbeat",
  fields,
  check: (value: HeartbeatFields) => {
    checkFields(fields, value);
    demand(Number.isInteger(Math.log2(value.entries.length)), "limit");
    demandRising(value.entries, (a, b) => compare(a, b) < 0, "order");
  },
} as const;

/** An adviser's sign of life, signed by the adviser's identity. */
export class Heartbeat {
  readonly fields: HeartbeatFields;
  readonly signed: Signed;
  /** `H("heartbeat", payload)`. */
  readonly hash: Uint8Array;

  /** Reads a heartbeat, with the directory that lists its adviser. @throws ValidationError */
  static read(signed: Signed, directory: Directory): Heartbeat {
    const value = readSigned(SHAPE, signed);
    const identity = signerOf(value, directory);
    return new Heartbeat(value, verifySigned(SHAPE.name, signed, identity));
  }

  /** Signs a heartbeat. @throws ValidationError what a reader would refuse it for. */
  static sign(value: HeartbeatFields, identity: SigningKey): Signed {
    return sign(SHAPE, value, identity);
  }

  private constructor(value: HeartbeatFields, { signed, hash }: Verified) {
    this.fields = value;
    this.signed = signed;
    this.hash = hash;
  }

  /** What it says of a thread; nothing where the adviser keeps no such thread. */
  progress(thread: Thread): Counts | undefined {
    const expected = thread.heartbeat(this.fields.counter);
    const name = expected.subarray(0, NAME);
    const entry = this.fields.entries.find((candidate) => compare(candidate.subarray(0, NAME), name) === 0);
    if (entry === undefined) {
      return undefined;
    }
    const counts = mask(entry.subarray(NAME), expected.subarray(NAME));
    return { received: toNumber(counts.subarray(0, 2)), written: toNumber(counts.subarray(2)) };
  }

  /**
   * Whether it fits what is shown beside it: its adviser's key statement, where there is one, and the day. Of one that does not its
   * adviser is set aside, and nobody else: what one adviser signs stops no other.
   *
   * @throws ValidationError `future` for a day after tomorrow's; `old`, `two-histories` where the statement that it names is not the
   * one shown, nor an earlier one.
   */
  checkFits(statement: Named | undefined, today: Day): void {
    demand(this.fields.day <= today + 1, "future");
    checkNamed(statement ?? reject("old"), this.fields.statement);
  }

  /**
   * Whether it may take the place of an earlier one of the same adviser.
   *
   * @throws ValidationError `old` for a lower counter, `two-histories` for the same with other bytes, `limit` for fewer entries.
   */
  checkFollows(before: Heartbeat): void {
    const [now, then] = [this.fields, before.fields];
    demand(now.counter >= then.counter, "old");
    demand(now.counter > then.counter || compare(this.hash, before.hash) === 0, "two-histories");
    demand(now.entries.length >= then.entries.length, "limit");
  }
}

/** The entry of a thread in the heartbeat with this counter: 32 bytes. */
export function heartbeatEntry(thread: Thread, counter: number, { received, written }: Counts): Uint8Array {
  const b = thread.heartbeat(counter);
  return join(b.subarray(0, NAME), mask(b.subarray(NAME), join(integer(received, 2), integer(written, 2))));
}

/**
 * The entries of a heartbeat: those of the threads, and random ones, sorted.
 *
 * @param before How many the heartbeat before had; 0 for the first.
 * @throws ValidationError `limit` for more than 1,024 threads.
 */
export function heartbeatEntries(
  counter: number,
  threads: readonly (readonly [Thread, Counts])[],
  before: number,
  draw: Random = random,
): Uint8Array[] {
  const least = Math.max(LEAST, before);
  const count = Math.max(least, 2 ** Math.ceil(Math.log2(Math.max(1, threads.length))));
  demand(count <= MOST_ENTRIES, "limit");
  const entries = threads.map(([thread, progress]) => heartbeatEntry(thread, counter, progress));
  while (entries.length < count) {
    entries.push(draw(ENTRY));
  }
  return entries.sort(compare);
}

function mask(bytes: Uint8Array, by: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => byte ^ (by[i] ?? 0));
}
