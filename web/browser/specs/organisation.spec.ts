/** The life of an organisation in its administrator's browser. */
import { Administration } from "../pages/organisation/founding.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { requestOf, shownOf } from "../environment/asking.ts";

const NAME = "Nieuw BV";

test("founded, an adviser appointed, pages written, the key replaced", async ({ page, environment }) => {
  const { server } = environment;
  const administration = new Administration(page, words("nl"));
  const { t } = administration;
  const founded = await administration.found(environment, "nieuw", NAME);
  expect(founded.link).toContain(`${server.origin}/nieuw#`);

  await test.step("appointed, once the words are compared", async () => {
    await page.goto(await requestOf(founded.link, "Noor"));
    await administration.shows("org.request.title", { name: "Noor" });
    // what the link said does not stay in the address
    expect(page.url()).toBe(`${server.origin}/organisation/`);
    await administration.press("org.request.take", { name: "Noor" });
    await expect(page.getByRole("alert")).toContainText(t("org.request.missing"));
    await page.getByRole("checkbox").check();
    await administration.press("org.request.take", { name: "Noor" });
    await expect(page.getByText(t("org.change.appointed", { name: "Noor" }))).toBeVisible();
    await administration.sign(founded.root);
    expect(await shownOf(founded.link)).toContain("Noor");
  });

  await test.step("changes are told before they are signed, and can be taken back", async () => {
    await administration.home(NAME);
    await administration.enter("org.pages.title");
    await administration.write("page.adviser", "Nederlands");
    await administration.write("page.retention", "Engels");
    await administration.press("back");
    await administration.enter("org.particulars.title");
    await page.getByLabel(t("org.policy.days")).fill("100");
    await administration.press("org.keep");
    await expect(page.getByRole("alert")).toContainText(t("org.policy.missing.days", { least: 120, most: 365 }));
    // what was typed is not dropped without a question: Playwright says no to it
    await administration.press("back");
    await administration.shows("org.particulars.title");
    await page.getByLabel(t("org.policy.days")).fill("150");
    await administration.press("org.keep");
    await administration.enter("org.checklist.title");
    await page.getByRole("checkbox", { name: t("org.laid.term") }).check();
    await administration.press("org.keep");
    await expect(page.getByText(t("org.waiting_other", { count: 4 }))).toBeVisible();
    await administration.press("org.undo");
    await expect(page.getByText(t("org.waiting_other", { count: 3 }))).toBeVisible();
    await administration.press("org.sign.open");
    await expect(page.getByText(t("org.change.days", { from: 180, to: 150 }))).toBeVisible();
  });

  await test.step("the spare key does not sign in the key's place, and a wrong passphrase signs nothing", async () => {
    await administration.signsNot(founded.spare, "org.fault.spare-key");
    await administration.signsNot(
      { ...founded.root, passphrase: founded.spare.passphrase },
      "org.fault.key-passphrase",
    );
    await administration.sign(founded.root);
  });

  await test.step("the spare key takes over; the old key signs nothing any more", async () => {
    await administration.home(NAME);
    await administration.enter("org.root.title");
    await administration.takeOver(founded.spare);
    await administration.home(NAME);
    await administration.press("org.home.renew");
    await administration.shows("org.sign.title");
    await administration.signsNot(founded.root, "org.fault.retired-key");
    await administration.sign(founded.spare);
  });

  await test.step("the log tells all of it to whoever comes back by their own way in", async () => {
    await page.goto("about:blank");
    await page.goto(founded.own);
    await administration.shows("org.home.title", { organisation: NAME });
    await administration.enter("org.log.title");
    const versions = administration.versions();
    await expect(versions).toHaveCount(5);
    await expect(versions.first()).toContainText(t("org.log.renewed"));
    await expect(versions.nth(1)).toContainText(t("org.change.root"));
    await expect(versions.nth(3)).toContainText(t("org.change.appointed", { name: "Noor" }));
  });
});
