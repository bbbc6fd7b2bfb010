/** How long a melder waits for scripts, in one browser: five rounds, each in a page of its own. */
import type { Page } from "@playwright/test";

import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { limit } from "./build.ts";
import { mark } from "./marks.ts";
import { ROUNDS, type Round } from "./rounds.ts";

const t = words("nl");
const SEAL = "/web/limit.js";

/** What one seal takes in a page that has done nothing else yet. */
async function sealed(page: Page, origin: string): Promise<number> {
  await page.goto(`${origin}/help`);
  return await page.evaluate(async (path) => {
    const { sealOnce } = (await import(path)) as { sealOnce: () => number };
    return sealOnce();
  }, SEAL);
}

/** What it takes until a page without scripts can be read. */
async function plain(page: Page, origin: string): Promise<number> {
  await page.goto(`${origin}/help`);
  return await page.evaluate(() => {
    const [opened] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return opened?.domContentLoadedEventEnd ?? 0;
  });
}

async function marks(page: Page): Promise<Readonly<Record<string, number>>> {
  return await page.evaluate(() => window.marks ?? {});
}

test("script times", async ({ browser, environment }, info) => {
  const module = await limit();
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route(`**${SEAL}`, (route) => route.fulfill({ contentType: "text/javascript", body: module }));
    const seal = await sealed(page, environment.server.origin);
    const static_ = await plain(page, environment.server.origin);
    await page.addInitScript(mark, t("confirm.send"));
    const reporting = new Reporting(page, t);
    await reporting.open(environment.organisation.link);
    await expect.poll(() => marks(page)).toHaveProperty("name");
    const opened = await marks(page);
    await reporting.report({ about: "conduct", advisers: ["Sam"], what: "Hoe lang duurt dit?" });
    const sent = await marks(page);
    rounds.push({
      seal,
      plain: static_,
      usable: at(opened, t("start.title")),
      verified: at(opened, "name"),
      receipt: at(sent, t("receipt.title")) - at(sent, "send"),
    });
    await context.close();
  }
  await info.attach("melder", { body: JSON.stringify(rounds), contentType: "application/json" });
});

function at(marks: Readonly<Record<string, number>>, what: string): number {
  const time = marks[what];
  if (time === undefined) throw new Error(`no mark '${what}' in ${JSON.stringify(marks)}`);
  return time;
}
