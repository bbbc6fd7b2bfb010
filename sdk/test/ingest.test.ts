import assert from "node:assert/strict";
import { test } from "node:test";

import { addDraft } from "../src/adviser/drafts.js";
import { putForm } from "../src/adviser/forms.js";
import { type Oddity } from "../src/adviser/kept.js";
import { mark } from "../src/adviser/marks.js";
import * as names from "../src/adviser/names.js";
import { warningsOf } from "../src/adviser/views.js";
import { random } from "../src/protocol/bytes.js";
import { formatDay } from "../src/protocol/day.js";
import { Thread } from "../src/protocol/derivation.js";
import { encode } from "../src/protocol/encoding.js";
import { drawToken } from "../src/protocol/id.js";
import { objectOf, writeJson } from "../src/protocol/json.js";
import { sealBetweenAdvisers, sealJsonToAdviser } from "../src/protocol/to-adviser.js";
import { type BoxLetter } from "../src/service/box.js";
import { MadeAccount } from "./made/account.js";
import { MadeMelder, readerOf, released } from "./made/melder.js";
import { MadeOrganisation, TODAY } from "./made/organisation.js";

const organisation = new MadeOrganisation("Sam", "Robin");
const [sam, robin] = [organisation.adviser("Sam"), organisation.adviser("Robin")];

async function begin() {
  return { account: await MadeAccount.of(organisation, sam), melder: new MadeMelder(organisation, sam) };
}

/** All orders of some things. */
function orders<T>(things: readonly T[]): T[][] {
  return things.length === 0
    ? [[]]
    : things.flatMap((one, at) => orders(things.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}

/** A letter that opens for Sam and says what no client writes. */
function odd(json: object, thread = new Thread(drawToken())): BoxLetter {
  const bytes = writeJson(objectOf(Object.entries({ n: 1, seen: 0, day: formatDay(TODAY), ...json })));
  const writer = { organisation: organisation.id, thread, token: drawToken() };
  return released(sealJsonToAdviser(bytes, readerOf(sam), writer, random));
}

test("in whichever order a release has its letters, they are taken in theirs", async () => {
  const { melder } = await begin();
  const letters = [melder.report(), melder.message(2), melder.message(3), melder.message(4)];
  for (const some of orders(letters)) {
    const account = await MadeAccount.of(organisation, sam);
    assert.deepEqual(account.look(...some), { newLetters: 4, withdrawn: 0 });
    assert.deepEqual(
      account.letters(melder.thread),
      [1, 2, 3, 4].map((n) => ["melder", n, null]),
    );
    assert.deepEqual(account.state.unreadable, []);
    assert.equal(account.state.thread(melder.thread)?.received.gapless, 4);
  }
});

test("what comes one look after the other is shown as it came", async () => {
  const cases: [
    looks: readonly (readonly number[])[],
    shown: readonly (readonly [number, Oddity | null])[],
    missing: string | undefined,
  ][] = [
    [
      [[1], [2], [3]],
      [
        [1, null],
        [2, null],
        [3, null],
      ],
      undefined,
    ],
    [
      [[1], [3]],
      [
        [1, null],
        [3, "after_gap"],
      ],
      "2",
    ],
    [
      [[1], [3], [2]],
      [
        [1, null],
        [3, "after_gap"],
        [2, "out_of_turn"],
      ],
      undefined,
    ],
    [
      [[1], [4], [3], [2]],
      [
        [1, null],
        [4, "after_gap"],
        [3, "out_of_turn"],
        [2, "out_of_turn"],
      ],
      undefined,
    ],
    [
      [[1], [5, 3]],
      [
        [1, null],
        [3, "after_gap"],
        [5, "after_gap"],
      ],
      "2, 4",
    ],
    [
      [[1], [9], [3]],
      [
        [1, null],
        [9, "after_gap"],
        [3, "out_of_turn"],
      ],
      "2, 4–8",
    ],
    [
      [[2], [3, 1]],
      [
        [1, null],
        [2, null],
        [3, null],
      ],
      undefined,
    ],
    [
      [[3], [1]],
      [
        [1, null],
        [3, "after_gap"],
      ],
      "2",
    ],
  ];
  for (const [looks, shown, missing] of cases) {
    const { account, melder } = await begin();
    const letters = new Map(looks.flat().map((n) => [n, n === 1 ? melder.report() : melder.message(n)]));
    looks.forEach((numbers) => account.look(...numbers.map((n) => letters.get(n) ?? assert.fail())));
    assert.deepEqual(
      account.letters(melder.thread),
      shown.map(([n, oddity]) => ["melder", n, oddity]),
    );
    const detail = warningsOf(account.state, melder.thread).find(({ kind }) => kind === "missing")?.detail;
    assert.equal(detail, missing);
    // All of it once more, as from a server whose box begins anew: nothing is there twice, and nothing is new again.
    account.state.showLetters(melder.thread);
    assert.deepEqual(account.look(...letters.values()), { newLetters: 0, withdrawn: 0 });
    assert.equal(account.letters(melder.thread).length, shown.length);
    assert.ok(account.state.letters(melder.thread).every(({ isNew }) => !isNew));
  }
});

test("of two letters with one number both are shown, and the second as such", async () => {
  const { account, melder } = await begin();
  account.look(melder.report(), melder.message(2));
  assert.deepEqual(account.look(melder.message(2)), { newLetters: 1, withdrawn: 0 });
  // A second report in the thread is no other thread.
  assert.deepEqual(account.look(melder.report("Again.")), { newLetters: 1, withdrawn: 0 });
  assert.deepEqual(account.letters(melder.thread), [
    ["melder", 1, null],
    ["melder", 2, null],
    ["melder", 2, "conflict"],
    ["melder", 1, "conflict"],
  ]);
  assert.deepEqual(account.state.threads, [melder.thread]);
  account.look(melder.message(3));
  assert.deepEqual(account.letters(melder.thread).at(-1), ["melder", 3, null]);
});

test("a melder who has read more than was written is shown as such", async () => {
  const { account, melder } = await begin();
  account.look(melder.report());
  const kept = account.state.thread(melder.thread) ?? assert.fail();
  account.state.putThread(melder.thread, { ...kept, written: 2 });
  account.look(melder.message(2, { seen: 2 }), melder.message(3, { seen: 3 }), melder.message(4, { seen: 1 }));
  assert.deepEqual(account.letters(melder.thread).slice(1), [
    ["melder", 2, null],
    ["melder", 3, "seen_ahead"],
    ["melder", 4, null],
  ]);
  assert.deepEqual(warningsOf(account.state, melder.thread), [{ kind: "seen_ahead", detail: "3" }]);
});

test("what came before its report waits for it, whole", async () => {
  const { account, melder } = await begin();
  const [second, third] = [melder.message(2), melder.message(3)];
  assert.deepEqual(account.look(third), { newLetters: 0, withdrawn: 0 });
  assert.deepEqual(account.look(third, second), { newLetters: 0, withdrawn: 0 });
  const unknown = ({ id, letter, day }: BoxLetter) => {
    return { id: encode(id), day: formatDay(day), reason: "unknown-thread", letter: encode(letter) };
  };
  assert.deepEqual(account.state.unreadable, [unknown(third), unknown(second)]);
  assert.deepEqual(account.state.threads, []);
  assert.deepEqual(account.look(melder.report()), { newLetters: 3, withdrawn: 0 });
  assert.deepEqual(account.state.unreadable, []);
  assert.deepEqual(
    account.letters(melder.thread),
    [1, 2, 3].map((n) => ["melder", n, null]),
  );
});

test("what opens and cannot be used is kept as such, once, and stops nothing", async () => {
  const { account, melder } = await begin();
  const none = odd({ kind: "message", text: "of no thread" });
  const damaged = odd({ kind: "report" });
  const another = new MadeMelder(organisation, robin).report();
  assert.deepEqual(account.look(none, melder.report(), damaged, another), { newLetters: 1, withdrawn: 0 });
  const reasons = () => account.state.unreadable.map(({ id, reason }) => [id, reason]);
  const found = [
    [encode(damaged.id), "json-shape"],
    [encode(none.id), "token"],
  ];
  assert.deepEqual(reasons().sort(), [...found].sort());
  account.look(damaged, none);
  assert.equal(reasons().length, 2);
});

test("of what cannot be used sixteen are kept whole, and a thousand at all", async () => {
  const { account } = await begin();
  const entry = (i: number) => ({ id: `id ${i}`, day: "2026-11-30", reason: "token", letter: "" });
  for (const [count, kept, whole] of [
    [15, 16, true],
    [16, 17, false],
    [999, 1000, false],
    [1000, 1000, false],
  ] as const) {
    account.state.unreadable = Array.from({ length: count }, (_, i) => entry(i));
    const letter = odd({ kind: "report" });
    account.look(letter);
    const { unreadable } = account.state;
    assert.equal(unreadable.length, kept);
    assert.equal(unreadable.at(-1)?.letter, whole ? encode(letter.letter) : "");
  }
});

test("a thread whose melder withdraws is gone with all that belongs to it, and does not come back", async () => {
  const { account, melder } = await begin();
  const other = new MadeMelder(organisation, sam);
  const [report, second] = [melder.report(), melder.message(2)];
  account.look(report, other.report());
  const { state } = account;
  const draft = { body: { kind: "message", text: "words" } } as const;
  for (const thread of [melder.thread, other.thread]) {
    state.put(names.TYPING + thread, "words");
    putForm(state, "consent", { action: "words" }, thread);
    mark(state, thread, { labels: ["a name"], muted: false });
    addDraft(state, { melder: thread, letters: [draft] });
  }
  addDraft(state, { adviser: encode(robin.id), letters: [draft] });

  const withdrawal = melder.letter(3, { kind: "withdrawal" });
  assert.deepEqual(account.look(withdrawal, second), { newLetters: 1, withdrawn: 1 });
  const left = [...account.vault.entries]
    .filter(([, content]) => content.includes(melder.thread))
    .map(([name]) => name);
  assert.deepEqual(left, ["adviser"]);
  assert.deepEqual(state.core.gone, [melder.thread]);
  assert.deepEqual(state.threads, [other.thread]);
  assert.deepEqual(
    state.drafts.map(([, one]) => ("melder" in one ? one.melder : "colleague")),
    [other.thread, "colleague"],
  );
  const entries = new Map(account.vault.entries);
  assert.deepEqual(account.look(report, second, withdrawal, melder.message(4)), { newLetters: 0, withdrawn: 0 });
  assert.deepEqual(account.vault.entries, entries);
});

test("a melder who reports and withdraws before anybody looks leaves a name", async () => {
  const { account, melder } = await begin();
  assert.deepEqual(account.look(melder.letter(2, { kind: "withdrawal" }), melder.report()), {
    newLetters: 1,
    withdrawn: 1,
  });
  assert.deepEqual(
    [account.state.threads, account.state.unreadable, account.state.core.gone],
    [[], [], [melder.thread]],
  );
});

test("letters of other advisers are taken once, of those alone who are listed", async () => {
  const { account } = await begin();
  const content = { n: 0, seen: 0, day: TODAY, body: { kind: "message", text: "What do you think?" } } as const;
  const by = (identity: typeof robin.identity) => {
    const writer = { organisation: organisation.id, identity, token: drawToken() };
    return released(sealBetweenAdvisers(content, readerOf(sam), writer));
  };
  const letter = by(robin.identity);
  assert.deepEqual(account.look(letter), { newLetters: 1, withdrawn: 0 });
  assert.deepEqual(account.look(letter), { newLetters: 0, withdrawn: 0 });
  const [one, ...others] = account.state.colleagues;
  assert.deepEqual(others, []);
  assert.deepEqual([one?.name, one?.own, one?.isNew, one?.adviser], ["Robin", false, true, robin.id]);
  assert.deepEqual(one?.content.body, content.body);

  const dismissed = new MadeOrganisation("Sam", "Robin");
  assert.deepEqual(account.look(by(dismissed.adviser("Robin").identity)), { newLetters: 0, withdrawn: 0 });
  assert.deepEqual(
    account.state.unreadable.map(({ reason }) => reason),
    ["proof"],
  );
  assert.equal(account.state.colleagues.length, 1);
});
