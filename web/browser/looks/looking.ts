/** How each screen is looked at: on its own terms, at every width, for everybody. */
import type { Page } from "@playwright/test";

import { isAccessible } from "./accessible.ts";
import { fits, fitsAtAnySize } from "./fitting.ts";
import { speaksEnglish } from "./language.ts";

/** A small phone, on which everything is looked at closely. */
export const PHONE = { width: 360, height: 800 };

/** The narrowest there is, a tablet, and screens on desks. */
const OTHERS = [
  { width: 320, height: 568 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Looks at a screen; `what` is how it is called. */
export type Looking = (what: string) => Promise<void>;

/**
 * Looks at a page's screens in a language: in English whether they speak it, in Dutch, whose words are the longer ones, at all
 * else, with text of twice the size, too. axe-core runs in Chromium alone: it finds the same in each browser.
 */
export function looking(page: Page, language: "nl" | "en"): Looking {
  const chromium = page.context().browser()?.browserType().name() === "chromium";
  return async (what) => {
    if (language === "en") {
      await speaksEnglish(page, what);
      await fits(page, what);
    } else {
      if (chromium) await isAccessible(page, what);
      await fitsAtAnySize(page, what, !chromium);
    }
    for (const size of OTHERS) {
      await page.setViewportSize(size);
      await fits(page, `${what}, ${size.width} wide`);
    }
    await page.setViewportSize(PHONE);
  };
}
