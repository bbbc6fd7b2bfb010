// @vitest-environment happy-dom
import { type ThreadWhole, VaultError, formatDay } from "@fluister/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { ActionName } from "../../adviser/actions/action.ts";
import { actionNamed } from "../../adviser/actions/offered.ts";
import { chooseAction } from "../../adviser/actions/chosen.ts";
import { lock } from "../../adviser/session.ts";
import { t } from "../../i18n/i18n.ts";
import { ACTIONS } from "../../kinds/adviser.ts";
import { after, alerts, field, press, texts, type, words } from "../page.tsx";
import { closeApp, openApp, openThread } from "./app.tsx";
import type { FakeWorker } from "./fake-worker.ts";
import { TODAY, inbox, whole } from "./samples.ts";

vi.mock("../../adviser/worker/start.ts", () => import("./fake-worker.ts"));

afterEach(closeApp);

const SUCCESSOR = new Uint8Array(32).fill(7);

/** Colleagues: one who can be written to, one who is away, and oneself. */
const ADVISERS = [
  { id: new Uint8Array(32).fill(1), name: "Sam", isMe: true, canBeWritten: true },
  { id: SUCCESSOR, name: "Robin", isMe: false, canBeWritten: true },
  { id: new Uint8Array(32).fill(8), name: "Kim", isMe: false, canBeWritten: false },
];

/** Opens a thread, and the form of an action in it. */
async function open(action: ActionName, thread: ThreadWhole = whole()): Promise<FakeWorker> {
  const fake = await openThread(thread);
  const found = actionNamed(action) ?? expect.fail(`no action ${action}`);
  await after(() => chooseAction(found));
  return fake;
}

/** The same in an organisation with colleagues. */
async function openWithColleagues(): Promise<FakeWorker> {
  const thread = whole();
  const view = inbox([thread]);
  const organisations = view.organisations.map((one) => ({ ...one, advisers: ADVISERS }));
  const fake = await openApp({ inbox: { ...view, organisations } });
  await after(() => document.getElementById("row-a")?.click());
  await after(() => fake.waiting("open").answer(thread));
  const found = actionNamed("handover") ?? expect.fail("no handover");
  await after(() => chooseAction(found));
  return fake;
}

/** Which letter was asked to be written. */
function written(fake: FakeWorker): unknown {
  const [thread, body] = fake.waiting("write").args;
  expect(thread).toBe("a");
  return body;
}

async function tick(label: string): Promise<void> {
  await after(() => field(label).click());
}

describe("what an action's form writes", () => {
  it.each(["question", "acknowledgement", "feedback", "reopening"] as const)("%s: the words", async (kind) => {
    const fake = await open(kind);
    await type(t("action.words"), "  A word \n");
    await press(t("action.send"));
    expect(written(fake)).toEqual({ kind, text: "A word" });
  });

  it("the ways there are: those that were chosen, as words that can be changed", async () => {
    const fake = await open("ways");
    await tick(t("way.mediation"));
    expect(field(t("action.words")).value).not.toContain(t("way.mediation.text"));
    expect(field(t("action.words")).value).toContain(t("way.talk.text"));
    await type(t("action.words"), "My own");
    await press(t("action.send"));
    expect(written(fake)).toEqual({ kind: "message", text: "My own" });
  });

  it("a request for consent: a reader on each line, without the empty ones", async () => {
    const fake = await open("consent");
    await type(t("action.consent.action"), "Talk with the director");
    await type(t("action.consent.readers"), "The director\n\n  the board ");
    await type(t("action.consent.consequences"), "An inquiry");
    await press(t("action.send"));
    expect(written(fake)).toEqual({
      kind: "consent_request",
      action: "Talk with the director",
      readers: ["The director", "the board"],
      consequences: "An inquiry",
    });
  });

  it("a request for consent names at most sixteen readers", async () => {
    const fake = await open("consent");
    await type(t("action.consent.action"), "Talk");
    await type(t("action.consent.consequences"), "None");
    const readers = Array.from({ length: 17 }, (_, at) => `Reader ${at}`);
    await type(t("action.consent.readers"), readers.join("\n"));
    await press(t("action.send"));
    expect(alerts().join(" ")).toContain(t("action.consent.many", { most: 16 }));
    expect(fake.calls).not.toContain("write");
    await type(t("action.consent.readers"), readers.slice(1).join("\n"));
    await press(t("action.send"));
    expect(written(fake)).toMatchObject({ readers: readers.slice(1) });
  });

  it("an appointment: what is left empty is left out", async () => {
    const fake = await open("appointment");
    await type(t("action.appointment.on"), formatDay(TODAY + 1));
    await type(t("action.appointment.place"), "The library");
    await press(t("action.send"));
    expect(written(fake)).toEqual({ kind: "appointment", on: TODAY + 1, place: "The library" });
  });

  it("an appointment is from tomorrow on", async () => {
    const fake = await open("appointment");
    await type(t("action.appointment.on"), formatDay(TODAY));
    await type(t("action.appointment.place"), "The library");
    await press(t("action.send"));
    expect(alerts().join(" ")).toContain(t("action.day.missing"));
    expect(fake.calls).not.toContain("write");
  });

  it("a referral: the words of the place that was chosen, or one's own", async () => {
    const fake = await open("referral");
    await tick(t("place.doctor"));
    expect(field(t("action.referral.name")).value).toBe(t("place.doctor"));
    await press(t("action.send"));
    expect(written(fake)).toEqual({ kind: "referral", name: t("place.doctor"), text: t("place.doctor.text") });
  });

  it("a formal report: only when one is sure, and with a warning to the melder", async () => {
    const fake = await open("formal");
    await press(t("action.formal.send"));
    expect(alerts().join(" ")).toContain(t("action.sure.missing"));
    expect(fake.calls).not.toContain("write");
    await tick(t("action.formal.sure"));
    await press(t("action.formal.send"));
    expect(written(fake)).toEqual({ kind: "track_change", track: "integrity", warning: t("ready.formal") });
  });

  it("aftercare: in four weeks, unless another day is chosen", async () => {
    const fake = await open("aftercare");
    await press(t("action.send"));
    expect(written(fake)).toEqual({ kind: "aftercare", ask_on: TODAY + 28, text: t("ready.aftercare") });
  });

  it("closing: asks again in six weeks, or not at all", async () => {
    const fake = await open("closing");
    expect(field(t("action.aftercare.on")).value).toBe(formatDay(TODAY + 42));
    await type(t("action.aftercare.on"), "");
    await press(t("action.closing.send"));
    expect(written(fake)).toEqual({ kind: "closing", text: t("ready.closing") });
  });
});

describe("a handover", () => {
  it("is proposed to the melder, and the colleague hears no word of it", async () => {
    const fake = await openWithColleagues();
    await press(t("action.send"));
    expect(alerts().join(" ")).toContain(t("action.handover.missing"));
    await tick("Robin");
    await press(t("action.send"));
    expect(written(fake)).toEqual({ kind: "handover", successor: SUCCESSOR, text: t("ready.handover") });
    await after(() => fake.waiting("write").answer());
    await after(() => fake.waiting("keepThreadForm").answer());
    expect(fake.waiting("consult").args).toEqual(["o", SUCCESSOR, t("ready.handover.colleague")]);
  });

  it("offers nobody who can't be written to, and not oneself", async () => {
    await openWithColleagues();
    expect((field("Kim") as HTMLInputElement).disabled).toBe(true);
    expect(texts("label").some((label) => label.startsWith("Sam"))).toBe(false);
  });

  it("tells the colleague only where that is wanted", async () => {
    const fake = await openWithColleagues();
    await tick("Robin");
    await tick(t("action.handover.tell"));
    await press(t("action.send"));
    await after(() => fake.waiting("write").answer());
    await after(() => fake.waiting("keepThreadForm").answer());
    expect(fake.calls).not.toContain("consult");
    expect(words()).toContain(t("reply.sent"));
  });

  it("is written once, also where the colleague could not be told; and that is said", async () => {
    const fake = await openWithColleagues();
    await tick("Robin");
    await press(t("action.send"));
    await after(() => fake.waiting("write").answer());
    await after(() => fake.waiting("keepThreadForm").answer());
    await after(() => fake.waiting("consult").fail(new VaultError("changed_elsewhere")));
    expect(alerts().join(" ")).toContain(t("action.handover.untold"));
    await press(t("back"));
    expect(texts("h1")).not.toContain(t("action.handover"));
    expect(fake.calls.filter((call) => call === "write")).toHaveLength(1);
    expect(fake.waiting("sync").args).toHaveLength(1);
  });
});

describe("what was sent", () => {
  it("is not offered to be sent again where forgetting what was typed fails", async () => {
    const fake = await open("question");
    await type(t("action.words"), "How are you?");
    await press(t("action.send"));
    await after(() => fake.waiting("write").answer());
    await after(() => fake.waiting("keepThreadForm").fail(new DOMException("", "QuotaExceededError")));
    expect(alerts()).toEqual([]);
    expect(texts("h1")).not.toContain(t("action.question"));
    expect(fake.calls.filter((call) => call === "write")).toHaveLength(1);
    // it is tried again, with the next that is kept
    await after(() => document.dispatchEvent(new Event("visibilitychange")));
    await after(() => void lock());
    expect(fake.waiting("keepThreadForm").args).toEqual(["a", "question", undefined]);
  });
});

describe("every action's form", () => {
  it.each(ACTIONS.map(({ name }) => name))("%s: what it lacks is said, and nothing is written", async (name) => {
    const fake = await open(name);
    expect(texts("h1")).toContain(t(`action.${name}`));
    const fields = [...document.querySelectorAll<HTMLTextAreaElement>("textarea")];
    for (const one of fields) {
      await after(() => {
        one.value = " \n";
        one.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
    const main = document.querySelector<HTMLButtonElement>("button.main") ?? expect.fail("no button to send with");
    await after(() => main.click());
    expect(alerts().join(" ")).toContain(t("errors.title"));
    expect(fake.calls).not.toContain("write");
  });

  it.each(ACTIONS.map(({ name }) => name))("%s: going back leaves without a letter", async (name) => {
    const fake = await open(name);
    await press(t("cancel"));
    expect(texts("h1")).not.toContain(t(`action.${name}`));
    expect(fake.calls).not.toContain("write");
  });
});
