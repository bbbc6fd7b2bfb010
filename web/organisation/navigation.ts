import { t } from "../i18n/i18n.ts";
import { guard, onBrowserBack, navigationFrom } from "../ui/navigation.ts";
import { touched, wouldLose } from "./unsaved.ts";

/** Every screen there is. None of them has an address of its own. */
export type Screen =
  | "start"
  | "open"
  | "about"
  | "address"
  | "policy-first"
  | "key"
  | "key-test"
  | "spare"
  | "spare-test"
  | "check"
  | "founded"
  | "home"
  | "links"
  | "advisers"
  | "invite"
  | "request"
  | "paste"
  | "dismiss"
  | "particulars"
  | "pages"
  | "page"
  | "checklist"
  | "poster"
  | "log"
  | "root"
  | "next-spare"
  | "next-spare-test"
  | "next-sign"
  | "sign"
  | "signed";

const navigation = navigationFrom<Screen>("start");
const { passed } = navigation;

export const { screen, canGoBack } = navigation;

/** Shows a screen; the one before is where 'back' leads. */
export function go(to: Screen): void {
  if (!mayLeave()) {
    return;
  }
  guard();
  passed.value = [...passed.value, to];
}

/** Shows a screen from which nothing leads back but to the organisation's first one. */
export function goOn(to: Screen): void {
  guard();
  passed.value = to === "home" ? ["home"] : ["home", to];
}

/** Shows a screen with nothing before it. */
export function goFirst(to: Screen): void {
  passed.value = [to];
}

/** Shows the screen before this one. */
export function back(): void {
  if (canGoBack.value && mayLeave()) {
    passed.value = passed.value.slice(0, -1);
  }
}

/** Whether this screen may be left: asks where something was typed that is in no version yet. */
function mayLeave(): boolean {
  if (touched.value && !confirm(t("org.unsaved"))) {
    return false;
  }
  touched.value = false;
  return true;
}

/** Makes the browser's 'back' go back a screen, and asks before the page is left with something unsigned. */
export function watchHistory(): void {
  onBrowserBack(() => {
    // unless it was a link that was pasted into the address bar
    if (location.hash === "" && canGoBack.value) {
      back();
      guard();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (wouldLose()) {
      event.preventDefault();
    }
  });
}
