import { expect, type Locator, type Page } from "@playwright/test";

import type { Key, Words } from "./words.ts";

/** Looks at the screen with this heading. */
export type Look = (key: Key) => Promise<void>;

/** A file to choose. */
export interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What all screens have. Things are found by what they are and what they are called, as a screen reader finds them. */
export class Screen {
  readonly page: Page;
  readonly t: Words;
  readonly #look: Look;

  /** `look` is called on every screen that is come to. */
  constructor(page: Page, t: Words, look: Look = () => Promise.resolve()) {
    this.page = page;
    this.t = t;
    this.#look = look;
  }

  /** Waits until the screen with this heading is shown. */
  async shows(key: Key, values?: Parameters<Words>[1]): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText(this.t(key, values));
    await this.#look(key);
  }

  button(key: Key, values?: Parameters<Words>[1]): Locator {
    return this.page.getByRole("button", { name: this.t(key, values), exact: true });
  }

  async press(key: Key, values?: Parameters<Words>[1]): Promise<void> {
    await this.button(key, values).click();
  }

  /** The words that are compared by telephone: English whatever the page is. */
  twelveWords(): Locator {
    return this.page.locator('ol[lang="en"]').getByRole("listitem");
  }

  /** The trouble that is shown, by its title. */
  async isTold(key: Key): Promise<void> {
    await expect(this.page.getByRole("alert").getByRole("heading", { name: this.t(key) })).toBeVisible();
  }

  /** The trouble that is shown, where it has no title. */
  async isToldText(key: Key): Promise<void> {
    await expect(this.page.getByRole("alert").filter({ hasText: this.t(key) })).toBeVisible();
  }

  /** Switches to a language by its own name. */
  async speak(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Chooses files to send along, whatever they tell. */
  async attach(files: readonly File[]): Promise<void> {
    await this.page.locator('input[type="file"]').setInputFiles([...files]);
    const names = files.map((_, at) =>
      this.page.getByRole("textbox", { name: this.t("files.name.label", { number: at + 1 }) }),
    );
    for (const name of names) await expect(name).toBeVisible();
    // what cannot be cleaned goes only if the melder says so
    const keep = this.button("files.keep");
    while ((await keep.count()) > 0) await keep.first().click();
  }
}
