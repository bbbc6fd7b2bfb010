/** `npm run pictures`: what the pages look like on a phone, for the README, into docs/. */
import { defineConfig } from "@playwright/test";

import { chromium } from "./browsers.ts";

export default defineConfig({
  testDir: "pictures",
  testMatch: "*.ts",
  outputDir: "results",
  workers: 1,
  timeout: 120_000,
  reporter: [["list"]],
  use: { ...chromium, viewport: { width: 360, height: 740 }, colorScheme: "light" },
});
