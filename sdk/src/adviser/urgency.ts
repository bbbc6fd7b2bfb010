import { type ThreadSummary } from "./inbox-view.js";

/**
 * The order in which threads want to be read: those with something new first, then what is due soonest, then what was last
 * written in. To be sorted with; no two threads are equal.
 */
export function byUrgency(one: ThreadSummary, other: ThreadSummary): number {
  return (
    Number(other.unread > 0) - Number(one.unread > 0)
    || (one.due?.on ?? NEVER) - (other.due?.on ?? NEVER)
    || other.last - one.last
    || (one.id < other.id ? -1 : 1)
  );
}

/** After every day there is; finite, so that two of them are equal. */
const NEVER = Number.MAX_SAFE_INTEGER;
