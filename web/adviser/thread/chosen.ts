import type { ThreadWhole } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { t } from "../../i18n/i18n.ts";
import { say } from "../../ui/said.tsx";
import { core } from "../core/core.ts";
import { atLock, desk, refresh } from "../session.ts";
import { type Screen, goFromInbox, goOn, screen } from "../way.ts";

/** The thread that is shown, by its id. */
export const chosen = signal<string | undefined>(undefined);

/** All of it, once it has been opened. */
export const whole = signal<ThreadWhole | undefined>(undefined);

/** Shows a thread. What was new in it is not new to the list any more; within it, it still is until it is shown again. */
export async function choose(id: string): Promise<void> {
  chosen.value = id;
  whole.value = undefined;
  const thread = await core().thread(id);
  if (chosen.value !== id) {
    return;
  }
  whole.value = thread;
  goFromInbox("thread");
  if (thread.unread > 0) {
    await core().shown(id);
    await refresh();
  }
}

/**
 * Looks at the list and the thread again, after something was done in it or letters came. A thread that is gone, since its
 * melder has withdrawn or another device deleted it, gives way to the list.
 */
export async function reload(): Promise<void> {
  const id = chosen.value;
  await refresh();
  if (id === undefined || !desk.value) {
    return;
  }
  if (!desk.value.threads.some((thread) => thread.id === id)) {
    forgetChosen();
    if (OF_A_THREAD.includes(screen.value)) {
      goOn("inbox");
      say(t("thread.gone"));
    }
    return;
  }
  const thread = await core().thread(id);
  if (chosen.value !== id) {
    return;
  }
  whole.value = thread;
  if (thread.unread > 0 && screen.value === "thread") {
    await core().shown(id);
    await refresh();
  }
}

/** The screens that need a thread. */
const OF_A_THREAD: readonly Screen[] = ["thread", "step", "forget"];

/** Shows no thread any more. */
export function forgetChosen(): void {
  chosen.value = undefined;
  whole.value = undefined;
}

atLock(forgetChosen);
