import { guard, onBrowserBack, navigationFrom } from "../ui/navigation.ts";

/** Every screen there is. None of them has an address of its own. */
export type Screen =
  | "start"
  | "before"
  | "information"
  | "track"
  | "policy"
  | "advisers"
  | "what"
  | "when"
  | "who"
  | "categories"
  | "wants"
  | "files"
  | "check"
  | "code"
  | "confirm"
  | "sending"
  | "receipt"
  | "enter"
  | "talk"
  | "write"
  | "another"
  | "withdraw"
  | "withdrawn";

const navigation = navigationFrom<Screen>("start");
const { passed } = navigation;

export const { screen, canGoBack } = navigation;

/** Shows a screen; the one before is where 'back' leads. */
export function go(to: Screen): void {
  guard();
  passed.value = [...passed.value, to];
}

/** Shows a screen from which nothing leads back to what was before. */
export function goOn(to: Screen): void {
  guard();
  passed.value = [to];
}

/** Goes on to a screen, or back to the check where one answer was being changed. */
export function goNext(to: Screen): void {
  if (passed.value.at(-2) === "check") {
    back();
  } else {
    go(to);
  }
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
    if (leaving) {
      away();
    } else if (canGoBack.value) {
      back();
      guard();
    } else if (screen.value === "sending") {
      guard();
    } else if (screen.value !== "start") {
      passed.value = ["start"];
    } else {
      history.back();
    }
  });
}

/** A page that says nothing about the one before it. */
const NEUTRAL = "https://www.wikipedia.org/";

let leaving = false;

/**
 * Leaves at once: what was shown is gone before the neutral page has loaded. The neutral page replaces this one in the
 * history, and 'forward' shows the server's first page, which names no organisation. Where the browser's button has used
 * the second entry up, it is still ahead, with this page's address: a new entry takes its place.
 */
export function leave(): void {
  if (leaving) {
    return;
  }
  leaving = true;
  document.documentElement.replaceChildren();
  guard();
  history.replaceState(null, "", "/");
  history.back();
}

function away(): void {
  location.replace(NEUTRAL);
}
