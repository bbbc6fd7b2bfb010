/**
 * The pages' texts, from the files that the pages take them from: a test names what is meant, not how it is put.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import type adviser from "../../i18n/nl/adviser.json";
import type common from "../../i18n/nl/common.json";
import type joining from "../../i18n/nl/joining.json";
import type kinds from "../../i18n/nl/kinds.json";
import type organisation from "../../i18n/nl/organisation.json";

/** Where each language has a folder. */
export const LANGUAGES = resolve(import.meta.dirname, "../../i18n");

/** What a text is called: those of one app have names that the others don't use. */
export type Key =
  keyof typeof common | keyof typeof adviser | keyof typeof joining | keyof typeof kinds | keyof typeof organisation;

/** Gives a text in one language, with its gaps filled in. */
export type Words = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** All apps' texts in a language that has a folder there. */
export function textsOf(language: string, folders = LANGUAGES): Readonly<Record<string, string>> {
  const files = ["common", "kinds", "adviser", "joining", "organisation"].map(
    (file) => JSON.parse(readFileSync(resolve(folders, language, `${file}.json`), "utf8")) as Record<string, string>,
  );
  return Object.assign({}, ...files) as Record<string, string>;
}

/** The texts of a language. */
export function words(language: string, folders = LANGUAGES): Words {
  const texts = textsOf(language, folders);
  return (key, values = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`${language} has no text ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap));
  };
}
