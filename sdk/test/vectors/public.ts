import assert from "node:assert/strict";

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hexToBytes } from "@noble/hashes/utils.js";

import { schedule } from "../../src/protocol/hpke.js";
import { Secret } from "../../src/protocol/secret.js";
import { SealingKey, decapsulate, encapsulate } from "../../src/protocol/xwing.js";
import { type Case } from "./case.js";

const hex = (c: Case, key: string) => hexToBytes(c.text(key));

/** Draft X-Wing: seed, public key, encapsulation, shared secret. */
export function xwing(c: Case): void {
  const key = new SealingKey(hex(c, "seed"));
  assert.deepEqual(key.bytes, hex(c, "sk"));
  assert.deepEqual(key.publicKey, hex(c, "pk"));
  const { enc, shared } = encapsulate(key.publicKey, hex(c, "eseed"));
  assert.deepEqual(enc, hex(c, "ct"));
  assert.deepEqual(shared, hex(c, "ss"));
  assert.deepEqual(decapsulate(key, enc), shared);
}

/** HPKE with X-Wing, mode base: the protocol's suite. */
export function hpke(c: Case): void {
  const key = new SealingKey(hex(c, "skRm"));
  assert.deepEqual(key.publicKey, hex(c, "pkRm"));
  assert.deepEqual(encapsulate(key.publicKey, hex(c, "ikmE")), { enc: hex(c, "enc"), shared: hex(c, "shared_secret") });
  assert.deepEqual(decapsulate(key, hex(c, "enc")), hex(c, "shared_secret"));
  checkSchedule(c, schedule(hex(c, "shared_secret"), { info: hex(c, "info") }));
}

/** RFC 9180 with another KEM: the key schedule in both modes. */
export function rfc9180(c: Case): void {
  const suite = Uint8Array.of(0, c.number("kem_id"), 0, c.number("kdf_id"), 0, c.number("aead_id"));
  const psk = c.number("mode") === 1 ? { psk: { key: new Secret(hex(c, "psk")), id: hex(c, "psk_id") } } : {};
  checkSchedule(c, schedule(hex(c, "shared_secret"), { info: hex(c, "info"), ...psk }, suite));
}

function checkSchedule(c: Case, { key, nonce }: { key: Uint8Array; nonce: Uint8Array }): void {
  assert.deepEqual(key, hex(c, "key"));
  assert.deepEqual(nonce, hex(c, "base_nonce"));
  const encryptions = c.objects("encryptions");
  assert.ok(encryptions.length > 0);
  for (const one of encryptions) {
    const sealed: Uint8Array = chacha20poly1305(key, hex(one, "nonce"), hex(one, "aad")).encrypt(hex(one, "pt"));
    assert.deepEqual(sealed, hex(one, "ct"));
  }
}
