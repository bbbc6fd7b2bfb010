import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";

import {
  Administrator,
  type Fetch,
  type Link,
  ValidationError,
  Service,
  ServiceError,
  SigningKey,
  dayOf,
  encode,
  formatLink,
  newPassphrase,
  openKeyFile,
  parseLink,
  parseSigned,
  readAsked,
  writeKeyFile,
} from "../src/index.js";
import { PASSPHRASE, TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";

const POLICY = { tracks: ["conduct"], shelf_life_days: 180, listed: false } as const;

let environment: TestEnvironment;

before(async () => {
  environment = await TestEnvironment.found(["Sam"]);
});

after(async () => {
  await environment.close();
});

function service(): Service {
  return new Service(environment.origin, { fetch: reach(), pauses: [] });
}

function pinned(link: string): Required<Link> {
  const { pin, ...rest } = parseLink(link);
  return { ...rest, pin: pin ?? assert.fail("no pin") };
}

function open(link: string): Promise<Administrator> {
  return Administrator.open(service(), pinned(link));
}

/** An organisation that was founded here, with its two keys. */
async function found(slug: string) {
  const [root, successor] = [SigningKey.draw(), SigningKey.draw()];
  const founding = { slug, name: "Voorbeeld BV", languages: ["nl", "en"], policy: POLICY };
  const admission = environment.admit(slug);
  const administrator = await Administrator.found(service(), founding, admission, root, successor.publicKey);
  return { administrator, root, successor, founding, admission, link: formatLink(administrator.link) };
}

/** A request that the command line made. */
function ask(link: string, name: string): Uint8Array {
  environment.run([
    "adviser",
    "create",
    "--link",
    link,
    "--name",
    name,
    "--vault",
    `${name}.v`,
    "--request",
    `${name}.r`,
  ]);
  return Buffer.from(environment.read(`${name}.r`));
}

test("an organisation that was founded here is one that the command line knows, and signs on for", async () => {
  const { administrator, root, link } = await found("here");
  environment.file("here.root", writeKeyFile(root, PASSPHRASE));
  assert.match(environment.run(["organisation", "show", "--link", link]), /Voorbeeld BV/);
  environment.run(["organisation", "renew", "--link", link, "--key-file", "here.root"]);
  assert.equal((await administrator.refresh()).fields.serial, 2);
});

test("an organisation that the command line founded is signed on for here", async () => {
  const administrator = await open(environment.link);
  const root = openKeyFile(environment.read("acme.root"), PASSPHRASE);
  assert.equal(administrator.standing(root.publicKey), "root");
  const successor = openKeyFile(environment.read("acme.root.successor"), PASSPHRASE);
  assert.equal(administrator.standing(successor.publicKey), "successor");
  assert.equal(administrator.standing(SigningKey.draw().publicKey), "other");

  const { fields } = administrator.directory;
  const asked = await readAsked(parseSigned(ask(environment.link, "Robin")), fields.organisation);
  assert.equal(asked.words.length, 12);
  await administrator.publish(administrator.edit().appoint(asked.adviser), root);
  assert.match(environment.run(["organisation", "show", "--link", environment.link]), /Robin/);
  environment.run(["adviser", "publish-keys", "--vault", "Robin.v"]);
});

test("founding again after a broken connection is no trouble; a token is good for one name, once", async () => {
  const { founding, admission, root, successor } = await found("again");
  const same = await Administrator.found(service(), founding, admission, root, successor.publicKey);
  assert.equal(same.directory.fields.serial, 1);
  const other = { ...founding, slug: "other" };
  await assert.rejects(Administrator.found(service(), other, admission, root, successor.publicKey), {
    problem: "admission-used",
  });
  const token = environment.admit("third");
  await assert.rejects(Administrator.found(service(), other, token, root, successor.publicKey), {
    problem: "admission-slug",
  });
});

test("appointed, renewed, replaced and dismissed, with a photo and pages; the log tells it", async () => {
  const { administrator, root, link } = await found("life");
  const organisation = administrator.directory.fields.organisation;
  const { adviser: noor } = await readAsked(parseSigned(ask(link, "Noor")), organisation);
  const { adviser: kim } = await readAsked(parseSigned(ask(link, "Kim")), organisation);
  const page = new TextEncoder().encode("Wat een vertrouwenspersoon doet.");

  await administrator.publish(administrator.edit().appoint(noor).page("adviser", "nl", page), root);
  const renewed = { ...noor, about: new Map([["nl", "Ik luister."]]), deputy: new Uint8Array(32) };
  await administrator.publish(administrator.edit().appoint(renewed), root);
  const former = administrator.directory.fields.advisers[0] ?? assert.fail("nobody");
  const id = await readAsked(parseSigned(Buffer.from(environment.read("Noor.r"))), organisation).then(
    (asked) => asked.id,
  );
  assert.deepEqual(former.about, renewed.about);
  await administrator.publish(
    administrator
      .edit()
      .appoint(kim, { replaces: id })
      .with({ name: "Nieuw BV", policy: { tracks: ["conduct", "integrity"], shelf_life_days: 365, listed: true } })
      .page("adviser", "nl", undefined),
    root,
  );

  const versions = await (await open(link)).versions();
  assert.deepEqual(
    versions.map(({ changes }) => changes.map(({ kind }) => kind)),
    [
      [],
      ["appointed", "page_added"],
      ["renewed"],
      ["name", "tracks", "shelf_life", "listed", "dismissed", "appointed", "page_removed"],
    ],
  );
  const [change] = versions[2]?.changes ?? [];
  assert.deepEqual(change?.kind === "renewed" && change.parts, ["about", "deputy"]);
  const [named] = versions[1]?.directory.fields.pages ?? [];
  assert.deepEqual(await administrator.file(named?.sha256 ?? assert.fail("no page")), page);
});

test("a name that melders would confuse is refused, and a photo that is not the profile's", async () => {
  const { administrator, link } = await found("names");
  const organisation = administrator.directory.fields.organisation;
  const { adviser } = await readAsked(parseSigned(ask(link, "Alex")), organisation);
  const edition = administrator.edit().appoint(adviser);
  assert.throws(() => edition.appoint({ ...adviser, identity: SigningKey.draw().publicKey, name: "ALEX" }), {
    reason: "limit",
  });
  const photo = new Uint8Array([1, 2, 3]);
  const pictured = { ...adviser, photo: createHash("sha256").update(photo).digest() };
  assert.equal(edition.appoint(pictured, { photo }).files.size, 1);
  assert.throws(() => edition.appoint(pictured, { photo: new Uint8Array(3) }), { reason: "hash" });
  assert.throws(() => edition.appoint(adviser, { photo }), { reason: "hash" });
  assert.throws(() => edition.page("adviser", "nl", new Uint8Array(1_048_577)), { reason: "limit" });
  await assert.rejects(readAsked(parseSigned(ask(link, "Eli")), new Uint8Array(32)), { reason: "organisation" });
});

test("whoever is second to publish is told, and can look again", async () => {
  const { administrator, root, link } = await found("two");
  const other = await open(link);
  const edition = administrator.edit().with({ name: "Mine" });
  await other.publish(other.edit().with({ name: "Theirs" }), root);
  const isConflict = (error: unknown) => error instanceof ServiceError && error.kind === "conflict";
  await assert.rejects(administrator.publish(edition, root), isConflict);
  await administrator.refresh();
  await assert.rejects(administrator.publish(edition, root), isConflict);
  await administrator.publish(administrator.edit().with({ name: "Mine" }), root);
  assert.equal((await other.refresh()).fields.name, "Mine");
});

test("only the root signs; the successor's first version ends it, and names the next", async () => {
  const { administrator, root, successor, link } = await found("roots");
  const edition = administrator.edit();
  const next = SigningKey.draw();
  const isRefused = (reason: string) => (error: unknown) => error instanceof ValidationError && error.reason === reason;
  await assert.rejects(administrator.publish(edition, SigningKey.draw()), isRefused("organisation"));
  await assert.rejects(administrator.publish(edition, successor), isRefused("successor"));
  await assert.rejects(administrator.publish(edition, root, next.publicKey), isRefused("successor"));
  await administrator.publish(edition, successor, next.publicKey);
  assert.equal(administrator.standing(root.publicKey), "retired");
  assert.equal(administrator.standing(successor.publicKey), "root");
  assert.equal(administrator.standing(next.publicKey), "successor");
  await assert.rejects(administrator.publish(administrator.edit(), root), isRefused("retired-root"));

  // the link stays what it was, here and for the command line
  const again = await open(link);
  assert.deepEqual(
    (await again.versions()).at(-1)?.changes.map(({ kind }) => kind),
    ["root"],
  );
  environment.file("roots.root", writeKeyFile(successor, PASSPHRASE));
  environment.run(["organisation", "renew", "--link", link, "--key-file", "roots.root"]);
  assert.equal((await again.refresh()).fields.roots.length, 2);
});

test("one that has expired opens, and is renewed", async () => {
  const { root, link } = await found("old");
  const later = () => dayOf() + 200;
  const administrator = await Administrator.open(service(), pinned(link), { today: later });
  assert.equal(administrator.daysLeft, 0);
  const renewed = await Administrator.open(service(), pinned(link));
  await renewed.publish(renewed.edit(), root);
  assert.equal(renewed.daysLeft, 183);
});

test("a log in which a version was swapped is refused", async () => {
  const { administrator, root, link } = await found("log");
  await administrator.publish(administrator.edit().with({ name: "Second" }), root);
  await administrator.publish(administrator.edit().with({ name: "Third" }), root);
  const real = reach();
  const lying: Fetch = (address, request) => real(address.replace("/directory/2", "/directory/1"), request);
  const shown = await Administrator.open(new Service(environment.origin, { fetch: lying, pauses: [] }), pinned(link));
  await assert.rejects(shown.versions(), { reason: "serial" });
});

test("another organisation than the link pins is not opened", async () => {
  const link = pinned(environment.link);
  const other = { ...link, pin: { organisation: new Uint8Array(32) } };
  await assert.rejects(Administrator.open(service(), other), { reason: "organisation" });
  assert.notEqual(encode(other.pin.organisation), encode(link.pin.organisation));
  assert.ok(newPassphrase().length > 0);
});
