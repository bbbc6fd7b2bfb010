import { LANGUAGES } from "../i18n/languages.ts";

/** Those of all languages: a page in one language shows names, and what an organisation wrote, in others. */
const FIRST_HALVES = new RegExp(
  `(?:${LANGUAGES.flatMap(({ firstHalves }) => firstHalves).join("|") || "(?!)"})(?=\\p{L}{5})`,
  "giu",
);

/**
 * Text with a place for a hyphen in its longest words, which is seen only where a word doesn't fit on its line: not every browser
 * knows where words are divided. For what is shown, never for what is sent.
 */
export function softened(text: string): string {
  return text.replace(FIRST_HALVES, "$&\u00ad");
}
