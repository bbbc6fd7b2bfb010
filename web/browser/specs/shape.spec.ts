/** One shape: who watches the wire cannot tell what a visit was for. */
import type { Page } from "@playwright/test";

import { Conversation } from "../pages/conversation.ts";
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { type Exchange, listen } from "../wire.ts";

const t = words("nl");

/**
 * What a watcher sees of each call: which one, and how many bytes either way. What an organisation publishes is the same for
 * everybody who asks, and changes while other tests use it (a heartbeat's number gets a digit): the bytes that come back don't
 * count there. The page's own files come first, sorted: the browser decides when it gets an icon.
 */
function seen(exchanges: readonly Exchange[]): readonly string[] {
  const lines = exchanges.map(({ method, path, sent, body }) => {
    const isPublished = method === "GET" && path.startsWith("/v1/organisations/") && !path.endsWith("/challenge");
    return `${method} ${path} ${sent} ${isPublished ? "published" : body}`;
  });
  return [...lines.filter(isFile).sort(), ...lines.filter((line) => !isFile(line))];
}

function isFile(line: string): boolean {
  return line.startsWith("GET /web/");
}

async function visit(
  page: Page,
  link: string,
  what: (reporting: Reporting, conversation: Conversation) => Promise<void>,
) {
  const [reporting, conversation] = [new Reporting(page, t), new Conversation(page, t)];
  await reporting.open(link);
  const exchanges = await listen(page);
  await reporting.open(link);
  await what(reporting, conversation);
  await page.waitForLoadState("networkidle");
  return seen(exchanges);
}

test("a report, a return and an unknown code look alike", async ({ page, environment }) => {
  const link = environment.organisation.link;
  const what = "Eén vorm voor alles.";
  let code = "";
  const report = await visit(page, link, async (reporting) => {
    code = await reporting.report({ about: "conduct", advisers: ["Sam"], what });
  });
  const nothingNew = await visit(page, link, (_, conversation) => conversation.open(code));
  const sam = await environment.organisation.adviser("Sam");
  const { id } = await sam.threadWith(what);
  await sam.reply(id, "Dank u.");
  const answered = await visit(page, link, (_, conversation) => conversation.open(code));
  const unknown = await visit(page, link, async (reporting, conversation) => {
    await reporting.answer({ about: "talk", advisers: ["Sam"], what: "Niet verstuurd." });
    const other = await reporting.keepCode();
    await reporting.open(link);
    await conversation.return();
    await conversation.enter(other);
    await conversation.isTold("fault.nothing.title");
  });
  expect(report.length).toBeGreaterThan(8);
  expect(nothingNew).toEqual(report);
  expect(answered).toEqual(report);
  // the page was opened twice: its files and what it asks first stand twice in the list
  const [files, calls] = [report.filter(isFile), report.filter((line) => !isFile(line))];
  expect(unknown.filter((line) => !isFile(line)).slice(-calls.length)).toEqual(calls);
  expect([...new Set(unknown.filter(isFile))]).toEqual([...new Set(files)]);
});
