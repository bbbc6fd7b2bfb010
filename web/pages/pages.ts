import type { PageRef } from "@fluister/sdk";

import { lookup } from "../i18n/lookup.ts";

/** The pages of information that an organisation can publish, in the order in which they are shown. */
export const PAGES = ["adviser", "integrity_policy", "retention", "code_of_conduct", "complaints", "referral"] as const;

/** The name of a page of information. */
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

/** An information page by its name, in the language wanted, or in the first that there is. */
export function pageNamed(pages: readonly PageRef[], name: string, language: string): PageRef | undefined {
  const named = pages.filter((page) => page.name === name);
  return named.find((page) => lookup([page.language], [language]) !== undefined) ?? named[0];
}

/** A page of each name that there is, in the language wanted where it is written in it. */
export function pagesIn(
  pages: readonly PageRef[],
  language: string,
): readonly { readonly name: PageName; readonly page: PageRef }[] {
  return PAGES.flatMap((name) => {
    const page = pageNamed(pages, name, language);
    return page ? [{ name, page }] : [];
  });
}
