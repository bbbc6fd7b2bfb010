/** A server that lies to an adviser: it is refused, said, and nothing is sent to it then; what is damaged stops nothing. */
import type { Page } from "@playwright/test";

import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { Talking } from "../../screens/talking.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { expect, test } from "../../test.ts";
import type { Watch } from "../../watch.ts";
import { type World, inWorld } from "../../world/world.ts";

const t = words("nl");
const BOX = "**/v1/organisations/voorbeeld/letters?*";
const ORGANISATION = "**/v1/organisations/voorbeeld";

/** In a world of its own, with one look done: the app knows what it saw. */
async function atWork(page: Page, watch: Watch, live: (world: World, desk: Desk) => Promise<void>): Promise<void> {
  await inWorld([], async (world) => {
    watch.allow(world.server.origin);
    const desk = new Desk(page, t);
    await new Joining(page, t).addDevice(world.server.origin, world.organisation.keys("Sam"));
    await desk.look();
    await live(world, desk);
  });
}

/** Looks once more; gives what was sent. */
async function sentBy(page: Page, desk: Desk): Promise<readonly string[]> {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/letters")) sent.push(request.url());
  });
  await desk.look();
  return sent;
}

test("a directory that was rolled back", async ({ page, watch }) => {
  await atWork(page, watch, async ({ organisation }, desk) => {
    const old = await (await fetch(organisation.link.replace(/\/voorbeeld#.*/, "/v1/organisations/voorbeeld"))).text();
    await organisation.dismiss("Robin");
    await desk.look();
    await page.route(ORGANISATION, (route) => route.fulfill({ contentType: "application/json", body: old }));
    expect(await sentBy(page, desk)).toEqual([]);
    await expect(page.getByText(t("caution.distrusted", { organisation: "Voorbeeld BV" }))).toBeVisible();
  });
});

test("a report that is held back: what follows it is said to be unreadable, and stops nothing", async ({
  page,
  browser,
  watch,
}) => {
  await atWork(page, watch, async ({ organisation }, desk) => {
    const melder = await browser.newPage({ locale: "nl-NL" });
    const [telling, talking] = [new Telling(melder, t), new Talking(melder, t)];
    await telling.open(organisation.link);
    const code = await telling.report({ about: "talk", advisers: ["Sam"], what: "Dit wordt achtergehouden." });
    // a letter to somebody else that came in the same release or a later one: both are over once it is there
    await telling.open(organisation.link);
    await telling.report({ about: "talk", advisers: ["Robin"], what: "Is de eerste er al?" });
    await organisation.threadWith("Robin", "Is de eerste er al?");
    await page.route(BOX, async (route) => {
      const answer = await route.fetch();
      const box = (await answer.json()) as { letters: unknown[] };
      await route.fulfill({ response: answer, json: { ...box, letters: [] } });
    });
    await desk.look();
    await page.unroute(BOX);
    await telling.open(organisation.link);
    await talking.open(code);
    await talking.write("Dit komt wel aan.");
    await telling.open(organisation.link);
    await telling.report({ about: "talk", advisers: ["Sam"], what: "Dit is heel." });
    await desk.open("Dit is heel.");
    await expect(desk.letter("Dit is heel.")).toBeVisible();
    await expect(page.getByText(t("caution.unreadable_one", { count: 1 }))).toBeVisible();
    await melder.close();
  });
});
