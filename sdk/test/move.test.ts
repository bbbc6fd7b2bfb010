import assert from "node:assert/strict";
import { test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { Code } from "../src/protocol/code.js";
import { writeSigned } from "../src/protocol/signed.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { device, said, sync, threadOf } from "./real/device.js";
import { textOf } from "./real/letters.js";
import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

const profile = { name: "Sam Q", position: "external", tracks: ["conduct"], languages: ["nl"], about: {} } as const;
const service = { fetch: reach(), pauses: [] };

test(
  "dismissed where the vault lies: it is moved to another organisation, and all goes on",
  { skip: isSlow },
  async () => {
    const [home, other] = [await TestEnvironment.found(["Sam"]), await TestEnvironment.found(["Pat"])];
    try {
      const storage = new MemoryVaultStorage();
      const sam = await device(home, "Sam", { storage });
      const asked = await sam.join(other.link, profile, []);
      await sync(sam);
      other.file("Sam.request", writeSigned(asked.signed));
      other.sign("Sam.request");
      await sync(sam);
      const [here, before, after] = [words(), words(), words()];
      await (await arrive(home)).report(Code.draw(), [card(await arrive(home), "Sam").id], { ...PLAIN, text: here });
      const mine = await threadOf(sam, here);
      const second = await device(home, "Sam");
      await sync(second);
      const [first, next] = sam.inbox().organisations;
      assert.ok(first && next);
      assert.deepEqual([first.keepsVault, next.keepsVault], [true, false]);
      // not while the one that keeps it still takes what is written
      await assert.rejects(sam.moveVault(next.organisation, PASSPHRASE), { kind: "unknown" });

      home.run(["organisation", "dismiss", "--key-file", "acme.root", "--link", home.link, "--adviser", "Sam"]);
      const reporter = await arrive(other);
      const code = Code.draw();
      await reporter.report(code, [card(reporter, "Sam Q").id], { ...PLAIN, text: before });
      await sam.sync();
      assert.equal(sam.inbox().organisations[0]?.status, "removed");
      await assert.rejects(sam.moveVault(next.organisation, "six words that are not those"), { kind: "passphrase" });
      await assert.rejects(sam.moveVault(first.organisation, PASSPHRASE), { kind: "unknown" });
      const keyCode = await sam.moveVault(next.organisation, PASSPHRASE);
      assert.equal(sam.keyCode().show(), keyCode.show());
      assert.notEqual(keyCode.show(), home.keyCode("Sam"));
      assert.deepEqual(
        sam.inbox().organisations.map(({ keepsVault }) => keepsVault),
        [false, true],
      );
      const theirs = await threadOf(sam, before);
      await sam.write(theirs.id, { kind: "message", text: "from the new server" });
      await sync(sam);
      assert.equal((await reporter.read(code)).threads[0]?.letters.length, 2);

      // what another device has of the vault before cannot be moved, too: it would use numbers twice
      await second.sync();
      await assert.rejects(second.moveVault(next.organisation, PASSPHRASE), { reason: "old" });

      // this device opens it again, without the server before; a new one finds it with the new code, at the new server
      await home.stop();
      sam.lock();
      const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service });
      await (await arrive(other)).report(Code.draw(), [card(reporter, "Sam Q").id], { ...PLAIN, text: after });
      const came = async () => {
        await again.sync();
        return again.inbox().threads.some(({ id }) => textOf(again.thread(id).letters[0]) === after);
      };
      for (let looks = 0; !(await came()); looks++) {
        assert.ok(looks < 60, "it did not come");
      }
      const added = await Adviser.addDevice({
        ...{ storage: new MemoryVaultStorage(), link: other.link, passphrase: PASSPHRASE, keyCode, service },
      });
      assert.deepEqual(said(added, mine.id), said(again, mine.id));
      assert.deepEqual(said(added, theirs.id), said(again, theirs.id));
      assert.equal(added.inbox().threads.length, 3);
    } finally {
      await home.close();
      await other.close();
    }
  },
);
