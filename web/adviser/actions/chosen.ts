import { signal } from "@preact/signals";

import { atLock } from "../session.ts";
import { go } from "../navigation.ts";
import type { AdviserAction } from "./action.ts";

/** The action whose form is shown. */
export const chosenAction = signal<AdviserAction | undefined>(undefined);

/** Shows an action's form. */
export function chooseAction(next: AdviserAction): void {
  chosenAction.value = next;
  go("action");
}

atLock(() => {
  chosenAction.value = undefined;
});
