/** Every screen of a melder on every device: in its place, nothing cut off, legible and operable for everybody, in one language. */
import { PHONE, looking } from "../looks/looking.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { walk } from "../walks/melder.ts";

test.use({ viewport: PHONE });

test("every screen of a melder, and the pages without a script", async ({ page, environment, watch }) => {
  test.slow();
  const look = looking(page, "nl");
  await walk({ page, environment, watch }, words("nl"), look);
  for (const path of ["/", "/help"]) {
    await page.goto(environment.server.origin + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(path);
  }
});

test.describe("in English", () => {
  test.use({ locale: "en-GB" });

  test("every screen of a melder, in English", async ({ page, environment, watch }) => {
    test.slow();
    await walk({ page, environment, watch }, words("en"), looking(page, "en"));
  });
});
