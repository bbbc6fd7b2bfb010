/**
 * The pages' texts, from the files that the pages take them from: a test names what is meant, not how it is put.
 */
import adviserEn from "../../i18n/adviser/en.json" with { type: "json" };
import adviserNl from "../../i18n/adviser/nl.json" with { type: "json" };
import commonEn from "../../i18n/en.json" with { type: "json" };
import commonNl from "../../i18n/nl.json" with { type: "json" };
import joiningEn from "../../i18n/joining/en.json" with { type: "json" };
import joiningNl from "../../i18n/joining/nl.json" with { type: "json" };
import organisationEn from "../../i18n/organisation/en.json" with { type: "json" };
import organisationNl from "../../i18n/organisation/nl.json" with { type: "json" };
import { mirrored } from "../../i18n/pseudo.ts";

/** All apps' texts: those of one app have names that the others don't use. */
const nl = { ...commonNl, ...adviserNl, ...joiningNl, ...organisationNl };
const en = { ...commonEn, ...adviserEn, ...joiningEn, ...organisationEn };

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
