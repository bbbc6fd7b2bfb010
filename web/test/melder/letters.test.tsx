// @vitest-environment happy-dom
import type { Day, MelderLetterView } from "@fluister/sdk";
import { beforeEach, describe, expect, it } from "vitest";

import { dayInWords } from "../../i18n/format.ts";
import { type Key, also, speak, t } from "../../i18n/i18n.ts";
import type { Texts } from "../../i18n/languages.ts";
import { THEIRS } from "../../kinds/melder.ts";
import { App } from "../../melder/app.tsx";
import { close, conversation, held } from "../../melder/conversation.ts";
import { goOn, screen } from "../../melder/navigation.ts";
import { after, mount, press, texts, type, words } from "../page.tsx";
import { type Asked, CODE, RECEIPT, ROBIN, last, openFakeClient, talk } from "./fake-client.ts";

also(import.meta.glob<Texts>("../../i18n/*/kinds.json", { import: "default" }));

const NUMBER = 3;
const LATER: Day = 20_700;

type Body = MelderLetterView["body"];
type Sample = readonly [body: Body, title: Key | undefined, ...says: readonly (string | Day)[]];

/** What an adviser has written, of each kind, with what is to be read of it, days in words. */
const BY_ADVISER: readonly Sample[] = [
  [{ kind: "message", text: "A word" }, undefined, "A word"],
  [{ kind: "question", number: NUMBER, text: "Since when?" }, "kind.question", "Since when?"],
  [{ kind: "acknowledgement", text: "It is here" }, "kind.acknowledgement", "It is here"],
  [{ kind: "feedback", text: "This was done" }, "kind.feedback", "This was done"],
  [{ kind: "reopening", text: "We go on" }, "kind.reopening", "We go on"],
  [{ kind: "track_change", track: "integrity", warning: "Terms run" }, "kind.track-change.integrity", "Terms run"],
  [{ kind: "track_change", track: "conduct", warning: "None run" }, "kind.track-change.conduct", "None run"],
  [{ kind: "referral", name: "The doctor", text: "Ask there" }, undefined, "The doctor", "Ask there"],
  [{ kind: "aftercare", ask_on: LATER, text: "I ask" }, "kind.aftercare", "I ask", LATER],
  [{ kind: "closing", text: "It is closed", ask_on: LATER }, "kind.closing", "It is closed", LATER],
  [
    { kind: "consent_request", number: NUMBER, action: "I talk", readers: ["The board", "HR"], consequences: "A talk" },
    "kind.consent-request",
    "I talk",
    "The board HR",
    "A talk",
  ],
  [
    { kind: "appointment", number: NUMBER, on: LATER, time: "10:30", place: "Library", text: "Bring tea" },
    "kind.appointment",
    LATER,
    "10:30",
    "Library",
    "Bring tea",
  ],
  [{ kind: "handover", successor: ROBIN.id, text: "Robin knows more" }, "kind.handover", "Robin knows more"],
];

/** Letters of these, one after another. */
function letters(samples: readonly Sample[]): MelderLetterView[] {
  return samples.map(
    ([body], at) => ({ n: at + 1, day: 20_600, seen: 0, own: false, body }) as unknown as MelderLetterView,
  );
}

let asked: Asked[] = [];

/** Shows a conversation with these letters of the adviser. */
async function show(samples: readonly Sample[]): Promise<void> {
  held.value = CODE;
  conversation.value = talk({ letters: letters(samples), asksFor: { id: ROBIN.id, name: ROBIN.name } });
  await after(() => goOn("talk"));
}

beforeEach(async () => {
  await speak("en");
  asked = openFakeClient();
  close();
  goOn("start");
  await mount(<App />);
});

describe("an adviser's letter", () => {
  it("shows everything that its kind says, under a title that says which kind it is", async () => {
    await show(BY_ADVISER);
    const shown = texts("article");
    for (const [at, [body, title, ...says]] of BY_ADVISER.entries()) {
      const text = shown[at] ?? "";
      if (title !== undefined) expect(text, body.kind).toContain(t(title));
      for (const said of says) expect(text, body.kind).toContain(typeof said === "number" ? dayInWords(said) : said);
    }
    expect(shown).toHaveLength(BY_ADVISER.length);
  });

  it("is looked at here for every kind that an adviser writes", () => {
    const here = new Set<string>(BY_ADVISER.map(([body]) => body.kind));
    const byMelders = ["answer", "appointment_answer", "consent_answer", "report", "withdrawal"];
    const left = Object.keys(THEIRS).filter((kind) => !here.has(kind) && !byMelders.includes(kind));
    // a file is fetched, which the browser tests do
    expect(left).toEqual(["attachment"]);
  });
});

describe("a request for consent", () => {
  const request = BY_ADVISER.filter(([body]) => body.kind === "consent_request");

  it("is answered by yes or no; nothing can be taken back before there is a yes", async () => {
    await show(request);
    expect(words()).not.toContain(t("kind.consent-request.withdrawn"));
    await press(t("kind.consent-request.no"));
    expect(screen.value).toBe("write");
  });

  it.each(["yes", "no"] as const)(
    "sends %s with the request's number, and offers the other afterwards",
    async (given) => {
      await show(request);
      await press(t(`kind.consent-request.${given}`));
      await type("Do you want to add anything?", "As we said");
      await press(t("write.send"));
      expect(last(asked, "followUp").args[1]).toMatchObject({
        // the words on the button come first: they are what the melder reads later on
        text: `${t(`kind.consent-request.${given}`)}\n\nAs we said`,
        answer: { kind: "consent_answer", number: NUMBER, consent: given },
      });
      await after(() => last(asked, "followUp").answer({ ...RECEIPT, afterAnother: false }));
      await after(() => last(asked, "read").answer(conversation.value));
      const other = given === "yes" ? "withdrawn" : "yes";
      expect(texts("article button")).toEqual([t(`kind.consent-request.${other}`)]);
    },
  );
});
