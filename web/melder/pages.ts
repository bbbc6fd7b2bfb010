import type { PageRef } from "@fluister/sdk";

/** An information page by its name, in the language wanted, or in the first that there is. */
export function pageNamed(pages: readonly PageRef[], name: string, language: string): PageRef | undefined {
  const named = pages.filter((page) => page.name === name);
  return named.find((page) => page.language.split("-", 1)[0] === language) ?? named[0];
}
