import { byTag, inOrder } from "./tags.ts";

/** A language of the pages: what `language.json` in its folder says of it. */
export interface Language {
  /** BCP 47; what the folder is called. */
  readonly tag: string;
  /** What it calls itself. */
  readonly name: string;
  /** The direction of its script. */
  readonly direction: "ltr" | "rtl";
  /** The locale (BCP 47) in whose manner days and numbers are written. */
  readonly format: string;
  /** First halves of long words, after which a hyphen may come: not every browser knows where the language divides them. */
  readonly firstHalves: readonly string[];
}

/** Texts of one language by their names, plural forms under `name_category`. */
export type Texts = Readonly<Record<string, string>>;

/** Loads one file of a language's texts. */
export type Loader = () => Promise<Texts>;

const described = byTag(
  import.meta.glob<Omit<Language, "tag">>("./*/language.json", { eager: true, import: "default" }),
);

/** Every language of the pages, as they are listed. */
export const LANGUAGES: readonly Language[] = inOrder([...described].map(([tag, language]) => ({ tag, ...language })));

/** Their tags. */
export const TAGS: readonly string[] = LANGUAGES.map(({ tag }) => tag);

/** The language of this tag. @throws Error where it has no folder. */
export function languageOf(tag: string): Language {
  const found = LANGUAGES.find((language) => language.tag === tag);
  if (!found) {
    throw new Error(`no language ${tag}`);
  }
  return found;
}
