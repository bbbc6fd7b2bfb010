import type { ThreadSummary } from "@fluister/sdk";

/** What an inbox can be narrowed to, in the order in which it is offered. */
export const FILTERS = ["open", "new", "me", "melder", "due", "closed", "muted"] as const;

/** What the inbox can be narrowed to. */
export type Filter = (typeof FILTERS)[number];

/** Whether a thread is among those of a filter. Muted threads are only among the muted. */
export function fits(thread: ThreadSummary, filter: Filter): boolean {
  if (thread.muted !== (filter === "muted")) {
    return false;
  }
  switch (filter) {
    case "muted":
      return true;
    case "open":
      return thread.state !== "closed" || thread.unread > 0;
    case "new":
      return thread.unread > 0;
    case "due":
      return thread.due !== undefined;
    default:
      return thread.state === filter;
  }
}

/** How many threads each filter has. */
export function counts(threads: readonly ThreadSummary[]): Readonly<Record<Filter, number>> {
  const of = (filter: Filter) => threads.filter((thread) => fits(thread, filter)).length;
  return Object.fromEntries(FILTERS.map((filter) => [filter, of(filter)])) as Record<Filter, number>;
}
