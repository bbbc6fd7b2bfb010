import { expect } from "@playwright/test";

import type { Saves } from "../saves.ts";
import { type File, Screen } from "./screen.ts";
import type { Keys } from "../environment/device.ts";

/** What goes to the administrator. */
export interface Handed {
  /** What is handed over. */
  readonly request: string;
  /** What is read out. */
  readonly words: readonly string[];
}

/** What an adviser has written down, and what goes to the administrator. */
export interface Joined extends Handed {
  readonly passphrase: string;
  readonly keyCode: string;
}

/** Becoming an adviser, from the invitation to the request. */
export class Joining extends Screen {
  /** `saves` watches this page. */
  async join(saves: Saves, invitation: string, organisation: string, name: string): Promise<Joined> {
    await this.page.goto(invitation);
    await this.shows("joining.invited.title", { organisation });
    // it says nothing of whom it was for, once it is open
    expect(this.page.url()).not.toContain("#");
    await this.press("joining.begin");
    return await this.tell(saves, organisation, name);
  }

  /** From the name to the request. */
  async tell(saves: Saves, organisation: string, name: string, photo?: File): Promise<Joined> {
    await this.tellOfMyself(name, photo);
    await this.press("next");
    const { passphrase, keyCode } = await this.#makeVault();
    return { passphrase, keyCode, ...(await this.handOver(saves, "joining.request.title", organisation)) };
  }

  /** From the name to what is attested. */
  async tellOfMyself(name: string, photo?: File): Promise<void> {
    await this.shows("joining.name.title");
    await this.page.getByRole("textbox", { name: this.t("joining.name.label") }).fill(name);
    await this.page.getByRole("radio", { name: this.t("joining.position.external") }).check();
    await this.press("next");
    await this.shows("joining.tasks.title");
    for (const box of await this.page.getByRole("checkbox").all()) await box.check();
    await this.press("next");
    await this.shows("joining.about.title");
    await this.page.getByRole("textbox").first().fill(`Ik ben ${name}.`);
    await this.press("next");
    await this.shows("joining.photo.title");
    if (photo) {
      await this.page.locator('input[type="file"]').setInputFiles(photo);
      await this.shows("joining.photo.cut.title");
      await this.press("joining.photo.keep");
      await this.shows("joining.photo.title");
      await this.press("next");
    } else {
      await this.press("joining.photo.without");
    }
    await this.shows("joining.preview.title");
    await this.press("next");
    await this.attest();
  }

  /** What is attested of one's independence: all of it. */
  async attest(): Promise<void> {
    await this.shows("joining.independence.title");
    for (const box of await this.page.getByRole("checkbox").all()) await box.check();
  }

  /** The request that is shown: saved, and its words. */
  async handOver(
    saves: Saves,
    title: "joining.request.title" | "joining.request.title.renew",
    organisation: string,
  ): Promise<Handed> {
    await this.shows(title, { organisation });
    await this.press("joining.request.save");
    const words = await this.twelveWords().allInnerTexts();
    return { request: await saves.last(), words: words.map((word) => word.trim()) };
  }

  async #makeVault(): Promise<{ passphrase: string; keyCode: string }> {
    await this.shows("joining.vault.title");
    await this.press("joining.vault.begin");
    await this.shows("joining.passphrase.title");
    const list = this.page.getByRole("list", { name: this.t("joining.passphrase.label") });
    await expect(list.getByRole("listitem")).toHaveCount(6);
    const words = (await list.getByRole("listitem").allInnerTexts()).map((word) => word.trim());
    await this.press("joining.written");
    await this.typeBack("word", words);
    await this.shows("joining.code.title");
    const shown = this.page.getByRole("group", { name: this.t("joining.code.label") });
    await expect(shown).toHaveText(/^(\w{4}-){5}\w{4}$/);
    const keyCode = await shown.innerText();
    await this.press("joining.code.saved");
    await this.typeBack("group", keyCode.split("-"));
    return { passphrase: words.join(" "), keyCode };
  }

  /** Types back what is asked for of what was written down. */
  async typeBack(kind: "word" | "group", parts: readonly string[]): Promise<void> {
    await this.shows("joining.back.title");
    for (const [at, part] of parts.entries()) {
      const field = this.page.getByRole("textbox", { name: this.t(`joining.back.${kind}`, { number: at + 1 }) });
      if (await field.isVisible()) await field.fill(part);
    }
    await this.press("next");
  }

  /** Looks whether the administrator has signed, and goes to the inbox. */
  async isAppointed(): Promise<void> {
    await this.press("joining.waiting.look");
    await this.shows("joining.waiting.done");
    await this.press("joining.to.inbox");
    await this.shows("inbox.title");
  }

  /** A further device: until its inbox is there. */
  async addDevice(origin: string, keys: Keys): Promise<void> {
    await this.tryDevice(origin, keys);
    await this.shows("inbox.title");
  }

  /** Types what adds a device, whether or not it is right. */
  async tryDevice(origin: string, { link, passphrase, keyCode }: Keys): Promise<void> {
    await this.page.goto(`${origin}/adviser/`);
    await this.press("joining.welcome.device");
    await this.shows("joining.device.title");
    await this.page.getByLabel(this.t("joining.device.link"), { exact: true }).fill(link);
    await this.page.getByLabel(this.t("joining.device.code"), { exact: true }).fill(keyCode);
    await this.page.getByLabel(this.t("joining.device.passphrase"), { exact: true }).fill(passphrase);
    await this.press("joining.device.add");
  }
}
