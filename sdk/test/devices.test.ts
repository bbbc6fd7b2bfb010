import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { type KeptCore } from "../src/adviser/kept.js";
import { Code } from "../src/protocol/code.js";
import { dayOf } from "../src/protocol/day.js";
import { decode } from "../src/protocol/encoding.js";
import { SigningKey } from "../src/protocol/signature.js";
import { writeSigned } from "../src/protocol/signed.js";
import { parseLink } from "../src/service/link.js";
import { type Fetch, Service } from "../src/service/service.js";
import { Session } from "../src/service/session.js";
import { readEntry, writeEntry } from "../src/vault/entries.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { device, said, sync, threadOf, vaultOf } from "./real/device.js";
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

const offline: Fetch = () => Promise.reject(new TypeError("no connection"));

/** What lies in an adviser's vault on the server. */
async function entries(name: string): Promise<Map<string, string>> {
  return new Map((await vaultOf(environment, name)).entries);
}

test(
  "the command line leaves what this wrote as it is, byte for byte, and this what that wrote",
  { skip: isSlow },
  async () => {
    const melder = await arrive(environment);
    const code = Code.draw();
    const text = words();
    await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text, categories: ["bullying"], language: "nl" });
    const sam = await device(environment, "Sam");
    const { id } = await threadOf(sam, text);
    await sam.write(id, { kind: "consent_request", action: "a", readers: ["b"], consequences: "c" });
    await sam.write(id, { kind: "message", text: 'ab \u0001\u007f"\\ '.repeat(1500) });
    await sam.write(id, { kind: "closing", text: "Take care.", ask_on: dayOf() + 30 });
    await sam.note(id, "a note");
    await sam.label(id, ["a label"]);
    const consulted = card(melder, "Robin").id;
    await sam.consult(sam.inbox().organisations[0]?.organisation ?? "", consulted, "what do you think?");
    await sam.shown(id);
    await sync(sam);

    const before = await entries("Sam");
    environment.run(["inbox", "--vault", "Sam.vault", "--all"]);
    const between = await entries("Sam");
    await sync(sam);
    const after = await entries("Sam");
    const same = (name: string) => !/^(adviser|outbox\/.*|organisation|seen)$/.test(name);
    const names = [...before.keys()].filter(same);
    assert.ok(names.includes(`thread/${id}`) && names.includes(`letters/${id}/000000`));
    assert.ok(names.includes("colleagues/000000") && names.some((name) => name.startsWith("marks/")));
    for (const name of names) {
      assert.equal(between.get(name), before.get(name), name);
      assert.equal(after.get(name), before.get(name), name);
    }
    // Of the core no more changes than what a look changes.
    const fields = (all: Map<string, string>) =>
      (all.get("adviser") ?? "").replace(/"heartbeat":[0-9]+|"cursor":"[^"]*"/g, "…");
    assert.equal(fields(between), fields(before));
    assert.equal(fields(after), fields(before));
  },
);

test("two devices that write at the same time give no number twice", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const [text, one, other, more] = [words(), words(), words(), words()];
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  const [laptop, phone] = [await device(environment, "Sam"), await device(environment, "Sam")];
  const { id } = await threadOf(laptop, text);
  await threadOf(phone, text);
  await laptop.write(id, { kind: "question", text: one });
  await phone.write(id, { kind: "question", text: other });
  await phone.write(id, { kind: "question", text: more });
  await Promise.all([laptop.note(id, "from the laptop"), phone.note(id, "from the phone")]);
  await Promise.all([laptop.label(id, ["laptop"]), phone.mute(id, true)]);
  await laptop.keepDraft(id, "on the laptop");
  await phone.keepDraft(id, "on the phone");
  await Promise.all([sync(laptop), sync(phone)]);
  await sync(laptop);
  await sync(phone);
  for (const adviser of [laptop, phone]) {
    const { letters, notes, draft } = adviser.thread(id);
    assert.deepEqual(
      letters.map(({ own, n, body }) => [own, n, body.kind === "question" ? body.number : undefined]),
      [
        [false, 1, undefined],
        [true, 1, 1],
        [true, 2, 2],
        [true, 3, 3],
      ],
    );
    assert.deepEqual(new Set(letters.slice(1).map(textOf)), new Set([one, other, more]));
    assert.deepEqual(new Set(notes.map((note) => note.text)), new Set(["from the laptop", "from the phone"]));
    assert.ok(draft?.includes("on the laptop") && draft.includes("on the phone"), draft);
  }
  assert.deepEqual(said(laptop, id), said(phone, id));
  const [thread] = (await melder.read(code)).threads;
  assert.deepEqual([thread?.letters.length, thread?.warnings], [4, []]);
});

test("what was read is there without a connection, and what is written waits for it", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const [text, answer] = [words(), words()];
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  const storage = new MemoryVaultStorage();
  const first = await device(environment, "Sam", { storage });
  const { id } = await threadOf(first, text);
  first.lock();
  assert.throws(() => first.inbox(), { name: "VaultError", kind: "locked" });

  const without = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: { fetch: offline, pauses: [] } });
  await without.write(id, { kind: "message", text: answer });
  const news = await without.sync();
  assert.equal(news.waiting, 1);
  assert.equal(without.inbox().organisations[0]?.lastError, "offline");
  assert.equal(without.inbox().sending, 1);
  assert.deepEqual(without.search(answer.slice(0, 20).toUpperCase()), []);
  assert.deepEqual(without.search(text.slice(0, 20).toUpperCase()), [id]);

  const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: { fetch: reach(), pauses: [] } });
  assert.equal(again.thread(id).letters[1]?.state, "waiting");
  await sync(again);
  assert.equal(again.inbox().sending, 0);
  assert.deepEqual((await melder.read(code)).threads[0]?.letters.map(textOf), [text, answer]);
});

test("an older vault than this device knows is refused, and so is another", { skip: isSlow }, async () => {
  /** What the server answered when it was asked for a record of the vault, by the record's address. */
  const answers = new Map<string, Uint8Array<ArrayBuffer>>();
  let lie: (address: string, honest: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | undefined = () => undefined;
  const versions = new Map<string, string | null>();
  const honest = reach();
  const lying: Fetch = async (address, request) => {
    const answer = await honest(address, request);
    if (request.method !== "GET" || !address.includes("/v1/vault/records/")) {
      return answer;
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const told = lie(address, bytes) ?? bytes;
    const version = told === answers.get(address) ? versions.get(address) : answer.headers.get("etag");
    versions.set(address, version ?? null);
    answers.set(address, told);
    const headers = { get: (name: string) => (name === "etag" ? (version ?? null) : answer.headers.get(name)) };
    return { ...answer, headers, arrayBuffer: () => Promise.resolve(told.slice().buffer) };
  };
  const robin = await device(environment, "Robin", { fetch: lying });
  await sync(robin);
  const before = robin.inbox();
  // The newest manifest that was asked for is older than what this device wrote after it.
  lie = (address) => answers.get(address);
  await assert.rejects(robin.sync(), { name: "VaultError", kind: "old" });
  lie = () => undefined;
  await sync(robin);
  lie = (_, bytes) => bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte));
  await assert.rejects(robin.sync(), { name: "VaultError", kind: "two_histories" });
  assert.deepEqual(robin.inbox().threads, before.threads);

  // A record that another device changed, with one bit altered on its way.
  const other = await device(environment, "Robin");
  await sync(other);
  let asked = 0;
  lie = (_, bytes) => {
    asked += 1;
    return asked === 1 ? undefined : bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte));
  };
  await assert.rejects(robin.sync(), { name: "VaultError", kind: "altered" });
  lie = () => undefined;
  await sync(robin);

  // Records of before, each whole and rightly sealed, under the manifest of now.
  await sync(other);
  asked = 0;
  lie = (address) => {
    asked += 1;
    return asked === 1 ? undefined : answers.get(address);
  };
  await assert.rejects(robin.sync(), { name: "VaultError", kind: "altered" });
  lie = () => undefined;
  await sync(robin);
});

test("a lost device is shut out, and the vault goes on under other keys", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const [text, later] = [words(), words()];
  const code = Code.draw();
  await melder.report(code, [card(melder, "Robin").id], { ...PLAIN, text });
  const [mine, lost] = [await device(environment, "Robin"), await device(environment, "Robin")];
  const { id } = await threadOf(mine, text);
  await assert.rejects(mine.revokeDevices("not the passphrase at all"), { kind: "passphrase" });
  const { keyCode, asked } = await mine.revokeDevices(PASSPHRASE);
  await assert.rejects(lost.sync(), { name: "VaultError", kind: "changed_elsewhere" });
  assert.equal(mine.keyCode().show(), keyCode.show());

  const former = mine.inbox().organisations[0]?.advisers.find(({ name }) => name === "Robin")?.id;
  assert.ok(former);
  const [one] = asked;
  assert.ok(one);
  environment.file("Robin.again", writeSigned(one.signed));
  environment.sign("Robin.again", "--replace", Buffer.from(former).toString("base64url"));
  await sync(mine);
  assert.equal(mine.inbox().organisations[0]?.status, "appointed");
  const again = await arrive(environment);
  await again.report(Code.draw(), [card(again, "Robin").id], { ...PLAIN, text: later });
  await threadOf(mine, later);
  assert.deepEqual(textOf(mine.thread(id).letters[0]), text);

  const service = { fetch: reach(), pauses: [] };
  const added = await Adviser.addDevice({
    storage: new MemoryVaultStorage(),
    link: environment.link,
    passphrase: PASSPHRASE,
    keyCode,
    service,
  });
  assert.equal(added.inbox().threads.length, mine.inbox().threads.length);
  const old = Code.parse(environment.keyCode("Robin"));
  await assert.rejects(
    Adviser.addDevice({
      storage: new MemoryVaultStorage(),
      link: environment.link,
      passphrase: PASSPHRASE,
      keyCode: old,
      service,
    }),
    { kind: "code" },
  );
  await mine.changePassphrase(PASSPHRASE, `${PASSPHRASE} and more`);
  await assert.rejects(added.sync(), { kind: "changed_elsewhere" });
  await sync(mine);
});

test("what was changed without a connection goes out, however much it is", { skip: isSlow }, async () => {
  const service = new Service(environment.origin, { fetch: reach(), pauses: [] });
  const vault = await vaultOf(environment, "Sam");
  const { pin } = parseLink(environment.link);
  const { keys } = readEntry(vault.entries.get("adviser") ?? "") as KeptCore;
  const identity = new SigningKey(decode(keys.identity, 32));
  const session = await Session.open(service, pin?.organisation ?? assert.fail(), identity);
  // More than a server takes at once.
  const names = Array.from({ length: 40 }, (_, i) => `typing/${i}`);
  names.forEach((name) => vault.put(name, writeEntry(name, `${name} `.repeat(30_000))));
  await vault.transact({ service, session }, () => vault.put("typing/last", writeEntry("typing/last", "words")));
  assert.equal(vault.hasChanged, false);
  const there = await entries("Sam");
  assert.deepEqual(there, new Map(vault.entries));
  assert.ok(there.has("typing/last") && names.every((name) => there.has(name)));
  names.forEach((name) => vault.put(name, undefined));
  await vault.transact({ service, session }, () => vault.put("typing/last", undefined));
  const left = await entries("Sam");
  assert.ok(![...names, "typing/last"].some((name) => left.has(name)));
});

test("a device that is locked in the middle of a look leaves all as it was", { skip: isSlow }, async () => {
  const storage = new MemoryVaultStorage();
  const honest = reach();
  const locked: { adviser?: Adviser } = {};
  const locking: Fetch = async (address, request) => {
    const answer = await honest(address, request);
    if (request.method === "POST" && address.endsWith("/letters")) {
      locked.adviser?.lock();
    }
    return answer;
  };
  const first = await device(environment, "Sam", { storage });
  await sync(first);
  const { threads } = first.inbox();
  locked.adviser = await Adviser.unlock({
    storage,
    passphrase: PASSPHRASE,
    service: { fetch: locking, pauses: [] },
  });
  await assert.rejects(locked.adviser.sync(), { name: "VaultError", kind: "locked" });
  const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: { fetch: reach(), pauses: [] } });
  await sync(again);
  assert.deepEqual(again.inbox().threads, threads);
});
