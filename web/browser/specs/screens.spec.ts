/** Every screen on every device: in its place, with nothing cut off, and legible to everybody. */
import { fitsAtAnySize } from "../looks/fitting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { walk } from "../walk.ts";

test("every screen fits, with text of twice the size, too", async ({ page, environment, watch, browserName }) => {
  test.slow();
  const hyphenates = browserName !== "chromium";
  await walk({ page, environment, watch }, words("nl"), (key) => fitsAtAnySize(page, key, hyphenates));
  for (const path of ["/", "/help"]) {
    await page.goto(environment.server.origin + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fitsAtAnySize(page, path, hyphenates);
  }
});
