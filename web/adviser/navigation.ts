import { guard, onBrowserBack, navigationFrom } from "../ui/navigation.ts";
import type { JoiningScreen } from "./joining/screens.ts";

/** The screens of the daily work. None of them has an address of its own. */
export type DailyScreen =
  | "unlock" // this device has a vault, and it is locked
  | "inbox"
  | "thread"
  | "action" // the form of an action in a thread
  | "forget"
  | "colleagues";

/** Every screen there is. */
export type Screen = DailyScreen | JoiningScreen;

/** Where a device without a vault begins, and where one with a vault does. */
export const [FIRST, LOCKED] = ["welcome", "unlock"] as const;

const navigation = navigationFrom<Screen>(LOCKED);
const { passed } = navigation;

export const { screen, canGoBack } = navigation;

/** Shows a screen; the one before is where 'back' leads. */
export function go(to: Screen): void {
  guard();
  passed.value = [...passed.value, to];
}

/** Shows a screen in the place of the one that is shown: 'back' leads to where it led before. */
export function goInstead(to: Screen): void {
  passed.value = [...passed.value.slice(0, -1), to];
}

/** Shows a screen of the daily work, from which 'back' leads to the inbox, whatever was shown before. */
export function goFromInbox(to: DailyScreen): void {
  guard();
  passed.value = ["inbox", to];
}

/** Shows a screen from which nothing leads back to what was before. */
export function goOn(to: Screen): void {
  passed.value = [to];
}

/** Shows the screen before this one. */
export function back(): void {
  if (canGoBack.value) {
    passed.value = passed.value.slice(0, -1);
  }
}

/** Makes the browser's 'back' go back a screen. Where there is none it leaves, as everywhere. */
export function watchHistory(): void {
  onBrowserBack(() => {
    if (canGoBack.value) {
      const further = passed.value.length > 2;
      back();
      if (further) {
        guard();
      }
    }
  });
}
