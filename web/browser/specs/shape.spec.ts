/** One shape: who watches the wire cannot tell what a visit was for. */
import type { Page } from "@playwright/test";

import { Talking } from "../screens/talking.ts";
import { Telling } from "../screens/telling.ts";
import { words } from "../screens/words.ts";
import { expect, test } from "../test.ts";
import { type Exchange, listen } from "../wire.ts";

const t = words("nl");

/** What a watcher sees of each call: which one, and how many bytes either way. */
function seen(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges.map(({ method, path, sent, body }) => `${method} ${path} ${sent} ${body}`);
}

async function visit(page: Page, link: string, what: (telling: Telling, talking: Talking) => Promise<void>) {
  const [telling, talking] = [new Telling(page, t), new Talking(page, t)];
  await telling.open(link);
  const exchanges = await listen(page);
  await telling.open(link);
  await what(telling, talking);
  await page.waitForLoadState("networkidle");
  return seen(exchanges);
}

test("a report, a return and an unknown code look alike", async ({ page, world }) => {
  const link = world.organisation.link;
  const what = "Eén vorm voor alles.";
  let code = "";
  const report = await visit(page, link, async (telling) => {
    code = await telling.report({ about: "conduct", advisers: ["Sam"], what });
  });
  const nothingNew = await visit(page, link, (_, talking) => talking.open(code));
  const { thread } = await world.organisation.threadWith("Sam", what);
  await world.organisation.reply("Sam", thread, "Dank u.");
  const answered = await visit(page, link, (_, talking) => talking.open(code));
  const unknown = await visit(page, link, async (telling, talking) => {
    await telling.answer({ about: "talk", advisers: ["Sam"], what: "Niet verstuurd." });
    const other = await telling.keepCode();
    await telling.open(link);
    await talking.return();
    await talking.enter(other);
    await talking.isTold("fault.nothing.title");
  });
  expect(report.length).toBeGreaterThan(8);
  expect(nothingNew).toEqual(report);
  expect(answered).toEqual(report);
  // the page was opened twice
  expect(unknown.slice(-report.length)).toEqual(report);
});
