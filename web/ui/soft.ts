/** The first halves of long Dutch words that pages use. */
const FIRST_HALVES = /(?:belangen|klokken|personeels|telefoon|vertrouwens|vriendjes)(?=\p{L}{5})/giu;

/**
 * Text with a place for a hyphen in its longest words, which is seen only where a word doesn't fit on its line: not every browser
 * knows where Dutch words are divided. For what is shown, never for what is sent.
 */
export function softened(text: string): string {
  return text.replace(FIRST_HALVES, "$&\u00ad");
}
