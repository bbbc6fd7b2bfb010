/** Every screen on every device: in its place, with nothing cut off, and legible to everybody. */
import type { Page } from "@playwright/test";

import { words } from "../screens/words.ts";
import { expect, test } from "../test.ts";
import { walk } from "../walk.ts";

/** Nobody has to scroll sideways, or to guess what is beside the edge. */
async function fits(page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(beyond, `${what}: pixels beyond the edge`).toBeLessThanOrEqual(0);
}

async function fitsAtAnySize(page: Page, what: string): Promise<void> {
  await fits(page, what);
  // text of twice the size, as browsers let people choose it
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await fits(page, `${what}, with text of twice the size`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
}

test("every screen fits, with text of twice the size, too", async ({ page, world, watch }) => {
  test.slow();
  await walk({ page, world, watch }, words("nl"), (key) => fitsAtAnySize(page, key));
  for (const path of ["/", "/help"]) {
    await page.goto(world.server.origin + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fitsAtAnySize(page, path);
  }
});
