/** What axe-core finds wrong with a screen, in light and in dark. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

import { expect } from "../test.ts";

/** The rules that look at colours: in dark, nothing else is different. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Set up in a page once: it is as long as all of an app's scripts together. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a page breaks, each rule with the elements that break it. */
async function violations(page: Page, options: RunOptions): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return await page.evaluate(async (how) => {
    const found = await axe.run(document, how);
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  }, options);
}

/** Nothing; `what` is how the screen is called where it is not so. */
export async function isAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const rules = colorScheme === "dark" ? { runOnly: COLOURS } : {};
    const found = await violations(page, { ...rules, resultTypes: ["violations"] });
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}

declare const axe: typeof import("axe-core");
