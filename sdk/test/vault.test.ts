import assert from "node:assert/strict";
import { test } from "node:test";

import { merging } from "../src/adviser/merge.js";
import { Code } from "../src/protocol/code.js";
import { Secret } from "../src/protocol/secret.js";
import { MOST_CHANGES, MOST_IN_A_BATCH, sizeOf } from "../src/service/vault.js";
import { Base } from "../src/vault/base.js";
import { writeEntry } from "../src/vault/entries.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { Vault } from "../src/vault/vault.js";
import { isSlow } from "./vectors/case.js";

const PASSPHRASE = "six words that nobody else has";

test("what is in the vault storage opens with its passphrase alone", { skip: isSlow }, async () => {
  const storage = new MemoryVaultStorage();
  const entries = new Map([["adviser", writeEntry("adviser", { some: "thing" })]]);
  await assert.rejects(Vault.create(storage, "too short", Code.draw(), entries, merging), { kind: "weak" });
  const vault = await Vault.create(storage, PASSPHRASE, Code.draw(), entries, merging);
  await vault.save();
  await assert.rejects(Vault.create(storage, PASSPHRASE, Code.draw(), entries, merging), { kind: "exists" });
  vault.put("typing/a", writeEntry("typing/a", "words"));
  await Promise.all([vault.save(), vault.save()]);
  const again = await Vault.open(storage, PASSPHRASE, merging);
  assert.deepEqual(again.entries, vault.entries);
  for (const wrong of ["too short", `${PASSPHRASE} `]) {
    await assert.rejects(Vault.open(storage, wrong, merging), { name: "VaultError", kind: "passphrase" });
  }
  const sealed = [...(await storage.load()).values()].map((bytes) => Buffer.from(bytes).toString("latin1")).join();
  assert.ok(!sealed.includes("words") && !sealed.includes("thing"));
  const local = (await storage.load()).get("local") ?? assert.fail();
  await storage.save(new Map([["local", local.map((byte, at) => (at === 60 ? byte ^ 1 : byte))]]));
  await assert.rejects(Vault.open(storage, PASSPHRASE, merging), { name: "VaultError", kind: "damaged" });
  await assert.rejects(Vault.open(new MemoryVaultStorage(), PASSPHRASE, merging), { kind: "damaged" });

  // What was locked puts nothing into the storage any more.
  const before = await storage.load();
  const saving = vault.save();
  vault.wipe();
  await assert.rejects(saving, { name: "VaultError", kind: "locked" });
  assert.throws(() => vault.entries, { kind: "locked" });
  assert.deepEqual(await storage.load(), before);
});

test("a vault grows by steps that a server takes, and says little of how much it holds", { skip: isSlow }, () => {
  const key = new Secret(new Uint8Array(32).fill(7));
  const entries = (count: number) =>
    new Map(Array.from({ length: count }, (_, i) => [`thread/${i}`, writeEntry(`thread/${i}`, i)] as const));
  let { base } = Base.EMPTY.filled(key, entries(3), 0);
  assert.equal(base.records.size, 64);
  const one = base.with(key, entries(4)) ?? assert.fail();
  assert.equal(one.base.records.size, 64);
  // Records change in eights, beside the manifest.
  assert.equal(one.changes.filter(({ put }) => put !== undefined).length, 8 + 1);
  assert.equal(one.base.with(key, entries(4)), undefined);

  base = Base.EMPTY.filled(key, entries(2048), 0).base;
  for (const size of [3073, 4096]) {
    const next = base.with(key, entries(size === 4096 ? 2050 : 2049)) ?? assert.fail();
    assert.equal(next.base.records.size, size);
    assert.ok(next.changes.length <= MOST_CHANGES);
    assert.ok(next.changes.reduce((sum, change) => sum + sizeOf(change), 0) <= MOST_IN_A_BATCH);
    base = next.base;
  }
  const { manifest } = base;
  assert.ok(manifest);
  assert.deepEqual(Base.open(key, manifest, base.records).entries, entries(2050));
});
