import { t } from "../../i18n/i18n.ts";
import { say } from "../../ui/said.tsx";
import { chosen, inboxView, forgetChosen, whole } from "../view.ts";
import { type Screen, goFromInbox, goOn, screen } from "../navigation.ts";
import { vault } from "../worker/vault.ts";

/** Shows a thread. What was new in it is not new to the list any more; within it, it still is until it is shown again. */
export async function choose(id: string): Promise<void> {
  chosen.value = id;
  whole.value = undefined;
  const thread = await vault.open(id);
  if (chosen.value !== id) {
    return;
  }
  whole.value = thread;
  goFromInbox("thread");
}

/**
 * Looks at the thread again after letters may have come. A thread that is gone, since its melder has withdrawn or another device
 * deleted it, gives way to the list.
 */
export async function lookAgain(): Promise<void> {
  const id = chosen.value;
  if (id === undefined) {
    return;
  }
  if (!inboxView.value?.threads.some((thread) => thread.id === id)) {
    forgetChosen();
    if (OF_A_THREAD.includes(screen.value)) {
      goOn("inbox");
      say(t("thread.gone"));
    }
    return;
  }
  const thread = await (screen.value === "thread" ? vault.open(id) : vault.thread(id));
  if (chosen.value === id) {
    whole.value = thread;
  }
}

/** The screens that need a thread. */
const OF_A_THREAD: readonly Screen[] = ["thread", "action", "forget"];
