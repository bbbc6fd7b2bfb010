/** What an organisation tells melders: written, signed, read. */
import { AdministratorPage } from "../../pages/administrator.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { fitsAtAnySize } from "../../looks/fitting.ts";
import { Conversation } from "../../pages/conversation.ts";
import { words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../environment/organisation.ts";
import { People } from "../../environment/people.ts";

const t = words("nl");
const NAME = "School De Linde";
const CODE = "https://linde.example/gedragscode";

test("pages of information, and who can begin", async ({ browser, page, environment }) => {
  const { server, folder } = environment;
  const organisation = await Organisation.found(server, folder, "linde", ["Ada"], NAME);
  const key = await organisation.key();
  const administration = new AdministratorPage(page, t);
  const write = async (name: Parameters<typeof administration.shows>[0], language: string) => {
    const section = page.locator("section").filter({ has: page.getByRole("heading", { name: t(name) }) });
    await section.getByRole("button", { name: language }).click();
    await administration.press("org.page.ready");
    await expect(administration.field("org.page.text")).not.toHaveValue("");
  };

  await test.step("the administrator writes them from what is offered; what is left open is not published", async () => {
    await administration.open(organisation.link, NAME);
    await administration.enter("org.particulars.title");
    await page.getByRole("checkbox", { name: "English" }).check();
    await page.getByRole("radio", { name: t("org.policy.open") }).check();
    await administration.press("org.keep");
    await administration.enter("org.pages.title");
    for (const language of ["Nederlands", "Engels"]) {
      await write("page.adviser", language);
      await administration.press("org.keep");
    }
    await write("page.code", "Nederlands");
    await administration.press("org.keep");
    await expect(page.getByRole("alert")).toContainText("(vul in: een webadres");
    await administration.field("org.page.text").fill(`# Zo doen wij dat\n\nLees ${CODE}.`);
    await expect(page.getByRole("link", { name: CODE })).toBeVisible();
    await administration.press("org.keep");
    await administration.press("org.sign.open");
    await expect(page.getByText(t("org.change.open"))).toBeVisible();
    await administration.sign(key);
    await expect(page.getByText(t("org.home.pages", { done: 3, of: 12 }))).toBeVisible();
  });

  const people = new People(browser, server.origin);
  const { page: melder } = await people.somebody();
  await melder.setViewportSize({ width: 360, height: 800 });
  const conversation = new Conversation(melder, t);
  const look = async (what: string) => {
    await isAccessible(melder, what);
    await fitsAtAnySize(melder, what, false);
  };
  const short = organisation.link.replace(/#.*/, "");

  await test.step("a melder who typed the address compares words, and reads all pages", async () => {
    await melder.goto(short);
    await expect(conversation.twelveWords()).toHaveCount(12);
    await look("words to compare");
    await conversation.press("start.tell");
    const fetched: string[] = [];
    melder.on("request", (request) => {
      if (request.url().includes("/files/")) fetched.push(request.url());
    });
    await conversation.press("information.title", { organisation: NAME });
    await conversation.shows("information.title", { organisation: NAME });
    await expect(melder.getByRole("group")).toHaveCount(2);
    // before anything is unfolded: nobody sees what is read
    expect(fetched).toHaveLength(2);
    await melder
      .locator("summary")
      .filter({ hasText: t("page.code") })
      .click();
    const link = melder.getByRole("link", { name: CODE });
    await expect(link).toHaveAttribute("href", CODE);
    await expect(link).toHaveAttribute("rel", "noreferrer");
    await look("information");
    await conversation.speak("English");
    await melder
      .locator("summary")
      .filter({ hasText: words("en")("page.adviser") })
      .click();
    await expect(melder.getByText(`A confidential adviser of ${NAME} listens to you`)).toBeVisible();
  });

  await test.step("with the whole link alone, the short address shows nothing of the organisation", async () => {
    await administration.enter("org.particulars.title");
    await page.getByRole("radio", { name: t("org.policy.link") }).check();
    await administration.press("org.keep");
    await administration.press("org.sign.open");
    await expect(page.getByText(t("org.change.link"))).toBeVisible();
    await administration.sign(key);
    await melder.goto("about:blank");
    await melder.goto(short);
    await expect(melder.getByRole("heading", { name: t("hidden.title") })).toBeVisible();
    await expect(melder.locator("body")).not.toContainText(NAME);
    await expect(conversation.button("start.tell")).toHaveCount(0);
    await expect(conversation.button("start.return")).toBeVisible();
    await melder.goto("about:blank");
    await melder.goto(organisation.link);
    await expect(melder.getByText(NAME)).toBeVisible();
    await expect(conversation.button("start.tell")).toBeVisible();
  });
  people.areFine();
});
