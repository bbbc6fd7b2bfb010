/**
 * The texts of the organisation's app, from the files that it takes them from.
 */
import common from "../../../i18n/nl.json" with { type: "json" };
import english from "../../../i18n/en.json" with { type: "json" };
import en from "../../../i18n/organisation/en.json" with { type: "json" };
import nl from "../../../i18n/organisation/nl.json" with { type: "json" };

/** What a text is called. */
export type OrganisationKey = keyof typeof nl | keyof typeof common;

/** Gives a text in one language, with its gaps filled in. */
export type OrganisationWords = (key: OrganisationKey, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of a language. */
export function organisationWords(language: "nl" | "en"): OrganisationWords {
  const texts: Readonly<Record<OrganisationKey, string>> =
    language === "nl" ? { ...common, ...nl } : { ...english, ...en };
  return (key, values = {}) => texts[key].replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap));
}
