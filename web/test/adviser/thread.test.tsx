// @vitest-environment happy-dom
import { ServiceError, VaultError } from "@fluister/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";

import { lock } from "../../adviser/session.ts";
import { sync } from "../../adviser/syncing.ts";
import { after, alerts, field, press, texts, type, words } from "../page.tsx";
import { closeApp, openApp, openThread, openVault } from "./app.tsx";
import { worker } from "./fake-worker.ts";
import { answer, inbox, letter, summary, whole } from "./samples.ts";

vi.mock("../../adviser/worker/start.ts", () => import("./fake-worker.ts"));

afterEach(async () => {
  vi.useRealTimers();
  await closeApp();
});

const ANSWER = "Your answer to the reporter";
const NEWS = { newLetters: 0, lookedAt: 0, withdrawn: 0, keysPublished: false, waiting: 0 };

/** Lets the typing rest for as long as it takes until it is kept. */
async function restFromTyping(): Promise<void> {
  await after(() => vi.advanceTimersByTimeAsync(800));
}

describe("opening a thread", () => {
  const fresh = whole({ unread: 1, state: "new", letters: [letter("Please help", { isNew: true })] });

  it("asks the worker once, and shows what was new in it as new, in the list no more", async () => {
    const fake = await openApp({ inbox: inbox([fresh]) });
    expect(texts(".signs")).toEqual(["1 new letter"]);
    await after(() => document.getElementById("row-a")?.click());
    await after(() => fake.waiting("open").answer(fresh, { inbox: inbox([{ ...fresh, unread: 0, state: "me" }]) }));
    expect(fake.calls).toEqual(["unlock", "open"]);
    expect(fake.asked[1]?.args).toEqual(["a"]);
    expect(words()).toContain("Please help");
    expect(texts(".letter .new")).toEqual(["New"]);
    expect(texts(".rows .signs")).toEqual([""]);
  });

  it("shows the one that was chosen last, whichever comes first", async () => {
    const fake = await openApp({ inbox: inbox([summary({ id: "a" }), summary({ id: "b" })]) });
    await after(() => document.getElementById("row-a")?.click());
    const slow = fake.waiting("open");
    await after(() => document.getElementById("row-b")?.click());
    await after(() => fake.waiting("open").answer(whole({ id: "b", letters: [letter("from b")] })));
    await after(() => slow.answer(whole({ id: "a", letters: [letter("from a")] })));
    expect(words()).toContain("from b");
    expect(words()).not.toContain("from a");
  });
});

describe("what a change answers with", () => {
  it("is shown at once, without another question", async () => {
    const fake = await openThread(whole());
    await press("Mute");
    expect(fake.waiting("mute").args).toEqual(["a", true]);
    const muted = whole({ muted: true });
    await after(() => fake.waiting("mute").answer(undefined, { inbox: inbox([muted]), thread: muted }));
    expect(fake.calls).toEqual(["unlock", "open", "mute"]);
    expect(words()).toContain("Unmute");
    expect(words()).toContain("0 conversations");
  });

  it("is shown for the thread that is open, and no other", async () => {
    const fake = await openThread(whole());
    await press("Mute");
    const other = whole({ id: "b", letters: [letter("of another")] });
    await after(() => fake.waiting("mute").answer(undefined, { inbox: inbox([whole()]), thread: other }));
    expect(words()).not.toContain("of another");
  });
});

describe("a look into the box", () => {
  it("shows what came in the thread that is open, and that it was read", async () => {
    const fake = await openThread(whole());
    await after(() => void sync());
    const more = whole({ unread: 1, letters: [letter(), letter("One thing more", { n: 2, isNew: true })] });
    await after(() => fake.waiting("sync").answer(NEWS, { inbox: inbox([more]) }));
    await after(() => fake.waiting("open").answer(more, { inbox: inbox([{ ...more, unread: 0 }]) }));
    expect(words()).toContain("One thing more");
    expect(texts(".letter .new")).toEqual(["New"]);
    expect(fake.calls).toEqual(["unlock", "open", "sync", "open"]);
  });

  it("leaves a thread that is gone, and says why", async () => {
    const fake = await openThread(whole());
    await after(() => void sync());
    await after(() => fake.waiting("sync").answer({ ...NEWS, withdrawn: 1 }, { inbox: inbox() }));
    expect(words()).toContain("Choose a conversation on the left.");
    expect(words()).toContain("This conversation is gone");
  });

  it("that fails is told in words, with a way to try again", async () => {
    const fake = await openApp({ inbox: inbox() });
    await after(() => void sync());
    await after(() => fake.waiting("sync").fail(new VaultError("two_histories"), { inbox: inbox() }));
    expect(alerts()).toHaveLength(1);
    expect(alerts()[0]).toMatch(/server/);
    expect(alerts()[0]).not.toMatch(/two.histories/);
  });
});

describe("an answer", () => {
  it("is not sent while it is empty", async () => {
    const fake = await openThread(whole());
    await type(ANSWER, " \n ");
    await press("Send");
    expect(words()).toContain("Write something first.");
    expect(fake.calls).not.toContain("write");
  });

  it("is sent once, and what was typed is forgotten then", async () => {
    const fake = await openThread(whole());
    await type(ANSWER, " Good day ");
    await press("Send");
    await press("Send");
    expect(fake.calls.filter((call) => call === "write")).toHaveLength(1);
    expect(fake.waiting("write").args).toEqual(["a", { kind: "message", text: "Good day" }, []]);
    const sent = whole({ letters: [letter(), answer("Good day")] });
    await after(() => fake.waiting("write").answer(undefined, { inbox: inbox([sent]), thread: sent }));
    expect(fake.waiting("keepDraft").args).toEqual(["a", ""]);
    await after(() => fake.waiting("keepDraft").answer(undefined, { inbox: inbox([sent]), thread: sent }));
    expect(field(ANSWER).value).toBe("");
    expect(texts(".letter .text")).toEqual(["Hello?", "Good day"]);
    expect(fake.calls).toContain("sync");
  });

  it("stays where it can't be taken, and what is wrong is said in words", async () => {
    const fake = await openThread(whole());
    await type(ANSWER, "Good day");
    await press("Send");
    await after(() => fake.waiting("write").fail(new ServiceError("too-long")));
    expect(field(ANSWER).value).toBe("Good day");
    expect(alerts()).toHaveLength(1);
    expect(alerts()[0]).toMatch(/^[A-Z].* .*\.$/);
    expect(alerts()[0]).not.toContain("too-long");
    await press("Send");
    expect(alerts()).toEqual([]);
    expect(fake.waiting("write").args[1]).toEqual({ kind: "message", text: "Good day" });
  });
});

describe("what is typed", () => {
  it("is kept once the typing rests, not with every key", async () => {
    const fake = await openThread(whole());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await type(ANSWER, "G");
    await after(() => vi.advanceTimersByTimeAsync(700));
    await type(ANSWER, "Go");
    await after(() => vi.advanceTimersByTimeAsync(700));
    expect(fake.calls).not.toContain("keepDraft");
    await restFromTyping();
    expect(fake.waiting("keepDraft").args).toEqual(["a", "Go"]);
    await restFromTyping();
    expect(fake.calls.filter((call) => call === "keepDraft")).toHaveLength(1);
  });

  it("isn't undone by an answer of the worker that knows less of it", async () => {
    const fake = await openThread(whole());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await type(ANSWER, "Good");
    await restFromTyping();
    await type(ANSWER, "Good day");
    const less = whole({ draft: "Good", hasDraft: true });
    await after(() => fake.waiting("keepDraft").answer(undefined, { inbox: inbox([less]), thread: less }));
    expect(field(ANSWER).value).toBe("Good day");
  });

  it("is kept again after that has failed", async () => {
    const fake = await openThread(whole());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await type(ANSWER, "Good day");
    await restFromTyping();
    await after(() => fake.waiting("keepDraft").fail(new DOMException("", "QuotaExceededError")));
    document.dispatchEvent(new Event("visibilitychange"));
    await type("Your notes", "A note");
    await restFromTyping();
    expect(fake.waiting("keepDraft").args).toEqual(["a", "Good day"]);
    expect(fake.waiting("keepThreadForm").args).toEqual(["a", "notes", { text: "A note" }]);
  });

  it("is there again after a lock: an answer, and a form", async () => {
    const fake = await openThread(whole());
    await type(ANSWER, "Good day");
    await type("Your notes", "Called twice");
    await after(() => void lock());
    expect(words()).not.toContain("Good day");
    const [, text] = fake.waiting("keepDraft").args;
    const [, form, fields] = fake.waiting("keepThreadForm").args;
    await after(() => fake.asked.forEach((one) => one.answer()));
    expect(fake.isEnded).toBe(true);

    const kept = whole({
      draft: text,
      hasDraft: true,
      begun: [form],
      forms: { [form]: fields as Readonly<Record<string, string>> },
    });
    await openVault({ inbox: inbox([kept]) });
    expect(worker()).not.toBe(fake);
    expect(words()).toContain("Draft");
    await after(() => document.getElementById("row-a")?.click());
    await after(() => worker().waiting("open").answer(kept));
    expect(field(ANSWER).value).toBe("Good day");
    expect(field("Your notes").value).toBe("Called twice");
  });
});

describe("a locked vault", () => {
  it("says in words that a passphrase is wrong, and lets it be typed again", async () => {
    const fake = await openApp({ inbox: inbox() });
    await after(() => void lock());
    expect(fake.isEnded).toBe(true);
    await type("Your passphrase", "one two three four five six");
    await press("Open");
    expect(worker().waiting("unlock").args).toEqual(["one two three four five six"]);
    await after(() => worker().waiting("unlock").fail(new VaultError("passphrase")));
    expect(alerts()).toEqual(["This is not the passphrase of this vault. Look whether it was mistyped."]);
    expect(field("Your passphrase").value).toBe("one two three four five six");
    await press("Open");
    await after(() =>
      worker()
        .waiting("unlock")
        .answer(undefined, { inbox: inbox([summary({ preview: "Hello" })]) }),
    );
    expect(words()).toContain("Hello");
    expect(worker().calls).toContain("sync");
  });
});
