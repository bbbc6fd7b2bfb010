/** Every reason for which the protocol rejects something, with what it means (SPEC.md, section 22). */
export const REASONS = {
  "after-gap": "letters before it are missing",
  "code-character": "a character that no code contains",
  "code-check": "a character of the code is wrong",
  "code-length": "a code has 24 characters",
  conflict: "another letter had this number",
  count: "not the number of chunks that is due, or a chunk beyond it",
  counter: "the manifest's counter is not its version",
  day: "not a day, YYYY-MM-DD",
  direction: "this kind of letter does not go in this direction",
  encoding: "not base64url without padding, in its one spelling",
  expired: "the directory's last day is past",
  future: "the directory, or a heartbeat, is of the future",
  hash: "not the file that the letter describes",
  "json-depth": "nested more than 16 deep",
  "json-duplicate-key": "a key twice in one object",
  "json-not-an-object": "the outermost value is no object",
  "json-null": "a null; a field without a value is left out",
  "json-number": "not an integer below 2^53",
  "json-shape": "a field is missing or not of its type",
  "json-syntax": "not JSON, or not UTF-8",
  key: "not a usable Ed25519 public key",
  length: "another number of bytes than due",
  limit: "a field is outside its limits",
  "low-order": "the X25519 half of a key is of low order",
  memory: "Argon2id could not run: 19 MiB could not be had",
  missing: "a record that the manifest lists is not there, or chunks are missing",
  mlkem: "the ML-KEM half of a key is not reduced",
  "no-epoch": "no key for today's epoch: the adviser has been away too long",
  number: "the number inside belongs to another letter",
  old: "older than what is named, or than one seen before",
  opaque: "does not open, and why cannot be told",
  order: "entries are not strictly rising",
  organisation: "belongs to another organisation",
  "out-of-turn": "a later letter had come before",
  padding: "the padding is not zero",
  passphrase: "a passphrase has at least twelve characters",
  "pinned-adviser": "another adviser than the link pins",
  previous: "does not continue the version before",
  proof: "not written by the one it claims",
  record: "another record, or version of it, than the manifest lists",
  repeated: "this very letter has come before",
  "retired-root": "by a root that has been replaced, or with another past",
  "seen-ahead": "more letters seen than written",
  serial: "not the serial that is due",
  signature: "the signature is wrong",
  size: "not the size that is due",
  successor: "not the root that was named, or the name was changed",
  token: "the token inside belongs to another letter, or there is none",
  "two-histories": "one serial or counter with two contents",
  "unknown-adviser": "not in the directory",
  "unknown-thread": "belongs to no known thread, and is no report",
  version: "made by a newer version of the protocol",
} as const;

/** A reason of a validation error. */
export type Reason = keyof typeof REASONS;

/** What is shown by a server, or lies there, and can be refused by whoever knows better. */
export type Shown = "directory" | "statement" | "heartbeat" | "vault";

/**
 * What was read breaks a rule of the protocol. `reason` is for people, logs of tests and the vectors; it says nothing secret, and
 * nothing on the wire carries it.
 */
export class ValidationError extends Error {
  /** Why the signed data is refused. */
  readonly reason: Reason;
  /** The adviser or the page that is concerned, where that is known. */
  readonly of: Shown | undefined;

  constructor(reason: Reason, of?: Shown) {
    super(`${reason}: ${REASONS[reason]}`);
    this.name = "ValidationError";
    this.reason = reason;
    this.of = of;
  }
}

/** Refuses signed data. @throws ValidationError with this reason, always. */
export function reject(reason: Reason, of?: Shown): never {
  throw new ValidationError(reason, of);
}

/** Throws a validation error unless something holds. */
export function demand(holds: boolean, reason: Reason): asserts holds {
  if (!holds) {
    reject(reason);
  }
}

/** Runs `work`; its validation errors say that they are of this. */
export function about<T>(of: Shown, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ValidationError ? new ValidationError(error.reason, error.of ?? of) : error;
  }
}
