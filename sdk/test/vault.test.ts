import assert from "node:assert/strict";
import { test } from "node:test";

import { merging } from "../src/adviser/merge.js";
import { Code } from "../src/protocol/code.js";
import { Secret } from "../src/protocol/secret.js";
import { MOST_CHANGES, MOST_IN_A_BATCH, sizeOf } from "../src/service/vault.js";
import { Base } from "../src/vault/base.js";
import { type Clash, mergePieces, readPiece, writePiece } from "../src/vault/pieces.js";
import { MemoryShelf } from "../src/vault/shelf.js";
import { Vault } from "../src/vault/vault.js";
import { isSlow } from "./vectors/case.js";

const PASSPHRASE = "six words that nobody else has";

/** What is left of a piece that two devices changed. */
function merged(name: string, base: unknown, mine: unknown, theirs: unknown): unknown {
  const content = (value: unknown) => (value === undefined ? undefined : writePiece(name, value));
  const clash: Clash = { base: content(base), mine: content(mine), theirs: content(theirs) };
  const left = merging(name, clash);
  return left === undefined ? undefined : readPiece(left);
}

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

test("of what two devices changed nothing is lost", () => {
  const thread = (written: number, ...texts: string[]) => ({
    written,
    notes: texts.map((text) => ({ day: "2026-11-22", text })),
  });
  const cases: [string, unknown, unknown, unknown, unknown][] = [
    ["thread/a", thread(1), thread(1, "mine"), thread(2), thread(2, "mine")],
    ["thread/a", thread(1, "old"), thread(1, "mine"), thread(2, "theirs"), thread(2, "theirs", "mine")],
    ["at/F/thread/a", thread(1), thread(1, "mine"), thread(2), thread(2, "mine")],
    ["thread/a", thread(1), thread(1, "mine"), undefined, undefined],
    ["draft/a", undefined, { to: 1 }, { to: 2 }, { to: 2 }],
    ["adviser", { statement: 1 }, { statement: 2 }, { statement: 3 }, { statement: 3 }],
    [
      "letters/a/000000",
      [{ id: "a", new: true }],
      [{ id: "a", new: false }],
      [
        { id: "a", new: true },
        { id: "b", new: true },
      ],
      [
        { id: "a", new: false },
        { id: "b", new: true },
      ],
    ],
    ["marks/0", { a: 1, b: 1 }, { a: 2 }, { a: 1, b: 1, c: 3 }, { a: 2, c: 3 }],
    ["typing/a", "be", "begun", "before", "before\n\nbegun"],
    ["typing/a", "be", "begun", undefined, "begun"],
    ["typing/a", "be", undefined, "begun", "begun"],
  ];
  for (const [name, base, mine, theirs, left] of cases) {
    assert.deepEqual(merged(name, base, mine, theirs), left, name);
  }
  const [base, mine, theirs] = [new Map([["a", "1"]]), new Map([["b", "2"]]), new Map([["a", "1"]])];
  assert.deepEqual(mergePieces(base, mine, theirs, merging), new Map([["b", "2"]]));
});
