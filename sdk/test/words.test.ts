import assert from "node:assert/strict";
import { test } from "node:test";

import { wordsOf } from "../src/protocol/words.js";
import { readVectors } from "./vectors/case.js";

test("a fingerprint as words", async () => {
  const { cases } = readVectors("derivation.json");
  for (const c of cases) {
    const expect = c.object("expect");
    assert.equal((await wordsOf(expect.bytes("organisation"))).join(" "), expect.text("words"));
  }
  assert.equal(cases.length, 3);
  await assert.rejects(wordsOf(new Uint8Array(31)), { reason: "length" });
});
