import { type Locator, type Page, expect } from "@playwright/test";

import { Paper } from "../../looks/paper.ts";
import { Saves } from "../../saves.ts";
import type { TestEnvironment } from "../../environment/test-environment.ts";
import type { Key as TextKey, Words } from "../words.ts";

/** A key as the administrator has it: the file that was saved, the passphrase that was written down. */
export interface Key {
  readonly file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
  readonly passphrase: string;
}

/** What founding leaves in the administrator's hands. */
export interface Founded {
  /** The administrator's own way in. */
  readonly own: string;
  /** The link for melders. */
  readonly link: string;
  readonly root: Key;
  readonly spare: Key;
}

/** The organisation's app. Things are found by what they are and what they are called, as a screen reader finds them. */
export class Administration {
  readonly page: Page;
  readonly t: Words;
  readonly #look: (name: string) => Promise<void>;
  #saves: Saves | undefined;

  /** `look` is called on every screen that is come to. */
  constructor(page: Page, t: Words, look: (name: string) => Promise<void> = () => Promise.resolve()) {
    this.page = page;
    this.t = t;
    this.#look = look;
  }

  /** Waits until the screen with this heading is shown. */
  async shows(key: TextKey, values: Readonly<Record<string, string | number>> = {}): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText(this.#soft(this.t(key, values)));
    await this.#look(key);
  }

  button(key: TextKey, values: Readonly<Record<string, string | number>> = {}): Locator {
    return this.page.getByRole("button", { name: this.#soft(this.t(key, values)) });
  }

  async press(key: TextKey, values: Readonly<Record<string, string | number>> = {}): Promise<void> {
    await this.button(key, values).click();
  }

  /** Founds an organisation; gives what the administrator has then. The spare key's file is scanned from its printed sheet. */
  async found({ server, folder }: TestEnvironment, slug: string, name: string): Promise<Founded> {
    const { page } = this;
    const { origin } = server;
    const admission = await server.admit(slug);
    this.#saves = await Saves.of(page);
    await page.goto(`${origin}/organisation/`);
    await this.shows("org.start.title");
    await this.press("org.start.found");
    await this.shows("org.about.title");
    await page.getByLabel(this.t("org.about.name"), { exact: true }).fill(name);
    await page.getByLabel("English").check();
    await this.press("next");
    await this.shows("org.address.title");
    await page.getByLabel(this.t("org.address.slug"), { exact: true }).fill(slug);
    await page.getByLabel(this.t("org.address.admission"), { exact: true }).fill(admission.trim());
    await this.press("next");
    await this.shows("org.policy.title");
    await this.press("next");
    const root = await this.#key("root");
    const spare = await this.#key("spare", folder);
    await this.shows("org.check.title");
    await this.press("org.check.found");
    await this.shows("org.founded.title");
    const [own, link] = await Promise.all(
      (["org.founded.own", "org.founded.melders"] as const).map((label) =>
        page.getByRole("group", { name: this.t(label) }).innerText(),
      ),
    );
    return { own: own ?? "", link: link ?? "", root, spare };
  }

  /** Goes to a part of the app from the organisation's first screen, by its title. */
  async enter(title: TextKey): Promise<void> {
    await this.page
      .getByRole("main")
      .getByRole("button", { name: this.#beginning(this.t(title)) })
      .click();
    await this.shows(title);
  }

  /** The versions in the log, each under its heading. */
  versions(): Locator {
    return this.page.getByRole("main").locator("section");
  }

  /** Goes back to the organisation's first screen. */
  async home(name: string): Promise<void> {
    await this.press("org.home.to");
    await this.shows("org.home.title", { organisation: name });
  }

  /** Writes a page in a language, from the text that is offered. */
  async write(title: TextKey, language: string): Promise<void> {
    const { page } = this;
    const section = page.locator("section").filter({ has: page.getByRole("heading", { name: this.t(title) }) });
    await section.getByRole("button", { name: language }).click();
    await this.shows(title);
    await this.press("org.page.ready");
    await this.press("org.keep");
    await this.shows("org.pages.title");
  }

  /** The spare key becomes the key: a new spare is made, then the old one signs. */
  async takeOver(spare: Key): Promise<Key> {
    await this.press("org.root.begin");
    const next = await this.#key("spare");
    await this.shows("org.root.sign");
    await this.page.getByLabel(this.t("org.root.file"), { exact: true }).setInputFiles(spare.file);
    await this.page.getByLabel(this.t("org.key.passphrase"), { exact: true }).fill(spare.passphrase);
    await this.press("org.sign.do");
    await this.shows("org.signed.title");
    return next;
  }

  /** Signs what waits, with a key. */
  async sign(key: Key): Promise<void> {
    await this.shows("org.sign.title");
    await this.#open(key);
    await this.press("org.sign.do");
    await this.shows("org.signed.title");
  }

  /** Tries to sign with a key, and is told why not. */
  async signsNot(key: Key, why: TextKey): Promise<void> {
    await this.#open(key);
    await this.press("org.sign.do");
    await expect(this.page.getByRole("alert")).toContainText(this.t(why));
  }

  /** Makes a key and tries it out: the file that was saved or, where there is a folder to print into, the one scanned from paper. */
  async #key(which: "root" | "spare", printed?: string): Promise<Key> {
    const { page } = this;
    await this.shows(`org.key.${which}.title`);
    const passphrase = await page.locator('p[lang="en"]').innerText();
    const scanned = printed === undefined ? undefined : await this.#scanned(printed);
    await this.press(`org.key.${which}.save`);
    await this.shows(`org.test.${which}.title`);
    const buffer = Buffer.from(scanned ?? (await this.#saves?.last()) ?? "");
    const file = { name: `${which}.key`, mimeType: "application/x-pem-file", buffer };
    await this.#open({ file, passphrase });
    await this.press("org.test.action");
    return { file, passphrase };
  }

  async #scanned(folder: string): Promise<string> {
    // the browser's own printing, once begun, lets nobody else print the page: that it was asked for is enough
    await this.page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "");
    });
    await this.press("org.sheet.print");
    await expect(this.page.locator("html")).toHaveAttribute("data-printed", "");
    await expect(this.page.getByText(this.t("org.sheet.about"))).toBeAttached();
    const paper = await Paper.of(this.page, folder, "spare");
    expect((await paper.sheets()).count).toBe(1);
    // letter paper, as browsers print where nobody says otherwise, is shorter than A4
    return await paper.code({ x: 0, y: 0, width: 210, height: 275 });
  }

  async #open({ file, passphrase }: Key): Promise<void> {
    await this.page.getByLabel(this.t("org.key.file"), { exact: true }).setInputFiles(file);
    await this.page.getByLabel(this.t("org.key.passphrase"), { exact: true }).fill(passphrase);
  }

  #beginning(text: string): RegExp {
    return new RegExp(`^${this.#soft(text).source.slice(1, -1)}`);
  }

  /** Long words have places for hyphens, which are no letters of theirs. */
  #soft(text: string): RegExp {
    const letters = Array.from(text, (letter) => letter.replace(/[.*+?^${}()|[\]\\]/, "\\$&"));
    return new RegExp(`^${letters.join("\u00ad?")}$`);
  }
}
