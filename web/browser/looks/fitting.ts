/** Whether everything has its place on a screen, with text of twice the size, too. */
import type { Page } from "@playwright/test";

import { expect } from "../test.ts";

/** Nobody has to scroll sideways, the page or a part of it, or to guess what is beside the edge. */
export async function fits(page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(() => {
    const named = ({ tagName, className }: Element) => `${tagName}.${className}`;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const parts = [...document.querySelectorAll("body *:not(textarea)")].filter(scrolls);
    return [document.documentElement, ...parts].flatMap((part) => {
      const { scrollWidth, clientWidth } = part;
      if (scrollWidth <= clientWidth) return [];
      const edge = part.getBoundingClientRect().left + clientWidth;
      const wide = [...part.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > edge);
      return [`${scrollWidth - clientWidth} pixels`, ...wide.map(named)];
    });
  });
  expect.soft(beyond, `${what}: beyond the edge`).toEqual([]);
}

/** Codes, addresses, and what somebody has typed. */
const LEFT_OUT = 'p[dir="ltr"], ol[dir="ltr"], [dir="auto"], textarea, script, style';

/**
 * Words that go on in the next line with nothing to show it: no place in the word where a hyphen comes. Codes and addresses are left out, and what
 * somebody has typed; runs in the page.
 */
function brokenWords([within, leftOut]: readonly [string, string]): readonly string[] {
  const broken: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lineOf = (node: Node, at: number) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    // after a place for a hyphen there may be a first one, without width, at the end of the line before
    return Math.round([...range.getClientRects()].at(-1)?.top ?? 0);
  };
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    if (node.parentElement?.closest(within) === null) continue;
    if (node.parentElement?.closest(leftOut)) continue;
    // for screen readers alone
    if (node.parentElement?.clientWidth === 1) continue;
    for (const { 0: word, index } of (node.textContent ?? "").matchAll(/[^\s\u00ad\u2010-]{2,}/g)) {
      const lines = Array.from(word, (_, at) => lineOf(node, index + at));
      if (new Set(lines.filter((line) => line !== 0)).size > 1) broken.push(word);
    }
  }
  return broken;
}

/** Looks at a screen; `what` is how it is called where something does not fit, `hyphenates` whether the browser has hyphens of its own. */
export async function fitsAtAnySize(page: Page, what: string, hyphenates: boolean): Promise<void> {
  const look = async (how: string, within: string) => {
    await fits(page, `${what}${how}`);
    // Chromium has no hyphens of its own here; where Firefox puts one, nobody can see from outside
    if (hyphenates) return;
    expect
      .soft(await page.evaluate(brokenWords, [within, LEFT_OUT] as const), `${what}${how}: words broken off`)
      .toEqual([]);
  };
  await look("", "body");
  // text of twice the size, as browsers let people choose it
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await look(", with text of twice the size", "h1, h2, h3, h4");
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
}
