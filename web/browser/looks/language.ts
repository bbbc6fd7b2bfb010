/** Whether a screen speaks English alone: what is written on it, and what a screen reader is told. */
import type { Page } from "@playwright/test";

import { textsOf } from "../pages/words.ts";
import { expect } from "../test.ts";

const english = new Set(Object.values(textsOf("en")));

/** What the pages say in Dutch, and don't say in English, too. */
const DUTCH = Object.values(textsOf("nl")).filter((text) => !english.has(text) && !text.includes("{{"));

/** Words that hardly a Dutch sentence goes without, and that no English one has. */
const WORDS =
  /\b(het|een|niet|geen|wordt|worden|uw|deze|kunt|bij|melders?|vertrouwenspersoon|organisatie|beheerder)\b/i;

/** All that is said on a page in the page's own language; what people wrote, and names, are not. Runs in the page. */
function said(): readonly string[] {
  const own = (element: Element | null) =>
    element !== null
    && element.closest('script, style, [dir="auto"], p[dir="ltr"], textarea') === null
    && (element.closest("[lang]")?.getAttribute("lang") ?? "") === document.documentElement.lang;
  const texts: string[] = [document.title];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    if (own(nodes.currentNode.parentElement)) texts.push(nodes.currentNode.textContent ?? "");
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (own(element)) texts.push(element.getAttribute(name) ?? "");
    }
  }
  return texts.map((text) => text.replaceAll("\u00ad", "").trim()).filter((text) => text !== "");
}

/** It does; `what` is how the screen is called where it doesn't. */
export async function speaksEnglish(page: Page, what: string): Promise<void> {
  expect.soft(await page.locator("html").getAttribute("lang"), what).toBe("en");
  const dutch = new Set(DUTCH);
  const found = (await page.evaluate(said)).filter((text) => dutch.has(text) || WORDS.test(text));
  expect.soft(found, `${what}: Dutch`).toEqual([]);
}
