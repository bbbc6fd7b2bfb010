/** The pages that melders' apps look for, in the order in which they are shown here. */
export const PAGES = ["adviser", "integrity_policy", "retention", "code_of_conduct", "complaints", "referral"] as const;

/** One of them. */
export type PageName = (typeof PAGES)[number];

/** What a page's texts are called: there are no underscores in keys. */
export const KEYS = {
  adviser: "adviser",
  integrity_policy: "integrity",
  retention: "retention",
  code_of_conduct: "code",
  complaints: "complaints",
  referral: "referral",
} as const satisfies Record<PageName, string>;

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
