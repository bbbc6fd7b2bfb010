import assert from "node:assert/strict";
import { test } from "node:test";

import { merging } from "../src/adviser/merge.js";
import { Code } from "../src/protocol/code.js";
import { Secret } from "../src/protocol/secret.js";
import { MOST_CHANGES, MOST_IN_A_BATCH, sizeOf } from "../src/service/vault.js";
import { Base } from "../src/vault/base.js";
import { writePiece } from "../src/vault/pieces.js";
import { MemoryShelf } from "../src/vault/shelf.js";
import { Vault } from "../src/vault/vault.js";
import { isSlow } from "./vectors/case.js";

const PASSPHRASE = "six words that nobody else has";

test("what is on a shelf opens with its passphrase alone", { skip: isSlow }, async () => {
  const shelf = new MemoryShelf();
  const pieces = new Map([["adviser", writePiece("adviser", { some: "thing" })]]);
  await assert.rejects(Vault.create(shelf, "too short", Code.draw(), pieces, merging), { kind: "weak" });
  const vault = await Vault.create(shelf, PASSPHRASE, Code.draw(), pieces, merging);
  await vault.save();
  await assert.rejects(Vault.create(shelf, PASSPHRASE, Code.draw(), pieces, merging), { kind: "exists" });
  vault.put("typing/a", writePiece("typing/a", "words"));
  await Promise.all([vault.save(), vault.save()]);
  const again = await Vault.open(shelf, PASSPHRASE, merging);
  assert.deepEqual(again.pieces, vault.pieces);
  for (const wrong of ["too short", `${PASSPHRASE} `]) {
    await assert.rejects(Vault.open(shelf, wrong, merging), { name: "VaultError", kind: "passphrase" });
  }
  const sealed = [...(await shelf.load()).values()].map((bytes) => Buffer.from(bytes).toString("latin1")).join();
  assert.ok(!sealed.includes("words") && !sealed.includes("thing"));
  const local = (await shelf.load()).get("local") ?? assert.fail();
  await shelf.save(new Map([["local", local.map((byte, at) => (at === 60 ? byte ^ 1 : byte))]]));
  await assert.rejects(Vault.open(shelf, PASSPHRASE, merging), { name: "VaultError", kind: "damaged" });
  await assert.rejects(Vault.open(new MemoryShelf(), PASSPHRASE, merging), { kind: "damaged" });

  // What was locked puts nothing on the shelf any more.
  const before = await shelf.load();
  const saving = vault.save();
  vault.wipe();
  await assert.rejects(saving, { name: "VaultError", kind: "locked" });
  assert.throws(() => vault.pieces, { kind: "locked" });
  assert.deepEqual(await shelf.load(), before);
});

test("a vault grows by steps that a server takes, and says little of how much it holds", { skip: isSlow }, () => {
  const key = new Secret(new Uint8Array(32).fill(7));
  const pieces = (count: number) =>
    new Map(Array.from({ length: count }, (_, i) => [`thread/${i}`, writePiece(`thread/${i}`, i)] as const));
  let { base } = Base.EMPTY.filled(key, pieces(3), 0);
  assert.equal(base.records.size, 64);
  const one = base.with(key, pieces(4)) ?? assert.fail();
  assert.equal(one.base.records.size, 64);
  // Records change in eights, beside the manifest.
  assert.equal(one.changes.filter(({ put }) => put !== undefined).length, 8 + 1);
  assert.equal(one.base.with(key, pieces(4)), undefined);

  base = Base.EMPTY.filled(key, pieces(2048), 0).base;
  for (const size of [3073, 4096]) {
    const next = base.with(key, pieces(size === 4096 ? 2050 : 2049)) ?? assert.fail();
    assert.equal(next.base.records.size, size);
    assert.ok(next.changes.length <= MOST_CHANGES);
    assert.ok(next.changes.reduce((sum, change) => sum + sizeOf(change), 0) <= MOST_IN_A_BATCH);
    base = next.base;
  }
  const { manifest } = base;
  assert.ok(manifest);
  assert.deepEqual(Base.open(key, manifest, base.records).pieces, pieces(2050));
});
