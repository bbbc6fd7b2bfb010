/** Leaving quickly. In Chromium alone: over WebDriver BiDi the neutral page cannot be answered for, and would be asked for. */
import type { Page } from "@playwright/test";

import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const t = words("nl");
const NEUTRAL = "https://www.wikipedia.org";
const SAID = "Dit ziet niemand meer.";

/** Who comes past afterwards presses both of the browser's buttons: neither leads to what was told, or to whom. */
async function namesNobody(page: Page, link: string): Promise<void> {
  const { hash, pathname } = new URL(link);
  for (const press of ["goForward", "goBack", "goBack", "goForward", "goForward"] as const) {
    // there may be nothing that way
    await page[press]().catch(() => null);
    const address = page.url();
    expect(address, press).not.toContain(pathname);
    expect(address, press).not.toContain(hash);
    // what a page writes after it has loaded, too
    await page.waitForLoadState("networkidle");
    const shown = await page.content();
    for (const told of ["Voorbeeld BV", SAID, pathname, hash]) expect(shown, press).not.toContain(told);
  }
}

test.beforeEach(async ({ page, environment, watch }) => {
  watch.allow(NEUTRAL);
  await page.route(`${NEUTRAL}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>elsewhere</title>" }),
  );
  await new Reporting(page, t).open(environment.organisation.link);
});

async function leave(page: Page): Promise<void> {
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift");
  await expect(page).toHaveTitle("elsewhere");
}

test("Shift three times leaves the first screen", async ({ page, environment }) => {
  await leave(page);
  await namesNobody(page, environment.organisation.link);
});

test("Shift three times leaves a report that was begun", async ({ page, environment }) => {
  await new Reporting(page, t).answer({ about: "conduct", advisers: ["Sam"], what: SAID });
  await leave(page);
  await namesNobody(page, environment.organisation.link);
});

test("Shift three times leaves a first screen to which the browser's button led", async ({ page, environment }) => {
  const reporting = new Reporting(page, t);
  await reporting.report({ about: "conduct", advisers: ["Sam"], what: SAID });
  await page.goBack();
  await reporting.shows("start.title");
  await leave(page);
  await namesNobody(page, environment.organisation.link);
});
