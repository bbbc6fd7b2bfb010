/**
 * Several people at once, each with a browser of their own: nothing of one is known to another.
 */
import type { Browser, Page } from "@playwright/test";

import { expect } from "../test.ts";
import { Watch } from "../watch.ts";

/** Opens pages, and watches over all of them. */
export class People {
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #watches: Watch[] = [];

  constructor(browser: Browser, origin: string) {
    this.#browser = browser;
    this.#origin = origin;
  }

  /** Somebody with a device of their own, in their language. */
  async somebody(locale = "nl-NL"): Promise<{ readonly page: Page; readonly watch: Watch }> {
    const context = await this.#browser.newContext({ locale });
    const page = await context.newPage();
    const watch = await Watch.over(page, this.#origin);
    this.#watches.push(watch);
    return { page, watch };
  }

  /** None of the pages did what none may do. */
  areFine(): void {
    expect(this.#watches.flatMap((watch) => watch.faults())).toEqual([]);
  }
}
