import type { ThreadWhole } from "@fluister/sdk";
import { signal } from "@preact/signals";

import { core } from "../core/core.ts";
import { atLock, refresh } from "../session.ts";
import { go, goInstead, screen } from "../way.ts";

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
  (screen.value === "inbox" ? go : goInstead)("thread");
  if (thread.unread > 0) {
    await core().shown(id);
    await refresh();
  }
}

/** Looks at the thread again, after something was done in it or has come, and at the list with it. */
export async function reload(): Promise<void> {
  const id = chosen.value;
  await refresh();
  if (id === undefined) {
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

/** Shows no thread any more. */
export function forgetChosen(): void {
  chosen.value = undefined;
  whole.value = undefined;
}

atLock(forgetChosen);
