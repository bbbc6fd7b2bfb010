import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";

import { Code } from "../src/code.js";
import { Melder } from "../src/melder/melder.js";
import { parseLink } from "../src/service/link.js";
import { Service } from "../src/service/service.js";
import { Town } from "./real/programs.js";
import { type Call, reach } from "./real/reach.js";

let town: Town;
before(async () => {
  town = await Town.found(["Sam"]);
});
after(() => town.close());

function open(calls?: Call[]): Promise<Melder> {
  return Melder.open(new Service(town.origin, { fetch: reach(calls) }), parseLink(town.link));
}

/** Words that no other run has. */
function words(): string {
  return `It began in ${randomBytes(8).toString("hex")}.\nŻółw 🐢 "…"`;
}

const PLAIN = { categories: [], repliesOnly: false, attachments: [] };

test("the command line opens what this seals, and this opens its answer", async () => {
  const melder = await open();
  const [sam] = melder.organisation.advisers;
  assert.ok(sam);
  assert.equal(sam.name, "Sam");
  const code = Code.draw();
  const [text, wants] = [words(), words()];
  const receipt = await melder.report(code, [sam.id], { ...PLAIN, text, wants, track: "conduct", language: "nl" });
  assert.deepEqual(receipt, { advisers: ["Sam"], letters: 1, uploads: [] });

  const [thread] = town.inbox("Sam").threads;
  assert.ok(thread);
  const [letter] = thread.letters;
  assert.equal(letter?.text, text);
  assert.equal(letter.content?.["wants"], wants);
  assert.equal(letter.content["language"], "nl");
  const answer = words();
  town.run(["reply", "--vault", "Sam.vault", "--thread", thread.thread, "--text-file", "-"], answer);

  const again = await open();
  const conversation = await again.read(Code.parse(code.show()));
  assert.equal(conversation.threads.length, 1);
  const [view] = conversation.threads;
  assert.deepEqual(view?.warnings, []);
  assert.deepEqual(
    view.letters.map(({ own, kind, text }) => [own, kind, text]),
    [
      [true, "report", text],
      [false, "message", answer],
    ],
  );
  assert.deepEqual([view.received, view.written, view.seen, view.ownWritten], [1, 1, 1, 1]);
});
