/** What an organisation tells melders: written, signed, read. */
import { Board } from "../../board/board.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { fitsAtAnySize } from "../../looks/fitting.ts";
import { Talking } from "../../screens/talking.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import { Organisation } from "../../world/organisation.ts";
import { People } from "../../world/people.ts";

const t = words("nl");
const NAME = "School De Linde";
const CODE = "https://linde.example/gedragscode";

test("pages of information, and who can begin", async ({ browser, page, world }) => {
  const { server, folder } = world;
  const organisation = await Organisation.found(server, folder, "linde", ["Ada"], NAME);
  const key = await organisation.key();
  const board = new Board(page, t);
  const write = async (name: Parameters<typeof board.shows>[0], language: string) => {
    const section = page.locator("section").filter({ has: page.getByRole("heading", { name: t(name) }) });
    await section.getByRole("button", { name: language }).click();
    await board.press("org.page.ready");
    await expect(board.field("org.page.text")).not.toHaveValue("");
  };

  await test.step("the administrator writes them from what is offered; what is left open is not published", async () => {
    await board.open(organisation.link, NAME);
    await board.enter("org.particulars.title");
    await page.getByRole("checkbox", { name: "English" }).check();
    await page.getByRole("radio", { name: t("org.policy.open") }).check();
    await board.press("org.keep");
    await board.enter("org.pages.title");
    for (const language of ["Nederlands", "Engels"]) {
      await write("page.adviser", language);
      await board.press("org.keep");
    }
    await write("page.code", "Nederlands");
    await board.press("org.keep");
    await expect(page.getByRole("alert")).toContainText("(vul in: een webadres");
    await board.field("org.page.text").fill(`# Zo doen wij dat\n\nLees ${CODE}.`);
    await expect(page.getByRole("link", { name: CODE })).toBeVisible();
    await board.press("org.keep");
    await board.press("org.sign.open");
    await expect(page.getByText(t("org.change.open"))).toBeVisible();
    await board.sign(key);
    await expect(page.getByText(t("org.home.pages", { done: 3, of: 12 }))).toBeVisible();
  });

  const people = new People(browser, server.origin);
  const { page: melder } = await people.somebody();
  await melder.setViewportSize({ width: 360, height: 800 });
  const talking = new Talking(melder, t);
  const look = async (what: string) => {
    await isAccessible(melder, what);
    await fitsAtAnySize(melder, what, false);
  };
  const short = organisation.link.replace(/#.*/, "");

  await test.step("a melder who typed the address compares words, and reads all pages", async () => {
    await melder.goto(short);
    await expect(melder.locator(".words li")).toHaveCount(12);
    await look("words to compare");
    await talking.press("start.tell");
    const fetched: string[] = [];
    melder.on("request", (request) => {
      if (request.url().includes("/files/")) fetched.push(request.url());
    });
    await talking.press("information.title", { organisation: NAME });
    await talking.shows("information.title", { organisation: NAME });
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
    await talking.speak("English");
    await melder
      .locator("summary")
      .filter({ hasText: words("en")("page.adviser") })
      .click();
    await expect(melder.getByText(`A confidential adviser of ${NAME} listens to you`)).toBeVisible();
  });

  await test.step("with the whole link alone, the short address shows nothing of the organisation", async () => {
    await board.enter("org.particulars.title");
    await page.getByRole("radio", { name: t("org.policy.link") }).check();
    await board.press("org.keep");
    await board.press("org.sign.open");
    await expect(page.getByText(t("org.change.link"))).toBeVisible();
    await board.sign(key);
    await melder.goto("about:blank");
    await melder.goto(short);
    await expect(melder.getByRole("heading", { name: t("hidden.title") })).toBeVisible();
    await expect(melder.locator("body")).not.toContainText(NAME);
    await expect(talking.button("start.tell")).toHaveCount(0);
    await expect(talking.button("start.return")).toBeVisible();
    await melder.goto("about:blank");
    await melder.goto(organisation.link);
    await expect(melder.getByText(NAME)).toBeVisible();
    await expect(talking.button("start.tell")).toBeVisible();
  });
  people.areFine();
});
