import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";

import {
  type Content,
  type Known,
  Code,
  Directory,
  Heartbeat,
  MOST_BYTES,
  Master,
  ValidationError,
  SealingKey,
  SigningKey,
  Statement,
  Thread,
  adviserId,
  chunksFor,
  dayOf,
  drawToken,
  fingerprint,
  heartbeatEntries,
  openAsAdviser,
  openNote,
  openReply,
  sealBetweenAdvisers,
  sealCover,
  sealNote,
  sealReply,
  sealToAdviser,
  successorHash,
} from "../src/index.js";

const isSlow = process.execArgv.includes("--jitless");
const ROUNDS = isSlow ? 1 : 8;
const DAY = dayOf();
const ALPHABET = Array.from('abc \u0000\n"\\é🙂\u2028\u202e');

const root = SigningKey.draw();
const organisation = fingerprint(root.publicKey);

/** A text of some length, of characters that writers get wrong. */
function text(most = 300): string {
  return Array.from({ length: randomInt(most) }, () => ALPHABET[randomInt(ALPHABET.length)] ?? "").join("");
}

function content(body: Known, n: number): Content {
  return { n, seen: randomInt(65_536), day: DAY, body };
}

function newAdviser() {
  const [identity, key] = [SigningKey.draw(), SealingKey.draw()];
  const epoch = randomInt(2000);
  return { identity, key, reader: { identity: identity.publicKey, epoch, epochKey: key.publicKey } };
}

type TestAdviser = ReturnType<typeof newAdviser>;

function openedBy(adviser: TestAdviser, sealed: { id: Uint8Array; letter: Uint8Array }, threads: Thread[] = []) {
  return openAsAdviser(sealed.letter, {
    organisation,
    id: sealed.id,
    identity: adviser.identity.publicKey,
    epoch: adviser.reader.epoch,
    key: adviser.key,
    threads,
    directory: [adviser.identity.publicKey],
  });
}

test("a report, a follow-up, a reply and a note open for whom they are", () => {
  for (let round = 0; round < ROUNDS; round++) {
    const master = Master.from(Code.parse(Code.draw().show().toLowerCase()), organisation);
    const adviser = newAdviser();
    const i = randomInt(16);
    const thread = master.thread(i);
    const replyKey = master.replyKey(i);

    const report: Known = {
      kind: "report",
      track: "integrity",
      categories: [text(60), text(60)],
      text: text(),
      thread_key: thread.bytes,
      reply_key: replyKey.publicKey,
    };
    const writer = { organisation, thread, token: master.own(i, 1) };
    const sealed = sealToAdviser(content(report, 1), adviser.reader, writer);
    assert.equal(sealed.letter.length, 16_384);
    const opened = openedBy(adviser, sealed);
    assert.equal(opened.proven, "report");
    assert.deepEqual(opened.content.body, report);
    assert.deepEqual(opened.content.token, writer.token);

    const attachment = { name: text(60), media_type: "image/png", size: randomInt(MOST_BYTES + 1), key: drawToken() };
    const described: Known = {
      kind: "attachment",
      ...attachment,
      chunks: chunksFor(attachment.size),
      tokens: drawToken(),
      sha256: drawToken(),
    };
    const next = sealToAdviser(content(described, 2), adviser.reader, { ...writer, token: master.own(i, 2) });
    assert.equal(openedBy(adviser, next, [master.thread(0), thread]).proven, "thread");
    assert.throws(() => openedBy(adviser, next), { reason: "unknown-thread" });
    assert.throws(() => openedBy(newAdviser(), next), { reason: "opaque" });

    const n = 1 + randomInt(65_535);
    const question: Known = { kind: "question", number: n, text: text() };
    const reply = sealReply(content(question, n), organisation, thread, replyKey.publicKey);
    assert.deepEqual(openReply(reply.letter, organisation, thread, n, replyKey).body, question);
    const other = (n % 65_535) + 1;
    assert.throws(() => openReply(reply.letter, organisation, thread, other, replyKey), { reason: "opaque" });

    const note: Known = {
      kind: "note",
      threads: [{ i, adviser: drawToken(), name: text(30), written: 2, seen: 0, heartbeat: n, withdrawn: true }],
      earlier: [{ epoch: 740, count: 1 }],
      replies_only: false,
      letters: [{ to: [{ i, n: 1, seen: 0 }], kind: "report", text: text() }],
      attachments: [],
    };
    const kept = sealNote({ ...content(note, 0), seen: 0 }, organisation, master, 742);
    assert.deepEqual(openNote(kept.letter, organisation, master, 742, 0).body, note);
  }
});

test("letters between advisers are proven by a signature of one who is listed", () => {
  const adviser = newAdviser();
  const writer = { organisation, identity: adviser.identity, token: drawToken() };
  const handover: Known = { kind: "handover", successor: drawToken(), text: text() };
  const sealed = sealBetweenAdvisers(content(handover, 0), adviser.reader, writer);
  const opened = openedBy(adviser, sealed);
  assert.ok(opened.proven === "adviser");
  assert.deepEqual(opened.from, adviserId(adviser.identity.publicKey));
  const stranger = { ...writer, identity: SigningKey.draw() };
  const forged = sealBetweenAdvisers(content(handover, 0), adviser.reader, stranger);
  assert.throws(() => openedBy(adviser, forged), { reason: "proof" });
});

test("cover is as long as a letter and opens for nobody", () => {
  const cover = sealCover(organisation);
  assert.equal(cover.letter.length, 16_384);
  assert.throws(() => openedBy(newAdviser(), cover), { reason: "opaque" });
});

test("a letter that its reader would refuse is not written", () => {
  const adviser = newAdviser();
  const writer = { organisation, thread: new Thread(drawToken()), token: drawToken() };
  const seal = (body: Known, n: number) => sealToAdviser(content(body, n), adviser.reader, writer);
  const refused: [Known, number, string][] = [
    [{ kind: "question", number: 1, text: "" }, 1, "direction"],
    [{ kind: "message", text: "" }, 0, "limit"],
    [{ kind: "message", text: "\ud800" }, 1, "json-syntax"],
    [{ kind: "message", text: "x".repeat(15_144) }, 1, "length"],
    [{ kind: "answer", number: 0.5, text: "" }, 1, "json-number"],
  ];
  for (const [body, n, reason] of refused) {
    assert.throws(() => seal(body, n), { name: "ValidationError", reason });
  }
  assert.ok(ValidationError.prototype instanceof Error);
});

test("what is signed is read again", () => {
  const adviser = newAdviser();
  const id = adviserId(adviser.identity.publicKey);
  const directory = Directory.sign(
    {
      organisation,
      slug: "example",
      name: "Example",
      languages: ["nl"],
      serial: 1,
      issued: DAY,
      expires: DAY + 182,
      roots: [{ key: root.publicKey, first_serial: 1 }],
      successor: successorHash(SigningKey.draw().publicKey),
      advisers: [
        {
          identity: adviser.identity.publicKey,
          name: "Sam",
          position: "external",
          tracks: ["conduct"],
          languages: [],
          about: new Map([["nl", "Hallo"]]),
        },
      ],
      policy: { tracks: ["conduct"], shelf_life_days: 30, listed: false },
      pages: [],
    },
    root,
  );
  assert.deepEqual(Directory.read(directory.signed), directory);
  directory.checkDay(DAY);

  const epochs = [{ epoch: Math.floor(DAY / 28), key: adviser.key.publicKey }];
  const fields = { organisation, adviser: id, serial: 1, issued: DAY, epochs };
  const statement = Statement.read(Statement.sign(fields, adviser.identity), directory);
  assert.deepEqual(statement.keyOn(DAY).epochKey, adviser.key.publicKey);
  assert.throws(() => Statement.read(Statement.sign(fields, root), directory), { reason: "signature" });

  const threads = Array.from({ length: 65 }, (_, i) => {
    return [new Thread(drawToken()), { received: i, written: 65_535 - i }] as const;
  });
  const entries = heartbeatEntries(7, threads, 0);
  assert.equal(entries.length, 128);
  const beat = { organisation, adviser: id, counter: 7, day: DAY, entries };
  const named = { directory: directory.named, statement: statement.named };
  const heartbeat = Heartbeat.read(Heartbeat.sign({ ...beat, ...named }, adviser.identity), directory);
  for (const [thread, progress] of threads) {
    assert.deepEqual(heartbeat.progress(thread), progress);
  }
  assert.equal(heartbeat.progress(new Thread(drawToken())), undefined);
});
