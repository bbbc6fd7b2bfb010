import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { Language } from "../i18n/languages.ts";
import { inOrder } from "../i18n/tags.ts";

/** Where each language has a folder. */
export const FOLDERS = join(import.meta.dirname, "../i18n");

/** Every language that has a folder there, as they are listed. */
export function languagesIn(folders: string): readonly Language[] {
  const found = readdirSync(folders, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const described = found.map(({ name: tag }) => [tag, readJson(folders, tag, "language.json")] as const);
  return inOrder(described.map(([tag, language]) => ({ tag, ...(language as Omit<Language, "tag">) })));
}

/** One of a language's files, as it is. */
export function readText(folders: string, tag: string, file: string): string {
  return readFileSync(join(folders, tag, file), "utf8");
}

/** One of its files of texts, by key. */
export function readTexts(folders: string, tag: string, file: string): Readonly<Record<string, string>> {
  return readJson(folders, tag, file) as Readonly<Record<string, string>>;
}

function readJson(folders: string, tag: string, file: string): unknown {
  return JSON.parse(readText(folders, tag, file));
}
