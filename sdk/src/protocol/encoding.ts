import { base64urlnopad } from "@scure/base";

import { reject } from "./validation-error.js";

/** Bytes as base64url without padding (RFC 4648 §5). */
export function encode(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/**
 * The bytes that a text of base64url without padding stands for.
 *
 * @param length How many bytes are due, if that is known.
 * @throws ValidationError `encoding` for any other spelling than the one; `length` for another number of bytes.
 */
export function decode(text: string, length?: number): Uint8Array {
  let bytes: Uint8Array;
  try {
    // What is under the library here may skip white space.
    if (!/^[\w-]*$/.test(text)) {
      reject("encoding");
    }
    bytes = base64urlnopad.decode(text);
  } catch {
    reject("encoding");
  }
  if (length !== undefined && bytes.length !== length) {
    reject("length");
  }
  return bytes;
}
