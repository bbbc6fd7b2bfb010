import assert from "node:assert/strict";
import { test } from "node:test";

import { merging } from "../src/adviser/merge.js";
import { type VaultEntries, mergeVaultEntries, readEntry, writeEntry } from "../src/vault/entries.js";

/** What one device makes of the value of an entry; nothing takes the entry away. */
type Edit = unknown;

/** A value of an entry as it lies in a vault that holds nothing else. */
function holding(name: string, value: unknown): VaultEntries {
  return new Map(value === undefined ? [] : [[name, writeEntry(name, value)]]);
}

/** What two devices that changed one entry end with: `first` puts its change on the server, `second` comes after it. */
function left(name: string, before: unknown, first: Edit, second: Edit): unknown {
  const [base, theirs, mine] = [before, first, second].map((value) => holding(name, value));
  assert.ok(base && theirs && mine);
  const merged = mergeVaultEntries(base, mine, theirs, merging);
  // Fetched once more before it was put on the server it is the same.
  assert.deepEqual(mergeVaultEntries(base, merged, theirs, merging), merged, `${name}: fetched twice`);
  // What one device has done is nothing new to the one that did nothing, whichever it is.
  assert.deepEqual(mergeVaultEntries(base, base, theirs, merging), theirs, `${name}: nothing here`);
  assert.deepEqual(mergeVaultEntries(base, mine, base, merging), mine, `${name}: nothing there`);
  assert.deepEqual(mergeVaultEntries(base, mine, mine, merging), mine, `${name}: the same on both`);
  // And the first, which has nothing that the server does not have, ends with the same.
  assert.deepEqual(mergeVaultEntries(theirs, theirs, merged, merging), merged, `${name}: the first again`);
  const content = merged.get(name);
  return content === undefined ? undefined : readEntry(content);
}

function note(text: string) {
  return { day: "2026-11-22", text };
}

function thread(written: number, ...texts: string[]) {
  return { key: "k", reply_key: "r", received: {}, written, notes: texts.map(note) };
}

/** Letters of one page: those with a star are new. */
function page(...ids: string[]) {
  return ids.map((id) => ({ id: id.replace("*", ""), new: id.endsWith("*") }));
}

test("notes that two devices wrote both stay; all else of a thread is as the server has it", () => {
  const cases: [before: unknown, first: Edit, second: Edit, left: unknown][] = [
    [thread(1), thread(2), thread(1, "mine"), thread(2, "mine")],
    [thread(1), thread(1, "theirs"), thread(2), thread(1, "theirs")],
    [thread(1, "old"), thread(2, "theirs"), thread(1, "mine"), thread(2, "theirs", "mine")],
    [thread(1, "old"), thread(2, "old"), thread(1, "mine"), thread(2, "mine")],
    [thread(1, "old"), thread(2, "theirs"), thread(1, "old"), thread(2, "theirs")],
    // Taken away on one, written anew on the other.
    [thread(1, "old"), thread(1), thread(1, "mine"), thread(1, "mine")],
    [thread(1, "old"), thread(1, "theirs"), thread(1), thread(1, "theirs")],
    [thread(1, "old"), thread(2), thread(1), thread(2)],
    // The same on both is there once.
    [thread(1), thread(2, "same"), thread(1, "same"), thread(2, "same")],
    [thread(1, "old"), thread(2, "theirs", "same"), thread(1, "same", "mine"), thread(2, "theirs", "same", "mine")],
    // What was in both is not brought back.
    [thread(1, "a", "b"), thread(1, "b"), thread(1, "a", "b", "c"), thread(1, "b", "c")],
    // Both have begun it.
    [undefined, thread(1, "theirs"), thread(1, "mine"), thread(1, "theirs", "mine")],
    // One whose melder has withdrawn is gone.
    [thread(1), undefined, thread(1, "mine"), undefined],
    [thread(1), thread(2), undefined, thread(2)],
  ];
  for (const name of ["thread/a", "at/F/thread/a"]) {
    for (const [before, first, second, both] of cases) {
      assert.deepEqual(left(name, before, first, second), both);
    }
  }
});

test("what was shown on one device is new on none; which letters there are, the server says", () => {
  const cases: [before: unknown, first: Edit, second: Edit, left: unknown][] = [
    [page("a*"), page("a*", "b*"), page("a"), page("a", "b*")],
    [page("a*", "b*"), page("a", "b*"), page("a*", "b"), page("a", "b")],
    [page("a*"), page("a"), page("a*", "c*"), page("a")],
    [page("a"), page("a", "b*"), page("a", "c"), page("a", "b*")],
    [undefined, page("a*"), page("a"), page("a")],
    [page("a*"), undefined, page("a"), undefined],
    [page("a*"), page("a"), undefined, page("a")],
  ];
  for (const name of ["letters/t/000000", "colleagues/000000", "at/F/letters/t/000001", "at/F/colleagues/000000"]) {
    for (const [before, first, second, both] of cases) {
      assert.deepEqual(left(name, before, first, second), both);
    }
  }
});

test("marks and forms are put together one by one, whatever becomes of the others", () => {
  const cases: [before: Edit, first: Edit, second: Edit, left: unknown][] = [
    [{ a: 1, b: 1 }, { a: 1, b: 1, c: 3 }, { a: 2 }, { a: 2, c: 3 }],
    [{ a: 1, b: 1 }, { a: 2 }, { a: 1, b: 1, c: 3 }, { a: 2, c: 3 }],
    // Of one that both changed the later one's stays.
    [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 3 }],
    [{ a: 1 }, { a: 2 }, { b: 1 }, { b: 1 }],
    [{ a: 1 }, { b: 1 }, { a: 2 }, { b: 1, a: 2 }],
    // The last one was taken away, on either.
    [{ a: 1 }, undefined, { a: 1, b: 2 }, { b: 2 }],
    [{ a: 1 }, { a: 1, b: 2 }, undefined, { b: 2 }],
    [{ a: 1 }, undefined, { a: 2 }, { a: 2 }],
    [{ a: 1 }, { a: 2 }, undefined, undefined],
    [{ a: 1, b: 1 }, { a: 1 }, { b: 1 }, undefined],
    [undefined, { a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    [undefined, { a: { x: 1 } }, { a: { x: 2 } }, { a: { x: 2 } }],
  ];
  for (const name of ["marks/0", "forms/t", "forms/desk", "at/F/marks/0", "at/F/forms/t"]) {
    for (const [before, first, second, both] of cases) {
      assert.deepEqual(left(name, before, first, second), both, `${name} ${JSON.stringify([before, first, second])}`);
    }
  }
});

test("what was typed on two devices stays, one after the other", () => {
  const cases: [before: Edit, first: Edit, second: Edit, left: unknown][] = [
    ["be", "before", "begun", "before\n\nbegun"],
    ["be", "be", "begun", "begun"],
    ["be", "before", "be", "before"],
    ["be", "before it", "before", "before it"],
    ["be", "before", "before it", "before it"],
    ["be", "", "begun", "begun"],
    ["be", "before", "", "before"],
    [undefined, "one", "other", "one\n\nother"],
    // Sent, or taken away, on one, and typed on on the other.
    ["be", undefined, "begun", "begun"],
    ["be", "begun", undefined, "begun"],
    ["be", undefined, undefined, undefined],
  ];
  for (const name of ["typing/t", "at/F/typing/t"]) {
    for (const [before, first, second, both] of cases) {
      assert.deepEqual(left(name, before, first, second), both);
    }
  }
});

test("all else is the server's, and what one device has deleted is gone", () => {
  for (const name of [
    "adviser",
    "unreadable",
    "draft/a",
    "outbox/a",
    "upload/a",
    "organisation",
    "seen",
    "home",
    "new/a",
  ]) {
    for (const prefix of ["", "at/F/"]) {
      assert.deepEqual(left(prefix + name, { v: 1 }, { v: 2 }, { v: 3 }), { v: 2 });
      assert.deepEqual(left(prefix + name, { v: 1 }, undefined, { v: 3 }), undefined);
      assert.deepEqual(left(prefix + name, { v: 1 }, { v: 2 }, undefined), { v: 2 });
      assert.deepEqual(left(prefix + name, undefined, { v: 2 }, { v: 3 }), { v: 2 });
      assert.deepEqual(left(prefix + name, { v: 1 }, { v: 1 }, undefined), undefined);
    }
  }
});

test("entries that one device alone has changed stand beside each other", () => {
  const all = (...names: string[]) => new Map(names.map((name) => [name, writeEntry(name, name)]));
  const [base, mine, theirs] = [all("a", "b", "c"), all("b", "c", "d"), all("a", "b", "e")];
  assert.deepEqual(mergeVaultEntries(base, mine, theirs, merging), all("b", "e", "d"));
  assert.deepEqual([...mergeVaultEntries(base, theirs, mine, merging).keys()].sort(), ["b", "d", "e"]);
});
