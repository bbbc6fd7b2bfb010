import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { Code } from "../src/protocol/code.js";
import { ServiceError } from "../src/service/service-error.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { isSlow } from "./vectors/case.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam"], ["--web-push", "true"]);
});
after(() => environment.close());

test("an adviser asks to be told, sees what was asked, and asks to be told no more", { skip: isSlow }, async () => {
  const service = { fetch: reach(), pauses: [] };
  const keyCode = Code.parse(environment.keyCode("Sam"));
  const at = { storage: new MemoryVaultStorage(), link: environment.link, passphrase: PASSPHRASE, keyCode, service };
  const sam = await Adviser.addDevice(at);
  const [{ organisation } = assert.fail()] = sam.inbox().organisations;
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
