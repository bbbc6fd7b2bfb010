import { signal } from "@preact/signals";

import { atLock } from "../session.ts";
import { go } from "../way.ts";
import type { Step } from "./step.ts";

/** The step that is shown. */
export const taken = signal<Step | undefined>(undefined);

/** Shows a step. */
export function take(next: Step): void {
  taken.value = next;
  go("step");
}

atLock(() => {
  taken.value = undefined;
});
