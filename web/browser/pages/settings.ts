import { expect } from "@playwright/test";

import { Screen } from "./screen.ts";

/** Where the settings lead. */
export type Setting =
  | "profile"
  | "organisations"
  | "notifications"
  | "idle"
  | "change-passphrase"
  | "show-code"
  | "devices"
  | "forget-device";

/** An adviser's settings. */
export class Settings extends Screen {
  /** From anywhere with an open vault. */
  async open(setting: Setting): Promise<void> {
    await this.press("frame.settings");
    await this.shows("joining.settings.title");
    await this.page.getByRole("button", { name: this.t(`joining.settings.${setting}`) }).click();
  }

  /** Types the passphrase where it is asked for once more. */
  async confirm(
    passphrase: string,
    action: "joining.show-code.show" | "joining.change.do" | "joining.devices.do" | "joining.move.do",
  ) {
    await this.page.getByLabel(this.t("joining.passphrase.yours"), { exact: true }).fill(passphrase);
    await this.press(action);
  }

  /** The key code that is shown. */
  async code(): Promise<string> {
    const shown = this.page.getByRole("group", { name: this.t("joining.code.label") });
    await expect(shown).toHaveText(/^(\w{4}-){5}\w{4}$/);
    return await shown.innerText();
  }

  /** The passphrase that is shown. */
  async passphrase(): Promise<string> {
    const words = this.page.getByRole("list", { name: this.t("joining.passphrase.label") }).getByRole("listitem");
    await expect(words).toHaveCount(6);
    return (await words.allInnerTexts()).map((word) => word.trim()).join(" ");
  }
}
