import assert from "node:assert/strict";
import { test } from "node:test";

import { Code } from "../src/protocol/code.js";
import { TestEnvironment } from "./real/environment.js";
import { PLAIN, arrive, card, words } from "./real/story.js";

/** Does something where there is no WebCrypto but random numbers, as on plain-http pages. */
async function withoutWebCrypto(use: () => Promise<void>): Promise<void> {
  const whole = Object.getOwnPropertyDescriptor(globalThis, "crypto") ?? assert.fail();
  const { crypto } = globalThis;
  const value = { getRandomValues: crypto.getRandomValues.bind(crypto) };
  Object.defineProperty(globalThis, "crypto", { value, configurable: true });
  try {
    await use();
  } finally {
    Object.defineProperty(globalThis, "crypto", whole);
  }
}

test("work is done as much as the server asks for, with and without WebCrypto", async () => {
  // From the third letter of a day on.
  const environment = await TestEnvironment.found(
    ["Sam"],
    ["--letters-per-release", "4", "--letters-per-day", "4", "--highest-difficulty", "5"],
  );
  try {
    const melder = await arrive(environment);
    const tries: number[][] = [];
    const working = (...how: number[]) => tries.push(how);
    const report = async () => {
      await melder.report(Code.draw(), [card(melder, "Sam").id], { ...PLAIN, text: words() }, { working });
    };
    // the first try is good once in 32 times, and then nothing is told of the work: such a report says nothing, and another is sent
    const toldOfWork = async () => {
      for (let sent = 0; sent < 8 && tries.length === 0; sent += 1) {
        await report();
      }
      assert.ok(tries.length > 0);
    };
    await report();
    await toldOfWork();
    tries.length = 0;
    await withoutWebCrypto(toldOfWork);
    assert.ok(tries.every(([done = -1, expected]) => done >= 0 && expected === 32));
  } finally {
    await environment.close();
  }
});
