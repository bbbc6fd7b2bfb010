import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";

import { type Random, compare, join, random } from "./bytes.js";
import { type Name, labelled } from "./label.js";
import { demand, reject } from "./validation-error.js";
import { Secret } from "./secret.js";

const { Point } = ed25519;
type Point = InstanceType<typeof Point>;

/** An Ed25519 private key (RFC 8032): the 32-byte seed. An adviser's identity, or an organisation's root. */
export class SigningKey extends Secret {
  #public: Uint8Array | undefined;

  /** A new key. */
  static draw(draw: Random = random): SigningKey {
    return new SigningKey(draw(32));
  }

  /** Its public half, 32 bytes. */
  get publicKey(): Uint8Array {
    this.#public ??= ed25519.getPublicKey(this.bytes);
    return this.#public;
  }

  /** Signs a message under a label: 64 bytes. */
  sign(name: Name, message: Uint8Array): Uint8Array {
    return ed25519.sign(labelled(name, message), this.bytes);
  }
}

/** Looks at a public key. @throws ValidationError `key` unless it is a point, canonically encoded, and not of small order. */
export function checkVerifyingKey(key: Uint8Array): void {
  demand(point(key) !== undefined, "key");
}

/**
 * Verifies a signature under a label, by the equation without the cofactor, with one answer everywhere (SPEC.md, section 2).
 *
 * @throws ValidationError `key`, then `signature`.
 */
export function verify(key: Uint8Array, name: Name, message: Uint8Array, signature: Uint8Array): void {
  const a = point(key) ?? reject("key");
  demand(signature.length === 64, "signature");
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  demand(point(r) !== undefined && s < Point.Fn.ORDER, "signature");
  const k = littleEndian(sha512(join(r, key, labelled(name, message)))) % Point.Fn.ORDER;
  // The library's own verification multiplies by the cofactor. All of this is public, so that its time tells nothing.
  const expected = Point.BASE.multiplyUnsafe(s).add(a.negate().multiplyUnsafe(k));
  demand(compare(expected.toBytes(), r) === 0, "signature");
}

/** The point that these bytes encode canonically, if there is one and it is not of small order. */
function point(bytes: Uint8Array): Point | undefined {
  try {
    const found = Point.fromBytes(bytes);
    return found.isSmallOrder() ? undefined : found;
  } catch {
    return undefined;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
