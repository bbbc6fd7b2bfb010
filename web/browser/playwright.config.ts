import { defineConfig, devices } from "@playwright/test";

import { chromium, firefox, saferFirefox } from "./browsers.ts";

/** Run in every browser; the rest, in which browsers don't differ by size, in two. */
const EVERYWHERE = ["round.spec.ts", "screens.spec.ts"];

/** What needs Chromium's own ways to look, or is the same in all browsers. */
const CHROMIUM_ONLY = [
  "accessible.spec.ts",
  "becoming.spec.ts",
  "leave.spec.ts",
  "right-to-left.spec.ts",
  "shape.spec.ts",
  "states.spec.ts",
  "steady.spec.ts",
  "weight.spec.ts",
];

export default defineConfig({
  testDir: "specs",
  outputDir: "results",
  // the machine that decides has two cores, and each test a server's worth of cryptography
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // once more in a new browser: what passes only then is named as flaky at the end, and is to be mended
  retries: 1,
  // guards against hanging, not limits: a busy machine is given the time it needs
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: { locale: "nl-NL", trace: "off", screenshot: "off", video: "off" },
  projects: [
    { name: "chromium", use: { ...chromium, viewport: { width: 1280, height: 800 } } },
    { name: "pixel", testMatch: EVERYWHERE, use: { ...devices["Pixel 7"], ...chromium, locale: "nl-NL" } },
    {
      name: "small",
      testMatch: EVERYWHERE,
      use: { ...chromium, viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true },
    },
    { name: "firefox", testIgnore: CHROMIUM_ONLY, use: { ...firefox } },
    { name: "safer", testMatch: EVERYWHERE, use: { ...saferFirefox } },
  ],
});
