/** A walk through every screen of the administrator's page, to look at each in the same way. */
import { type Page, expect } from "@playwright/test";

import { AdministratorPage } from "../pages/administrator.ts";
import type { Looking } from "../looks/looking.ts";
import { Saves } from "../saves.ts";
import type { Key, Words } from "../pages/words.ts";
import { requestOf } from "../environment/asking.ts";
import type { Server } from "../environment/server.ts";

const NAME = "Harbour Works";

/** Goes everywhere: what is wrong is typed first, an adviser is appointed, everything is opened and changed, the key is replaced. */
export async function administer(page: Page, server: Server, slug: string, t: Words, look: Looking): Promise<void> {
  const administration = new AdministratorPage(page, t, look);
  const saves = await Saves.of(page);
  const back = () => administration.press("back");
  const enter = async (title: Key) => {
    await page
      .getByRole("listitem")
      .getByRole("button", { name: t(title) })
      .click();
    await administration.shows(title);
  };

  await page.goto(`${server.origin}/organisation/`);
  await administration.press("org.start.open");
  await administration.shows("org.start.open");
  await administration.field("org.open.link").fill("nonsense");
  await administration.press("org.open.do");
  await expect(page.getByText(t("org.fault.link"))).toBeVisible();
  await look("org.start.open, with another link");
  await back();
  await administration.press("org.start.found");
  for (const title of ["org.about.title", "org.address.title"] as const) {
    await administration.shows(title);
    await administration.press("next");
    await expect(page.getByRole("alert")).toBeVisible();
    await look(`${title}, with nothing filled in`);
    if (title === "org.about.title") {
      await administration.field("org.about.name").fill(NAME);
      await page.getByRole("checkbox", { name: "English" }).check();
      await administration.press("next");
    }
  }

  const founded = await administration.found(saves, server.origin, {
    name: NAME,
    slug,
    admission: await server.admit(slug),
  });
  await administration.invite();
  await administration.field("org.paste.text").fill(await requestOf(founded.melders, "Noor"));
  await administration.press("org.paste.look");
  await administration.shows("org.request.title", { name: "Noor" });
  await administration.press("org.request.take", { name: "Noor" });
  await expect(page.getByRole("alert")).toBeVisible();
  await look("org.request.title, not compared");
  await page.getByRole("checkbox").check();
  await administration.press("org.request.take", { name: "Noor" });
  await administration.shows("org.sign.title");
  await administration.useKey(founded.spare, "org.sign.do");
  await expect(page.getByRole("alert")).toContainText(t("org.fault.spare-key"));
  await look("org.sign.title, with the spare key");
  await administration.sign(founded.root);

  await administration.shows("org.home.title", { organisation: NAME });
  await enter("org.advisers.title");
  await page.getByRole("button", { name: t("org.dismiss.who", { name: "Noor" }) }).click();
  await administration.shows("org.dismiss.title", { name: "Noor" });
  await back();
  await back();
  await enter("org.links.title");
  await back();

  await enter("org.pages.title");
  await page.getByRole("listitem").getByRole("button").first().click();
  await administration.shows("page.adviser");
  await administration.press("org.page.ready");
  await expect(page.getByRole("textbox")).not.toHaveValue("");
  await look("page.adviser, with a text");
  await administration.press("org.keep");
  await look("org.pages.title, with a page");
  await back();

  await enter("org.particulars.title");
  await administration.field("org.about.name").fill("");
  await administration.press("org.keep");
  await expect(page.getByRole("alert")).toBeVisible();
  await look("org.particulars.title, without a name");
  await administration.field("org.about.name").fill(NAME);
  await administration.press("org.keep");
  await enter("org.checklist.title");
  await page.getByRole("checkbox").first().check();
  await administration.press("org.keep");
  await enter("org.poster.title");
  await page.getByRole("radio", { name: t("org.poster.card") }).check();
  await look("org.poster.title, as a card");
  await back();
  await enter("org.log.title");
  await expect(page.getByText(t("org.log.first"))).toBeVisible();
  await look("org.log.title, with versions");
  await back();
  await enter("org.root.title");
  await back();
  await look("org.home.title, with changes");
  await administration.press("org.sign.open");
  await administration.shows("org.sign.title");
  await administration.sign(founded.root);
  await enter("org.root.title");
  await administration.replaceKey(saves, founded.spare);
}
