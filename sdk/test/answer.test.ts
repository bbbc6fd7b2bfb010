import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { type Answering } from "../src/melder/follow-up.js";
import { Melder } from "../src/melder/melder.js";
import { Code } from "../src/protocol/code.js";
import { parseLink } from "../src/service/link.js";
import { Service } from "../src/service/service.js";
import { type Inbox, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam"]);
});
after(() => environment.close());

const ANSWERS: readonly Answering[] = [
  { kind: "answer", number: 3 },
  { kind: "consent_answer", number: 1, consent: "no" },
  { kind: "appointment_answer", number: 2, accepted: true },
];

/** Needs no words. */
const BARE = { kind: "consent_answer", number: 4, consent: "yes" } as const;

test("answers arrive as what they are, and are kept as such", async () => {
  const melder = await Melder.open(new Service(environment.origin, { fetch: reach() }), parseLink(environment.link));
  const [sam] = melder.organisation.advisers;
  assert.ok(sam);
  const code = Code.draw();
  await melder.report(code, [sam.id], { categories: [], repliesOnly: false, attachments: [], text: "It began." });
  for (const answer of ANSWERS) {
    await melder.followUp(code, { text: `${answer.kind}, in words`, adviser: sam.id, answer, attachments: [] });
  }

  await melder.followUp(code, { text: "", adviser: sam.id, answer: { ...BARE }, attachments: [] });
  const isAll = (inbox: Inbox) => inbox.threads[0]?.letters.length === ANSWERS.length + 2;
  const [, ...letters] = environment.inbox("Sam", isAll).threads[0]?.letters ?? [];
  for (const [at, { kind, ...fields }] of ANSWERS.entries()) {
    const content = letters[at]?.content;
    assert.equal(content?.["kind"], kind);
    assert.equal(content["text"], `${kind}, in words`);
    for (const [name, value] of Object.entries(fields)) {
      assert.equal(content[name], value, name);
    }
  }
  const bare = letters.at(-1)?.content;
  assert.deepEqual([bare?.["consent"], bare?.["text"]], ["yes", undefined]);
  const question = { kind: "answer", number: 1 } as const;
  const wordless = { text: " ", adviser: sam.id, answer: question, attachments: [] };
  await assert.rejects(melder.followUp(code, wordless), { kind: "empty" });
  const [view] = (await melder.read(code)).threads;
  assert.deepEqual(
    view?.letters.map(({ body }) => body.kind),
    ["report", ...ANSWERS.map(({ kind }) => kind), BARE.kind],
  );
});
