/**
 * What a page offers to be saved. Firefox tells nobody of downloads over WebDriver BiDi, and no page may fetch what it
 * has made itself; so this keeps what was made.
 */
import { expect, type Page } from "@playwright/test";

declare global {
  interface Window {
    /** Not read yet. */
    lastMade?: Blob;
    lastRead?: Blob | undefined;
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

  /** The words of the one that was made since the last was read. Waits for it: a page may need a moment to make it. */
  async last(): Promise<string> {
    await expect.poll(() => this.#page.evaluate(() => window.lastMade !== undefined)).toBe(true);
    return await this.#page.evaluate(async () => {
      window.lastRead = window.lastMade;
      delete window.lastMade;
      return (await window.lastRead?.text()) ?? "";
    });
  }

  /** The type of the one that was read last, by which a browser knows what to do with it. */
  async lastType(): Promise<string> {
    return await this.#page.evaluate(() => window.lastRead?.type ?? "");
  }
}
