import { resolve } from "node:path";

import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

const DOCS = resolve(import.meta.dirname, "../../../docs");

const t = words("en");

const SAID = [
  "In our warehouse people sign for goods that were never delivered.",
  "More and more often I am left out of meetings, and nobody will say why.",
  "Since the new shift plan came, the team leader mocks a colleague in front of everybody, nearly every week.",
] as const;

test.use({ locale: "en", viewport: { width: 1180, height: 760 } });

test("pictures of the adviser's app", async ({ page, environment }) => {
  const { organisation, server } = environment;
  for (const what of SAID) {
    const reporting = new Reporting(page, words("en"));
    await reporting.open(organisation.link);
    await reporting.report({ about: "conduct", advisers: ["Robin"], what });
  }
  const [, , last] = SAID;
  await organisation.threadWith("Robin", last);

  const { link, keyCode, passphrase } = organisation.keys("Robin");
  await page.goto(`${server.origin}/adviser/`);
  await page.getByRole("button", { name: t("joining.welcome.device") }).click();
  await page.getByLabel(t("joining.device.link")).fill(link);
  await page.getByLabel(t("joining.device.code")).fill(keyCode);
  await page.getByLabel(t("joining.device.passphrase"), { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: t("joining.device.add") }).click();
  const row = (said: string) => page.getByRole("button", { name: said.slice(0, 40) });
  for (const said of SAID) await expect(row(said)).toBeVisible();
  await expect(page.getByRole("button", { name: t("sync.now") })).toBeVisible();

  const look = async (name: string) => {
    await page.mouse.move(0, 0);
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      scrollTo({ top: 0, behavior: "instant" });
    });
    await page.screenshot({ path: resolve(DOCS, `${name}.en.png`) });
  };
  await page.setViewportSize({ width: 360, height: 740 });
  await look("inbox");
  await page.setViewportSize({ width: 1180, height: 740 });
  // each once, so that none moves when the last is opened
  for (const said of [...SAID, SAID[0]]) {
    await row(said).click();
    await expect(page.getByRole("article").filter({ hasText: said })).toBeVisible();
  }
  await look("thread");
});
