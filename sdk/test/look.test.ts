import assert from "node:assert/strict";
import { test } from "node:test";

import { OrganisationAccount } from "../src/adviser/organisation-account.js";
import { remember } from "../src/adviser/remembered.js";
import { encode } from "../src/protocol/encoding.js";
import { MadeOrganisation, TODAY } from "./made/organisation.js";
import { MadeServer } from "./made/server.js";
import { vaultOf } from "./made/vault.js";

test("a directory that is older than any device has seen is refused, whatever heartbeats go with it", async () => {
  const organisation = new MadeOrganisation("Sam", "Robin");
  const { fetch } = new MadeServer(organisation);
  const [first, heartbeats] = [organisation.directory, new Map(organisation.heartbeats)];
  const second = organisation.publish();
  organisation.beat(organisation.adviser("Robin"));

  const vault = vaultOf(organisation, organisation.adviser("Sam"));
  const device = () => new OrganisationAccount(vault, "", { fetch, pauses: [] });
  const look = async (account: OrganisationAccount) => {
    await account.look(TODAY);
    return [account.distrusted, account.lastError];
  };
  const one = device();
  assert.deepEqual(await look(one), [undefined, undefined]);
  // As a sync does it.
  one.state.core = { ...one.state.core, directory: { serial: 2, hash: encode(second.hash) } };
  remember(one.state, one.trusted ?? assert.fail());
  assert.deepEqual(await look(device()), [undefined, undefined]);

  // All of before; and the same with nobody's heartbeat, which would name something newer.
  organisation.directory = first;
  heartbeats.forEach((heartbeat, name) => organisation.heartbeats.set(name, heartbeat));
  assert.deepEqual(await look(one), ["directory", "old"]);
  assert.deepEqual(await look(device()), ["directory", "old"]);
  organisation.heartbeats.clear();
  assert.deepEqual(await look(device()), ["directory", "old"]);
  organisation.publish({ name: "Other BV" });
  assert.deepEqual(await look(device()), ["directory", "two-histories"]);

  organisation.directory = second;
  heartbeats.forEach((heartbeat, name) => organisation.heartbeats.set(name, heartbeat));
  const last = device();
  assert.deepEqual(await look(last), [undefined, undefined]);
  const setAside = organisation.advisers.map(({ id }) => last.trusted?.setAside(id));
  assert.deepEqual(setAside, [undefined, "old"]);
});
