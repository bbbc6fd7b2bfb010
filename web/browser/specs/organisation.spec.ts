/** An organisation is founded in the browser, and appoints an adviser who asked for it. */
import { Administration } from "../screens/organisation/founding.ts";
import { organisationWords } from "../screens/organisation/words.ts";
import { expect, test } from "../test.ts";
import { requestOf, shownOf } from "../world/asking.ts";

test("founded, and an adviser appointed", async ({ page, world }) => {
  const { server } = world;
  const administration = new Administration(page, organisationWords("nl"));
  const founded = await administration.found(server.origin, "nieuw", "Nieuw BV", await server.admit("nieuw"));
  expect(founded.link).toContain(`${server.origin}/nieuw#`);

  await page.goto(await requestOf(founded.link, "Noor"));
  await administration.shows("org.request.title", { name: "Noor" });
  // what the link said does not stay in the address
  expect(page.url()).toBe(`${server.origin}/organisation/`);
  await administration.press("org.request.take", { name: "Noor" });
  await expect(page.getByRole("alert")).toContainText(administration.t("org.request.missing"));
  await page.getByRole("checkbox").check();
  await administration.press("org.request.take", { name: "Noor" });
  await expect(page.getByText(administration.t("org.change.appointed", { name: "Noor" }))).toBeVisible();
  await administration.sign(founded.root);
  expect(await shownOf(founded.link)).toContain("Noor");
});
