import type { ThreadWhole } from "@fluister/sdk";

import { chosenAction } from "./chosen.ts";

/** The form of the action that was chosen in a thread. */
export function ChosenAction({ thread }: { readonly thread: ThreadWhole }) {
  const action = chosenAction.value;
  return action === undefined ? null : <action.Form key={action.name} thread={thread} />;
}
