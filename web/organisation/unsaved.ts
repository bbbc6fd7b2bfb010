import { signal } from "@preact/signals";

import { founding } from "./founding/founding.ts";
import { editions } from "./organisation-store.ts";

/** Whether something was typed on this screen that is in no version yet. */
export const touched = signal(false);

/** Whether something would be lost if the page were closed now. */
export function wouldLose(): boolean {
  return (
    touched.value
    || editions.value.length > 0
    || founding.value.name !== ""
    || founding.value.root !== undefined
    || founding.value.spare !== undefined
  );
}
