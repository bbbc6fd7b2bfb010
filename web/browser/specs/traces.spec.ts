/** What is left in a browser after a report and a visit: nothing that tells of them. */
import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";

test("nothing is left behind", async ({ page, context, environment }) => {
  const [reporting, conversation] = [new Reporting(page, words("nl")), new Conversation(page, words("nl"))];
  const titles = new Set<string>();
  const addresses = new Set<string>();
  const look = async () => {
    titles.add(await page.title());
    addresses.add(page.url());
  };
  const link = environment.organisation.link;
  await reporting.open(link);
  const before = await page.evaluate(() => history.length);
  await look();
  const code = await reporting.report({ about: "unsure", advisers: ["Sam"], what: "Niemand mag dit weten." });
  await look();
  await reporting.press("receipt.done");
  await conversation.open(code);
  await look();
  await conversation.withdraw();
  await look();

  expect([...titles]).toEqual(["Bericht"]);
  expect([...addresses]).toEqual([link]);
  const left = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    // not there without TLS or a loopback address, in either browser
    caches: "caches" in window ? (await caches.keys()).length : 0,
    workers: "serviceWorker" in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    state: history.state as unknown,
    name: window.name,
    longer: history.length,
  }));
  const { longer, ...rest } = left;
  expect(rest).toEqual({
    cookies: "",
    local: 0,
    session: 0,
    databases: 0,
    caches: 0,
    workers: 0,
    state: null,
    name: "",
  });
  // one entry, so that the browser's button goes back a screen; it has the same address
  expect(longer - before).toBeLessThanOrEqual(1);
  expect(await context.cookies()).toEqual([]);
});

test("what was typed does not come back with the browser's own buttons", async ({ page, environment }) => {
  const reporting = new Reporting(page, words("nl"));
  await reporting.open(environment.organisation.link);
  await reporting.answer({ about: "talk", advisers: ["Sam"], what: "Dit staat nergens meer." });
  await page.goto(`${environment.server.origin}/help`);
  await page.goBack();
  await reporting.shows("start.title");
  expect(await page.content()).not.toContain("Dit staat nergens meer.");
});

test("the browser's button goes back a screen, and keeps what was typed", async ({ page, environment }) => {
  const reporting = new Reporting(page, words("nl"));
  await reporting.open(environment.organisation.link);
  await reporting.answer({ about: "talk", advisers: ["Sam"], what: "Dit blijft staan." });
  await page.goBack();
  await reporting.shows("files.title");
  await page.goBack();
  await reporting.shows("wants.title");
  await reporting.press("skip.question");
  await reporting.press("skip.question");
  await reporting.shows("check.title");
  await expect(page.getByText("Dit blijft staan.")).toBeVisible();
});
