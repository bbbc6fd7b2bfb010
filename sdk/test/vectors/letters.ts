import assert from "node:assert/strict";

import { compare, isZero, join } from "../../src/protocol/bytes.js";
import { type Content, readContent, writeContent } from "../../src/protocol/content.js";
import { Master, Thread } from "../../src/protocol/derivation.js";
import { decode } from "../../src/protocol/encoding.js";
import { schedule } from "../../src/protocol/hpke.js";
import { adviserId, idOf } from "../../src/protocol/id.js";
import { type JsonObject, parseJson } from "../../src/protocol/json.js";
import { type Direction } from "../../src/protocol/kinds.js";
import { KIND, PADDED, PROOF, adviserHash, infoOf, openLetter, sealCover } from "../../src/protocol/letter.js";
import { pad } from "../../src/protocol/padding.js";
import { reject } from "../../src/protocol/validation-error.js";
import { Sequence, checkSeenOf } from "../../src/protocol/sequence.js";
import { SigningKey } from "../../src/protocol/signature.js";
import { openAsAdviser, sealJsonBetweenAdvisers, sealJsonToAdviser } from "../../src/protocol/to-adviser.js";
import { openNote, openReply, sealJsonNote, sealJsonReply } from "../../src/protocol/to-melder.js";
import { SealingKey, decapsulate } from "../../src/protocol/xwing.js";
import { type Case, isSlow, readVectors } from "./case.js";
import { type Runner } from "./runner.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

export const content: Runner = {
  accept(c) {
    const original = parseJson(utf8(c.text("json")));
    const directions = c.texts("directions") as Direction[];
    assert.ok(directions.length > 0);
    for (const direction of directions) {
      const read = readContent(utf8(c.text("json")), direction);
      const written = writeContent(read, direction);
      assert.deepEqual(readContent(written, direction), read);
      assert.deepEqual(withoutDefaults(parseJson(written)), withoutDefaults(original));
    }
  },
  refuse: (c) => readContent(utf8(c.text("json")), c.text("direction") as Direction),
};

/** Empty lists and what is false need not be written where they may be left out. */
function withoutDefaults(object: JsonObject): Record<string, unknown> {
  const optional = new Set(["categories", "earlier", "letters", "attachments", "replies_only"]);
  const entries = Object.entries(object).filter(([key, value]) => {
    const isDefault = value === false || (Array.isArray(value) && value.length === 0);
    return !(optional.has(key) && isDefault);
  });
  return Object.fromEntries(entries);
}

export const letter: Runner = {
  accept(c) {
    if (c.text("name") === "cover") {
      checkCover(c);
      return;
    }
    const opener = c.object("opener");
    const opened = open(c.bytes("letter"), opener);
    const expect = c.object("expect");
    const json = utf8(expect.text("json"));
    assert.deepEqual(opened.content, readContent(json, opened.direction));
    assert.equal(opened.proven, expect.has("proven") ? expect.text("proven") : undefined);
    assert.deepEqual(opened.thread, expect.has("thread") ? expect.bytes("thread") : undefined);
    assert.deepEqual(opened.from, expect.has("from") ? expect.bytes("from") : undefined);
    const sealed = sealAgain(c, opener, opened, json);
    if (sealed) {
      assert.deepEqual(sealed.id, c.bytes("id"));
      assert.deepEqual(sealed.letter, c.bytes("letter"));
    }
    checkWorking(c, opener, json);
  },
  refuse: () => assert.fail("nothing is refused here"),
};

interface Opened {
  readonly direction: Direction;
  readonly content: Content;
  readonly proven?: string;
  readonly thread?: Uint8Array;
  readonly from?: Uint8Array;
}

function open(letter: Uint8Array, opener: Case): Opened {
  const organisation = opener.bytes("organisation");
  switch (opener.text("as")) {
    case "adviser": {
      const opened = openAsAdviser(letter, {
        organisation,
        id: opener.bytes("id"),
        identity: opener.bytes("identity"),
        epoch: opener.number("epoch"),
        key: new SealingKey(opener.bytes("seed")),
        threads: opener.texts("threads").map((thread) => new Thread(decode(thread))),
        directory: opener.texts("directory").map((identity) => decode(identity)),
      });
      const { proven } = opened;
      return opened.proven === "adviser"
        ? { direction: "between-advisers", content: opened.content, proven, from: opened.from }
        : { direction: "to-adviser", content: opened.content, proven, thread: opened.thread.id };
    }
    case "melder": {
      const [thread, key] = [new Thread(opener.bytes("thread")), new SealingKey(opener.bytes("seed"))];
      return { direction: "to-melder", content: openReply(letter, organisation, thread, opener.number("n"), key) };
    }
    case "self": {
      const master = new Master(opener.bytes("master"));
      const [epoch, k] = [opener.number("epoch"), opener.number("k")];
      return { direction: "to-self", content: openNote(letter, organisation, master, epoch, k) };
    }
    default:
      return assert.fail(`no opener is known as ${opener.text("as")}`);
  }
}

function sealAgain(c: Case, opener: Case, opened: Opened, json: Uint8Array) {
  const organisation = opener.bytes("organisation");
  const draw = () => c.bytes("eseed");
  switch (opened.direction) {
    case "to-melder": {
      const [thread, key] = [new Thread(opener.bytes("thread")), new SealingKey(opener.bytes("seed"))];
      return sealJsonReply(json, opened.content.n, organisation, thread, key.publicKey, draw);
    }
    case "to-self":
      return sealJsonNote(
        json,
        opened.content.n,
        organisation,
        new Master(opener.bytes("master")),
        opener.number("epoch"),
        draw,
      );
    case "to-adviser": {
      const thread = threadOf(opener, opened);
      const token = opened.content.token ?? assert.fail("no token");
      return sealJsonToAdviser(json, readerOf(opener), { organisation, thread, token }, draw);
    }
    case "between-advisers": {
      const token = opened.content.token ?? assert.fail("no token");
      const author = signers().find((key) => compare(adviserId(key.publicKey), opened.from ?? token) === 0);
      return author && sealJsonBetweenAdvisers(json, readerOf(opener), { organisation, identity: author, token }, draw);
    }
  }
}

/** The identities whose private keys the vectors give. */
function signers(): SigningKey[] {
  const seeds = [...readVectors("session.json").cases, ...readVectors("signature.json").cases].filter((c) =>
    c.has("seed"),
  );
  return seeds.map((c) => new SigningKey(c.bytes("seed")));
}

function threadOf(opener: Case, opened: Opened): Thread {
  const known = opener.texts("threads").map((thread) => new Thread(decode(thread)));
  const { body } = opened.content;
  const reported = body.kind === "report" ? [new Thread(body.thread_key)] : [];
  const wanted = opened.thread ?? assert.fail("no thread");
  return [...known, ...reported].find((thread) => compare(thread.id, wanted) === 0) ?? assert.fail("no thread");
}

function readerOf(opener: Case) {
  const epochKey = new SealingKey(opener.bytes("seed")).publicKey;
  return { identity: opener.bytes("identity"), epoch: opener.number("epoch"), epochKey };
}

/** Every step between content and bytes. */
function checkWorking(c: Case, opener: Case, json: Uint8Array): void {
  const working = c.object("working");
  const organisation = opener.bytes("organisation");
  const as = opener.text("as");
  const kind = { adviser: KIND.adviser, melder: KIND.melder, self: KIND.self }[as] ?? assert.fail(as);
  const master = as === "self" ? new Master(opener.bytes("master")) : undefined;
  const key = master?.selfKey() ?? new SealingKey(opener.bytes("seed"));
  const readerHash =
    as === "adviser"
      ? adviserHash(opener.bytes("identity"), opener.number("epoch"), key.publicKey)
      : idOf(key.publicKey);
  const address = { kind, organisation, id: c.bytes("id"), readerHash };
  assert.deepEqual(readerHash, working.bytes("reader_hash"));
  assert.deepEqual(infoOf(address), working.bytes("info"));
  const shared = decapsulate(key, c.bytes("letter").slice(4, 4 + 1120));
  assert.deepEqual(shared, working.bytes("shared_secret"));
  const psk =
    as === "melder"
      ? { key: new Thread(opener.bytes("thread")).psk(), id: utf8("fluister/v1/reply") }
      : master && { key: master.selfPsk(), id: utf8("fluister/v1/self") };
  const scheduled = schedule(shared, { info: infoOf(address), ...(psk && { psk }) });
  assert.deepEqual(scheduled.key, working.bytes("key"));
  assert.deepEqual(scheduled.nonce, working.bytes("nonce"));
  const inside = openLetter(address, key, c.bytes("letter"), psk);
  assert.deepEqual(Uint8Array.from(inside.threadId), working.bytes("thread_id"));
  assert.deepEqual(Uint8Array.from(inside.proof), working.bytes("proof"));
  assert.deepEqual(Uint8Array.from(inside.padded), pad(json, PADDED));
}

function checkCover(c: Case): void {
  const address = {
    kind: KIND.adviser,
    organisation: c.bytes("organisation"),
    id: c.bytes("id"),
    readerHash: c.bytes("reader_hash"),
  };
  const inside = openLetter(address, new SealingKey(c.bytes("seed")), c.bytes("letter"));
  const all = join(inside.threadId, inside.proof, inside.padded);
  assert.equal(all.length, c.object("expect").number("zeros"));
  assert.ok(isZero(all));
  assert.equal(inside.proof.length, PROOF);
  const drawn = [c.bytes("token"), c.bytes("seed"), c.bytes("reader_hash"), c.bytes("eseed")];
  const made = sealCover(address.organisation, () => drawn.shift() ?? assert.fail("more is drawn than cover takes"));
  assert.deepEqual(made, { id: address.id, letter: c.bytes("letter") });
}

const bases = new Map(readVectors("letter.json").cases.map((c) => [c.text("name"), c]));

export const letterRefusals: Runner = {
  accept: () => assert.fail("nothing is taken here"),
  refuse(c) {
    const base = c.has("base") ? (bases.get(c.text("base")) ?? assert.fail("no such base")) : c;
    const opener = c.has("opener") ? c.object("opener") : base.object("opener");
    const bytes = base.bytes("letter");
    if (c.has("flips")) {
      refuseFlips(bytes, opener, c);
    }
    if (!c.has("length")) {
      return open(bytes, opener);
    }
    const altered = new Uint8Array(c.number("length"));
    altered.set(bytes.subarray(0, altered.length));
    return open(altered, opener);
  },
};

function refuseFlips(letter: Uint8Array, opener: Case, c: Case): never {
  const all = c.list("flips") as [number, number][];
  assert.ok(all.length > 0);
  // Opening takes half a second without a JIT: there the first and the last of them stand for all.
  const flips = isSlow ? all.filter((_, i) => i === 0 || i === all.length - 1) : all;
  for (const [place, bits] of flips) {
    const altered = Uint8Array.from(letter);
    altered[place] = (altered[place] ?? 0) ^ bits;
    assert.throws(() => open(altered, opener), { reason: c.text("reason") }, `byte ${place}`);
  }
  return reject(c.text("reason") as "opaque");
}

export const thread: Runner = {
  accept(c) {
    const sequence = new Sequence();
    for (const step of c.objects("steps")) {
      run(sequence, step);
    }
    const expect = c.object("expect");
    for (const kept of [sequence, new Sequence(sequence.state())]) {
      assert.deepEqual(kept.expired, expect.list("expired"));
      assert.deepEqual(kept.missing(c.number("written")), expect.list("missing"));
      assert.equal(kept.highest, expect.number("highest"));
      assert.equal(kept.seen, expect.number("seen"));
    }
  },
  refuse(c) {
    if (c.has("seen")) {
      checkSeenOf(c.number("seen"), c.number("written"));
      return undefined;
    }
    const sequence = new Sequence();
    const arrivals = c.objects("steps").map((step) => run(sequence, step));
    return reject(arrivals.at(-1) === "in-turn" ? "opaque" : (arrivals.at(-1) as "conflict"));
  },
};

function run(sequence: Sequence, step: Case): string | undefined {
  if (step.has("expire")) {
    sequence.expire(step.number("expire"));
    return undefined;
  }
  const arrival = sequence.take(step.number("take"), step.bytes("id"));
  assert.equal(arrival, step.text("arrival"));
  return arrival;
}
