/** Built for the browser: what one seal takes there, which no report can do without. */
import { seal } from "../../../sdk/src/hpke.js";
import { SealingKey } from "../../../sdk/src/xwing.js";

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
