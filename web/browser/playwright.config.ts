import { defineConfig } from "@playwright/test";

import { chromium, firefox, saferFirefox } from "./browsers.ts";

/** A report's whole way, in each kind of browser. */
const ROUND = "round.spec.ts";

/** Every screen of a melder, at each size: on a phone, and in a browser without a compiler for scripts. */
const SCREENS = "screens.spec.ts";

/** What needs Chromium's own ways to look, or asks what the apps do and not what browsers do. */
const CHROMIUM_ONLY = [
  "adviser/accessible.spec.ts",
  "organisation/accessible.spec.ts",
  "adviser/keyboard.spec.ts",
  "answers.spec.ts",
  "becoming.spec.ts",
  "errors.spec.ts",
  "kept.spec.ts",
  "keys.spec.ts",
  // whose answer is lost is asked for by the test first, and only Chromium tells it what a request holds
  "killed.spec.ts",
  "languages.spec.ts",
  "leave.spec.ts",
  "lies.spec.ts",
  "notifications.spec.ts",
  "organisation.spec.ts",
  "organisation/keyboard.spec.ts",
  "organisations.spec.ts",
  "pages.spec.ts",
  "poster.spec.ts",
  "several.spec.ts",
  "shape.spec.ts",
  "states.spec.ts",
  "steady.spec.ts",
  "trouble.spec.ts",
  "typing.spec.ts",
  "upkeep.spec.ts",
  "weight.spec.ts",
];

/** What needs Firefox's own ways: a push service of one's own. */
const FIREFOX_ONLY = ["told.spec.ts"];

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
    {
      name: "chromium",
      testIgnore: [...FIREFOX_ONLY, SCREENS],
      use: { ...chromium, viewport: { width: 1280, height: 800 } },
    },
    {
      name: "phone",
      testMatch: [ROUND, SCREENS],
      use: { ...chromium, viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true },
    },
    { name: "firefox", testIgnore: [...CHROMIUM_ONLY, SCREENS], use: { ...firefox } },
    // the words are the same in each browser
    { name: "safer", testMatch: [ROUND, SCREENS], grepInvert: /in English/, use: { ...saferFirefox } },
  ],
});
