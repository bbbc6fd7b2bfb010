import { type ReadonlySignal, type Signal, computed, signal } from "@preact/signals";

/** The screens that were passed: the last is shown, and the one before it is where 'back' leads. None has an address of its own. */
export interface Navigation<Screen> {
  readonly passed: Signal<readonly Screen[]>;
  /** The screen that is shown. */
  readonly screen: ReadonlySignal<Screen>;
  /** Whether there is a screen to go back to. */
  readonly canGoBack: ReadonlySignal<boolean>;
}

/** A navigation that begins with a screen. */
export function navigationFrom<Screen>(first: Screen): Navigation<Screen> {
  const passed = signal<readonly Screen[]>([first]);
  return {
    passed,
    screen: computed(() => passed.value.at(-1) ?? first),
    canGoBack: computed(() => passed.value.length > 1),
  };
}

let guarded = false;

/**
 * One entry of history, the same address again, so that the browser's own button goes back a screen and not away from all
 * that was typed. It says nothing: no screen has an address.
 */
export function guard(): void {
  if (!guarded) {
    guarded = true;
    history.pushState(null, "");
  }
}

/** Calls `goBack` when the browser's own button was pressed, and has used the entry up. */
export function onBrowserBack(goBack: () => void): void {
  addEventListener("popstate", () => {
    if (guarded) {
      guarded = false;
      goBack();
    }
  });
}
