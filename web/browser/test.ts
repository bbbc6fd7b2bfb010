/**
 * `test`, with a world for each worker and a watch over each page.
 */
import { test as base, expect } from "@playwright/test";

import { Watch } from "./watch.ts";
import { inWorld, type World } from "./world/world.ts";

export { expect };

/** A test with these can use `world` and `watch`; every page is watched, whether or not a test asks for it. */
export const test = base.extend<{ watch: Watch }, { world: World }>({
  world: [
    // Playwright reads from this pattern what a fixture needs: nothing
    async ({}, use) => {
      await inWorld([], use);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  watch: [
    async ({ page, world }, use) => {
      const watch = await Watch.over(page, world.server.origin);
      await use(watch);
      expect(watch.faults()).toEqual([]);
    },
    { auto: true },
  ],
});
