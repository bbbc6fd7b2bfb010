/** Leaving quickly. In Chromium alone: over WebDriver BiDi the neutral page cannot be answered for, and would be asked for. */
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const t = words("nl");

test("Shift three times leaves", async ({ page, environment, watch }) => {
  watch.allow("https://www.wikipedia.org");
  const reporting = new Reporting(page, t);
  await page.route("https://www.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>elsewhere</title>" }),
  );
  await reporting.open(environment.organisation.link);
  await reporting.press("start.tell");
  await reporting.shows("before.title");
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift");
  await expect(page).toHaveTitle("elsewhere");
  await page.goBack().catch(() => null);
  await expect(page.getByRole("heading", { name: t("before.title") })).toBeHidden();
});
