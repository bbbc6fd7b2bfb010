/** How much a phone on a poor connection has to fetch, in bytes on the wire. Printed, and held against its budget. */
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { type Exchange, listen } from "../wire.ts";

/** Until the first screen can be used: files, and bytes with their headers. */
const FIRST = { requests: 6, bytes: 45_000 };
/** Until a report is sealed: everything that is not the API. */
const SEALED = 90_000;

const received = (exchanges: readonly Exchange[]) => exchanges.reduce((sum, one) => sum + one.received, 0);

test("a report's weight", async ({ page, environment }) => {
  const reporting = new Reporting(page, words("nl"));
  const exchanges = await listen(page);
  // held back, so that what can be done without it is seen to be done without it
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((done) => (goOn = done));
  await page.route("**/web/protocol-*.js", async (route) => {
    await held;
    await route.continue();
  });
  // its script is held: the page is never loaded, and can be used all the same
  await page.goto(environment.organisation.link, { waitUntil: "commit" });
  await reporting.shows("start.title");
  await reporting.press("start.tell");
  await reporting.shows("before.title");
  await reporting.press("next");
  await reporting.shows("track.title");
  const first = exchanges.filter(({ received }) => received > 0);
  goOn();
  await page.waitForLoadState("networkidle");
  await reporting.press("back");
  await reporting.press("back");
  await reporting.report({ about: "conduct", advisers: ["Sam"], what: "Hoe zwaar is dit?" });
  const files = exchanges.filter(({ path }) => !path.startsWith("/v1/"));
  const calls = exchanges.filter(({ path }) => path.startsWith("/v1/"));
  const line = (what: string, of: readonly Exchange[]) => `${what}: ${of.length} requests, ${received(of)} bytes`;
  process.stdout.write(
    [line("until it can be used", first), line("all files", files), line("calls", calls)].join("\n") + "\n",
  );
  expect(first.length).toBeLessThanOrEqual(FIRST.requests);
  expect(received(first)).toBeLessThanOrEqual(FIRST.bytes);
  expect(received(first)).toBeGreaterThan(0);
  expect(received(files)).toBeLessThanOrEqual(SEALED);
});
