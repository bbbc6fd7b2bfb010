/** How long an adviser waits, in one browser: for a thousand letters to be looked through, and with a thousand threads. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, type Page, expect, test } from "@playwright/test";

import { Melder } from "../../../sdk/src/melder/melder.js";
import { Code } from "../../../sdk/src/protocol/code.js";
import { parseLink } from "../../../sdk/src/service/link.js";
import { Service } from "../../../sdk/src/service/service.js";
import { Organisation } from "../environment/organisation.ts";
import { Server } from "../environment/server.ts";
import { words } from "../pages/words.ts";
import { limit } from "./build.ts";
import { type AdviserRound, ROUNDS } from "./rounds.ts";

const t = words("nl");
const LIMITS = "/web/limit.js";

const LETTERS = 1_000;
const THREADS = 1_000;
/** One for each round, so that each looks for the first time. */
const ADVISERS = Array.from({ length: ROUNDS }, (_, number) => `Adviseur ${number + 1}`);
/** In one post: one for each adviser, a note, and cover. */
const LETTERS_IN_A_REPORT = 8;

/** Some reports, each to so many advisers, from the first on. */
async function report(link: string, count: number, readers: number): Promise<void> {
  const to = parseLink(link);
  const melder = await Melder.open(new Service(to.server), to);
  const ids = melder.organisation.advisers.slice(0, readers).map(({ id }) => id);
  for (let number = 0; number < count; number += 1) {
    const text = `Melding ${number}: sinds het nieuwe rooster gaat het elke week een keer mis op de afdeling.`;
    await melder.report(Code.draw(), ids, { categories: [], text, repliesOnly: false, attachments: [] });
  }
}

/** What the browser takes for what can't be done without. */
async function limits(page: Page, origin: string): Promise<Pick<AdviserRound, "plain" | "argon" | "opens">> {
  await page.goto(`${origin}/help`);
  return await page.evaluate(
    async ([path, count]) => {
      const { stretchOnce, openOften } = (await import(path)) as typeof import("./limit.ts");
      const [opened] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return { plain: opened?.domContentLoadedEventEnd ?? 0, argon: stretchOnce(), opens: openOften(count) };
    },
    [LIMITS, LETTERS] as const,
  );
}

/** Milliseconds from doing something until what it leads to can be seen. */
async function took(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  await seen();
  return performance.now() - begun;
}

function count(page: Page, threads: number) {
  return expect(page.getByText(t("inbox.count_other", { count: threads }), { exact: true })).toBeVisible();
}

/** A device of its own, on which the vault is fetched for the first time. */
async function newDevice(
  browser: Browser,
  origin: string,
  { link, keyCode, passphrase }: ReturnType<Organisation["keys"]>,
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/adviser/`);
  await page.getByRole("button", { name: t("joining.welcome.device") }).click();
  await page.getByLabel(t("joining.device.link")).fill(link);
  await page.getByLabel(t("joining.device.code")).fill(keyCode);
  await page.getByLabel(t("joining.device.passphrase"), { exact: true }).fill(passphrase);
  return { context, page, add: () => page.getByRole("button", { name: t("joining.device.add") }).click() };
}

test("an adviser's times", async ({ browser }, info) => {
  const folder = await mkdtemp(join(tmpdir(), "fluister-times-"));
  const server = await Server.start(folder);
  try {
    const module = await limit();
    const organisation = await Organisation.found(server, folder, "voorbeeld", ADVISERS);
    const [first = ""] = ADVISERS;

    const each = LETTERS / LETTERS_IN_A_REPORT;
    await report(organisation.link, each, ADVISERS.length);
    const looked: Omit<AdviserRound, "unlock" | "inbox">[] = [];
    for (const name of ADVISERS) {
      const { context, page, add } = await newDevice(browser, server.origin, organisation.keys(name));
      const beside = await context.newPage();
      await beside.route(`**${LIMITS}`, (route) => route.fulfill({ contentType: "text/javascript", body: module }));
      const held = await limits(beside, server.origin);
      looked.push({ ...held, sync: await took(add, () => count(page, each)) });
      await context.close();
    }

    await report(organisation.link, THREADS - each, 1);
    const { context, page, add } = await newDevice(browser, server.origin, organisation.keys(first));
    await took(add, () => count(page, THREADS));
    const rounds: AdviserRound[] = [];
    for (const round of looked) {
      await page.reload();
      await page.getByLabel(t("unlock.passphrase"), { exact: true }).fill(organisation.keys(first).passphrase);
      const open = () => page.getByRole("button", { name: t("unlock.open") }).click();
      const unlock = await took(open, () => count(page, THREADS));
      const filter = (name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });
      await took(
        () => filter(t("inbox.filter.closed")).click(),
        () => page.getByText(t("inbox.empty.closed")).waitFor(),
      );
      const inbox = await took(
        () => filter(t("inbox.filter.open")).click(),
        () => count(page, THREADS),
      );
      rounds.push({ ...round, unlock, inbox });
    }
    await context.close();
    await info.attach("adviser", { body: JSON.stringify(rounds), contentType: "application/json" });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
