/** What axe-core finds wrong with the administrator's and the adviser's screens, and whether they fit on a small phone. */
import type { Page } from "@playwright/test";

import { Board } from "../../board/board.ts";
import { Desk } from "../../desk/desk.ts";
import { Joining } from "../../desk/joining.ts";
import { isAccessible } from "../../looks/accessible.ts";
import { fitsAtAnySize } from "../../looks/fitting.ts";
import { Saves } from "../../saves.ts";
import { Telling } from "../../screens/telling.ts";
import { words } from "../../screens/words.ts";
import { test } from "../../test.ts";
import { People } from "../../world/people.ts";

const t = words("nl");
const NAME = "Stichting Samen";

async function look(page: Page, what: string): Promise<void> {
  await isAccessible(page, what);
  await fitsAtAnySize(page, what, false);
}

test("from founding to the first answer", async ({ browser, world }) => {
  test.slow();
  const { server } = world;
  const people = new People(browser, server.origin);
  const small = { width: 360, height: 800 };
  const administrator = (await people.somebody()).page;
  await administrator.setViewportSize(small);
  const board = new Board(administrator, t, (key) => look(administrator, key));
  const at = { name: NAME, slug: "toegankelijk", admission: await server.admit("toegankelijk") };
  const founded = await board.found(await Saves.of(administrator), server.origin, at);
  const invitation = await board.invite();
  const { page } = await people.somebody();
  await page.setViewportSize(small);
  const joining = new Joining(page, t, (key) => look(page, key));
  const joined = await joining.join(await Saves.of(page), invitation, NAME, "Ada");
  await board.appoint("Ada", joined.request, joined.words, founded.root);
  await look(administrator, "org.home.title");
  await joining.isAppointed();
  const melder = (await people.somebody()).page;
  const telling = new Telling(melder, t);
  await telling.open(founded.melders, NAME);
  await telling.report({ about: "conduct", advisers: ["Ada"], what: "Ik word elke dag gepest." });
  const desk = new Desk(page, t, (key) => look(page, key));
  await desk.open("Ik word elke dag gepest.");
  await look(page, "thread.title");
  for (const step of ["consent", "handover", "closing", "question", "appointment"] as const) {
    await desk.step(step);
    await desk.press("cancel");
  }
  await desk.reply("Wat naar. Ik luister.");
  await look(page, "thread.title, answered");
  await desk.press("back");
  await look(page, "inbox.title, with a thread");
  await desk.lock();
  people.areFine();
});
