import assert from "node:assert/strict";
import { test } from "node:test";

import { beginning } from "../src/adviser/begin.js";
import { type KeptThread } from "../src/adviser/kept.js";
import { nextHeartbeat } from "../src/adviser/keys.js";
import { merging } from "../src/adviser/merge.js";
import { OrganisationAccount } from "../src/adviser/organisation-account.js";
import { NOTHING } from "../src/adviser/sequences.js";
import { Code } from "../src/protocol/code.js";
import { Thread } from "../src/protocol/derivation.js";
import { encode } from "../src/protocol/encoding.js";
import { heartbeatEntry } from "../src/protocol/heartbeat.js";
import { drawToken } from "../src/protocol/id.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { Vault } from "../src/vault/vault.js";
import { isSlow } from "./vectors/case.js";

test("more reports than a heartbeat has room for do not stop it", { skip: isSlow }, async () => {
  const link = { server: "http://127.0.0.1", slug: "acme", pin: { organisation: drawToken() } };
  const vaultEntries = beginning(link, "Sam", "");
  const vault = await Vault.create(
    new MemoryVaultStorage(),
    "six words that nobody has",
    Code.draw(),
    vaultEntries,
    merging,
  );
  const account = new OrganisationAccount(vault, "", {});
  const put = (name: string, written: number) => {
    const key = drawToken();
    const kept: KeptThread = { key: encode(key), reply_key: "", received: NOTHING, written, notes: [] };
    account.state.putThread(name, kept);
    return new Thread(key);
  };
  Array.from({ length: 1024 }, (_, i) => put(String(i).padStart(64, "0"), 0));
  const answered = put("f".repeat(64), 3);
  const { counter, entries } = nextHeartbeat(account, { shownHeartbeat: () => undefined });
  assert.equal(entries.length, 1024);
  const own = encode(heartbeatEntry(answered, counter, { received: 0, written: 3 }));
  assert.ok(entries.some((entry) => encode(entry) === own));
  assert.equal(nextHeartbeat(account, { shownHeartbeat: () => undefined }).counter, counter + 1);
});
