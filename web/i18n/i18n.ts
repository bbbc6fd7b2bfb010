import { signal } from "@preact/signals";

import type nl from "./nl.json";
import { mirrored } from "./pseudo.ts";

/** The texts of one language, by key. */
export type Texts = Readonly<Record<keyof typeof nl, string>>;

type Stem<K extends string> = K extends `${infer Base}_${"one" | "other"}` ? Base : never;

/** The name of a text that has a number in it, and so several forms. */
export type PluralKey = Stem<keyof Texts>;

/** The name of a text. */
export type Key = Exclude<keyof Texts, `${string}_${"one" | "other"}`>;

/** Languages of the page, each with its own name for itself. */
export const LANGUAGES = { nl: "Nederlands", en: "English" } as const;

/** A language of the page. */
export type Language = keyof typeof LANGUAGES;

/** Made from English, for trying out how the page looks in a language that is written from the right. */
const PSEUDO = "ar-XB";

const loaders: Readonly<Record<string, () => Promise<Texts>>> = {
  nl: async () => (await import("./nl.json")).default,
  en: async () => (await import("./en.json")).default,
  [PSEUDO]: async () => mirrored((await import("./en.json")).default),
};

/** The language in which the page is shown (BCP 47). */
export const language = signal<string>("nl");

const texts = signal<Texts | undefined>(undefined);

/** The first of these languages (BCP 47, the dearest first) that the page has; Dutch otherwise. */
export function firstKnown(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const known = [tag, tag.split("-", 1)[0] ?? ""].find((name) => Object.hasOwn(loaders, name));
    if (known !== undefined) {
      return known;
    }
  }
  return "nl";
}

/** Shows the page in a language; only that one is loaded. @throws what loading throws, and nothing has changed then. */
export async function speak(wanted: string): Promise<void> {
  const load = loaders[wanted];
  if (!load) {
    return;
  }
  texts.value = await load();
  language.value = wanted;
  const root = document.documentElement;
  root.lang = wanted;
  root.dir = wanted === PSEUDO ? "rtl" : "ltr";
  document.title = t("title");
}

/** A text, with these values in the places of their names. */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(key, values);
}

/** A text in the form that this number takes; the number stands in the place of `count`. */
export function plural(key: PluralKey, count: number, values: Readonly<Record<string, string | number>> = {}): string {
  const form = new Intl.PluralRules(language.value).select(count) === "one" ? "one" : "other";
  return filled(`${key}_${form}`, { ...values, count });
}

function filled(key: keyof Texts, values: Readonly<Record<string, string | number>>): string {
  return (texts.value?.[key] ?? "").replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
