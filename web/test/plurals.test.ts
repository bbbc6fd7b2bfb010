import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { FOLDERS, languagesIn, readTexts } from "../build/folders.ts";

const FILES = ["common.json", "kinds.json", "adviser.json", "joining.json", "organisation.json"];

/** One and two, and the first of these for each further plural category of a language. */
function numbersFor(rules: Intl.PluralRules): readonly number[] {
  const found = new Map<string, number>();
  for (const number of [1, 2, 3, 5, 11, 21, 100, 0, 1_000_000]) {
    const category = rules.select(number);
    found.set(category, found.get(category) ?? number);
  }
  return [...new Set([1, 2, ...found.values()])].sort((one, other) => one - other);
}

/** The first paragraph, where the number stands. */
function read(text: string | undefined, number: number): string {
  return (text ?? "").replaceAll("{{count}}", String(number)).split("\n", 1)[0] ?? "";
}

describe("plural forms", () => {
  it.each(languagesIn(FOLDERS).map(({ tag }) => tag))("in %s read like this", async (tag) => {
    const rules = new Intl.PluralRules(tag);
    const texts = Object.assign({}, ...FILES.map((file) => readTexts(FOLDERS, tag, file))) as Record<string, string>;
    const stems = new Set(Object.keys(texts).flatMap((key) => /^(.+)_[a-z]+$/.exec(key)?.[1] ?? []));
    const lines = [...stems].flatMap((stem) => [
      stem,
      ...numbersFor(rules).map((number) => `  ${number}: ${read(texts[`${stem}_${rules.select(number)}`], number)}`),
    ]);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(FOLDERS, tag, "plurals.snap"));
  });
});
