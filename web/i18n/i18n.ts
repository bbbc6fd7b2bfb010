import { signal } from "@preact/signals";

import type adviser from "./adviser/nl.json";
import type joining from "./joining/nl.json";
import type nl from "./nl.json";
import type organisation from "./organisation/nl.json";
import { mirrored } from "./pseudo.ts";

type Name = keyof typeof nl | keyof typeof adviser | keyof typeof joining | keyof typeof organisation;

/** The texts of one language, by key: the common ones, and those of the app that is running. */
export type Texts = Readonly<Record<Name, string>>;

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

/** What loads some texts of a language. */
type Loader = () => Promise<Readonly<Record<string, string>>>;

const loaders: Readonly<Record<string, Loader[]>> = {
  nl: [async () => (await import("./nl.json")).default],
  en: [async () => (await import("./en.json")).default],
};

/** The text that is the window's title: melders' says nothing, an app's own may say what it is. */
let titled: Key = "title";

/** Gives the window another title, before the first language is spoken. */
export function title(key: Key): void {
  titled = key;
}

/** Adds texts of an app's own, before the first language is spoken. */
export function also(more: Readonly<Record<Language, Loader>>): void {
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    loaders[language]?.push(more[language]);
  }
}

async function load(language: string): Promise<Partial<Texts> | undefined> {
  const texts = await Promise.all((loaders[language] ?? []).map((one) => one()));
  return texts.length > 0 ? (Object.assign({}, ...texts) as Partial<Texts>) : undefined;
}

/** The language in which the page is shown (BCP 47). */
export const language = signal<string>("nl");

const texts = signal<Partial<Texts> | undefined>(undefined);

/** The first of these languages (BCP 47, the dearest first) that the page has; Dutch otherwise. */
export function firstKnown(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const known = [tag, tag.split("-", 1)[0] ?? ""].find((name) => name === PSEUDO || Object.hasOwn(loaders, name));
    if (known !== undefined) {
      return known;
    }
  }
  return "nl";
}

/** Shows the page in a language; only that one is loaded. @throws what loading throws, and nothing has changed then. */
export async function speak(wanted: string): Promise<void> {
  const loaded = await load(wanted === PSEUDO ? "en" : wanted);
  if (!loaded) {
    return;
  }
  texts.value = wanted === PSEUDO ? mirrored(loaded) : loaded;
  language.value = wanted;
  const root = document.documentElement;
  root.lang = wanted;
  root.dir = wanted === PSEUDO ? "rtl" : "ltr";
  document.title = t(titled);
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
