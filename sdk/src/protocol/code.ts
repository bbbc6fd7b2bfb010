import { base32crockford } from "@scure/base";

import { type Random, equal, join, random } from "./bytes.js";
import { hash } from "./label.js";
import { demand } from "./validation-error.js";
import { Secret } from "./secret.js";

const ENTROPY = 14;
const CHARACTERS = 24;

/**
 * A retrieval code, all that a melder keeps; an adviser's key code has the same form. It never leaves the client: it is not
 * sent, logged, stored, or put in an address.
 */
export class Code extends Secret {
  /** The code with this entropy, 14 bytes. */
  static of(entropy: Uint8Array): Code {
    demand(entropy.length === ENTROPY, "length");
    return new Code(entropy);
  }

  /** A new code from 14 random bytes. */
  static draw(draw: Random = random): Code {
    return new Code(draw(ENTROPY));
  }

  /**
   * Reads a code as people type it: white space, dashes and case do not count, I and L are 1, O is 0.
   *
   * @throws ValidationError `code-character`, `code-length`, `code-check`, in this order.
   */
  static parse(typed: string): Code {
    const characters = typed.replace(/[\p{White_Space}\-\u2010-\u2015\u2212]/gu, "");
    demand(/^[0-9A-TV-Za-tv-z]*$/.test(characters), "code-character");
    demand(characters.length === CHARACTERS, "code-length");
    // Crockford's decoder takes any case, and I, L and O for what they look like.
    const bytes = base32crockford.decode(characters);
    const entropy = bytes.slice(0, ENTROPY);
    demand(equal(bytes.slice(ENTROPY), check(entropy)), "code-check");
    return new Code(entropy);
  }

  /** The code as it is shown: 24 characters in six groups of four, with dashes between. */
  show(): string {
    const characters = base32crockford.encode(join(this.bytes, check(this.bytes)));
    return (characters.match(/.{4}/g) ?? []).join("-");
  }
}

function check(entropy: Uint8Array): Uint8Array {
  return hash("code", entropy).slice(0, 1);
}
