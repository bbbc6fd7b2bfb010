import { expect, type Locator } from "@playwright/test";

import { Saves } from "../saves.ts";
import { Screen } from "./screen.ts";
import type { Key } from "./words.ts";

/** A key file as it was saved, and its passphrase as it was written down. */
export interface KeyKept {
  readonly name: string;
  readonly file: string;
  readonly passphrase: string;
}

/** What an administrator has in hand once an organisation is founded. */
export interface Founded {
  readonly root: KeyKept;
  readonly spare: KeyKept;
  /** For posters. */
  readonly melders: string;
  /** For themselves. */
  readonly own: string;
}

/** An administrator's page: founding an organisation, inviting and appointing its advisers, signing. */
export class AdministratorPage extends Screen {
  /** From the first screen to the links. `saves` watches this page. */
  async found(
    saves: Saves,
    origin: string,
    { name, slug, admission }: { readonly name: string; readonly slug: string; readonly admission: string },
  ): Promise<Founded> {
    await this.page.goto(`${origin}/organisation/`);
    await this.shows("org.start.title");
    await this.press("org.start.found");
    await this.shows("org.about.title");
    await this.field("org.about.name").fill(name);
    for (const language of ["Nederlands", "English"]) await this.page.getByRole("checkbox", { name: language }).check();
    await this.press("next");
    await this.shows("org.address.title");
    await this.field("org.address.slug").fill(slug);
    await this.field("org.address.admission").fill(admission.trim());
    await this.press("next");
    await this.shows("org.policy.title");
    await this.press("next");
    const root = await this.#makeKey(saves, "root", `${slug}-root.pem`);
    const spare = await this.#makeKey(saves, "spare", `${slug}-spare.pem`);
    await this.shows("org.check.title");
    await this.press("org.check.found");
    await this.shows("org.founded.title");
    return { root, spare, melders: await this.#link("org.founded.melders"), own: await this.#link("org.founded.own") };
  }

  /** Opens an organisation that there is, by its link, in an address bar. */
  async open(link: string, name = "Voorbeeld BV"): Promise<void> {
    const { origin } = new URL(link);
    await this.page.goto("about:blank");
    await this.page.goto(`${origin}/organisation/#organisation=${encodeURIComponent(link)}`);
    await this.shows("org.home.title", { organisation: name });
  }

  /** Goes to a part of the app from the organisation's first screen. */
  async enter(key: Key): Promise<void> {
    await this.page
      .getByRole("listitem")
      .getByRole("button")
      .filter({ hasText: this.t(key) })
      .click();
    await this.shows(key);
  }

  field(key: Key) {
    return this.page.getByLabel(this.t(key), { exact: true });
  }

  /** The passphrase that is shown, English whatever the page is. */
  async passphrase(): Promise<string> {
    return (await this.page.locator('p[lang="en"]').innerText()).trim();
  }

  /** The versions in the log, each under its heading. */
  versions(): Locator {
    return this.page.getByRole("main").locator("section");
  }

  async #link(key: Key): Promise<string> {
    return (await this.page.getByRole("group", { name: this.t(key), exact: true }).innerText()).trim();
  }

  async #makeKey(saves: Saves, which: "root" | "spare", name: string): Promise<KeyKept> {
    await this.shows(`org.key.${which}.title`);
    const passphrase = await this.passphrase();
    await this.press(`org.key.${which}.save`);
    await this.shows(`org.test.${which}.title`);
    const kept = { name, file: await saves.last(), passphrase };
    await this.useKey(kept, "org.test.action");
    return kept;
  }

  /** Chooses a key file, types its passphrase, and goes on. */
  async useKey(
    { name, file, passphrase }: KeyKept,
    action: Key,
    label: "org.key.file" | "org.root.file" = "org.key.file",
  ): Promise<void> {
    const buffer = Buffer.from(file);
    await this.field(label).setInputFiles({ name, mimeType: "application/x-pem-file", buffer });
    await this.field("org.key.passphrase").fill(passphrase);
    await this.press(action);
  }

  /** The link with which somebody asks to become an adviser; ends where a request is taken in. */
  async invite(): Promise<string> {
    await this.press("org.invite.title");
    await this.shows("org.invite.title");
    const link = await this.#link("org.invite.link");
    await this.press("org.paste.title");
    await this.shows("org.paste.title");
    return link;
  }

  /** From a request that came to the signed version; the words that were read out are compared. */
  async appoint(name: string, request: string, words: readonly string[], key: KeyKept): Promise<void> {
    await this.field("org.paste.text").fill(request);
    await this.press("org.paste.look");
    await this.grant(name, words);
    await this.sign(key);
  }

  /** Takes the request of somebody new that is shown; ends where it is to be signed. */
  async grant(name: string, words: readonly string[]): Promise<void> {
    await this.shows("org.request.title", { name });
    await this.take("org.request.take", name, words);
    await expect(this.page.getByText(this.t("org.change.appointed", { name }))).toBeVisible();
  }

  /** Follows a request's link, as from a mail; ends where it is shown. */
  async follow(title: "org.request.title" | "org.request.renew", name: string, request: string): Promise<void> {
    // the same address again would load nothing
    await this.page.goto("about:blank");
    await this.page.goto(request);
    await this.shows(title, { name });
  }

  /** Compares the words that were read out, and takes the request that is shown; ends where it is signed. */
  async take(
    action: "org.request.take" | "org.request.renew.take",
    name: string,
    words: readonly string[],
  ): Promise<void> {
    await expect(this.twelveWords()).toHaveText([...words]);
    await this.page.getByRole("checkbox", { name: this.t("org.request.compared", { name }) }).check();
    await this.press(action, { name });
    await this.shows("org.sign.title");
  }

  /** The spare key takes the key's place, once there is a new spare; ends where that is signed. */
  async replaceKey(saves: Saves, spare: KeyKept): Promise<void> {
    await this.press("org.root.begin");
    await this.#makeKey(saves, "spare", "new-spare.pem");
    await this.shows("org.root.sign");
    await this.useKey(spare, "org.sign.do", "org.root.file");
    await this.shows("org.signed.title");
  }

  /** Signs what there is to sign; ends in the overview. */
  async sign(key: KeyKept): Promise<void> {
    await this.useKey(key, "org.sign.do");
    await this.shows("org.signed.title");
    await this.press("org.home.to");
  }
}
