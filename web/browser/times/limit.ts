/** Built for the browser: what cannot be done without there: a seal, for a report; opening, and Argon2id, for an adviser. */
import { argon2id } from "@noble/hashes/argon2.js";

import { open, seal } from "../../../sdk/src/protocol/hpke.js";
import { SealingKey } from "../../../sdk/src/protocol/xwing.js";

/** As long as the padded words of a letter. */
const WORDS = 14_000;

/** Seals one message with X-Wing; gives how long it took, in milliseconds. */
export function sealOnce(): number {
  const { publicKey } = SealingKey.draw();
  const message = new Uint8Array(WORDS);
  const context = { info: new Uint8Array(32), aad: new Uint8Array(32) };
  const begun = performance.now();
  const { sealed } = seal(publicKey, message, context);
  const took = performance.now() - begun;
  if (sealed.length !== WORDS + 16) throw new Error("not sealed");
  return took;
}

/** Opens one message again and again; gives how long it took, in milliseconds. */
export function openOften(count: number): number {
  const key = SealingKey.draw();
  const context = { info: new Uint8Array(32), aad: new Uint8Array(32) };
  const { enc, sealed } = seal(key.publicKey, new Uint8Array(WORDS), context);
  const begun = performance.now();
  for (let time = 0; time < count; time += 1) {
    if (open(key, enc, sealed, context).length !== WORDS) throw new Error("not opened");
  }
  return performance.now() - begun;
}

/** One Argon2id as a vault's passphrase needs it; gives how long it took, in milliseconds. */
export function stretchOnce(): number {
  const begun = performance.now();
  argon2id(new Uint8Array(40), new Uint8Array(32), { m: 19_456, t: 2, p: 1, dkLen: 32 });
  return performance.now() - begun;
}
