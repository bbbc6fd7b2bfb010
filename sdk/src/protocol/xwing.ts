import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";

import { type Random, random } from "./bytes.js";
import { demand, reject } from "./validation-error.js";
import { Secret } from "./secret.js";

/** How many bytes a public key has. */
export const PUBLIC_KEY = 1216;
/** How many bytes an encapsulation has. */
export const ENC = 1120;
const MLKEM_KEY = 1184;
const COEFFICIENTS = 1152;
const Q = 3329;
const SHARE = 32;

/** An X-Wing secret key: the 32-byte seed itself. */
export class SealingKey extends Secret {
  #public: Uint8Array | undefined;

  /** A new key. */
  static draw(draw: Random = random): SealingKey {
    return new SealingKey(draw(32));
  }

  /** Its public half, 1216 bytes. */
  get publicKey(): Uint8Array {
    this.#public ??= xwing.getPublicKey(xwing.keygen(this.bytes).secretKey);
    return this.#public;
  }
}

/**
 * Looks at a public key.
 *
 * @throws ValidationError `length`, `mlkem`, `low-order`, in this order.
 */
export function checkPublicKey(key: Uint8Array): void {
  demand(key.length === PUBLIC_KEY, "length");
  // FIPS 203 §7.2: two coefficients of twelve bits in three bytes.
  for (let position = 0; position < COEFFICIENTS; position += 3) {
    const [a = 0, b = 0, c = 0] = key.subarray(position, position + 3);
    demand((a | ((b & 0x0f) << 8)) < Q && ((b >> 4) | (c << 4)) < Q, "mlkem");
  }
  demand(!isLowOrder(key.subarray(MLKEM_KEY)), "low-order");
}

/** Whether the share at the end of an encapsulation is of low order. */
export function endsInLowOrder(enc: Uint8Array): boolean {
  return isLowOrder(enc.subarray(-SHARE));
}

/** A shared secret for a public key, and its encapsulation. `eseed`: 64 random bytes. */
export function encapsulate(key: Uint8Array, eseed: Uint8Array): { enc: Uint8Array; shared: Uint8Array } {
  checkPublicKey(key);
  const { cipherText, sharedSecret } = xwing.encapsulate(key, eseed);
  return { enc: cipherText, shared: sharedSecret };
}

/** The shared secret of an encapsulation. @throws ValidationError `opaque` if its share is of low order. */
export function decapsulate(key: SealingKey, enc: Uint8Array): Uint8Array {
  if (endsInLowOrder(enc)) {
    reject("opaque");
  }
  return xwing.decapsulate(enc, key.bytes);
}

/** u of the points of low order (RFC 7748 §6.1): 0, 1, −1 and the two of order 8. */
const P = 2n ** 255n - 19n;
const LOW_ORDER = new Set([
  0n,
  1n,
  P - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]);

function isLowOrder(share: Uint8Array): boolean {
  // X25519 ignores the highest bit and reduces.
  const u = share.reduceRight(
    (value, byte, position) => (value << 8n) | BigInt(position === 31 ? byte & 0x7f : byte),
    0n,
  );
  return LOW_ORDER.has(u % P);
}
