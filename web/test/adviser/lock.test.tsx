// @vitest-environment happy-dom
import { ServiceError } from "@fluister/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";

import { isSearching, listed, seek } from "../../adviser/inbox/inbox.ts";
import { invitation, lock } from "../../adviser/session.ts";
import { sync, syncing } from "../../adviser/syncing.ts";
import { choose } from "../../adviser/thread/chosen.ts";
import { inboxView, isOpen, whole as shown } from "../../adviser/view.ts";
import { vault } from "../../adviser/worker/vault.ts";
import { screen } from "../../adviser/navigation.ts";
import { after, press, type, words } from "../page.tsx";
import { closeApp, openApp, openThread, openVault } from "./app.tsx";
import { worker, workers } from "./fake-worker.ts";
import { inbox, summary, whole } from "./samples.ts";

vi.mock("../../adviser/worker/start.ts", () => import("./fake-worker.ts"));

afterEach(async () => {
  vi.useRealTimers();
  await closeApp();
});

const SECRET = "what only an open vault shows";
const secretThread = whole({ preview: SECRET });
const secretInbox = inbox([secretThread]);

/** Nothing of the vault is there: not on the page, and not behind it. */
function expectLocked(): void {
  expect(isOpen.value).toBe(false);
  expect(inboxView.value).toBeUndefined();
  expect(shown.value).toBeUndefined();
  expect(screen.value).toBe("unlock");
  expect(words()).toContain("Your vault is locked");
  expect(words()).not.toContain(SECRET);
}

describe("what was asked before the lock and is answered after it", () => {
  it("is not shown: an opened thread", async () => {
    const fake = await openApp({ inbox: inbox([summary()]) });
    await after(() => void choose("a"));
    await after(() => void lock());
    await after(() => fake.waiting("open").answer(secretThread, { inbox: secretInbox }));
    expectLocked();
  });

  it("is not shown: what a change made of the thread", async () => {
    const fake = await openThread(whole());
    await after(() => void vault.mute("a", true));
    await after(() => void lock());
    await after(() => fake.waiting("mute").answer(undefined, { inbox: secretInbox, thread: secretThread }));
    expectLocked();
  });

  it("is not shown: what a look into the box brought, or how it goes", async () => {
    const fake = await openApp({ inbox: inbox() });
    await after(() => void sync());
    const going = fake.waiting("sync");
    await after(() => void lock());
    await after(() => {
      going.report({ what: "opened", done: 1, of: 2 });
      going.answer(
        { newLetters: 1, lookedAt: 1, withdrawn: 0, keysPublished: false, waiting: 0 },
        { inbox: secretInbox },
      );
    });
    expectLocked();
    expect(syncing.value).toEqual({ state: "resting" });
  });

  it("is not shown: what went wrong", async () => {
    const fake = await openApp({ inbox: inbox() });
    await after(() => void sync());
    await after(() => void lock());
    await after(() => fake.waiting("sync").fail(new ServiceError("busy"), { inbox: secretInbox }));
    expectLocked();
    expect(syncing.value).toEqual({ state: "resting" });
  });

  it("is not shown once the vault is open again: what was found, or had gone wrong", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const fake = await openApp({ inbox: inbox([summary({ id: "a" }), summary({ id: "b" })]) });
    seek("hello");
    vi.advanceTimersByTime(200);
    const search = fake.waiting("search");
    await after(() => void sync());
    await after(() => void lock());
    await openVault({ inbox: inbox([summary({ id: "a" }), summary({ id: "b" })]) });
    await after(() => void sync());
    await after(() => {
      search.answer(["b"]);
      fake.waiting("sync").report({ what: "opened", done: 1, of: 2 });
      fake.waiting("sync").fail(new ServiceError("busy"), { inbox: inbox() });
    });
    expect(isSearching.value).toBe(false);
    expect(listed.value.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(syncing.value).toEqual({ state: "going" });
  });

  it("goes nowhere: who waited for it does nothing more", async () => {
    const fake = await openThread(whole());
    const before = { resolved: false, rejected: false };
    await after(() => {
      vault.keyCode().then(
        () => (before.resolved = true),
        () => (before.rejected = true),
      );
    });
    await after(() => void lock());
    await after(() => fake.waiting("keyCode").answer("ABCD"));
    expect(before).toEqual({ resolved: false, rejected: false });
  });
});

describe("a lock", () => {
  it("has what is being typed kept, and ends the worker once it is", async () => {
    const fake = await openThread(whole());
    await type("Your answer to the reporter", "I am he");
    expect(fake.calls).not.toContain("keepDraft");
    await after(() => void lock());
    expectLocked();
    const kept = fake.waiting("keepDraft");
    expect(kept.args).toEqual(["a", "I am he"]);
    expect(fake.isEnded).toBe(false);
    await after(() => kept.answer());
    expect(fake.isEnded).toBe(true);
  });

  it("waits for what is on its way into the vault already", async () => {
    const fake = await openThread(whole());
    await type("Your answer to the reporter", "Good day");
    await press("Send");
    await after(() => void lock());
    expectLocked();
    await after(() => fake.waiting("keepDraft").answer());
    expect(fake.isEnded).toBe(false);
    await after(() => fake.waiting("write").answer());
    expect(fake.isEnded).toBe(true);
  });

  it("doesn't wait for servers", async () => {
    const fake = await openApp({ inbox: inbox() });
    await after(() => void sync());
    await after(() => void lock());
    expect(fake.isEnded).toBe(true);
  });

  it("ends a worker that keeps nothing, after some patience", async () => {
    const fake = await openThread(whole());
    await type("Your answer to the reporter", "I am he");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await after(() => void lock());
    expect(fake.isEnded).toBe(false);
    await after(() => vi.advanceTimersByTimeAsync(5_000));
    expect(fake.isEnded).toBe(true);
  });

  it("leaves no invitation to who unlocks it next", async () => {
    await openApp({ inbox: inbox() });
    invitation.value = "organisation=https%3A%2F%2Fexample.org%2Facme";
    await after(() => void lock());
    await openVault({ inbox: inbox() });
    expect(screen.value).toBe("inbox");
  });

  it("leaves a fresh worker to what is asked next", async () => {
    const fake = await openThread(whole());
    await after(() => void lock());
    await after(() => void vault.hasVault());
    expect(workers.length).toBe(2);
    expect(worker().calls).toEqual(["hasVault"]);
    expect(fake.calls).not.toContain("hasVault");
  });
});
