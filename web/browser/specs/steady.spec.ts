/** The first screen stands still: what comes later moves nothing that somebody has begun to read or to press. */
import { Reporting } from "../pages/reporting.ts";
import { words } from "../pages/words.ts";
import { expect, test } from "../test.ts";
import { Organisation } from "../environment/organisation.ts";

const LONG = "Stichting Voortgezet Onderwijs Noordwest";

declare global {
  interface Window {
    /** What moved by itself, as Chromium counts it (Layout Instability): how much, and what. */
    moved?: string[];
  }
}

for (const [width, height] of [
  [320, 568],
  [1280, 800],
] as const) {
  test(`nothing moves when the organisation's name arrives, at ${width} pixels`, async ({ page, environment }) => {
    await page.setViewportSize({ width, height });
    const { link } = await Organisation.found(environment.server, environment.folder, `lang-${width}`, [], LONG);
    await page.addInitScript(() => {
      const moved: string[] = (window.moved = []);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as readonly LayoutShift[]) {
          moved.push(`${entry.value}: ${entry.sources.map(({ node }) => node?.nodeName).join()}`);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((done) => (goOn = done));
    await page.route("**/v1/organisations/lang-*", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(link);
    const reporting = new Reporting(page, words("nl"));
    await reporting.shows("start.title");
    await expect(page.getByText(LONG)).toHaveCount(0);
    // as Chromium sees it: the next two frames are drawn
    const frames = () =>
      page.evaluate(
        () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      );
    await frames();
    goOn();
    await expect(page.getByText(LONG).first()).toBeVisible();
    await frames();
    expect(await page.evaluate(() => window.moved)).toEqual([]);
  });
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node?: Node }[];
}
