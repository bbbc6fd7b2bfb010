import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { PIECE } from "../src/protocol/chunk.js";
import { Code } from "../src/protocol/code.js";
import { type MelderLetterView } from "../src/melder/conversation.js";
import { wordsOf } from "../src/protocol/words.js";
import { fileOf, missingOf, textOf } from "./real/letters.js";
import { TestEnvironment } from "./real/environment.js";
import { PLAIN, arrive, card, file, words } from "./real/story.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam", "Robin"]);
});
after(() => environment.close());

function reply(thread: string, text: string, ...more: string[]): void {
  environment.run(["reply", "--vault", "Sam.vault", "--thread", thread, "--text-file", "-", ...more], text);
}

/** What Sam has of the report with these words. */
function atSam(text: string, count: number) {
  const inbox = environment.inbox("Sam", (shown) =>
    shown.threads.some(({ letters }) => letters.length >= count && letters[0]?.text === text),
  );
  return inbox.threads.find(({ letters }) => letters[0]?.text === text) ?? assert.fail("no such report");
}

function shown(letter: MelderLetterView) {
  return [letter.own ? "melder" : "adviser", letter.body.kind, textOf(letter) ?? fileOf(letter)];
}

test("the command line opens what this seals, and this opens its answer", async () => {
  const melder = await arrive(environment);
  assert.equal(melder.organisation.pinned, true);
  const code = Code.draw();
  const [text, wants, answer, more] = [words(), words(), words(), words()];
  const draft = { ...PLAIN, text, wants, categories: ["bullying"], track: "conduct", language: "nl" } as const;
  const receipt = await melder.report(code, [card(melder, "Sam").id], draft);
  assert.deepEqual(receipt, { advisers: ["Sam"], letters: 1, uploads: [] });

  const { thread, letters } = atSam(text, 1);
  const { content } = letters[0] ?? assert.fail();
  assert.deepEqual([content?.["wants"], content?.["language"], content?.["track"]], [wants, "nl", "conduct"]);
  assert.deepEqual(content?.["categories"], ["bullying"]);
  reply(thread, answer);

  const again = await arrive(environment);
  const conversation = await again.read(Code.parse(code.show()));
  const [view] = conversation.threads;
  assert.deepEqual(view?.letters.map(shown), [
    ["melder", "report", text],
    ["adviser", "message", answer],
  ]);
  assert.deepEqual(view.warnings, []);
  assert.deepEqual([view.received, view.written, view.seen, view.ownWritten], [1, 1, 1, 1]);

  const followed = await again.followUp(code, { text: more, attachments: [] });
  assert.deepEqual(followed, { advisers: ["Sam"], letters: 1, uploads: [], afterAnother: false });
  const [, , second] = atSam(text, 3).letters;
  assert.deepEqual([second?.text, second?.from], [more, "melder"]);
});

test("this opens what the command line seals", async () => {
  const [text, answer] = [words(), words()];
  const code = environment
    .run(["report", "--link", environment.link, "--adviser", "Sam", "--text-file", "-"], text)
    .trim();
  const melder = await arrive(environment);
  const [thread] = (await melder.read(Code.parse(code))).threads;
  assert.deepEqual(thread?.letters.map(shown), [["melder", "report", text]]);
  assert.deepEqual(thread.warnings, [{ kind: "not-kept" }]);
  // What this writes under the command line's code, the command line reads.
  await melder.followUp(Code.parse(code), { text: answer, attachments: [] });
  const read = JSON.parse(
    environment.run(["read", "--link", environment.link, "--code-file", environment.file("code", code), "--json"]),
  ) as {
    threads: { letters: { text: string }[] }[];
  };
  assert.deepEqual(
    read.threads[0]?.letters.map((letter) => letter.text),
    [text, answer],
  );
});

test("attachments go both ways", async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = words();
  const attachments = [file("plan.bin", randomBytes(PIECE + 5)), file("empty.bin", new Uint8Array(0))];
  const moved: number[][] = [];
  const both = [card(melder, "Sam").id, card(melder, "Robin").id];
  const receipt = await melder.report(
    code,
    both,
    { ...PLAIN, text, attachments },
    { moved: (...how) => moved.push(how) },
  );
  assert.deepEqual(receipt.advisers, ["Sam", "Robin"]);
  assert.deepEqual(
    receipt.uploads.map(({ adviser, name, chunks, done }) => [adviser, name, chunks, done]),
    [
      ["Sam", "plan.bin", 2, 2],
      ["Robin", "plan.bin", 2, 2],
      ["Sam", "empty.bin", 1, 1],
      ["Robin", "empty.bin", 1, 1],
    ],
  );
  assert.deepEqual(moved[0], [0, 1, 2]);
  assert.deepEqual(melder.unfinished, []);

  const { thread, letters } = atSam(text, 3);
  assert.deepEqual(
    letters.map(({ missing_pieces }) => missing_pieces),
    [null, 0, 0],
  );
  const get = ["attachment", "--vault", "Sam.vault", "--thread", thread, "--name", "plan.bin", "--output", "plan.out"];
  environment.run(get);
  assert.deepEqual(readFileSync(join(environment.folder, "plan.out")), attachments[0]?.bytes);

  const theirs = randomBytes(3 * PIECE);
  environment.file("answer.bin", theirs);
  reply(thread, words(), "--attach", "answer.bin", "--keep-metadata", "--keep-names");
  const again = await arrive(environment);
  const [view] = (await again.read(code)).threads;
  assert.deepEqual(view?.letters.map(missingOf), [undefined, 0, 0, undefined, 0]);
  const sent = view.letters.at(-1) ?? assert.fail();
  assert.ok(!sent.own && sent.body.kind === "attachment");
  assert.equal(sent.body.size, theirs.length);
  assert.deepEqual(Object.keys(sent.body).sort(), [
    "chunks",
    "kind",
    "media_type",
    "missing",
    "name",
    "sha256",
    "size",
  ]);
  const attachment = await again.attachment(sent);
  assert.deepEqual([attachment.name, Buffer.compare(attachment.bytes, theirs)], ["answer.bin", 0]);
});

test("both sides make the same words of a fingerprint", async () => {
  const { organisation } = await arrive(environment);
  const words = (await wordsOf(organisation.fingerprint)).join(" ");
  assert.ok(environment.run(["organisation", "show", "--link", environment.link]).includes(words));
});

test("a long text goes in parts, and is read in its order", async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = `${words()}${'ab "cd" 🐢\n'.repeat(1500)}`;
  const { letters } = await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  assert.equal(letters, 4);
  const [view] = (await melder.read(code)).threads;
  assert.equal(view?.letters.map(textOf).join(""), text);
  await assert.rejects(melder.report(Code.draw(), [card(melder, "Sam").id], { ...PLAIN, text: text.repeat(3) }), {
    kind: "too-long",
  });
});

test("'replies only' keeps no words", async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text: words(), repliesOnly: true });
  const { threads, repliesOnly } = await melder.read(code);
  assert.equal(repliesOnly, true);
  assert.deepEqual(threads[0]?.letters, []);
});

test("another adviser takes over, because this one asks, and only then", async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const [text, mine] = [words(), words()];
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  const { thread } = atSam(text, 1);
  reply(thread, words(), "--hand-over-to", "Robin");
  const [asking] = (await melder.read(code)).threads;
  assert.equal(asking?.asksFor?.name, "Robin");

  const robin = card(melder, "Robin").id;
  const receipt = await melder.handOver(code, robin, { text: mine, withConversation: true });
  assert.deepEqual(receipt, { advisers: ["Robin"], letters: 1, uploads: [] });
  const inbox = environment.inbox("Robin", ({ threads }) =>
    threads.some(({ letters }) => letters[0]?.text?.startsWith(mine) === true && letters[0].text.includes(text)),
  );
  assert.ok(inbox.threads.length > 0);
  assert.equal(atSam(text, 3).letters.at(-1)?.kind, "handover");
  const { threads } = await melder.read(code);
  assert.deepEqual(
    threads.map(({ name, asksFor }) => [name, asksFor]),
    [
      ["Sam", undefined],
      ["Robin", undefined],
    ],
  );
  await assert.rejects(melder.handOver(code, robin, { text: mine, withConversation: false }), { kind: "conflict" });
});

test("after a withdrawal nothing lies under the code", async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = words();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text, attachments: [file("a.bin")] });
  atSam(text, 2);
  const before = await arrive(environment);
  assert.equal((await before.read(code)).threads.length, 1);
  assert.deepEqual(await melder.withdraw(code), { advisers: ["Sam"], letters: 1, uploads: [] });
  for (const again of [() => before.read(code), () => melder.withdraw(code)]) {
    await assert.rejects(again(), { kind: "nothing" });
  }
  await assert.rejects(before.followUp(code, { text, attachments: [] }), { kind: "nothing" });
  const lines = environment.inbox("Sam", ({ withdrawn }) => withdrawn.length > 0);
  assert.equal(
    lines.threads.some(({ letters }) => letters[0]?.text === text),
    false,
  );
});

test("what cannot be sent is said before anything is", async () => {
  const melder = await arrive(environment);
  const sam = card(melder, "Sam").id;
  const fails = (advisers: readonly Uint8Array[], more: object, kind: string) =>
    assert.rejects(melder.report(Code.draw(), advisers, { ...PLAIN, text: "a", ...more }), { kind });
  await fails([sam], { text: " \n" }, "empty");
  await fails([], {}, "empty");
  await fails([randomBytes(32)], {}, "away");
  await fails([sam], { attachments: Array.from({ length: 15 }, () => file("a")) }, "too-many");
  await fails([sam], { attachments: [{ ...file("a"), size: melder.limits.attachments + 1 }] }, "too-large");
  await fails([sam], { wants: "x".repeat(7500) }, "too-long");
  assert.ok(melder.limits.attachments > 0);
});
