import type { Plugin } from "vite";

import type { Language } from "../i18n/languages.ts";
import { REFERENCE } from "../i18n/tags.ts";
import { faultsIn } from "./complete.ts";
import { FOLDERS, languagesIn, readText, readTexts } from "./folders.ts";

/** Where a page has what this file says in each language's folder. */
const EACH = /<!-- in each language: ([a-z]+\.html) -->/g;

/** Where a page has links to its parts in the languages after the first. */
const OTHERS = "<!-- the other languages -->";

/**
 * Builds nothing of languages that don't say everything; and writes into the pages what they say before, or without, any script: in
 * each language, one below the other, since nobody knows yet which one is read.
 */
export function languages(): Plugin {
  return {
    name: "fluister:languages",
    buildStart() {
      const faults = faultsIn(FOLDERS);
      if (faults.length > 0) {
        this.error(`the languages don't say the same:\n${faults.join("\n")}`);
      }
    },
    transformIndexHtml: { order: "pre", handler: inEachLanguage },
  };
}

/** A page with its places for texts filled. @throws Error where a language lacks a file. */
export function inEachLanguage(page: string): string {
  const found = languagesIn(FOLDERS);
  const title = readTexts(FOLDERS, REFERENCE, "common.json")["title"] ?? "";
  return page
    .replace("%language%", REFERENCE)
    .replace("%title%", () => title)
    .replace(OTHERS, () => found.slice(1).map(linkTo).join("\n"))
    .replace(EACH, (_, file: string) => found.map((language) => section(language, file)).join("\n"));
}

function linkTo({ tag, name }: Language): string {
  return `<p><a href="#${tag}" lang="${tag}">${name}</a></p>`;
}

/** A page has one heading of the first level, that of the first language. */
function section({ tag, direction }: Language, file: string): string {
  const text = readText(FOLDERS, tag, file);
  const below = tag === REFERENCE ? text : text.replace(/(?<=<\/?)h1(?=>)/g, "h2");
  return `<section id="${tag}" lang="${tag}" dir="${direction}">\n${below}</section>`;
}
