import assert from "node:assert/strict";
import { test } from "node:test";

import { organisationOf } from "../src/melder/organisation.js";
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
  await assert.rejects(fetched(organisation), { reason: "old", of: "statement" });
  organisation.statements.delete("Sam");
  await assert.rejects(fetched(organisation), { reason: "old", of: "statement" });
  organisation.publishKeys(sam);
  organisation.directory = directory;
  await assert.rejects(fetched(organisation), { reason: "old", of: "directory" });
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
