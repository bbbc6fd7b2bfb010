// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";

import { page, after, press, texts, type, words } from "../page.tsx";
import { closeApp, openApp } from "./app.tsx";
import { inbox, summary } from "./samples.ts";

vi.mock("../../adviser/worker/start.ts", () => import("./fake-worker.ts"));

afterEach(async () => {
  vi.useRealTimers();
  await closeApp();
});

/** The rows of the list, by what was said last in each. */
function rows(): string[] {
  return texts(".row .preview");
}

const threads = [
  summary({ id: "3", preview: "newest", unread: 1, state: "new" }),
  summary({ id: "1", preview: "late", due: { kind: "feedback", on: 0 } }),
  summary({ id: "9", preview: "waiting", state: "melder", last: 1 }),
  summary({ id: "2", preview: "closed", state: "closed" }),
  summary({ id: "5", preview: "muted", state: "new", unread: 2, muted: true }),
];

describe("the list", () => {
  it("has the threads in the order in which they come, without those that are closed or muted", async () => {
    await openApp({ inbox: inbox(threads) });
    expect(rows()).toEqual(["newest", "late", "waiting"]);
    expect(words()).toContain("3 conversations");
  });

  it("is narrowed by a filter, each of which says how many it has", async () => {
    await openApp({ inbox: inbox(threads) });
    expect(texts(".filters button")).toEqual([
      "Open 3",
      "New 1",
      "With me 1",
      "With the reporter 1",
      "Dates 1",
      "Closed 1",
      "Muted 1",
    ]);
    const shown: Record<string, string[]> = {};
    for (const filter of ["New 1", "With me 1", "With the reporter 1", "Dates 1", "Closed 1", "Muted 1"]) {
      await press(filter);
      shown[filter] = rows();
      expect(texts("[aria-pressed=true]")).toEqual([filter]);
    }
    expect(shown).toEqual({
      "New 1": ["newest"],
      "With me 1": ["late"],
      "With the reporter 1": ["waiting"],
      "Dates 1": ["late"],
      "Closed 1": ["closed"],
      "Muted 1": ["muted"],
    });
  });

  it("doesn't offer the muted where there are none, and says where nothing is left", async () => {
    await openApp({ inbox: inbox([summary({ preview: "mine" })]) });
    expect(texts(".filters button").some((text) => text.startsWith("Muted"))).toBe(false);
    await press("Closed 0");
    expect(rows()).toEqual([]);
    expect(words()).toContain("There are no closed conversations.");
  });

  it("is narrowed to an organisation where there are several", async () => {
    const [first] = inbox().organisations;
    const organisations = first ? [first, { ...first, organisation: "other", name: "Other" }] : [];
    const both = [summary({ preview: "here" }), summary({ id: "b", organisation: "other", preview: "there" })];
    await openApp({ inbox: inbox(both, { organisations }) });
    expect(rows()).toEqual(["here", "there"]);
    await after(() => {
      const select = page.querySelector("select");
      if (select) {
        select.value = "other";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    expect(rows()).toEqual(["there"]);
  });

  it("shows what was searched for once the typing rests, closed and muted too, in the same order", async () => {
    const fake = await openApp({ inbox: inbox(threads) });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await type("Search", "hel");
    await type("Search", "hello ");
    await after(() => vi.advanceTimersByTimeAsync(200));
    expect(fake.calls.filter((call) => call === "search")).toHaveLength(1);
    expect(fake.waiting("search").args).toEqual(["hello"]);
    await after(() => fake.waiting("search").answer(["5", "9", "3"]));
    expect(rows()).toEqual(["newest", "waiting", "muted"]);
    expect(words()).toContain("Found in 3 conversations");
    await type("Search", "");
    expect(rows()).toEqual(["newest", "late", "waiting"]);
  });

  it("doesn't show what was found for something else than stands there now", async () => {
    const fake = await openApp({ inbox: inbox(threads) });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await type("Search", "first");
    await after(() => vi.advanceTimersByTimeAsync(200));
    const first = fake.waiting("search");
    await type("Search", "second");
    await after(() => first.answer(["5"]));
    expect(rows()).toEqual(["newest", "late", "waiting"]);
  });
});
