/** The poster as it comes out of the printer. */
import { AdministratorPage } from "../../pages/administrator.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { fitsAtAnySize } from "../../looks/fitting.ts";
import { Paper } from "../../looks/paper.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";

const t = words("nl");
const CARD = { width: 105, height: 148 };
/** Where the four cards of a sheet are. */
const PLACES = [
  { x: 0, y: 0 },
  { x: CARD.width, y: 0 },
  { x: 0, y: CARD.height },
  { x: CARD.width, y: CARD.height },
] as const;

test("posters and cards, on one sheet each, that lead to the organisation", async ({ page, environment }) => {
  const { organisation, folder } = environment;
  const administration = new AdministratorPage(page, t);
  await administration.open(organisation.link);
  await administration.enter("org.poster.title");
  const poster = page.getByRole("article");
  await expect(poster).toContainText(t("org.poster.text.head"));

  await test.step("a poster of A4: a whole sheet, one QR code with the fingerprint, the same link to be typed", async () => {
    const paper = await Paper.of(page, folder, "a4");
    expect(await paper.sheets()).toEqual({ count: 1, width: 210, height: 297 });
    expect(await paper.code({ x: 0, y: 0, width: 210, height: 297 })).toBe(organisation.link);
    expect((await poster.innerText()).replaceAll(/\s/g, "")).toContain(organisation.link);
    await expect(poster.getByRole("listitem")).toHaveCount(3);
  });

  await test.step("a card of A6", async () => {
    await page.getByRole("radio", { name: t("org.poster.card") }).check();
    const paper = await Paper.of(page, folder, "a6");
    expect(await paper.sheets()).toEqual({ count: 1, ...CARD });
    expect(await paper.code({ x: 0, y: 0, ...CARD })).toBe(organisation.link);
  });

  await test.step("four cards on a sheet, which can be cut", async () => {
    await page.getByRole("radio", { name: t("org.poster.four") }).check();
    const paper = await Paper.of(page, folder, "four");
    expect(await paper.sheets()).toEqual({ count: 1, width: 210, height: 297 });
    for (const place of PLACES) expect(await paper.code({ ...place, ...CARD })).toBe(organisation.link);
  });

  await test.step("in English, with the short address and twelve words once everybody may begin", async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await administration.press("back");
    await administration.enter("org.particulars.title");
    await page.getByRole("checkbox", { name: "English" }).check();
    await page.getByRole("radio", { name: t("org.policy.open") }).check();
    await administration.press("org.keep");
    await administration.enter("org.poster.title");
    await page.getByRole("radio", { name: "Engels" }).check();
    const english = words("en");
    await expect(poster).toContainText(english("org.poster.text.head"));
    await expect(poster).toContainText(english("org.poster.text.short"));
    await expect(poster.locator("b")).toHaveText(organisation.link.replace(/#.*/, ""));
    await expect(poster.locator('p[lang="en"]')).toHaveText(/^(\w+ ){11}\w+$/);
    await isAccessible(page, "poster");
    await fitsAtAnySize(page, "poster", false);
    const paper = await Paper.of(page, folder, "english");
    expect(await paper.sheets()).toEqual({ count: 1, width: 210, height: 297 });
    expect(await paper.code({ x: 0, y: 0, width: 210, height: 297 })).toBe(organisation.link);
  });
});
