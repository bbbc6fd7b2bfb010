import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { Code } from "../src/protocol/code.js";
import { type Fetch } from "../src/service/service.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { device, said, sync, threadOf } from "./real/device.js";
import { textOf } from "./real/letters.js";
import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam", "Robin"]);
});
after(() => environment.close());

test("whatever answer is lost on its way, nothing is sent twice and nothing is lost", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = words();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  /** How many changes are made before the one whose answer is lost. */
  let left = Number.POSITIVE_INFINITY;
  const honest = reach();
  const losing: Fetch = async (address, request) => {
    const answer = await honest(address, request);
    const isChange = request.method === "PUT" || /\/(records|letters)$/.test(address);
    left -= isChange && request.method !== "GET" ? 1 : 0;
    if (left < 0 && isChange) {
      left = Number.POSITIVE_INFINITY;
      throw new TypeError("the connection broke");
    }
    return answer;
  };
  const storage = new MemoryVaultStorage();
  let sam = await device(environment, "Sam", { storage, fetch: losing });
  const { id } = await threadOf(sam, text);
  const written: string[] = [];
  // The vault, the letters, the vault again, the heartbeat.
  for (const lost of [0, 1, 2, 3]) {
    const answer = `${lost} ${words()}`;
    written.push(answer);
    await sam.write(id, { kind: "message", text: answer });
    left = lost;
    await sam.sync();
    assert.equal(sam.inbox().organisations[0]?.lastError, "offline", String(lost));
    // The page was closed meanwhile.
    sam = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: { fetch: losing, pauses: [] } });
    await sync(sam);
    assert.deepEqual(
      said(sam, id)
        .slice(1)
        .map(([, words]) => words),
      written,
    );
    assert.equal(sam.inbox().sending, 0);
  }
  const [thread] = (await melder.read(code)).threads;
  assert.deepEqual(thread?.letters.slice(1).map(textOf), written);
  assert.deepEqual(thread.warnings, []);
});

test("a new key code is not lost with the answer that says that it counts", { skip: isSlow }, async () => {
  const honest = reach();
  let isLost = false;
  const losing: Fetch = async (address, request) => {
    const answer = await honest(address, request);
    // The batch that swaps the wrap record begins with it.
    if (request.body instanceof Uint8Array && address.endsWith("/v1/vault/records") && request.body[0] === 3) {
      isLost = true;
      throw new TypeError("the connection broke");
    }
    return answer;
  };
  const storage = new MemoryVaultStorage();
  const robin = await device(environment, "Robin", { storage, fetch: losing });
  await sync(robin);
  const old = robin.keyCode().show();
  await assert.rejects(robin.revokeDevices(PASSPHRASE), { name: "ServiceError", kind: "offline" });
  assert.equal(isLost, true);
  // The page was closed meanwhile; the old passphrase and key code open what lies here, and nothing on the server any more.
  robin.lock();
  const service = { fetch: reach(), pauses: [] };
  const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service });
  assert.equal(again.keyCode().show(), old);
  await again.sync();
  const keyCode = again.keyCode();
  assert.notEqual(keyCode.show(), old);
  assert.equal(again.inbox().organisations[0]?.status, "asked");
  const other = { storage: new MemoryVaultStorage(), link: environment.link, passphrase: PASSPHRASE, service };
  await assert.rejects(Adviser.addDevice({ ...other, keyCode: Code.parse(old) }), { kind: "code" });
  const added = await Adviser.addDevice({ ...other, keyCode });
  assert.deepEqual(added.inbox().threads, again.inbox().threads);
  const later = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service });
  assert.equal(later.keyCode().show(), keyCode.show());
});

test(
  "a revocation that does not arrive changes nothing, not even what is kept meanwhile",
  { skip: isSlow },
  async () => {
    const honest = reach();
    const held: { sam?: Adviser } = {};
    const failing: Fetch = async (address, request) => {
      if (request.body instanceof Uint8Array && address.endsWith("/v1/vault/records") && request.body[0] === 3) {
        // Somebody types, and what is kept of it is all that lies here afterwards.
        await held.sam?.shownColleagues();
        throw new TypeError("no connection");
      }
      return await honest(address, request);
    };
    const storage = new MemoryVaultStorage();
    const sam = (held.sam = await device(environment, "Sam", { storage, fetch: failing }));
    await sync(sam);
    await assert.rejects(sam.revokeDevices(PASSPHRASE), { kind: "offline" });
    const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: { fetch: reach(), pauses: [] } });
    for (const one of [again, sam]) {
      await sync(one);
      assert.equal(one.inbox().organisations[0]?.status, "appointed");
      assert.equal(one.keyCode().show(), environment.keyCode("Sam"));
    }
  },
);
