import type { InboxView, ThreadWhole } from "@fluister/sdk";
import { computed, signal } from "@preact/signals";

import type { View } from "./worker/calls.ts";

/** What the vault holds, as far as lists need it; nothing while it is locked. */
export const inboxView = signal<InboxView | undefined>(undefined);

/** Whether the vault is open. */
export const isOpen = computed(() => inboxView.value !== undefined);

/** The thread that is shown, by its id. */
export const chosen = signal<string | undefined>(undefined);

/** All of it, once it has been opened. */
export const whole = signal<ThreadWhole | undefined>(undefined);

/** Shows what the vault holds now. */
export function show({ inbox, thread }: View): void {
  inboxView.value = inbox;
  if (thread !== undefined && thread.id === chosen.value) {
    whole.value = thread;
  }
}

/** Shows no thread any more. */
export function forgetChosen(): void {
  chosen.value = undefined;
  whole.value = undefined;
}

/** Shows nothing any more: the vault is locked. */
export function forgetView(): void {
  inboxView.value = undefined;
  forgetChosen();
}
