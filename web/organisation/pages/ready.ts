import { TAGS } from "../../i18n/languages.ts";
import { byTag } from "../../i18n/tags.ts";
import { lookup } from "../../i18n/lookup.ts";
import type { PageName } from "../../pages/pages.ts";

/** Sample texts of one language, by the page's name. */
type Ready = Readonly<Record<PageName, string>>;

const READY = byTag(import.meta.glob<Ready>("../../i18n/*/pages.json", { import: "default" }));

/** The text to begin with, where there is one in the language. */
export async function readyText(
  name: PageName,
  language: string,
  values: Readonly<Record<"organisation" | "days", string>>,
): Promise<string | undefined> {
  const load = READY.get(lookup([language], TAGS) ?? "");
  const text = (await load?.())?.[name];
  return text?.replace(/\{\{(organisation|days)\}\}/g, (_, value: "organisation" | "days") => values[value]);
}

/** What a text to begin with leaves to the organisation: its lines in brackets. */
export function gapsOf(ready: string): readonly string[] {
  return ready.match(/^\(.+\)$/gm) ?? [];
}
