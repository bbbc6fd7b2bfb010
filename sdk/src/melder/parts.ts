import { size } from "../protocol/text.js";

/** How many bytes of JSON a part of a text takes at most (SPEC.md, section 10). */
export const PART = 8000;

/** A text as it can be sent: half a surrogate pair, which no letter takes, is replaced. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** How many bytes a text takes within JSON. */
export function jsonSize(text: string): number {
  return size(JSON.stringify(text)) - 2;
}

/**
 * Cuts a text where it is long, at the end of a line or of a word if there is one near.
 *
 * @param first How many bytes of JSON the first part takes at most.
 */
export function partsOf(text: string, first: number = PART): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest !== "") {
    const fits = longestPrefix(rest, parts.length === 0 ? first : PART);
    const part = rest.slice(0, fits === rest.length ? fits : softCut(rest, fits));
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

function softCut(text: string, fits: number): number {
  const fitting = text.slice(0, fits);
  const at = Math.max(fitting.lastIndexOf("\n"), fitting.lastIndexOf(" ")) + 1;
  return at >= fits - Math.floor(fits / 8) ? at : fits;
}

/** How many UTF-16 units the longest prefix has that takes at most so many bytes of JSON. */
function longestPrefix(text: string, most: number): number {
  let [taken, length] = [0, 0];
  for (const character of text) {
    taken += jsonSize(character);
    if (taken > most) {
      return length;
    }
    length += character.length;
  }
  return length;
}
