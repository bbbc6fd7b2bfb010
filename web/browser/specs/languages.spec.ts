/** A language more is one folder more: it is offered, read, and written from its side, with its own plural forms. */
import { type Locator, type Page } from "@playwright/test";

import { Melder } from "../environment/melder.ts";
import { type MadeUp, NAME, TAG, withMadeUp } from "../languages/made-up.ts";
import { showPages } from "../languages/pages.ts";
import { InboxPage } from "../pages/inbox.ts";
import { Joining } from "../pages/joining.ts";
import { Screen } from "../pages/screen.ts";
import { textsOf, words } from "../pages/words.ts";
import { expect, test as base } from "../test.ts";
import { walk } from "../walks/melder.ts";

const test = base.extend<{ shown: Page }, { made: MadeUp }>({
  made: [
    // Playwright reads from this pattern what a fixture needs: nothing
    async ({}, use) => {
      await withMadeUp(use);
    },
    { scope: "worker", timeout: 300_000 },
  ],
  shown: async ({ page, made, watch }, use) => {
    watch.expect(/Service Worker registration blocked/);
    await showPages(page, made.dist);
    await use(page);
  },
});

test.use({ serviceWorkers: "block" });

/** The page is in the language, and everything on it begins at the right. */
async function isWrittenFromTheRight(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", TAG);
  expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe("rtl");
}

/** The count as this plural form has it. */
function counted(page: Page, key: string, count: number, { folders }: MadeUp): Locator {
  const text = textsOf(TAG, folders)[key] ?? "";
  expect(text, key).toContain("{{count}}");
  return page.getByText(text.replace("{{count}}", String(count)), { exact: true });
}

test("is offered by its own name, before any script runs and after", async ({ shown: page, made, environment }) => {
  const t = words(TAG, made.folders);
  const screen = new Screen(page, t);
  await page.goto(environment.organisation.link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("nl")("start.title"));
  await screen.speak(NAME);
  await screen.shows("start.title");
  await isWrittenFromTheRight(page);
  await expect(page).toHaveTitle(t("title"));
  await page.goto(`${environment.server.origin}/help`);
  await page.getByRole("link", { name: NAME }).click();
  await expect(page.locator(`section[lang="${TAG}"]`)).toBeInViewport();
  await expect(page.locator(`section[lang="${TAG}"]`)).toHaveCSS("direction", "rtl");
});

test.describe("with a browser in it", () => {
  test.use({ locale: TAG, viewport: { width: 360, height: 740 } });

  test("every screen of a melder is mirrored, and fits", async ({ shown: page, made, environment, watch }) => {
    test.slow();
    await walk({ page, environment, watch }, words(TAG, made.folders), async (key) => {
      await isWrittenFromTheRight(page);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(beyond, `${key}: pixels beyond the edge`).toBeLessThanOrEqual(0);
      const heading = page.getByRole("heading", { level: 1 });
      const start = await heading.evaluate((element) => getComputedStyle(element).textAlign);
      expect.soft(["start", "right"], `${key}: ${start}`).toContain(start);
      if (key === "before.title") {
        // letters are kept for 180 days
        const kept = (textsOf(TAG, made.folders)["before.kept_many"] ?? "").split("{{count}}", 1)[0] ?? "";
        await expect(page.getByText(kept.trim())).toBeAttached();
        await expect(page.getByText("[many]")).toBeAttached();
      }
    });
  });

  test("an adviser signs in, and counts as the language does", async ({ shown: page, made, environment }) => {
    const { organisation, server } = environment;
    const t = words(TAG, made.folders);
    for (const number of [1, 2, 3]) await (await Melder.with(organisation.link)).report("Robin", `Number ${number}.`);
    await new Joining(page, t).addDevice(server.origin, organisation.keys("Robin"));
    await isWrittenFromTheRight(page);
    const inbox = new InboxPage(page, t);
    for (const number of [1, 2, 3]) await inbox.comes(`Number ${number}.`);
    await expect(counted(page, "inbox.count_few", 3, made)).toBeVisible();
    await inbox.lock();
    await isWrittenFromTheRight(page);
    await inbox.unlock(organisation.keys("Robin").passphrase);
  });
});
