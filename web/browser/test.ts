/**
 * `test`, with an environment for each worker and a watch over each page.
 */
import { test as base, expect } from "@playwright/test";

import { Watch } from "./watch.ts";
import { inTestEnvironment, type TestEnvironment } from "./environment/test-environment.ts";

export { expect };

/** A test with these can use `environment` and `watch`; every page is watched, whether or not a test asks for it. */
export const test = base.extend<{ watch: Watch }, { environment: TestEnvironment }>({
  environment: [
    // Playwright reads from this pattern what a fixture needs: nothing
    async ({}, use) => {
      await inTestEnvironment([], use);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  watch: [
    async ({ page, environment }, use) => {
      const watch = await Watch.over(page, environment.server.origin);
      await use(watch);
      expect(watch.faults()).toEqual([]);
    },
    { auto: true },
  ],
});
