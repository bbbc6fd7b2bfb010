/**
 * The pages' texts, from the files that the pages take them from: a test names what is meant, not how it is put.
 */
import en from "../../i18n/en.json" with { type: "json" };
import nl from "../../i18n/nl.json" with { type: "json" };
import { mirrored } from "../../i18n/pseudo.ts";

/** What a text is called. */
export type Key = keyof typeof nl;

/** Gives a text in one language, with its gaps filled in. */
export type Words = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** `ar-XB` is made from English, to see how the pages stand in a language that is written from the right. */
const LANGUAGES: Readonly<Record<"nl" | "en" | "ar-XB", Readonly<Record<Key, string>>>> = {
  nl,
  en,
  "ar-XB": mirrored(en),
};

/** The texts of a language. */
export function words(language: keyof typeof LANGUAGES): Words {
  const texts = LANGUAGES[language];
  return (key, values = {}) => texts[key].replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap));
}
