import assert from "node:assert/strict";
import { test } from "node:test";

import { formsOf, putForm } from "../src/adviser/forms.js";
import { mark, marksOf } from "../src/adviser/marks.js";
import * as names from "../src/adviser/names.js";
import { dropOrphans } from "../src/adviser/orphans.js";
import { NOTHING } from "../src/adviser/sequences.js";
import { State } from "../src/adviser/state.js";
import { MadeVault } from "./made/vault.js";

test("nothing stays of what was typed about a thread that is gone, or put on it", () => {
  for (const prefix of ["", "at/F/"]) {
    const vault = new MadeVault();
    const state = new State(vault, prefix);
    const [here, gone, alone] = ["a".repeat(64), `a${"b".repeat(63)}`, "c".repeat(64)];
    state.putThread(here, { key: "", reply_key: "", received: NOTHING, written: 0, notes: [] });
    for (const thread of [here, gone, alone]) {
      state.put(names.TYPING + thread, "words");
      putForm(state, "consent", { action: "words" }, thread);
      mark(state, thread, { labels: ["a name"], muted: thread === here });
    }
    putForm(state, "colleague", { text: "words" });
    dropOrphans(state);
    assert.deepEqual(
      [...vault.entries.keys()].sort(),
      ["forms/" + here, "forms/desk", "marks/a", "thread/" + here, "typing/" + here].map((name) => prefix + name),
    );
    assert.deepEqual(marksOf(state, here), { labels: ["a name"], muted: true });
    assert.deepEqual(marksOf(state, gone), { labels: [], muted: false });
    assert.deepEqual(formsOf(state, here), { consent: { action: "words" } });
    assert.deepEqual(formsOf(state), { colleague: { text: "words" } });
  }
});
