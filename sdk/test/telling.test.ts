import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { Code } from "../src/protocol/code.js";
import { ServiceError } from "../src/service/service-error.js";
import { MemoryShelf } from "../src/vault/shelf.js";
import { PASSPHRASE, Town } from "./real/programs.js";
import { reach } from "./real/reach.js";
import { isSlow } from "./vectors/case.js";

let town: Town;
before(async () => {
  town = await Town.found(["Sam"], ["--web-push", "true"]);
});
after(() => town.close());

test("an adviser asks to be told, sees what was asked, and asks to be told no more", { skip: isSlow }, async () => {
  const service = { fetch: reach(), pauses: [] };
  const keyCode = Code.parse(town.keyCode("Sam"));
  const at = { shelf: new MemoryShelf(), link: town.link, passphrase: PASSPHRASE, keyCode, service };
  const sam = await Adviser.addDevice(at);
  const [{ organisation } = assert.fail()] = sam.desk().organisations;
  assert.equal(await sam.notifications(organisation), undefined);

  const endpoint = "https://updates.push.services.mozilla.com/wpush/v2/sample";
  const wish = { webPush: { endpoint }, hour: 23, language: "en" } as const;
  await sam.setNotifications(organisation, wish);
  assert.deepEqual(await sam.notifications(organisation), wish);

  // this server has no relay for mail
  await assert.rejects(
    sam.setNotifications(organisation, { email: "sam@example.org", hour: 7, language: "nl" }),
    (error) => error instanceof ServiceError && error.kind === "refused" && error.problem === "email-off",
  );
  assert.deepEqual(await sam.notifications(organisation), wish);

  await sam.setNotifications(organisation, undefined);
  assert.equal(await sam.notifications(organisation), undefined);
});
