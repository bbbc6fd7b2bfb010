import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { type KeptCore } from "../src/adviser/kept.js";
import { merging } from "../src/adviser/merge.js";
import { Code } from "../src/protocol/code.js";
import { dayOf, epochOf, formatDay } from "../src/protocol/day.js";
import { writeSigned } from "../src/protocol/signed.js";
import { type Fetch, Service } from "../src/service/service.js";
import { readEntry } from "../src/vault/entries.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { Vault } from "../src/vault/vault.js";
import { device, said, sync, threadOf } from "./real/device.js";
import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

let [environment, other]: TestEnvironment[] = [];
before(async () => {
  if (!isSlow) {
    [environment, other] = [await TestEnvironment.found(["Sam"]), await TestEnvironment.found(["Pat"])];
  }
});
after(async () => {
  await environment?.close();
  await other?.close();
});

const profile = { name: "Sam Q", position: "external", tracks: ["conduct"], languages: ["nl"], about: {} } as const;

test("one vault and one inbox serve two organisations on two servers", { skip: isSlow }, async () => {
  assert.ok(environment && other);
  const storage = new MemoryVaultStorage();
  const sam = await device(environment, "Sam", { storage });
  await assert.rejects(sam.join(environment.link, profile, []), { kind: "conflict" });
  const asked = await sam.join(other.link, profile, ["no_line_manager"]);
  await sam.sync();
  assert.deepEqual(
    sam.inbox().organisations.map(({ status, lastError }) => [status, lastError]),
    [
      ["appointed", undefined],
      ["asked", undefined],
    ],
  );
  other.file("Sam.request", writeSigned(asked.signed));
  other.sign("Sam.request");
  await sync(sam);
  assert.deepEqual(
    sam.inbox().organisations.map(({ status, attestation }) => [status, attestation.length]),
    [
      ["appointed", 0],
      ["appointed", 1],
    ],
  );

  const [here, there] = [words(), words()];
  const [first, second] = [await arrive(environment), await arrive(other)];
  const code = Code.draw();
  await first.report(Code.draw(), [card(first, "Sam").id], { ...PLAIN, text: here });
  await second.report(code, [card(second, "Sam Q").id], { ...PLAIN, text: there });
  const [mine, theirs] = [await threadOf(sam, here), await threadOf(sam, there)];
  assert.notEqual(mine.organisation, theirs.organisation);
  await sam.write(theirs.id, { kind: "message", text: "from elsewhere" });
  await sam.label(theirs.id, ["elsewhere"]);
  await sync(sam);
  assert.equal((await second.read(code)).threads[0]?.letters.length, 2);

  // A device that is added has both; the command line keeps what it does not know.
  environment.run(["inbox", "--vault", "Sam.vault"]);
  const added = await device(environment, "Sam");
  await sync(added);
  assert.deepEqual(said(added, theirs.id), said(sam, theirs.id));
  assert.deepEqual(added.thread(theirs.id).labels, ["elsewhere"]);

  // Where one server cannot be reached the other organisation goes on.
  await other.stop();
  await sam.write(mine.id, { kind: "message", text: "still here" });
  await sam.write(theirs.id, { kind: "message", text: "waits" });
  const news = await sam.sync();
  assert.deepEqual(
    sam.inbox().organisations.map(({ lastError }) => lastError),
    [undefined, "offline"],
  );
  assert.equal(news.waiting, 1);
  assert.equal(sam.thread(mine.id).letters.at(-1)?.state, "sent");
  await other.start();
  await sync(sam);
  assert.equal(sam.inbox().sending, 0);
  const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: { fetch: reach(), pauses: [] } });
  assert.equal(again.inbox().threads.length, 2);
});

test("two weeks after an epoch its secret is destroyed, and the vault gets other keys", { skip: isSlow }, async () => {
  assert.ok(other);
  const service = new Service(other.origin, { fetch: reach(), pauses: [] });
  const keyCode = Code.parse(other.keyCode("Pat"));
  const open = () => Vault.fetch(new MemoryVaultStorage(), service, PASSPHRASE, keyCode, merging);
  const epochs = (vault: Vault) => {
    const core = readEntry(vault.entries.get("adviser") ?? assert.fail()) as KeptCore;
    return Object.keys(core.keys.epochs).map(Number);
  };
  const [now, later] = [dayOf(), dayOf() + 50];
  const [pat, phone] = [await device(other, "Pat"), await device(other, "Pat")];
  await sync(pat);
  await sync(phone);
  assert.deepEqual(
    epochs(await open()),
    [0, 1, 2].map((ahead) => epochOf(now) + ahead),
  );
  // A clock that is wrong destroys nothing: the box has nothing of after the epoch. The server takes no sign of life from it.
  const future = await device(other, "Pat", { today: () => later });
  await future.sync();
  assert.equal(future.inbox().organisations[0]?.lastError, "future");
  assert.ok(epochs(await open()).includes(epochOf(now)));
  const moved: Fetch = async (address, request) => {
    const answer = await reach()(address, request);
    if (request.method !== "GET" || !/\/letters\?/.test(address)) {
      return answer;
    }
    const text = new TextDecoder().decode(await answer.arrayBuffer());
    const then = new TextEncoder().encode(text.replaceAll(formatDay(now), formatDay(later)));
    return { ...answer, arrayBuffer: () => Promise.resolve(then.buffer) };
  };
  // Only a letter of a later release shows that the epoch is over: there has to be one that no device has looked at.
  // A visit leaves covers in the box, also where nothing lies under its code.
  await assert.rejects((await arrive(other)).read(Code.draw()), { kind: "nothing" });
  let left = epochs(await open());
  for (let tried = 0; tried < 60 && left.includes(epochOf(now)); tried++) {
    await (await device(other, "Pat", { today: () => later, fetch: moved })).sync();
    left = epochs(await open());
  }
  assert.ok(!left.includes(epochOf(now)));
  assert.ok([0, 1, 2].every((ahead) => left.includes(epochOf(later) + ahead)));
  // The other devices follow by themselves, and what they had noted meanwhile stays.
  await sync(pat);
  await sync(phone);
});
