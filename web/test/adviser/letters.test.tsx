// @vitest-environment happy-dom
import type { AdviserLetterView, Day } from "@fluister/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";

import { dayInWords } from "../../i18n/format.ts";
import { type Key, t } from "../../i18n/i18n.ts";
import { SHOWN } from "../../kinds/adviser.ts";
import { texts } from "../page.tsx";
import { closeApp, openThread } from "./app.tsx";
import { TODAY, letter, whole } from "./samples.ts";

vi.mock("../../adviser/worker/start.ts", () => import("./fake-worker.ts"));

afterEach(closeApp);

type BodyShown = AdviserLetterView["body"];

const NUMBER = 3;
const LATER = TODAY + 20;
const SOMEBODY = new Uint8Array(32).fill(9);

/** What an adviser has written, of each kind, with what is to be read of it, days in words. */
const OWN: readonly (readonly [BodyShown, Key | undefined, ...says: readonly (string | Day)[]])[] = [
  [{ kind: "message", text: "A word" }, undefined, "A word"],
  [{ kind: "question", number: NUMBER, text: "Since when?" }, "letter.question", "Since when?"],
  [{ kind: "acknowledgement", text: "It is here" }, "letter.acknowledgement", "It is here"],
  [{ kind: "referral", name: "The doctor", text: "Ask there" }, undefined, "The doctor", "Ask there"],
  [{ kind: "feedback", text: "This was done" }, "letter.feedback", "This was done"],
  [{ kind: "reopening", text: "We go on" }, "letter.reopening", "We go on"],
  [{ kind: "track_change", track: "integrity", warning: "Terms run" }, "letter.track-change.integrity", "Terms run"],
  [{ kind: "track_change", track: "conduct", warning: "None run" }, "letter.track-change.conduct", "None run"],
  [{ kind: "aftercare", ask_on: LATER, text: "I ask" }, "letter.aftercare", "I ask", LATER],
  [{ kind: "closing", text: "Closed", ask_on: LATER }, "letter.closing", "Closed", LATER],
  [
    { kind: "consent_request", number: NUMBER, action: "I talk", readers: ["The board", "HR"], consequences: "A talk" },
    "letter.consent-request",
    "I talk",
    "The board HR",
    "A talk",
  ],
  [
    { kind: "appointment", number: NUMBER, on: LATER, time: "10:30", place: "Library", text: "Bring tea" },
    "letter.appointment",
    LATER,
    "10:30",
    "Library",
    "Bring tea",
  ],
];

/** The same of a melder: what is answered stands above the answer. */
const THEIRS: typeof OWN = [
  [
    { kind: "report", text: "They laughed", wants: "Peace", categories: ["bullying", "of_tomorrow"], language: "nl" },
    "letter.report",
    "They laughed",
    "Peace",
    "of_tomorrow",
    "Dutch",
  ],
  [{ kind: "answer", number: NUMBER, text: "Since May" }, "letter.answer", "Since when?", "Since May"],
  [{ kind: "consent_answer", number: NUMBER, consent: "yes", text: "Do" }, "letter.consent.yes", "I talk", "Do"],
  [{ kind: "consent_answer", number: NUMBER, consent: "no" }, "letter.consent.no", "I talk"],
  [{ kind: "consent_answer", number: NUMBER, consent: "withdrawn" }, "letter.consent.withdrawn", "I talk"],
  [{ kind: "appointment_answer", number: NUMBER, accepted: true }, "letter.appointment.yes", LATER],
  [{ kind: "appointment_answer", number: NUMBER, accepted: false }, "letter.appointment.no", LATER],
  [{ kind: "withdrawal", text: "I stop" }, "letter.withdrawal", "I stop"],
];

/** Letters of these, one after another. */
function letters(bodies: typeof OWN, own: boolean): AdviserLetterView[] {
  return bodies.map(([body], at) => ({ ...letter("", { n: at + 1 }), own, body }) as AdviserLetterView);
}

describe("a letter in a thread", () => {
  const all = [...letters(OWN, true), ...letters(THEIRS, false)];

  it("shows everything that its kind says, under a title that says which kind it is", async () => {
    await openThread(whole({ letters: all }));
    const shown = texts(".letter");
    for (const [at, [body, title, ...says]] of [...OWN, ...THEIRS].entries()) {
      const text = shown[at] ?? "";
      if (title !== undefined) expect(text, body.kind).toContain(t(title));
      for (const said of says) expect(text, body.kind).toContain(typeof said === "number" ? dayInWords(said) : said);
    }
    expect(shown).toHaveLength(all.length);
  });

  it("of a handover names the colleague, or somebody who is not known here any more", async () => {
    const body = { kind: "handover", successor: SOMEBODY, text: "Robin knows more" } as const;
    await openThread(whole({ letters: [{ ...letter(), own: true, body }] }));
    const [text = ""] = texts(".letter");
    expect(text).toContain(t("letter.handover", { name: t("letter.someone") }));
    expect(text).toContain("Robin knows more");
  });

  it("of a file shows its name and its size, and fetches nothing by itself", async () => {
    const body = { kind: "attachment", name: "photo.png", media_type: "image/png", size: 2048, chunks: 1 };
    const fake = await openThread(whole({ letters: [{ ...letter(), body } as unknown as AdviserLetterView] }));
    expect(texts(".letter").join(" ")).toContain("photo.png");
    expect(document.querySelector("img")).toBeNull();
    expect(fake.calls).not.toContain("attachment");
  });

  it("is looked at here for every kind there is", () => {
    const here = new Set([...OWN, ...THEIRS].map(([body]) => body.kind));
    const left = Object.keys(SHOWN).filter((kind) => !here.has(kind as BodyShown["kind"]));
    expect(left.sort()).toEqual(["attachment", "handover"]);
  });
});
