import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { type Adviser } from "../src/adviser/adviser.js";
import { type Body } from "../src/adviser/body.js";
import { Trusted } from "../src/melder/trust.js";
import { random } from "../src/protocol/bytes.js";
import { PIECE } from "../src/protocol/chunk.js";
import { Code } from "../src/protocol/code.js";
import { dayOf, formatDay } from "../src/protocol/day.js";
import { Thread } from "../src/protocol/derivation.js";
import { drawToken } from "../src/protocol/id.js";
import { objectOf, writeJson } from "../src/protocol/json.js";
import { type Known } from "../src/protocol/kinds.js";
import { sealCover } from "../src/protocol/letter.js";
import { sealJsonToAdviser, sealToAdviser } from "../src/protocol/to-adviser.js";
import { SealingKey } from "../src/protocol/xwing.js";
import { postOf } from "../src/service/letters.js";
import { parseLink } from "../src/service/link.js";
import { post } from "../src/service/post.js";
import { Service } from "../src/service/service.js";
import { device, look, said, sync, threadOf, vaultOf } from "./real/device.js";
import { fileOf, missingOf, textOf } from "./real/letters.js";
import { TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { PLAIN, arrive, card, file, words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

let environment: TestEnvironment;
let sam: Adviser;
before(async () => {
  if (!isSlow) {
    environment = await TestEnvironment.found(["Sam", "Robin"]);
    sam = await device(environment, "Sam");
  }
});
after(() => (isSlow ? undefined : environment.close()));

test("attachments go both ways, and to the command line", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = words();
  const plan = file("plan.bin", randomBytes(PIECE + 5));
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text, attachments: [plan] });
  const { id } = await threadOf(sam, text);
  await look(sam, () => sam.thread(id).letters.length === 2);
  const [, { n, body } = assert.fail()] = sam.thread(id).letters;
  assert.ok(body.kind === "attachment");
  assert.deepEqual([body.name, body.chunks, n], ["plan.bin", 2, 2]);
  assert.deepEqual(Object.keys(body).sort(), ["chunks", "kind", "media_type", "name", "sha256", "size"]);
  const fetched = await sam.attachment(id, 2);
  assert.deepEqual([fetched.name, Buffer.compare(fetched.bytes, plan.bytes)], ["plan.bin", 0]);
  await assert.rejects(sam.attachment(id, 1), { kind: "nothing" });

  const [picture, empty] = [randomBytes(PIECE * 2 + 1), new Uint8Array(0)];
  const mediaType = "application/octet-stream";
  const moved: number[] = [];
  await sam.write(id, { kind: "message", text: "here" }, [
    { name: "picture.bin", mediaType, bytes: picture },
    { name: "empty.bin", mediaType, bytes: empty },
  ]);
  assert.equal(sam.inbox().sending, 5);
  await sam.sync({ sent: (done) => moved.push(done) });
  assert.equal(sam.inbox().sending, 0);
  assert.ok(moved.length > 0);
  const [thread] = (await melder.read(code)).threads;
  assert.deepEqual(
    thread?.letters.map((letter) => [textOf(letter) ?? fileOf(letter), missingOf(letter)]),
    [
      [text, undefined],
      ["plan.bin", 0],
      ["here", undefined],
      ["picture.bin", 0],
      ["empty.bin", 0],
    ],
  );
  const sent = thread.letters[3] ?? assert.fail();
  assert.equal(Buffer.compare((await melder.attachment(sent)).bytes, picture), 0);

  environment.run(["inbox", "--vault", "Sam.vault"]);
  const get = ["attachment", "--vault", "Sam.vault", "--thread", id, "--name", "plan.bin", "--output", "plan.out"];
  environment.run(get);
  assert.deepEqual(readFileSync(join(environment.folder, "plan.out")), plan.bytes);
  const tooLarge = { name: "a", mediaType, bytes: new Uint8Array(melder.limits.attachments + 1) };
  await assert.rejects(sam.write(id, { kind: "message", text: "" }, [tooLarge]), { kind: "too-large" });
});

test("every kind of letter arrives as what it is, and what is not answered is told", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const code = Code.draw();
  const text = words();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text });
  const { id, due } = await threadOf(sam, text);
  assert.equal(due?.kind, "acknowledge");
  const long = words().repeat(400);
  await sam.shown(id);
  const bodies: Body[] = [
    { kind: "acknowledgement", text: "It has come." },
    { kind: "question", text: "When?" },
    { kind: "consent_request", action: "call them", readers: ["Robin"], consequences: "they know" },
    { kind: "appointment", on: dayOf() + 3, time: "14:00", place: "here" },
    { kind: "question", text: "Where?" },
    { kind: "track_change", track: "integrity", warning: "It becomes formal." },
    { kind: "feedback", text: "It is done." },
    { kind: "referral", name: "Slachtofferhulp", text: "0900 0101" },
    { kind: "handover", successor: card(melder, "Robin").id, text: "I am away." },
    { kind: "message", text: long },
    { kind: "closing", text: "Take care.", ask_on: dayOf() + 60 },
  ];
  for (const body of bodies) {
    await sam.write(id, body);
  }
  await assert.rejects(sam.write(id, { kind: "message", text: " \n" }), { kind: "empty" });
  await assert.rejects(sam.write(id, { kind: "message", text: "x".repeat(8000 * 17) }), { kind: "too-long" });
  const waiting = sam.thread(id).letters.slice(1);
  await sync(sam);
  const kinds = bodies.map(({ kind }) => kind);
  assert.deepEqual(
    waiting.map(({ body }) => body.kind),
    kinds,
  );
  const whole = sam.thread(id);
  assert.deepEqual(
    whole.letters.slice(1).map(({ body }) => body.kind),
    kinds,
  );
  assert.ok(textOf(whole.letters[10]) === long);
  assert.deepEqual([whole.state, whole.formal, whole.unread], ["closed", true, 0]);
  assert.deepEqual(whole.open, { questions: [1, 4], consents: [2], appointments: [3] });
  assert.deepEqual(whole.due, { kind: "acknowledge_formal", on: dayOf() + 7 });

  const [thread] = (await melder.read(code)).threads;
  assert.deepEqual([thread?.asksFor?.name, thread?.warnings], ["Robin", []]);
  const answer = { kind: "consent_answer", number: 2, consent: "no" } as const;
  await melder.followUp(code, { text: "", answer, adviser: card(melder, "Sam").id, attachments: [] });
  await look(sam, () => sam.thread(id).letters.length > bodies.length + 1);
  assert.deepEqual(sam.thread(id).open.consents, []);
  const answered = sam.thread(id).letters.at(-1)?.body;
  assert.deepEqual(answered, answer);
});

test("advisers write to each other; nothing of it is anybody's thread", { skip: isSlow }, async () => {
  const robin = await device(environment, "Robin");
  const text = words();
  const { organisation, advisers } = sam.inbox().organisations[0] ?? assert.fail();
  const to = advisers.find(({ name }) => name === "Robin") ?? assert.fail();
  await sam.consult(organisation, to.id, text);
  await sync(sam);
  await look(robin, () => robin.inbox().colleagues.length > 0);
  const letter = robin.inbox().colleagues.at(-1);
  assert.deepEqual([letter?.name, letter?.text, letter?.own, letter?.isNew], ["Sam", text, false, true]);
  await robin.shownColleagues();
  assert.equal(robin.inbox().colleagues.at(-1)?.isNew, false);
  assert.equal(sam.inbox().colleagues.at(-1)?.own, true);
  assert.ok(environment.run(["inbox", "--vault", "Robin.vault", "--all"]).includes(text.split("\n")[0] ?? ""));
});

test("a thread goes by the melder's wish, or by the adviser's, and does not come back", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const [withdrawn, forgotten] = [words(), words()];
  const [code, other] = [Code.draw(), Code.draw()];
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text: withdrawn });
  await melder.report(other, [card(melder, "Sam").id], { ...PLAIN, text: forgotten, attachments: [file("a.bin")] });
  const [first, second] = [await threadOf(sam, withdrawn), await threadOf(sam, forgotten)];
  await look(sam, () => sam.thread(second.id).letters.length === 2);
  await sam.label(first.id, ["a name"]);
  await sync(sam);
  await melder.withdraw(code);
  await look(sam, () => sam.inbox().withdrawn > 0);
  assert.throws(() => sam.thread(first.id), { kind: "nothing" });
  // Nothing that was put on it stays either: a label may be a name.
  assert.ok(![...(await vaultOf(environment, "Sam")).entries.values()].some((entry) => entry.includes("a name")));

  await sam.write(second.id, { kind: "message", text: "goodbye" });
  await sync(sam);
  await sam.forget(second.id);
  assert.throws(() => sam.thread(second.id), { kind: "nothing" });
  await sync(sam);
  const [thread] = (await melder.read(other)).threads;
  // The adviser's letter is gone, and the heartbeat keeps no such thread.
  assert.deepEqual(
    thread?.letters.map((letter) => textOf(letter) ?? missingOf(letter)),
    [forgotten, 1],
  );
  assert.deepEqual(
    thread.warnings.map(({ kind }) => kind),
    ["not-kept"],
  );
  await melder.followUp(other, { text: words(), attachments: [] });
  const again = await device(environment, "Sam");
  await sync(again);
  await sync(sam);
  for (const adviser of [sam, again]) {
    assert.throws(() => adviser.thread(second.id), { kind: "nothing" });
  }
});

test("a letter that cannot be used is kept as such, and stops nothing", { skip: isSlow }, async () => {
  const service = new Service(environment.origin, { fetch: reach(), pauses: [] });
  const link = parseLink(environment.link);
  const trusted = await Trusted.fetch(service, link, dayOf());
  const melder = await arrive(environment);
  const text = words();
  const id = card(melder, "Sam").id;
  const reader = trusted.reader(id, dayOf()) ?? assert.fail();
  const odd = (json: object) => {
    const token = drawToken();
    const bytes = writeJson(objectOf(Object.entries({ n: 1, seen: 0, day: formatDay(dayOf()), ...json })));
    const writer = { organisation: trusted.id, thread: new Thread(drawToken()), token };
    return sealJsonToAdviser(bytes, reader, writer, random);
  };
  const letters = [odd({ kind: "message", text: "of no thread" }), odd({ kind: "report" }), sealCover(trusted.id)];
  const before = sam.inbox().unreadable.length;
  await post(service, link.slug, postOf([...letters, sealCover(trusted.id)]));
  await melder.report(Code.draw(), [id], { ...PLAIN, text });
  await threadOf(sam, text);
  const reasons = sam
    .inbox()
    .unreadable.slice(before)
    .map(({ reason }) => reason);
  assert.deepEqual(reasons.sort(), ["json-shape", "token"]);
  const { unreadable } = JSON.parse(environment.run(["inbox", "--vault", "Sam.vault", "--json"])) as {
    unreadable: object[];
  };
  assert.equal(unreadable.length, before + 2);
  assert.ok(said(sam, (await threadOf(sam, text)).id).length === 1);
});

test("a letter that the server shows before its report is read once that is there", { skip: isSlow }, async () => {
  const service = new Service(environment.origin, { fetch: reach(), pauses: [] });
  const link = parseLink(environment.link);
  const trusted = await Trusted.fetch(service, link, dayOf());
  const reader = trusted.reader(card(await arrive(environment), "Sam").id, dayOf()) ?? assert.fail();
  const key = drawToken();
  const [first, second] = [words(), words()];
  const put = async (n: number, body: Known) => {
    const writer = { organisation: trusted.id, thread: new Thread(key.slice()), token: drawToken() };
    const sealed = sealToAdviser({ n, seen: 0, day: dayOf(), body }, reader, writer);
    const cover = Array.from({ length: 3 }, () => sealCover(trusted.id));
    await post(service, link.slug, postOf([sealed, ...cover]));
  };
  const unknown = () => sam.inbox().unreadable.filter(({ reason }) => reason === "unknown-thread").length;
  await put(2, { kind: "message", text: second });
  await look(sam, () => unknown() === 1);
  const reply_key = SealingKey.draw().publicKey;
  await put(1, { kind: "report", categories: [], text: first, thread_key: key, reply_key });
  const { id } = await threadOf(sam, first);
  assert.deepEqual(said(sam, id), [
    ["melder", first],
    ["melder", second],
  ]);
  assert.equal(unknown(), 0);
});
