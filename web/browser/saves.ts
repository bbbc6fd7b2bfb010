/**
 * What a page offers to be saved. Firefox tells nobody of downloads over WebDriver BiDi, and no page may fetch what it
 * has made itself; so this keeps what was made.
 */
import type { Page } from "@playwright/test";

declare global {
  interface Window {
    lastMade?: Blob;
  }
}

/** The files that a page makes. */
export class Saves {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Of a page, from its next address on. */
  static async of(page: Page): Promise<Saves> {
    await page.addInitScript(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (made) => {
        if (made instanceof Blob) window.lastMade = made;
        return make(made);
      };
    });
    return new Saves(page);
  }

  /** The words of the newest one. */
  async last(): Promise<string> {
    return await this.#page.evaluate(async () => (await window.lastMade?.text()) ?? "");
  }

  /** The type of the newest one, by which a browser knows what to do with it. */
  async lastType(): Promise<string> {
    return await this.#page.evaluate(() => window.lastMade?.type ?? "");
  }
}
