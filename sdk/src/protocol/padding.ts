import { integer, isZero, toNumber } from "./bytes.js";
import { type Reason, demand } from "./validation-error.js";

const LENGTH = 4;

/** The content behind its length (u32), filled up with zeros to `size` bytes. @throws ValidationError `length` if it does not fit. */
export function pad(content: Uint8Array, size: number): Uint8Array {
  demand(content.length <= size - LENGTH, "length");
  const padded = new Uint8Array(size);
  padded.set(integer(content.length));
  padded.set(content, LENGTH);
  return padded;
}

/**
 * The content that was padded.
 *
 * @throws ValidationError `tooLong` for a length beyond the bytes, `padding` where what follows is not zero.
 */
export function unpad(padded: Uint8Array, tooLong: Reason): Uint8Array {
  const end = toNumber(padded.subarray(0, LENGTH)) + LENGTH;
  demand(end <= padded.length, tooLong);
  demand(isZero(padded.subarray(end)), "padding");
  return padded.slice(LENGTH, end);
}
