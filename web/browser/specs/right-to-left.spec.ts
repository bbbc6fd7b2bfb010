/** The pages in a language that is written from the right: everything stands the other way round. */
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { walk } from "../walk.ts";

test.use({ locale: "ar-XB", viewport: { width: 360, height: 740 } });

test("every screen is mirrored, and fits", async ({ page, environment, watch }) => {
  test.slow();
  await walk({ page, environment, watch }, words("ar-XB"), async (key) => {
    const way = await page.evaluate(() => getComputedStyle(document.body).direction);
    expect.soft(way, key).toBe("rtl");
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(beyond, `${key}: pixels beyond the edge`).toBeLessThanOrEqual(0);
    const heading = page.getByRole("heading", { level: 1 });
    const box = await heading.boundingBox();
    const start = await heading.evaluate((element) => getComputedStyle(element).textAlign);
    expect.soft(["start", "right"], `${key}: ${start}`).toContain(start);
    expect.soft(box?.width ?? 0, key).toBeGreaterThan(0);
  });
});
