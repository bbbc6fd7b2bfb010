/** What axe-core finds wrong with any screen, in light and in dark. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { words } from "../screens/words.ts";
import { expect, test } from "../test.ts";
import { walk } from "../walk.ts";

async function isAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // in the page itself: another one is none that is watched
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}

test("axe finds nothing in any screen", async ({ page, world, watch }) => {
  test.setTimeout(300_000);
  await walk({ page, world, watch }, words("nl"), (key) => isAccessible(page, key));
  for (const path of ["/", "/help"]) {
    await page.goto(world.server.origin + path);
    await isAccessible(page, path);
  }
});
