import type nl from "../../i18n/organisation/nl.json";

/** What stands on a poster. */
export type PosterText = Extract<keyof typeof nl, `org.poster.text.${string}`>;

const LOAD: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>> = {
  nl: async () => (await import("../../i18n/organisation/nl.json")).default,
  en: async () => (await import("../../i18n/organisation/en.json")).default,
};

/** Languages that posters can be had in. */
export const POSTER_LANGUAGES: readonly string[] = Object.keys(LOAD);

/** The poster's texts in a language of its own, whatever the page's is. */
export async function posterTexts(language: string): Promise<(key: PosterText) => string> {
  const texts = (await LOAD[language]?.()) ?? {};
  return (key) => texts[key] ?? "";
}
