import { compare } from "./bytes.js";
import { type Day, type Epoch, epochOf } from "./day.js";
import { type Directory } from "./directory.js";
import { type Named, WIDE, checkNamed } from "./named.js";
import { demand, reject } from "./validation-error.js";
import { type ObjectOf, U32, bytes, checkFields, day, demandRising, list, number, object } from "./shape.js";
import { type SigningKey } from "./signature.js";
import { type Signed, type Verified, readSigned, sign, verifySigned } from "./signed.js";
import { PUBLIC_KEY, checkPublicKey } from "./xwing.js";

const fields = {
  organisation: bytes(32),
  adviser: bytes(32),
  serial: number(1, WIDE, WIDE),
  issued: day,
  epochs: list(object({ epoch: number(0, U32), key: bytes(PUBLIC_KEY) }), 1, 8),
};

/** What a key statement says. */
export type StatementFields = ObjectOf<typeof fields>;

const SHAPE = {
  name: "statement",
  fields,
  check: (value: StatementFields) => {
    checkFields(fields, value);
    demandRising(value.epochs, (a, b) => a.epoch < b.epoch, "order");
  },
} as const;

/** The public keys of an adviser, by epoch, signed by the adviser's identity. */
export class Statement {
  readonly fields: StatementFields;
  readonly signed: Signed;
  /** `H("statement", payload)`. */
  readonly hash: Uint8Array;

  /** Reads a statement, with the directory that lists its adviser. @throws ValidationError */
  static read(signed: Signed, directory: Directory): Statement {
    const value = readSigned(SHAPE, signed);
    const identity = signerOf(value, directory);
    return new Statement(value, verifySigned(SHAPE.name, signed, identity));
  }

  /** Signs a statement. @throws ValidationError what a reader would refuse it for. */
  static sign(value: StatementFields, identity: SigningKey): Signed {
    return sign(SHAPE, value, identity);
  }

  private constructor(value: StatementFields, { signed, hash }: Verified) {
    this.fields = value;
    this.signed = signed;
    this.hash = hash;
  }

  /** Serial and hash, as others name this statement. */
  get named(): Named {
    return { serial: this.fields.serial, hash: this.hash };
  }

  /** @throws ValidationError `old`, `two-histories` if another was named elsewhere, or seen before. */
  checkNamed(before: Named): void {
    checkNamed(this.named, before);
  }

  /**
   * The key to which a letter is sealed today.
   *
   * @throws ValidationError `no-epoch`: the adviser has been away too long; `mlkem`, `low-order` for a key that must not be used.
   */
  keyOn(today: Day): { readonly epoch: Epoch; readonly epochKey: Uint8Array } {
    const epoch = epochOf(today);
    const found = this.fields.epochs.find((entry) => entry.epoch === epoch) ?? reject("no-epoch");
    checkPublicKey(found.key);
    return { epoch, epochKey: found.key };
  }
}

/**
 * The identity key of the adviser in whose name something is signed.
 *
 * @throws ValidationError `organisation`, `unknown-adviser`.
 */
export function signerOf(
  value: { readonly organisation: Uint8Array; readonly adviser: Uint8Array },
  directory: Directory,
): Uint8Array {
  demand(compare(value.organisation, directory.fields.organisation) === 0, "organisation");
  return (directory.adviser(value.adviser) ?? reject("unknown-adviser")).identity;
}
