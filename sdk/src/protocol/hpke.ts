import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { type Random, integer, join, random, utf8 } from "./bytes.js";
import { reject } from "./validation-error.js";
import { type Secret } from "./secret.js";
import { type SealingKey, decapsulate, encapsulate } from "./xwing.js";

/** What is bound to a sealed message besides the keys. With `psk` it is mode psk, without it mode base. */
export interface Context {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
  readonly psk?: { readonly key: Secret; readonly id: Uint8Array };
}

/** KEM X-Wing, KDF HKDF-SHA256, AEAD ChaCha20-Poly1305. */
const SUITE = Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03);
const NOTHING = new Uint8Array(0);

/**
 * RFC 9180's key schedule, from the shared secret on.
 *
 * @internal
 */
export function schedule(shared: Uint8Array, { info, psk }: Omit<Context, "aad">, suite: Uint8Array = SUITE) {
  const suiteId = join(utf8("HPKE"), suite);
  const labelledExtract = (salt: Uint8Array, label: string, ikm: Uint8Array) =>
    extract(sha256, join(utf8("HPKE-v1"), suiteId, utf8(label), ikm), salt);
  const labelledExpand = (prk: Uint8Array, label: string, inner: Uint8Array, length: number) =>
    expand(sha256, prk, join(integer(length, 2), utf8("HPKE-v1"), suiteId, utf8(label), inner), length);

  const context = join(
    Uint8Array.of(psk === undefined ? 0 : 1),
    labelledExtract(NOTHING, "psk_id_hash", psk?.id ?? NOTHING),
    labelledExtract(NOTHING, "info_hash", info),
  );
  const secret = labelledExtract(shared, "secret", psk?.key.bytes ?? NOTHING);
  const key = labelledExpand(secret, "key", context, 32);
  const nonce = labelledExpand(secret, "base_nonce", context, 12);
  secret.fill(0);
  return { key, nonce };
}

/** Seals one message to a public key: its encapsulation (1120 bytes), and the ciphertext with its tag. */
export function seal(to: Uint8Array, message: Uint8Array, context: Context, draw: Random = random) {
  const { enc, shared } = encapsulate(to, draw(64));
  const { key, nonce } = schedule(shared, context);
  const sealed = chacha20poly1305(key, nonce, context.aad).encrypt(message);
  shared.fill(0);
  key.fill(0);
  return { enc, sealed };
}

/** Opens a message. @throws ValidationError `opaque`, whatever the cause. */
export function open(key: SealingKey, enc: Uint8Array, sealed: Uint8Array, context: Context): Uint8Array {
  try {
    const shared = decapsulate(key, enc);
    const scheduled = schedule(shared, context);
    shared.fill(0);
    const opening = chacha20poly1305(scheduled.key, scheduled.nonce, context.aad);
    try {
      return opening.decrypt(sealed);
    } finally {
      scheduled.key.fill(0);
    }
  } catch {
    return reject("opaque");
  }
}
