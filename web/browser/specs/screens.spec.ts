/** The pages without scripts. */
import { expect, test } from "../test.ts";

for (const path of ["/", "/help", "/voorbeeld"]) {
  test(`${path} opens`, async ({ page, world }) => {
    const answer = await page.goto(world.server.origin + path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle("Bericht");
  });
}
