import assert from "node:assert/strict";
import { test } from "node:test";

import { isAsking, openOf } from "../src/adviser/asking.js";
import { addDraft } from "../src/adviser/drafts.js";
import { startForgetting } from "../src/adviser/forget.js";
import { type Letter } from "../src/adviser/letters.js";
import { State } from "../src/adviser/state.js";
import { Summaries } from "../src/adviser/summary.js";
import { toldBy } from "../src/adviser/traits.js";
import { lettersShown } from "../src/adviser/views.js";
import { type Content } from "../src/protocol/content.js";
import { encode } from "../src/protocol/encoding.js";
import { type Direction, KINDS, type Kind, type Known } from "../src/protocol/kinds.js";
import { viewOfBody } from "../src/protocol/letter-view.js";
import { readEntry, writeEntry } from "../src/vault/entries.js";
import { SAMPLES } from "./samples.js";

const THREAD = "7".repeat(64);
const TODAY = 20_787;
const WORD = { kind: "message", text: "A word." } as const;
const PAGE = `letters/${THREAD}/000000`;

/** An adviser's vault in memory, with one thread in which nothing was written. */
function vault() {
  const entries = new Map<string, string>();
  const put = (name: string, content: string | undefined) => {
    if (content === undefined) {
      entries.delete(name);
    } else {
      entries.set(name, content);
    }
  };
  const state = new State({ entries, put }, "");
  const received = { gapless: 0, beyond: [], ids: [], expired: [] };
  const key = encode(new Uint8Array(32).fill(0xb1));
  state.putThread(THREAD, { key, reply_key: "", received, written: 0, notes: [] });
  return { entries, state };
}

function letter<W extends Letter["writer"]>(writer: W, content: Extract<Letter, { writer: W }>["content"]): Letter {
  const about = { id: `${writer} ${content.n}`, day: TODAY, isNew: writer === "melder", oddity: null };
  return { ...about, writer, content } as Letter;
}

/** What every letter says, with everything that only programs need. */
function common(n: number) {
  const token = new Uint8Array(32).fill(0xa6);
  return { n, seen: 0, day: TODAY, token, directory: { serial: 1, hash: new Uint8Array(32).fill(0xa7) } };
}

const goes = (direction: Direction) => (kind: Kind) => KINDS[kind].goes.some((way) => way === direction);
const kinds = Object.keys(KINDS) as Kind[];

/** Every value in something, however deep. */
function valuesIn(value: unknown): unknown[] {
  const isLeaf = typeof value !== "object" || value === null || value instanceof Uint8Array;
  return isLeaf ? [value] : Object.values(value).flatMap(valuesIn);
}

const bytesIn = (value: unknown) => valuesIn(value).filter((inner) => inner instanceof Uint8Array);

/** All that is shown of a letter of this kind is what it says, less these fields. */
const SECRETS: { readonly [K in Kind]?: readonly string[] } = {
  report: ["thread_key", "reply_key"],
  attachment: ["key", "tokens"],
};

for (const [writer, direction] of [
  ["melder", "to-adviser"],
  ["adviser", "to-melder"],
] as const) {
  for (const kind of kinds.filter(goes(direction))) {
    test(`a ${kind} of the ${writer} is shown as it is, without its secrets`, () => {
      const { entries, state } = vault();
      const sample = SAMPLES[kind];
      state.addLetter(THREAD, letter(writer, { ...common(1), body: sample } as never));
      const [shown] = lettersShown(new State({ entries, put: () => undefined }, ""), THREAD, TODAY);
      const hidden = SECRETS[kind] ?? [];
      const expected = Object.fromEntries(Object.entries(sample).filter(([name]) => !hidden.includes(name)));
      assert.deepEqual(shown?.body, expected);
      assert.deepEqual(Object.keys(shown).sort(), ["body", "day", "isNew", "n", "own", "state"]);
      assert.deepEqual(bytesIn(shown), bytesIn(expected));
    });
  }
}

test("bytes are shown where they are marked so, and nowhere else", () => {
  const withBytes = kinds
    .filter((kind) => kind !== "note")
    .flatMap((kind) =>
      Object.entries(viewOfBody<Kind>(SAMPLES[kind])).map(([name, value]) => [kind, name, value] as const),
    )
    .filter(([, , value]) => bytesIn(value).length > 0)
    .map(([kind, name]) => `${kind}.${name}`);
  assert.deepEqual(withBytes, ["handover.successor", "attachment.sha256"]);
});

/** What the lists make of a kind beside its text. */
const TOLD: { readonly [K in Kind]?: object } = {
  report: { searched: [SAMPLES.report.wants, "bullying", "other"], track: "conduct" },
  consent_request: { words: SAMPLES.consent_request.action, searched: [SAMPLES.consent_request.consequences] },
  track_change: { words: SAMPLES.track_change.warning, track: "integrity" },
  referral: { searched: [SAMPLES.referral.name] },
  appointment: { searched: [SAMPLES.appointment.place] },
  aftercare: { askOn: SAMPLES.aftercare.ask_on },
  attachment: { words: SAMPLES.attachment.name },
  closing: { askOn: SAMPLES.closing.ask_on },
};

test("what the lists make of each kind: words, what else is searched, track, a day to ask again", () => {
  for (const kind of kinds.filter((kind) => kind !== "note")) {
    const sample = SAMPLES[kind];
    const words = "text" in sample ? { words: sample.text } : {};
    assert.deepEqual(toldBy({ body: sample }), { ...words, searched: [], ...TOLD[kind] }, kind);
  }
  assert.deepEqual(
    kinds.filter((kind) => kind !== "note" && isAsking(SAMPLES[kind] as Known<Exclude<Kind, "note">>)),
    ["question", "consent_request", "appointment"],
  );
});

/** A page of letters as it lies in a vault that an earlier version wrote. */
function page(...contents: readonly object[]): string {
  const about = { writer: "melder", day: "2026-11-30", new: true, oddity: null };
  return writeEntry(
    PAGE,
    contents.map((content, at) => ({ ...about, id: `id ${at}`, content })),
  );
}

const TOKEN = encode(new Uint8Array(32).fill(0xa6));
const MESSAGE = { kind: "message", text: "A word.", n: 1, seen: 0, day: "2026-11-29", token: TOKEN };
const POEM = {
  kind: "poem",
  key: "secret",
  text: "Roses",
  token: TOKEN,
  z: { b: 1, a: [2] },
  n: 2,
  seen: 0,
  day: "2026-11-29",
};

test("a letter of a kind that is not known shows its name and nothing of what it says; lists find its text", () => {
  const { entries, state } = vault();
  entries.set(PAGE, page(MESSAGE, POEM));
  const [, shown] = lettersShown(state, THREAD, TODAY);
  assert.deepEqual(shown?.body, { kind: "unknown", name: "poem" });
  const summaries = new Summaries(state, "o");
  assert.equal(summaries.one(THREAD)?.preview, "Roses");
  assert.deepEqual([summaries.search("roses"), summaries.search("secret")], [[THREAD], []]);
});

test("a letter that does not read any more stops nothing, and can still be deleted", () => {
  const damaged: readonly object[] = [
    { ...MESSAGE, text: 5 },
    { ...MESSAGE, text: null, part: null },
    { ...MESSAGE, kind: "question" },
    { ...MESSAGE, kind: "appointment_answer", number: 1, accepted: "yes" },
    { ...MESSAGE, kind: "closing", text: "Take care." },
    { ...MESSAGE, n: "1" },
    { ...MESSAGE, day: "yesterday" },
    { kind: 7, token: TOKEN },
  ];
  for (const content of damaged) {
    const { entries, state } = vault();
    const written = page(content, { ...MESSAGE, n: 2 });
    entries.set(PAGE, written);
    const [first, second] = lettersShown(state, THREAD, TODAY);
    const name = "kind" in content && typeof content.kind === "string" ? content.kind : "";
    assert.deepEqual(first?.body, { kind: "unknown", name });
    assert.deepEqual([second?.n, second?.body], [2, { kind: "message", text: "A word." }]);
    assert.equal(new Summaries(state, "o").one(THREAD)?.letterCount, 2);
    assert.equal(entries.get(PAGE), written);
    startForgetting(state, THREAD);
    const { letters } = readEntry(entries.get(`deleting/${THREAD}`) ?? "") as { letters: unknown };
    assert.deepEqual(letters, [TOKEN, TOKEN]);
  }
});

test("what was shown is no longer new; whatever stands beside stays as it was, byte for byte", () => {
  const { entries, state } = vault();
  const written = page(POEM, { ...MESSAGE, text: 5 });
  entries.set(PAGE, written);
  state.showLetters(THREAD);
  assert.equal(entries.get(PAGE), written.replaceAll('"new":true', '"new":false'));
});

test("letters are kept as SPEC.md lays down, field by field, and what is not known sorted", () => {
  const { entries, state } = vault();
  const content = {
    ...common(1),
    body: WORD,
    others: { z: { b: 1, a: 2 }, mood: "sad" },
  } as Content<"to-adviser">;
  state.addLetter(THREAD, letter("melder", content));
  const said = `"kind":"message","text":"A word.","mood":"sad","z":{"a":2,"b":1}`;
  const about = `"n":1,"seen":0,"day":"2026-11-30","token":"${TOKEN}","directory":{"serial":1,"hash":"${encode(new Uint8Array(32).fill(0xa7))}"}`;
  const whole = `{"writer":"melder","id":"melder 1","day":"2026-11-30","new":true,"oddity":null,"content":{${said},${about}}}`;
  assert.equal(entries.get(PAGE), `{"name":"${PAGE}","value":[${whole}]}`);
  const [again] = state.letters(THREAD);
  assert.deepEqual(structuredClone(again?.content), content);
});

const part = (n: number, number: number, of: number, more: object = {}) => ({
  ...MESSAGE,
  n,
  part: { number, of },
  ...more,
});

function textsOf(...contents: readonly object[]): unknown[] {
  const { entries, state } = vault();
  entries.set(PAGE, page(...contents));
  return lettersShown(state, THREAD, TODAY).map(({ n, body }) => [n, "text" in body ? body.text : body.kind]);
}

test("a text that goes on over several letters is shown as one, where its parts follow each other", () => {
  const [first, second, third] = [
    part(1, 1, 3, { text: "a" }),
    part(2, 2, 3, { text: "b" }),
    part(3, 3, 3, { text: "c" }),
  ];
  assert.deepEqual(textsOf(first, second, third), [[1, "abc"]]);
  assert.deepEqual(textsOf({ ...first, kind: "withdrawal" }, second), [[1, "ab"]]);
  assert.deepEqual(textsOf(first, third), [
    [1, "a"],
    [3, "c"],
  ]);
  assert.deepEqual(textsOf(first, { ...second, n: 5 }), [
    [1, "a"],
    [5, "b"],
  ]);
  assert.deepEqual(textsOf(first, part(2, 2, 2, { text: "b" })), [
    [1, "a"],
    [2, "b"],
  ]);
  // What has no words to go on with takes none in, and what is no message is not taken in.
  assert.deepEqual(textsOf({ ...POEM, n: 1, part: { number: 1, of: 3 } }, second), [
    [1, "unknown"],
    [2, "b"],
  ]);
  assert.deepEqual(textsOf(first, { ...second, kind: "withdrawal" }), [
    [1, "a"],
    [2, "b"],
  ]);
});

test("drafts are shown after the letters with the numbers that they will get, as they lie in the vault", () => {
  const { entries, state } = vault();
  const question = { kind: "question", number: 1, text: "Since when?" } as const;
  const asked = { ...SAMPLES.appointment, number: 4 };
  state.addLetter(THREAD, letter("adviser", { n: 1, seen: 0, day: TODAY, body: asked }));
  state.putThread(THREAD, { ...(state.thread(THREAD) ?? assert.fail()), written: 1 });
  addDraft(state, { melder: THREAD, letters: [{ body: question }, { body: question }] });
  addDraft(state, { melder: THREAD, letters: [{ body: question }] });
  const parts = [1, 2].map((number) => ({ body: WORD, part: { number, of: 2 } }));
  addDraft(state, { melder: THREAD, letters: parts });
  const [[name, content] = assert.fail()] = [...entries].filter(([entry]) => entry.startsWith("draft/00000000"));
  const body = (number: number) => `{"body":{"kind":"question","number":${number},"text":"Since when?"},"part":null}`;
  assert.equal(content, `{"name":"${name}","value":{"to":{"melder":"${THREAD}"},"letters":[${body(5)},${body(6)}]}}`);
  assert.deepEqual(
    lettersShown(state, THREAD, TODAY).map(({ n, body, state: how }) => [n, body, how]),
    [
      [1, asked, "sent"],
      [2, { ...question, number: 5 }, "waiting"],
      [3, { ...question, number: 6 }, "waiting"],
      [4, { ...question, number: 7 }, "waiting"],
      [5, { kind: "message", text: "A word.A word." }, "waiting"],
    ],
  );
  const answer = (n: number, number: number) => letter("melder", { ...common(n), body: { ...SAMPLES.answer, number } });
  assert.deepEqual(openOf([...state.letters(THREAD), answer(1, 4)]), {
    questions: [],
    consents: [],
    appointments: [4],
  });
});

test("a draft of a kind that is not known stays as it is, and waits", () => {
  const { entries, state } = vault();
  const written = writeEntry("draft/1", {
    to: { melder: THREAD },
    letters: [{ body: { kind: "poem", text: "Roses" }, part: null }],
  });
  entries.set("draft/1", written);
  const [[name, draft] = assert.fail()] = state.drafts;
  state.putDraft(name, draft);
  assert.equal(entries.get("draft/1"), written);
  assert.deepEqual(lettersShown(state, THREAD, TODAY)[0]?.body, { kind: "unknown", name: "poem" });
});
