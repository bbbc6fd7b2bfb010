import { type Texts } from "../../i18n/languages.ts";
import { byTag } from "../../i18n/tags.ts";
import type reference from "../../i18n/nl/organisation.json";

/** What stands on a poster. */
export type PosterText = Extract<keyof typeof reference, `org.poster.text.${string}`>;

const FILES = byTag(import.meta.glob<Texts>("../../i18n/*/organisation.json", { import: "default" }));

/** The poster's texts in a language of its own, whatever the page's is. */
export async function posterTexts(language: string): Promise<(key: PosterText) => string> {
  const texts = (await FILES.get(language)?.()) ?? {};
  return (key) => texts[key] ?? "";
}
