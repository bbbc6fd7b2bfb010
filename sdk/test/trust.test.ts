import assert from "node:assert/strict";
import { test } from "node:test";

import { organisationOf } from "../src/melder/organisation.js";
import { type HeartbeatFields } from "../src/protocol/heartbeat.js";
import { type Reason } from "../src/protocol/validation-error.js";
import { Trusted } from "../src/melder/trust.js";
import { MadeOrganisation, TODAY } from "./made/organisation.js";
import { MadeServer } from "./made/server.js";

/** What a visit verifies of an organisation, with what was verified before. */
function fetched(organisation: MadeOrganisation, before?: Trusted): Promise<Trusted> {
  return Trusted.fetch(new MadeServer(organisation).service, organisation.link, TODAY, before);
}

test("a directory that was verified before is not followed by an older one, nor by another of its serial", async () => {
  const organisation = new MadeOrganisation("Sam");
  const first = organisation.directory;
  const second = organisation.publish();
  const before = await fetched(organisation);
  assert.equal(before.directory.fields.serial, 2);

  // No heartbeat names the second.
  organisation.directory = first;
  await assert.rejects(fetched(organisation, before), { name: "ValidationError", reason: "old", of: "directory" });
  organisation.directory = first;
  organisation.publish({ name: "Other BV" });
  await assert.rejects(fetched(organisation, before), {
    name: "ValidationError",
    reason: "two-histories",
    of: "directory",
  });

  organisation.directory = second;
  assert.equal((await fetched(organisation, before)).directory, before.directory);
  organisation.publish();
  assert.equal((await fetched(organisation, before)).directory.fields.serial, 3);
});

test("nothing is older than a heartbeat names", async () => {
  const organisation = new MadeOrganisation("Sam");
  const sam = organisation.adviser("Sam");
  const [directory, statement] = [organisation.directory, organisation.statements.get("Sam") ?? assert.fail()];
  organisation.publish();
  organisation.publishKeys(sam);
  organisation.beat(sam);
  await fetched(organisation);
  organisation.statements.set("Sam", statement);
  assert.equal((await fetched(organisation)).setAside(sam.id), "old");
  organisation.statements.delete("Sam");
  assert.equal((await fetched(organisation)).setAside(sam.id), "old");
  organisation.publishKeys(sam);
  organisation.directory = directory;
  await assert.rejects(fetched(organisation), { reason: "old", of: "directory" });
});

test("an adviser of whom what is shown does not fit together is set aside alone, and is named", async () => {
  const organisation = new MadeOrganisation("Sam", "Robin");
  const [sam, robin] = [organisation.adviser("Sam"), organisation.adviser("Robin")];
  const lies: readonly [Partial<HeartbeatFields>, Reason][] = [
    [{ statement: { serial: 9, hash: new Uint8Array(32) } }, "old"],
    [{ statement: { serial: 1, hash: new Uint8Array(32) } }, "two-histories"],
    [{ day: TODAY + 2 }, "future"],
  ];
  for (const [lie, reason] of lies) {
    organisation.beat(robin, [], lie);
    const trusted = await fetched(organisation);
    assert.deepEqual([trusted.setAside(sam.id), trusted.setAside(robin.id)], [undefined, reason]);
    assert.deepEqual([trusted.statement(robin.id), trusted.heartbeat(robin.id)], [undefined, undefined]);
    const cards = organisationOf(trusted, organisation.link, TODAY).advisers;
    assert.deepEqual(
      cards.map(({ name, reachable, setAside }) => [name, reachable, setAside]),
      [
        ["Sam", true, undefined],
        ["Robin", false, reason],
      ],
    );
  }
  organisation.beat(robin, [], { day: TODAY + 1 });
  assert.equal((await fetched(organisation)).setAside(robin.id), undefined);
});

test("an absence lasts to the end of its last day", async () => {
  for (const [until, shown] of [
    [TODAY - 1, undefined],
    [TODAY, TODAY],
    [TODAY + 1, TODAY + 1],
  ] as const) {
    const organisation = new MadeOrganisation("Sam");
    const [sam] = organisation.directory.fields.advisers;
    organisation.publish({ advisers: [{ ...(sam ?? assert.fail()), absent_until: until }] });
    const trusted = await fetched(organisation);
    const [card] = organisationOf(trusted, organisation.link, TODAY).advisers;
    assert.equal(card?.absentUntil, shown);
    assert.equal(card?.reachable, true);
  }
});
