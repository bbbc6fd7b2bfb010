import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import { type Random, integer, join, random } from "./bytes.js";
import { expand, hash, labelled } from "./label.js";
import { pad, unpad } from "./padding.js";
import { demand, reject } from "./validation-error.js";
import { type Secret } from "./secret.js";

const RANDOM = 32;
const BLOCK = 4096;
const TAG = 16;
const LENGTH = 4;
const NONCE = new Uint8Array(12);

/** Seals a record of the vault, or its wrap record, under an id (32 bytes) and a version (u32). */
export function sealRecord(
  key: Secret,
  id: Uint8Array,
  version: number,
  content: Uint8Array,
  draw: Random = random,
): Uint8Array {
  const drawn = draw(RANDOM);
  const padded = pad(content, Math.ceil((content.length + LENGTH) / BLOCK) * BLOCK);
  return join(drawn, cipher(key, id, version, drawn).encrypt(padded));
}

/**
 * Opens a record.
 *
 * @throws ValidationError `size`; `opaque` for another key, id or version, or an altered record; `padding`.
 */
export function openRecord(key: Secret, id: Uint8Array, version: number, record: Uint8Array): Uint8Array {
  const padded = record.length - RANDOM - TAG;
  demand(padded >= BLOCK && padded % BLOCK === 0, "size");
  let opened: Uint8Array;
  try {
    opened = cipher(key, id, version, record.subarray(0, RANDOM)).decrypt(record.subarray(RANDOM));
  } catch {
    reject("opaque");
  }
  return unpad(opened, "padding");
}

/** The hash by which the manifest lists a record, and by which a device remembers a manifest. */
export function recordHash(record: Uint8Array): Uint8Array {
  return hash("record", record);
}

function cipher(key: Secret, id: Uint8Array, version: number, drawn: Uint8Array) {
  const bound = [id, integer(version)];
  return chacha20poly1305(expand(key.bytes, "record", ...bound, drawn), NONCE, labelled("record", ...bound));
}
