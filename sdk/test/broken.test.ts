import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";

import { PIECE } from "../src/protocol/chunk.js";
import { Code } from "../src/protocol/code.js";
import { type Fetch } from "../src/service/service.js";
import { missingOf, textOf } from "./real/letters.js";
import { TestEnvironment } from "./real/environment.js";
import { type Call, reach } from "./real/reach.js";
import { PLAIN, arrive, card, file, words } from "./real/story.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam"]);
});
after(() => environment.close());

/** A connection that breaks: before a call goes out, or after the server has done what it asked for. */
class Breaking {
  readonly calls: Call[] = [];
  readonly bodies: string[] = [];
  /** Asked at every call; gives when it breaks, if it does. */
  breaks: (method: string, path: string) => "before" | "after" | undefined = () => undefined;

  readonly fetch: Fetch = async (address, request) => {
    const path = new URL(address).pathname;
    const when = this.breaks(request.method, path);
    if (path.endsWith("/acme/letters") && request.body !== undefined) {
      this.bodies.push(Buffer.from(request.body as Uint8Array).toString("base64"));
    }
    if (when === "before") {
      throw new TypeError("no connection");
    }
    const answer = await reach(this.calls)(address, request);
    if (when === "after") {
      throw new TypeError("the connection is gone");
    }
    return answer;
  };

  /** Breaks the next call of a kind, once. */
  once(method: string, part: string, when: "before" | "after"): void {
    this.breaks = (asked, path) => {
      if (asked !== method || !path.includes(part)) {
        return undefined;
      }
      this.breaks = () => undefined;
      return when;
    };
  }
}

const POST = ["POST", "/acme/letters"] as const;

for (const when of ["before", "after"] as const) {
  test(`a report whose post breaks ${when} it arrived is sent again, the same and once`, async () => {
    const line = new Breaking();
    const melder = await arrive(environment, line.fetch);
    const code = Code.draw();
    const draft = { ...PLAIN, text: words() };
    line.once(...POST, when);
    await assert.rejects(melder.report(code, [card(melder, "Sam").id], draft), { kind: "offline" });
    const receipt = await melder.report(code, [card(melder, "Sam").id], draft);
    assert.deepEqual(receipt.advisers, ["Sam"]);
    assert.equal(line.bodies.length, 2);
    assert.equal(line.bodies[0], line.bodies[1]);
    const [thread] = (await melder.read(code)).threads;
    assert.deepEqual(thread?.letters.map(textOf), [draft.text]);
    // Said again once it is done it is another report, for which the code is taken.
    await assert.rejects(melder.report(code, [card(melder, "Sam").id], draft), { kind: "conflict" });
  });

  test(`a follow-up whose post breaks ${when} it arrived comes once`, async () => {
    const line = new Breaking();
    const melder = await arrive(environment, line.fetch);
    const code = Code.draw();
    await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text: words() });
    const more = { text: words(), attachments: [] };
    line.once(...POST, when);
    await assert.rejects(melder.followUp(code, more), { kind: "offline" });
    assert.equal((await melder.followUp(code, more)).afterAnother, false);
    const [thread] = (await melder.read(code)).threads;
    assert.equal(thread?.letters.filter((letter) => textOf(letter) === more.text).length, 1);
  });
}

test("changed words after a broken post are no longer the same report", async () => {
  const line = new Breaking();
  const melder = await arrive(environment, line.fetch);
  const [code, sam] = [Code.draw(), card(melder, "Sam").id];
  line.once(...POST, "before");
  await assert.rejects(melder.report(code, [sam], { ...PLAIN, text: words() }), { kind: "offline" });
  const text = words();
  await melder.report(code, [sam], { ...PLAIN, text });
  assert.equal(textOf((await melder.read(code)).threads[0]?.letters[0]), text);

  line.once(...POST, "after");
  const other = Code.draw();
  await assert.rejects(melder.report(other, [sam], { ...PLAIN, text: words() }), { kind: "offline" });
  await assert.rejects(melder.report(other, [sam], { ...PLAIN, text }), { kind: "conflict" });
});

test("a follow-up comes after another device's that was faster", async () => {
  const line = new Breaking();
  const [melder, other] = [await arrive(environment, line.fetch), await arrive(environment)];
  const code = Code.draw();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text: words() });
  const [first, second] = [words(), words()];
  let ahead: Promise<unknown> | undefined;
  // The other device posts while this one has sealed its letters and not yet posted them.
  const fetch = line.fetch;
  const slow = await arrive(environment, async (address, request) => {
    if (request.method === "POST" && address.endsWith("/acme/letters")) {
      ahead ??= other.followUp(code, { text: first, attachments: [] });
      await ahead;
    }
    return await fetch(address, request);
  });
  const { afterAnother } = await slow.followUp(code, { text: second, attachments: [] });
  assert.equal(afterAnother, true);
  const [thread] = (await melder.read(code)).threads;
  assert.deepEqual(thread?.letters.map((letter) => [letter.n, textOf(letter)]).slice(1), [
    [2, first],
    [3, second],
  ]);
});

test("an upload that breaks goes on where it stopped, and the words have arrived", async () => {
  const line = new Breaking();
  const melder = await arrive(environment, line.fetch);
  const code = Code.draw();
  const plan = file("plan.bin", randomBytes(3 * PIECE));
  let puts = 0;
  line.breaks = (method) => (method === "PUT" && ++puts > 2 ? "before" : undefined);
  const draft = { ...PLAIN, text: words(), attachments: [plan] };
  const receipt = await melder.report(code, [card(melder, "Sam").id], draft);
  assert.deepEqual(receipt.uploads, [{ adviser: "Sam", name: "plan.bin", chunks: 4, done: 2 }]);
  assert.deepEqual(melder.unfinished, receipt.uploads);
  await assert.rejects(melder.resume(), { kind: "offline" });
  const [half] = (await melder.read(code)).threads;
  assert.deepEqual(half?.letters.map(missingOf), [undefined, 2]);

  line.breaks = () => undefined;
  const before = line.calls.length;
  await melder.resume();
  assert.deepEqual(melder.unfinished, []);
  assert.equal(line.calls.slice(before).filter(({ method }) => method === "PUT").length, 2);
  const [whole] = (await melder.read(code)).threads;
  assert.deepEqual(whole?.letters.map(missingOf), [undefined, 0]);
});

test("going on with an upload forgets nothing that is not known to have arrived", async () => {
  const line = new Breaking();
  const melder = await arrive(environment, line.fetch);
  const code = Code.draw();
  line.once("PUT", "/chunks/", "before");
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text: words(), attachments: [file("a.bin")] });
  const more = { text: words(), attachments: [] };
  line.once(...POST, "after");
  await assert.rejects(melder.followUp(code, more), { kind: "offline" });
  await melder.resume();
  await melder.followUp(code, more);
  const [thread] = (await melder.read(code)).threads;
  assert.equal(thread?.letters.filter((letter) => textOf(letter) === more.text).length, 1);
});

test("a file that changes during an upload is never sealed twice under one key", async () => {
  const line = new Breaking();
  const melder = await arrive(environment, line.fetch);
  const plan = file("plan.bin", randomBytes(2 * PIECE));
  line.once("PUT", "/chunks/", "before");
  const draft = { ...PLAIN, text: words(), attachments: [plan] };
  await melder.report(Code.draw(), [card(melder, "Sam").id], draft);
  plan.bytes.fill(7, PIECE);
  await assert.rejects(melder.resume(), { name: "ValidationError", reason: "hash" });
  assert.equal(line.calls.filter(({ method }) => method === "PUT").length, 1);
});

test("a server that is gone is offline, and one that is back goes on", async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const draft = { ...PLAIN, text: words() };
  await environment.stop();
  await assert.rejects(melder.report(code, [card(melder, "Sam").id], draft), { kind: "offline" });
  await environment.start();
  await melder.report(code, [card(melder, "Sam").id], draft);
  assert.equal(textOf((await melder.read(code)).threads[0]?.letters[0]), draft.text);
});
