import assert from "node:assert/strict";
import { test } from "node:test";

import { merging } from "../src/adviser/merge.js";
import { AdviserSession } from "../src/adviser/adviser-session.js";
import { Melder } from "../src/melder/melder.js";
import { isZero } from "../src/protocol/bytes.js";
import { Code } from "../src/protocol/code.js";
import { encode } from "../src/protocol/encoding.js";
import { Master } from "../src/protocol/derivation.js";
import { sealReply } from "../src/protocol/to-melder.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { Vault } from "../src/vault/vault.js";
import { MadeOrganisation, TODAY } from "./made/organisation.js";
import { watching } from "./made/secrets.js";
import { MadeServer, today } from "./made/server.js";
import { vaultOf } from "./made/vault.js";
import { PLAIN } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

/** A report to Sam, who has answered, and its code. */
async function begun() {
  const organisation = new MadeOrganisation("Sam", "Robin");
  const server = new MadeServer(organisation);
  const [sam, robin] = [organisation.adviser("Sam"), organisation.adviser("Robin")];
  const melder = await Melder.open(server.service, organisation.link, { today });
  const code = Code.draw();
  await melder.report(code, [sam.id], { ...PLAIN, text: "It began in May." });

  const master = Master.from(code, organisation.id);
  const [thread, replyKey] = [master.thread(0), master.replyKey(0).publicKey];
  const said = { n: 1, seen: 1, day: today(), body: { kind: "handover", successor: robin.id, text: "" } } as const;
  const { id, letter } = sealReply(said, organisation.id, thread, replyKey);
  server.letters.set(encode(id), letter);
  organisation.beat(sam, [[thread, { received: 1, written: 1 }]]);
  return { server, melder, code, sam, robin };
}

test("what follows from a code is overwritten when its visit ends", async () => {
  const { melder, code, sam, robin } = await begun();
  const consent = { text: "I agree.", withConversation: true };
  const visits: [string, () => Promise<unknown>][] = [
    ["read", () => melder.read(code)],
    ["follow-up", () => melder.followUp(code, { text: "And in June.", attachments: [] })],
    ["handover", () => melder.handOver(code, robin.id, consent)],
    ["withdrawal", () => melder.withdraw(code)],
  ];
  for (const [name, visit] of visits) {
    const { used, left } = await watching([code], visit);
    assert.deepEqual(left, [], name);
    assert.equal(used.get("Master"), 1, name);
    assert.ok((used.get("Thread") ?? 0) >= 1 && (used.get("SealingKey") ?? 0) >= 2, name);
  }
  const other = Code.draw();
  const draft = { ...PLAIN, text: "Something else." };
  const { used, left } = await watching([other], () => melder.report(other, [sam.id], draft));
  assert.deepEqual([left, used.get("Master")], [[], 1]);
});

test("so it is where a visit breaks, wherever it does", async () => {
  const { server, melder, code } = await begun();
  server.asked.length = 0;
  await melder.read(code);
  const calls = server.asked.splice(0).length;
  let masters = 0;
  for (let breaking = 0; breaking < calls; breaking++) {
    server.breaks = () => server.asked.length > breaking;
    const { used, left } = await watching([code], () =>
      assert.rejects(melder.followUp(code, { text: `No ${breaking}`, attachments: [] })),
    );
    assert.deepEqual(left, [], String(breaking));
    masters += used.get("Master") ?? 0;
    server.asked.length = 0;
  }
  assert.ok(masters >= 4);
});

test(
  "what opens an adviser's vault and their letters is overwritten when it is locked",
  { skip: isSlow },
  async (t) => {
    const organisation = new MadeOrganisation("Sam");
    const sam = organisation.adviser("Sam");
    const [storage, keyCode] = [new MemoryVaultStorage(), Code.draw()];
    const { entries } = vaultOf(organisation, sam);
    const random = t.mock.method(globalThis.crypto, "getRandomValues");
    const vault = await Vault.create(storage, "six words that nobody else has", keyCode, entries, merging);
    const [key, token] = random.mock.calls.map(({ result }) => result as Uint8Array);
    assert.ok(key && token && !isZero(key) && !isZero(token));
    const { used, left } = await watching([sam.key], async () => {
      const session = AdviserSession.of(vault, storage, today, {});
      await session.save();
      const { ring, state } = session.home;
      assert.deepEqual(ring.readers(state.core, organisation.id, TODAY)[0]?.key.publicKey, sam.key.publicKey);
      session.lock();
    });
    assert.ok(isZero(key) && isZero(token));
    // The epoch key, the vault's, and the key code.
    for (const name of ["SealingKey", "Secret", "Code"]) {
      assert.ok((used.get(name) ?? 0) >= 1 && !left.includes(name), name);
    }
  },
);
