/**
 * The pages' texts, from the files that the pages take them from: a test names what is meant, not how it is put.
 */
import en from "../../i18n/en.json" with { type: "json" };
import nl from "../../i18n/nl.json" with { type: "json" };

/** What a text is called. */
export type Key = keyof typeof nl;

/** Gives a text in one language, with its gaps filled in. */
export type Words = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of a language. */
export function words(language: "nl" | "en"): Words {
  const texts: Readonly<Record<Key, string>> = language === "nl" ? nl : en;
  return (key, values = {}) => texts[key].replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap));
}
