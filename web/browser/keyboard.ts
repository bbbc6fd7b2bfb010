/** Somebody who has a keyboard and nothing else: what has the focus is seen, and everything is come to. */
import { type Locator, type Page, expect } from "@playwright/test";

import type { File } from "./pages/screen.ts";

/** More stops than any screen has. */
const MOST_STOPS = 90;

/** Keys on a page. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes on with Tab until this has the focus, or back with Shift and Tab. @throws Error when it is never come to. */
  async to(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await expect(target).toBeVisible();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.#page.keyboard.press(key);
      if (await target.evaluate((element) => element === document.activeElement)) {
        expect(await target.evaluate(seen), `the focus on ${String(target)}`).toEqual({ marked: true, covered: false });
        return;
      }
    }
    throw new Error(`${String(target)} is not among ${MOST_STOPS} stops`);
  }

  /** Goes to it, and presses it. */
  async press(target: Locator, how: "Enter" | "Space" = "Enter"): Promise<void> {
    await this.to(target);
    await this.#page.keyboard.press(how);
  }

  /** Goes to a field, and types into it. */
  async type(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.#page.keyboard.type(text);
  }

  /** Goes to what opens the device's own window for files, opens it, and chooses one there. */
  async choose(target: Locator, file: File): Promise<void> {
    const [chooser] = await Promise.all([this.#page.waitForEvent("filechooser"), this.press(target)]);
    await chooser.setFiles(file);
  }

  /** The screen's heading has the focus: a screen reader begins there. */
  async beginsAtHeading(): Promise<void> {
    await expect(this.#page.getByRole("heading", { level: 1 })).toBeFocused();
  }

  /** Every stop of a screen, once around: Tab leaves each of them, and comes to the first again. */
  async goesAround(): Promise<void> {
    await this.#page.keyboard.press("Tab");
    const first = await this.#page.evaluateHandle(() => document.activeElement);
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.#page.keyboard.press("Tab");
      if (await first.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`after ${MOST_STOPS} stops the first has not come again`);
  }
}

/** Whether there is a mark around what has the focus, and something above it that hides it; runs in the page. */
function seen(element: Element): { marked: boolean; covered: boolean } {
  const style = getComputedStyle(element);
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const middle = (from: number, to: number, most: number) => (Math.max(0, from) + Math.min(most, to)) / 2;
  const above = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  return {
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: above === null || !(element.contains(above) || above.contains(element)),
  };
}
