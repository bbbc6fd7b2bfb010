import { utf8 } from "./bytes.js";

/** How many bytes of UTF-8 a text takes. */
export function size(text: string): number {
  return utf8(text).length;
}

/**
 * Whether a text can be a name: 1 to `most` bytes, nothing that controls a terminal or turns the direction of writing
 * around, and not white space alone (SPEC.md, section 4).
 */
export function isName(text: string, most = 200): boolean {
  const bytes = size(text);
  return (
    bytes >= 1
    && bytes <= most
    && !/[\p{Control}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u.test(text)
    && /\P{White_Space}/u.test(text)
  );
}

/** Whether a text can be a language tag: 2 to 35 letters, digits and dashes of ASCII. */
export function isLanguage(text: string): boolean {
  return /^[A-Za-z0-9-]{2,35}$/.test(text);
}

/** Whether a text can be an organisation's name in addresses: 1 to 63 of `a–z 0–9 -`, no dash first or last. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9-]{1,63}$/.test(text) && !text.startsWith("-") && !text.endsWith("-");
}
