import { readdirSync } from "node:fs";
import { join } from "node:path";

import type { Language } from "../i18n/languages.ts";
import { REFERENCE } from "../i18n/tags.ts";
import { languagesIn, readText, readTexts } from "./folders.ts";

/** The file that describes a language rather than saying anything in it. */
const DESCRIPTION = "language.json";

type Texts = Readonly<Record<string, string>>;

/** What the languages in a folder lack, or have too much, beside the reference: each fault with its file and key. */
export function faultsIn(folders: string): readonly string[] {
  const files = filesOf(folders, REFERENCE);
  return languagesIn(folders).flatMap((language) => [
    ...described(language).map((fault) => `${language.tag}/${DESCRIPTION}: ${fault}`),
    ...compared(files, filesOf(folders, language.tag)).map((fault) => `${language.tag}/${fault}`),
    ...files.flatMap((file) => {
      try {
        return faultsOf(folders, language, file).map((fault) => `${language.tag}/${file}: ${fault}`);
      } catch (error) {
        return [`${language.tag}/${file}: ${String(error)}`];
      }
    }),
  ]);
}

function filesOf(folders: string, tag: string): readonly string[] {
  return readdirSync(join(folders, tag)).filter((file) => /\.(?:json|html)$/.test(file) && file !== DESCRIPTION);
}

function described({ tag, name, direction, format, firstHalves }: Language): readonly string[] {
  return [
    ...(Intl.getCanonicalLocales(tag)[0] === tag ? [] : ["the folder's name is no canonical tag"]),
    ...(name.trim() === "" ? ["name is empty"] : []),
    ...(["ltr", "rtl"].includes(direction) ? [] : ["direction is neither ltr nor rtl"]),
    ...(Intl.DateTimeFormat.supportedLocalesOf(format).length > 0 ? [] : ["format is no locale that is known"]),
    ...(firstHalves.every((half) => /^\p{L}+$/u.test(half)) ? [] : ["firstHalves are not letters"]),
  ];
}

function faultsOf(folders: string, { tag }: Language, file: string): readonly string[] {
  if (file.endsWith(".html")) {
    const [page, reference] = [readText(folders, tag, file), readText(folders, REFERENCE, file)];
    return [
      ...(headingsIn(page) === 1 ? [] : ["not one heading of the first level"]),
      ...compared(linksIn(reference), linksIn(page)),
    ];
  }
  const [texts, reference] = [readTexts(folders, tag, file), readTexts(folders, REFERENCE, file)];
  return [
    ...compared(keysFor(tag, Object.keys(reference)), Object.keys(texts)),
    ...Object.entries(texts).flatMap(([key, text]) => {
      const model = modelOf(reference, key);
      return [
        ...(text.trim() === "" ? [`${key} is empty`] : []),
        ...(model === undefined || sameValues(key, model, text) ? [] : [`${key} has other values than ${REFERENCE}'s`]),
      ];
    }),
  ];
}

/** The ending of a key that says which plural form it is (Unicode CLDR). */
const CATEGORY = /_(?:zero|one|two|few|many|other)$/;

/** The keys that a language has: a form for each of its own plural categories in the place of the reference's. */
function keysFor(tag: string, reference: readonly string[]): readonly string[] {
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const keys = reference.flatMap((key) =>
    CATEGORY.test(key) ? categories.map((category) => key.replace(CATEGORY, `_${category}`)) : [key],
  );
  return [...new Set(keys)];
}

function modelOf(reference: Texts, key: string): string | undefined {
  return reference[key] ?? reference[key.replace(CATEGORY, "_other")];
}

/** Whether a text has the values of the other; the form for one thing, say, may leave out the number. */
function sameValues(key: string, one: string, other: string): boolean {
  const values = (text: string) =>
    [...new Set(text.match(/\{\{\w+\}\}/g))].filter((value) => !CATEGORY.test(key) || value !== "{{count}}").sort();
  return values(one).join() === values(other).join();
}

function linksIn(page: string): readonly string[] {
  return [...page.matchAll(/href="([^"]*)"/g)].map(([, address = ""]) => address);
}

function headingsIn(page: string): number {
  return page.match(/<h1>/g)?.length ?? 0;
}

function compared(wanted: readonly string[], found: readonly string[]): readonly string[] {
  return [
    ...wanted.filter((one) => !found.includes(one)).map((one) => `${one} is missing`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `${one} is in no other language`),
  ];
}
