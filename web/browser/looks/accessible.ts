/** What axe-core finds wrong with a screen, in light and in dark. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect } from "../test.ts";

/** The rules that look at colours: in dark, nothing else is different. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Nothing; `what` is how the screen is called where it is not so. */
export async function isAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // in the page itself: another one is none that is watched
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === "dark" ? axe.withRules(COLOURS) : axe).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}
