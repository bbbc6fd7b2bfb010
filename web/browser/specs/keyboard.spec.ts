/** A report with the keyboard alone. */
import type { Page } from "@playwright/test";

import { Reporting } from "../pages/reporting.ts";
import { type Key, words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const t = words("nl");

/** Goes on with Tab until what has the focus is called this. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.locator(":focus");

  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) === 0) continue;
    const is = await focused.evaluate(nameOf);
    if (is === name) {
      const seen = await focused.evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" || style.boxShadow !== "none" || element.matches("input");
      });
      expect(seen, `the focus on '${is}' can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`no '${name}' among forty stops`);
}

/** What a screen reader would call it, as far as these pages need. */
function nameOf(element: Element): string {
  const labelled = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  const label = labelled ? element.labels?.[0] : undefined;
  const words = label?.querySelector(".label") ?? label ?? element;
  return element.getAttribute("aria-label") ?? words.textContent.trim();
}

test("a report by keyboard", async ({ page, environment }) => {
  const reporting = new Reporting(page, t, async () => {
    // the heading has it, so that reading begins there
    if (await page.getByRole("button", { name: t("back") }).isVisible()) {
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    }
  });
  const press = async (key: Key) => {
    await tabTo(page, t(key));
    await page.keyboard.press("Enter");
  };
  const skip = async (key: Key) => {
    await reporting.shows(key);
    await press("skip.question");
  };
  await reporting.open(environment.organisation.link);
  await press("start.tell");
  await reporting.shows("before.title");
  await press("next");
  await reporting.shows("track.title");
  // a group of radio buttons is one stop
  await tabTo(page, t("track.conduct"));
  await page.keyboard.press("Space");
  await press("next");
  await reporting.shows("advisers.title");
  await tabTo(page, "Robin");
  await page.keyboard.press("Space");
  await press("next");
  await reporting.shows("what.title");
  await tabTo(page, t("what.title"));
  await page.keyboard.type("Alleen met het toetsenbord.");
  await press("next");
  for (const key of ["when.title", "who.title", "categories.title", "wants.title", "files.title"] as const) {
    await skip(key);
  }
  await reporting.shows("check.title");
  await press("next");
  await reporting.shows("code.title");
  const groups = (await reporting.code()).split("-");
  await press("code.saved");
  await reporting.shows("confirm.title");
  for (const [at, group] of groups.entries()) {
    const label = t("confirm.group", { number: at + 1 });
    if ((await page.getByRole("textbox", { name: label }).count()) === 0) continue;
    await tabTo(page, label);
    await page.keyboard.type(group.toLowerCase());
  }
  await press("confirm.send");
  await reporting.shows("receipt.title");
  await environment.organisation.threadWith("Robin", "Alleen met het toetsenbord.");
});
