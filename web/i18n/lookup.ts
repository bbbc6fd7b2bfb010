/**
 * The first of these languages (BCP 47, the dearest first) that there is, or one that it is a variety of (RFC 4647, section 3.4):
 * `en-GB` finds `en`.
 */
export function lookup<T extends string>(wanted: readonly string[], known: readonly T[]): T | undefined {
  for (const range of wanted) {
    for (let subtags = range.split("-"); subtags.length > 0; subtags = subtags.slice(0, -1)) {
      const found = known.find((tag) => tag.toLowerCase() === subtags.join("-").toLowerCase());
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}
