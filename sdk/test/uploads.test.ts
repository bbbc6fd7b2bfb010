import assert from "node:assert/strict";
import { test } from "node:test";

import * as names from "../src/adviser/names.js";
import { OrganisationAccount } from "../src/adviser/organisation-account.js";
import { NOTHING } from "../src/adviser/sequences.js";
import { sealFile, sendFiles } from "../src/adviser/uploads.js";
import { ServiceError } from "../src/service/service-error.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { type Remote, type Vault } from "../src/vault/vault.js";
import { MadeOrganisation } from "./made/organisation.js";
import { MadeServer } from "./made/server.js";
import { vaultOf } from "./made/vault.js";

/** A vault whose changes are made at once. */
const changing: Pick<Vault, "transact"> = { transact: (_, change) => Promise.resolve(change()) };
/** One whose server is gone. */
const offline: Pick<Vault, "transact"> = { transact: () => Promise.reject(new ServiceError("offline")) };

test("what is sent of a file stays on the device until the vault says so, and goes only once its letter is sealed", async () => {
  const organisation = new MadeOrganisation("Sam");
  const server = new MadeServer(organisation);
  const account = new OrganisationAccount(vaultOf(organisation, organisation.adviser("Sam")), "", {
    fetch: server.fetch,
    pauses: [],
  });
  const { state } = account;
  state.putThread("ab", { key: "", reply_key: "", received: NOTHING, written: 1, notes: [] });
  const file = { name: "a.bin", mediaType: "a/b", bytes: Uint8Array.of(1, 2, 3) };
  const { letter, name, upload, chunks } = await sealFile("ab", file);
  const storage = new MemoryVaultStorage();
  await storage.save(chunks);
  state.put(names.UPLOAD + name, upload);
  const send = (vault: Pick<Vault, "transact">) => sendFiles(vault, {} as Remote, storage, account, {});

  state.putDraft("1", { melder: "ab", letters: [{ body: letter }] });
  await send(changing);
  assert.equal(server.chunks.size, 0);
  state.putDraft("1", undefined);

  server.breaks = ({ method }) => method === "PUT";
  await assert.rejects(send(changing), { kind: "offline" });
  server.breaks = () => false;
  await assert.rejects(send(offline), { kind: "offline" });
  assert.equal(server.chunks.size, 1);
  assert.deepEqual([...(await storage.load()).keys()], [...chunks.keys()]);
  assert.equal(state.uploads.length, 1);

  await send(changing);
  assert.deepEqual([server.chunks.size, (await storage.load()).size, state.uploads.length], [1, 0, 0]);
});

test("a file to a melder who has withdrawn is not sent, and leaves the device", async () => {
  const organisation = new MadeOrganisation("Sam");
  const server = new MadeServer(organisation);
  const account = new OrganisationAccount(vaultOf(organisation, organisation.adviser("Sam")), "", {
    fetch: server.fetch,
    pauses: [],
  });
  const file = { name: "a.bin", mediaType: "a/b", bytes: new Uint8Array(0) };
  const { name, upload, chunks } = await sealFile("ab", file);
  const storage = new MemoryVaultStorage();
  await storage.save(chunks);
  account.state.put(names.UPLOAD + name, upload);
  await sendFiles(changing, {} as Remote, storage, account, {});
  assert.deepEqual([server.asked.length, (await storage.load()).size, account.state.uploads.length], [0, 0, 0]);
});
