import { computed, signal } from "@preact/signals";

import { type Loader, type Texts, TAGS, languageOf } from "./languages.ts";
import { REFERENCE, byTag } from "./tags.ts";
import { lookup } from "./lookup.ts";
import type adviser from "./nl/adviser.json";
import type common from "./nl/common.json";
import type joining from "./nl/joining.json";
import type kinds from "./nl/kinds.json";
import type organisation from "./nl/organisation.json";

type Name =
  keyof typeof common | keyof typeof adviser | keyof typeof joining | keyof typeof kinds | keyof typeof organisation;
type Stem<K extends string> = K extends `${infer Base}_${Intl.LDMLPluralRule}` ? Base : never;

/** The name of a text that has a number in it, and so a form for each plural category of its language. */
export type PluralKey = Stem<Name>;

/** The name of a text. */
export type Key = Exclude<Name, `${PluralKey}_${Intl.LDMLPluralRule}`>;

/** What loads the texts, each by language: the common ones, then those of the app that is running. */
const files = [byTag(import.meta.glob<Texts>("./*/common.json", { import: "default" }))];

/** The text that is the window's title: melders' says nothing, an app's own may say what it is. */
let titled: Key = "title";

/** Gives the window another title, before the first language is spoken. */
export function title(key: Key): void {
  titled = key;
}

/** Adds texts of an app's own, as `import.meta.glob` finds them in the languages' folders; before the first language is spoken. */
export function also(found: Readonly<Record<string, Loader>>): void {
  files.push(byTag(found));
}

/** The language in which the page is shown. */
export const spoken = signal(languageOf(REFERENCE));

/** Its tag (BCP 47). */
export const language = computed(() => spoken.value.tag);

const texts = signal<Texts>({});

/** The first of these languages (BCP 47, the dearest first) that the page has; the reference otherwise. */
export function firstKnown(wanted: readonly string[]): string {
  return lookup(wanted, TAGS) ?? REFERENCE;
}

let speaking: Promise<void> = Promise.resolve();

/** Shows the page in a language; only that one is loaded. @throws what loading throws, and nothing has changed then. */
export function speak(tag: string): Promise<void> {
  speaking = change(tag);
  return speaking;
}

/** Adds texts that the first screen can do without, in the language that is shown. @throws what loading throws. */
export async function alsoNow(found: Readonly<Record<string, Loader>>): Promise<void> {
  const loaders = byTag(found);
  files.push(loaders);
  // A change of language that began before knows nothing of these texts; one that begins later loads them itself.
  await speaking.catch(() => undefined);
  const tag = language.value;
  const loaded = await loaders.get(tag)?.();
  if (language.value === tag) {
    texts.value = { ...texts.value, ...loaded };
  }
}

async function change(tag: string): Promise<void> {
  const next = languageOf(tag);
  const loaded = await Promise.all(files.map(async (loaders) => loaders.get(tag)?.()));
  texts.value = Object.assign({}, ...loaded) as Texts;
  spoken.value = next;
  const root = document.documentElement;
  root.lang = tag;
  root.dir = next.direction;
  document.title = t(titled);
}

/** A text, with these values in the places of their names. */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(key, values);
}

/** A text in the form that this number takes; the number stands in the place of `count`. */
export function plural(key: PluralKey, count: number, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(`${key}_${new Intl.PluralRules(language.value).select(count)}`, { ...values, count });
}

function filled(key: string, values: Readonly<Record<string, string | number>>): string {
  return (texts.value[key] ?? "").replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
