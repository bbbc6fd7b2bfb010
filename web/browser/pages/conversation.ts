import { expect, type Locator } from "@playwright/test";

import { type File, Screen } from "./screen.ts";
import type { Key } from "./words.ts";

/** Coming back with a code: the conversation, and what can be done with it. */
export class Conversation extends Screen {
  /** From the start to the field for the code. */
  async return(): Promise<void> {
    await this.press("start.return");
    await this.shows("enter.title");
  }

  /** Types a code, and lets it be opened. */
  async enter(code: string): Promise<void> {
    await this.page.getByRole("textbox", { name: this.t("enter.label") }).fill(code);
    await this.press("enter.open");
  }

  /** All of it: until the conversation is shown. */
  async open(code: string): Promise<void> {
    await this.return();
    await this.enter(code);
    await this.shows("talk.title");
  }

  /** The conversation with one adviser. */
  with(adviser: string): Locator {
    return this.page.getByRole("region", { name: this.t("talk.with", { name: adviser }) });
  }

  /** A letter that says this. */
  letter(adviser: string, text: string): Locator {
    return this.with(adviser).getByRole("article").filter({ hasText: text });
  }

  /** Writes again. */
  async write(text: string, files: readonly File[] = []): Promise<void> {
    await this.press("talk.write");
    await this.shows("write.title");
    await this.page.getByRole("textbox", { name: this.t("write.label") }).fill(text);
    if (files.length > 0) await this.attach(files);
    await this.press("write.send");
    await this.shows("talk.title");
    await expect(this.page.getByRole("status").filter({ hasText: this.t("write.sent") })).toBeVisible();
  }

  /** Answers an adviser's letter with the button of this name, and a word if there is one. */
  async answer(letter: Locator, key: Key, text?: string): Promise<void> {
    await letter.getByRole("button", { name: this.t(key), exact: true }).click();
    await this.shows("write.answer.title");
    if (text !== undefined) await this.page.locator("textarea").fill(text);
    await this.press("write.send");
    await this.shows("talk.title");
    await expect(this.page.getByRole("status").filter({ hasText: this.t("write.sent") })).toBeVisible();
  }

  /** Takes everything back. */
  async withdraw(): Promise<void> {
    await this.press("talk.withdraw");
    await this.shows("withdraw.title");
    await this.page.getByRole("checkbox", { name: this.t("withdraw.sure") }).check();
    await this.press("withdraw.do");
    await this.shows("withdraw.done.title");
  }
}
