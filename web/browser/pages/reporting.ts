import { expect, type Locator } from "@playwright/test";

import { type File, Screen } from "./screen.ts";
import type { Key } from "./words.ts";

/** What a melder answers. */
export interface Answers {
  readonly about: "conduct" | "integrity" | "unsure" | "talk";
  readonly advisers: readonly string[];
  readonly what: string;
  readonly when?: string;
  readonly wants?: string;
  readonly files?: readonly File[];
  readonly repliesOnly?: boolean;
}

/** From the first screen to the receipt. */
export class Reporting extends Screen {
  /** Opens an organisation's link, as if for the first time. */
  async open(link: string, organisation = "Voorbeeld BV"): Promise<void> {
    // the same address again would load nothing
    await this.page.goto("about:blank");
    await this.page.goto(link);
    await this.shows("start.title");
    // its name comes with the verified directory
    await expect(this.page.getByText(organisation).first()).toBeVisible();
  }

  /** All of it; gives the code. */
  async report(answers: Answers): Promise<string> {
    await this.answer(answers);
    const code = await this.keepCode(answers.repliesOnly ?? false);
    await this.confirm(code);
    await this.shows("receipt.title");
    return code;
  }

  /** From the start to the check. */
  async answer(answers: Answers): Promise<void> {
    await this.press("start.tell");
    await this.shows("before.title");
    await this.press("next");
    await this.shows("track.title");
    await this.page.getByRole("radio", { name: this.t(`track.${answers.about}`) }).check();
    await this.press("next");
    if (answers.about === "integrity") {
      await this.shows("policy.title");
      await this.press("next");
    }
    await this.shows("advisers.title");
    for (const name of answers.advisers) await this.adviser(name).check();
    await this.press("next");
    await this.question("what.title", answers.what);
    await this.question("when.title", answers.when);
    await this.question("who.title");
    await this.shows("categories.title");
    await this.press("skip.question");
    await this.question("wants.title", answers.wants);
    await this.shows("files.title");
    if (answers.files) await this.attach(answers.files);
    await this.press(answers.files ? "next" : "skip.question");
    await this.shows("check.title");
  }

  adviser(name: string): Locator {
    return this.page.getByRole("checkbox", { name, exact: true });
  }

  async question(title: Key, answer?: string): Promise<void> {
    await this.shows(title);
    if (answer !== undefined) await this.page.getByRole("textbox", { name: this.t(title) }).fill(answer);
    await this.press(answer === undefined ? "skip.question" : "next");
  }

  /** From the check to the code, which is given; ends where two groups of it are asked for. */
  async keepCode(repliesOnly = false): Promise<string> {
    await this.press("next");
    await this.shows("code.title");
    const code = await this.code();
    if (repliesOnly) await this.page.getByRole("checkbox", { name: this.t("code.replies.only") }).check();
    await this.press("code.saved");
    await this.shows("confirm.title");
    return code;
  }

  /** The code as it is shown. */
  async code(): Promise<string> {
    const shown = this.page.getByRole("group", { name: this.t("code.label") });
    await expect(shown).toHaveText(/^(\w{4}-){5}\w{4}$/);
    return await shown.innerText();
  }

  /** Types the two groups that are asked for, and sends. */
  async confirm(code: string): Promise<void> {
    let asked = 0;
    for (const [at, group] of code.split("-").entries()) {
      const field = this.page.getByRole("textbox", { name: this.t("confirm.group", { number: at + 1 }) });
      if (await field.isVisible()) {
        await field.fill(group);
        asked += 1;
      }
    }
    expect(asked).toBe(2);
    await this.press("confirm.send");
  }
}
