/** A server that lies: nobody can write or read through it, and no way leads on. */
import type { Page } from "@playwright/test";

import { Reporting } from "../pages/reporting.ts";
import { type Key, words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { inTestEnvironment } from "../environment/test-environment.ts";

const t = words("nl");
const ORGANISATION = "**/v1/organisations/voorbeeld";

/** Nobody goes on from here. */
async function stops(page: Page, link: string, title: Key): Promise<void> {
  const calls: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") calls.push(request.url());
  });
  await page.goto(link);
  await new Reporting(page, t).shows(title);
  for (const key of ["start.tell", "start.return", "next", "retry"] as const) {
    await expect(page.getByRole("button", { name: t(key), exact: true })).toHaveCount(0);
  }
  // and is told where else to turn
  await expect(page.getByRole("link", { name: t("fault.help") })).toBeVisible();
  expect(calls).toEqual([]);
}

test("a link of another organisation's key", async ({ page, environment }) => {
  const [address, fingerprint = ""] = environment.organisation.link.split("#");
  const other = (fingerprint.startsWith("A") ? "B" : "A") + fingerprint.slice(1);
  await stops(page, `${address}#${other}`, "fault.mismatch.title");
});

test("a directory that somebody else has signed, rightly and for themselves", async ({ page, environment }) => {
  await inTestEnvironment([], async (elsewhere) => {
    const theirs = await fetch(`${elsewhere.server.origin}/v1/organisations/voorbeeld`);
    const body = await theirs.text();
    await page.route(ORGANISATION, (route) => route.fulfill({ body, contentType: "application/json" }));
    await stops(page, environment.organisation.link, "fault.mismatch.title");
  });
});

test("a directory in which one character was changed", async ({ page, environment }) => {
  await page.route(ORGANISATION, async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const at = text.indexOf('"payload":"') + 200;
    const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    await route.fulfill({ response: answer, body: changed });
  });
  await page.goto(environment.organisation.link);
  const heading = page.getByRole("heading", { level: 1 });
  const told: readonly string[] = [t("fault.altered.title"), t("fault.answer.title")];
  await expect.poll(async () => told.includes(await heading.innerText())).toBe(true);
  await expect(page.getByRole("button", { name: t("start.tell"), exact: true })).toHaveCount(0);
});

test("a directory that is past its last day", async ({ page, environment }) => {
  // the server shows what is a year and a half old
  await page.clock.setFixedTime(Date.now() + 550 * 86_400_000);
  await stops(page, environment.organisation.link, "fault.expired.title");
});

test("a directory from the future: the device's clock is wrong", async ({ page, environment }) => {
  await page.clock.setFixedTime(Date.now() - 30 * 86_400_000);
  await stops(page, environment.organisation.link, "fault.clock.title");
});

test("an organisation that there isn't", async ({ page, environment, watch }) => {
  watch.expect(/404/);
  await stops(page, `${environment.server.origin}/niemand`, "fault.unknown.title");
});

test("a link that was cut off", async ({ page, environment }) => {
  await stops(page, environment.organisation.link.slice(0, -3), "fault.address.title");
});
