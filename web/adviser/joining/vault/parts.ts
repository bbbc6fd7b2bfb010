/** Two different numbers from 0 up to `count`, by chance, in their order. */
export function twoOf(count: number): readonly [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2));
  const one = a % count;
  const other = (one + 1 + (b % (count - 1))) % count;
  return one < other ? [one, other] : [other, one];
}

/** Whether a part was typed back: case and spaces don't count, and in a code what looks alike is alike (SPEC.md, section 6). */
export function matches(kind: "word" | "group", typed: string, part: string): boolean {
  const plain = typed.replace(/[\s-]/g, "").toUpperCase();
  const read = kind === "group" ? plain.replace(/O/g, "0").replace(/[IL]/g, "1") : plain;
  return read !== "" && read === part.toUpperCase();
}
