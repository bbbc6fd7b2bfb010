import { computed, signal } from "@preact/signals";

/** Every screen there is. None of them has an address of its own. */
export type Screen =
  | "start"
  | "before"
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

const passed = signal<readonly Screen[]>(["start"]);

/** The screen that is shown. */
export const screen = computed<Screen>(() => passed.value.at(-1) ?? "start");

/** Whether there is a screen to go back to. */
export const canGoBack = computed(() => passed.value.length > 1);

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

let guarded = false;

/**
 * One entry of history, the same address again, so that the browser's own button goes back a screen and not away from all
 * that was typed. It says nothing: no screen has an address.
 */
function guard(): void {
  if (!guarded) {
    guarded = true;
    history.pushState(null, "");
  }
}

/** Makes the browser's 'back' go back a screen. Where there is none it leaves, as everywhere. */
export function watchHistory(): void {
  addEventListener("popstate", () => {
    if (!guarded) {
      return;
    }
    guarded = false;
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
 * history; where there was a second entry, 'forward' shows the server's first page, which names no organisation.
 */
export function leave(): void {
  if (leaving) {
    return;
  }
  leaving = true;
  document.documentElement.replaceChildren();
  if (guarded) {
    history.replaceState(null, "", "/");
    history.back();
  } else {
    away();
  }
}

function away(): void {
  location.replace(NEUTRAL);
}
