import assert from "node:assert/strict";
import { test } from "node:test";

import { type ThreadSummary } from "../src/adviser/inbox-view.js";
import { byUrgency } from "../src/adviser/urgency.js";

const TODAY = 20_000;

function thread(id: string, more: Partial<ThreadSummary>): ThreadSummary {
  return {
    id,
    organisation: "o",
    since: TODAY - 50,
    last: TODAY - 3,
    letterCount: 2,
    unread: 0,
    state: "melder",
    formal: false,
    preview: "",
    labels: [],
    muted: false,
    hasDraft: false,
    begun: [],
    hasWarnings: false,
    ...more,
  };
}

test("threads come in the order in which they want to be read", () => {
  const inOrder = [
    thread("new and due", { unread: 1, due: { kind: "feedback", on: TODAY + 9 }, last: TODAY - 50 }),
    thread("new", { unread: 3, last: TODAY - 40 }),
    thread("late", { due: { kind: "acknowledge", on: TODAY - 1 }, last: TODAY - 20 }),
    thread("due", { due: { kind: "aftercare", on: TODAY + 9 }, last: TODAY }),
    thread("recent", { last: TODAY }),
    thread("same day, a", { last: TODAY - 5 }),
    thread("same day, b", { last: TODAY - 5 }),
    thread("old", { last: TODAY - 30 }),
  ];
  const ids = inOrder.map(({ id }) => id);
  for (const mixed of [[...inOrder].reverse(), [...inOrder.slice(3), ...inOrder.slice(0, 3)]]) {
    assert.deepEqual(
      mixed.sort(byUrgency).map(({ id }) => id),
      ids,
    );
  }
});
