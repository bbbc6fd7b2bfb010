/** Right-to-left embedding, and its end: letters stay legible, and everything around them runs the other way. */
const [RIGHT_TO_LEFT, END] = ["\u202e", "\u202c"];

/** Every text as it would look in a language that is written from the right: each word turned round, names of values kept. */
export function mirrored<T extends Readonly<Record<string, string>>>(texts: T): T {
  const turned = Object.entries(texts).map(([key, text]) => [
    key,
    text.replace(/\{\{\w+\}\}|[^\s{}]+/g, (word) =>
      word === "-" || word.startsWith("{{") ? word : `${RIGHT_TO_LEFT}${word}${END}`,
    ),
  ]);
  return Object.fromEntries(turned) as T;
}
