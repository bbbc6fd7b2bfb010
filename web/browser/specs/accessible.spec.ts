/** What axe-core finds wrong with any screen, in light and in dark. */
import { isAccessible } from "../looks/accessible.ts";
import { words } from "../pages/words.ts";
import { test } from "../test.ts";
import { walk } from "../walk.ts";

test("axe finds nothing in any screen", async ({ page, environment, watch }) => {
  test.setTimeout(300_000);
  await walk({ page, environment, watch }, words("nl"), (key) => isAccessible(page, key));
  for (const path of ["/", "/help"]) {
    await page.goto(environment.server.origin + path);
    await isAccessible(page, path);
  }
});
