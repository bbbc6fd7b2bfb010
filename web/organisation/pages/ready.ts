import type { PageName } from "../../pages/pages.ts";

/** Texts to begin with, in the language of the page. */
type Ready = Readonly<Record<PageName, string>>;

const READY: Readonly<Record<string, () => Promise<{ readonly default: Ready }>>> = {
  nl: () => import("./ready/nl.json"),
  en: () => import("./ready/en.json"),
};

/** The text to begin with, where there is one in the language. */
export async function readyText(
  name: PageName,
  language: string,
  values: Readonly<Record<"organisation" | "days", string>>,
): Promise<string | undefined> {
  const load = READY[language.split("-", 1)[0] ?? ""];
  const text = load && (await load()).default[name];
  return text?.replace(/\{\{(organisation|days)\}\}/g, (_, value: "organisation" | "days") => values[value]);
}

/** What a text to begin with leaves to the organisation: its lines in brackets. */
export function gapsOf(ready: string): readonly string[] {
  return ready.match(/^\(.+\)$/gm) ?? [];
}
