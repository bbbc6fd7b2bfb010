import { type Locator, expect } from "@playwright/test";

import { Screen } from "./screen.ts";
import type { Key } from "./words.ts";

/** What the list can be narrowed to. */
export type Filter = "open" | "new" | "me" | "melder" | "due" | "closed" | "muted";

/** What an adviser can do in a thread that is open. */
export type AdviserAction =
  | "question"
  | "ways"
  | "consent"
  | "appointment"
  | "referral"
  | "acknowledgement"
  | "formal"
  | "aftercare"
  | "handover"
  | "closing";

/** An adviser's daily work: the inbox, a thread, answers and adviser actions. */
export class InboxPage extends Screen {
  /** Opens the vault on this device. */
  async unlock(passphrase: string): Promise<void> {
    await this.shows("unlock.title");
    await this.page.getByLabel(this.t("unlock.passphrase"), { exact: true }).fill(passphrase);
    await this.press("unlock.open");
    await this.shows("inbox.title");
  }

  /** Tries what does not open the vault, and is told so. */
  async wrongPassphrase(passphrase: string): Promise<void> {
    await this.shows("unlock.title");
    const field = this.field("unlock.passphrase");
    await field.fill(passphrase);
    await this.press("unlock.open");
    await expect(field).toHaveAccessibleDescription(new RegExp(this.t("failing.passphrase").slice(0, 30)));
  }

  /** The app itself is on this device: it opens without its server. */
  async keptForOffline(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** Keeps a private note in the thread that is open. */
  async keepNote(text: string): Promise<void> {
    await this.page.locator("summary", { hasText: this.t("own.notes") }).click();
    await this.field("own.notes.label").fill(text);
    await this.press("own.notes.keep");
    await expect(this.page.getByRole("status").filter({ hasText: this.t("own.notes.kept") })).toBeAttached();
  }

  /** Locks the vault at once. */
  async lock(): Promise<void> {
    await this.press("frame.lock");
    await this.shows("unlock.title");
  }

  /** Looks for what is new, and waits until that is done. */
  async look(): Promise<void> {
    const now = this.page.getByRole("button", { name: this.t("sync.now") });
    // a look that is under way already may have begun before what is looked for was there
    await expect(now).toBeVisible();
    await now.click();
    await expect(now).toBeVisible();
  }

  /** A row of the list. */
  row(text: string): Locator {
    return this.page.getByRole("listitem").getByRole("button").filter({ hasText: text });
  }

  /** Looks until a thread with this preview is there: it comes with the next release, a second later. */
  async comes(text: string): Promise<void> {
    await expect(async () => {
      await this.look();
      await expect(this.row(text)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 120_000 });
  }

  /** Looks until a thread with this preview is there, and opens it. */
  async open(text: string): Promise<void> {
    await this.comes(text);
    await this.row(text).click();
    await expect(this.page.getByRole("heading", { level: 1 })).not.toHaveText(this.t("inbox.title"));
  }

  /** Narrows the list; exactly the threads with these previews are in it, in whichever order. */
  async has(filter: Filter, texts: readonly string[]): Promise<void> {
    const filters = this.page.getByRole("group", { name: this.t("inbox.filter") });
    await filters.getByRole("button", { name: `${this.t(`inbox.filter.${filter}`)} ${texts.length}` }).click();
    for (const text of texts) await expect(this.row(text)).toBeVisible();
    await expect(this.page.locator('button[id^="row-"]')).toHaveCount(texts.length);
  }

  /** A letter that says this, in the thread that is open. */
  letter(text: string): Locator {
    return this.page.getByRole("article").filter({ hasText: text });
  }

  /** Answers in the thread that is open; waits until it is out. */
  async reply(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: this.t("reply.label") }).fill(text);
    await this.press("reply.send");
    await this.isOut(text);
  }

  /** A letter of one's own is on the server. */
  async isOut(text: string): Promise<void> {
    await expect(this.letter(text).getByText(this.t("letter.state.sent"), { exact: true })).toBeVisible();
  }

  /** Begins an adviser action in the thread that is open; its form is shown. */
  async action(action: AdviserAction): Promise<void> {
    await this.page.locator("summary", { hasText: this.t("next.title") }).click();
    await this.press(`action.${action}`);
    await this.shows(`action.${action}`);
  }

  /** A field by its label. */
  field(key: Key): Locator {
    return this.page.getByLabel(this.t(key), { exact: true });
  }
}
