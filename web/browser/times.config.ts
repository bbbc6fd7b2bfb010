/** `npm run times`: how long scripts take in each browser, with and without JIT, into benches/RESULTS.md. */
import { defineConfig } from "@playwright/test";

import { chromium, chromiumWith, firefox, firefoxWithoutJit } from "./browsers.ts";

export default defineConfig({
  testDir: "times",
  testMatch: ["melder.ts", "adviser.ts"],
  outputDir: "results",
  // nothing beside what is measured
  workers: 1,
  timeout: 3_600_000,
  expect: { timeout: 120_000 },
  reporter: [["list"], ["./times/table.ts"]],
  use: { locale: "nl-NL" },
  projects: [
    { name: "Chromium", use: { ...chromium } },
    { name: "Chromium without JIT", testMatch: "melder.ts", use: { ...chromiumWith(["--js-flags=--jitless"]) } },
    { name: "Firefox", use: { ...firefox } },
    { name: "Firefox without JIT", testMatch: "melder.ts", use: { ...firefoxWithoutJit } },
  ],
});
