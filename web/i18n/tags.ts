/** The language whose files say which texts there are, and which is shown to somebody who reads none of the others. */
export const REFERENCE = "nl";

/** Languages as they are listed: the reference first, the others by their tags. */
export function inOrder<T extends { readonly tag: string }>(languages: readonly T[]): readonly T[] {
  const rank = ({ tag }: T) => (tag === REFERENCE ? 0 : 1);
  return [...languages].sort((one, other) => rank(one) - rank(other) || (one.tag < other.tag ? -1 : 1));
}

/** What `import.meta.glob` found in the languages' folders, by language. */
export function byTag<T>(found: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(found).map(([path, one]) => [path.split("/").at(-2) ?? "", one]));
}
