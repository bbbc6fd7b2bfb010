import { signal } from "@preact/signals";

import { atLock } from "../session.ts";
import { go } from "../way.ts";
import type { Step } from "./kinds.ts";

/** The step that is shown. */
export const step = signal<Step>("question");

/** Shows a step. */
export function take(next: Step): void {
  step.value = next;
  go("step");
}

atLock(() => {
  step.value = "question";
});
