/** Twelve words to compare by telephone. The list is English whatever the page's language is. */
export function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <ol class="words" lang="en" dir="ltr">
      {words.map((word, at) => (
        <li key={at}>{word}</li>
      ))}
    </ol>
  );
}
