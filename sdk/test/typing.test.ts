import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { sha256 } from "@noble/hashes/sha2.js";

import { Administrator } from "../src/administrator/administrator.js";
import { openKeyFile } from "../src/administrator/key-file.js";
import { Adviser } from "../src/adviser/adviser.js";
import { merging } from "../src/adviser/merge.js";
import { Code } from "../src/protocol/code.js";
import { readRequest } from "../src/protocol/request.js";
import { parseLink } from "../src/service/link.js";
import { Service } from "../src/service/service.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { Vault } from "../src/vault/vault.js";
import { device, look, sync, threadOf } from "./real/device.js";
import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam"]);
});
after(() => environment.close());

const service = () => ({ fetch: reach(), pauses: [] });

test("what stands in a form stays until it is sent, on every device", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = words();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  const storage = new MemoryVaultStorage();
  const laptop = await device(environment, "Sam", { storage });
  const { id } = await threadOf(laptop, text);
  const consent = { action: words(), readers: "", consequences: words() };
  await laptop.keepForm("consent", consent, id);
  await laptop.keepForm("colleague", { to: "", text });
  laptop.lock();

  const again = await Adviser.unlock({ storage, passphrase: PASSPHRASE, service: service() });
  assert.deepEqual(again.thread(id).forms, { consent });
  assert.deepEqual(again.inbox().forms, { colleague: { to: "", text } });
  assert.deepEqual(again.inbox().threads.find((thread) => thread.id === id)?.begun, ["consent"]);
  await sync(again);

  const phone = await device(environment, "Sam");
  await sync(phone);
  assert.deepEqual(phone.thread(id).forms, { consent });
  // the command line changes other entries, and leaves these as they are
  environment.run(["inbox", "--vault", "Sam.vault"]);
  environment.run(["note", "--vault", "Sam.vault", "--thread", id, "--text-file", "-"], "a note");
  environment.run(["inbox", "--vault", "Sam.vault"]);

  await phone.keepForm("notes", { text: "on the phone" }, id);
  await again.keepForm("consent", undefined, id);
  await again.keepForm("colleague", undefined);
  await sync(again);
  await sync(phone);
  await sync(again);
  for (const adviser of [again, phone]) {
    assert.deepEqual(adviser.thread(id).forms, { notes: { text: "on the phone" } });
    assert.deepEqual(adviser.inbox().forms, {});
    assert.deepEqual(
      adviser.thread(id).notes.map((note) => note.text),
      ["a note"],
    );
  }

  // one device types while the melder withdraws, which the other one sees first: nothing of it stays
  await again.keepForm("notes", { text: "still typing" }, id);
  await again.keepDraft(id, "still typing");
  await melder.withdraw(code);
  await look(phone, () => phone.inbox().threads.every((thread) => thread.id !== id));
  await sync(again);
  await sync(phone);
  assert.deepEqual(again.inbox().threads, []);
  const typed = [...(await entries("Sam")).keys()].filter((name) => /^(typing|forms)\//.test(name));
  assert.deepEqual(typed, []);
});

test(
  "a photo that nobody has signed yet is in the vault, and once it is signed no more",
  { skip: isSlow },
  async () => {
    const [storage, photo] = [new MemoryVaultStorage(), Uint8Array.from({ length: 700_000 }, (_, at) => at % 251)];
    const [passphrase, keyCode] = [Adviser.newPassphrase(), Adviser.newKeyCode()];
    const profile = { name: "Kim", position: "external", tracks: ["conduct"], languages: ["nl"], about: {} } as const;
    const { adviser, asked } = await Adviser.create({
      ...{ storage, link: environment.link, passphrase, keyCode, service: service() },
      profile: { ...profile, photo },
      attestation: [],
    });
    adviser.lock();
    const again = await Adviser.unlock({ storage, passphrase, service: service() });
    const own = again.inbox().organisations[0] ?? assert.fail();
    assert.deepEqual(own.profile.photo, photo);
    const renewed = await again.askAgain(own.organisation, own.profile, []);
    assert.deepEqual(renewed.photo, photo);
    assert.deepEqual(renewed.signed, asked.signed);

    const link = parseLink(environment.link);
    assert.ok(link.pin);
    const administrator = await Administrator.open(new Service(environment.origin, service()), {
      ...link,
      pin: link.pin,
    });
    const request = readRequest(renewed.signed, link.pin.organisation);
    const edition = administrator.edit().appoint(request, { photo });
    await administrator.publish(edition, openKeyFile(environment.read("acme.root"), PASSPHRASE));
    await sync(again);
    assert.equal(again.inbox().organisations[0]?.status, "appointed");
    assert.equal(again.inbox().organisations[0]?.profile.photo, undefined);
    assert.deepEqual(
      (await arrive(environment)).organisation.advisers.find(({ name }) => name === "Kim")?.photo,
      sha256(photo),
    );
  },
);

/** What lies in an adviser's vault on the server. */
async function entries(name: string): Promise<Map<string, string>> {
  const keyCode = Code.parse(environment.keyCode(name));
  const vault = await Vault.fetch(
    new MemoryVaultStorage(),
    new Service(environment.origin, service()),
    PASSPHRASE,
    keyCode,
    merging,
  );
  return new Map(vault.entries);
}
