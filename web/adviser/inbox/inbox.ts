import { computed, signal } from "@preact/signals";

import { vault } from "../worker/vault.ts";
import { atLock } from "../session.ts";
import { inboxView } from "../view.ts";
import { type Filter, fits } from "./filters.ts";

/** What the inbox is narrowed to. */
export const filter = signal<Filter>("open");

/** The organisation, as the vault names it, to which the list is narrowed; nothing for all of them. */
export const among = signal<string | undefined>(undefined);

/** The threads of that organisation, or of all. */
export const threads = computed(() =>
  (inboxView.value?.threads ?? []).filter(({ organisation }) => [undefined, organisation].includes(among.value)),
);

/** What is being searched for. */
export const sought = signal("");

/** The threads in which it was found; nothing where nothing is searched for. */
const found = signal<ReadonlySet<string> | undefined>(undefined);

/** The threads that the list shows, in its order. A search looks in all of them, whatever the filter. */
export const listed = computed(() => {
  const ids = found.value;
  return threads.value.filter((thread) => (ids ? ids.has(thread.id) : fits(thread, filter.value)));
});

/** Whether the list shows what was searched for. */
export const isSearching = computed(() => found.value !== undefined);

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds of rest after which what is typed is searched for. */
const REST = 200;

/** Searches in everything that this device can read. The words don't leave it. */
export function seek(text: string): void {
  sought.value = text;
  clearTimeout(waiting);
  if (text.trim() === "") {
    found.value = undefined;
    return;
  }
  waiting = setTimeout(() => void look(text), REST);
}

async function look(text: string): Promise<void> {
  const ids = await vault.search(text.trim());
  if (sought.value === text) {
    found.value = new Set(ids);
  }
}

atLock(() => {
  clearTimeout(waiting);
  sought.value = "";
  found.value = undefined;
  filter.value = "open";
  among.value = undefined;
});
