import type { ThreadWhole } from "@fluister/sdk";

import { taken } from "./taken.ts";

/** The step that is taken in a thread. */
export function StepShown({ thread }: { readonly thread: ThreadWhole }) {
  const step = taken.value;
  return step === undefined ? null : <step.Form key={step.name} thread={thread} />;
}
