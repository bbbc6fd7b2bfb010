import assert from "node:assert/strict";

import { Code } from "../../src/protocol/code.js";
import { daysOf, epochOf, formatDay, parseDay } from "../../src/protocol/day.js";
import { Master } from "../../src/protocol/derivation.js";
import { decode, encode } from "../../src/protocol/encoding.js";
import { signFile, verifyFile } from "../../src/protocol/file.js";
import { heartbeatEntry } from "../../src/protocol/heartbeat.js";
import { adviserId, fingerprint, idOf, successorHash } from "../../src/protocol/id.js";
import { parseJson, writeJson } from "../../src/protocol/json.js";
import { type Name } from "../../src/protocol/label.js";
import { answerChallenge, verifyAnswer } from "../../src/protocol/session.js";
import { SigningKey, verify } from "../../src/protocol/signature.js";
import { parseWork, work, workHeader, zeroBits } from "../../src/protocol/work.js";
import { SealingKey, checkPublicKey } from "../../src/protocol/xwing.js";
import { type Case, isSlow } from "./case.js";
import { type Runner } from "./runner.js";

export const encoding: Runner = {
  accept(c) {
    const bytes = Uint8Array.from(c.list("bytes") as number[]);
    assert.equal(encode(bytes), c.text("expect"));
    assert.deepEqual(decode(c.text("expect"), bytes.length), bytes);
  },
  refuse: (c) => decode(c.text("text"), c.has("length") ? c.number("length") : undefined),
};

export const day: Runner = {
  accept(c) {
    const expect = c.object("expect");
    const parsed = parseDay(c.text("day"));
    assert.equal(parsed, expect.number("number"));
    assert.equal(formatDay(parsed), c.text("day"));
    const epoch = epochOf(parsed);
    assert.equal(epoch, expect.number("epoch"));
    assert.equal(formatDay(daysOf(epoch).first), expect.text("first"));
    assert.equal(formatDay(daysOf(epoch).last), expect.text("last"));
  },
  refuse: (c) => parseDay(c.text("day")),
};

export const json: Runner = {
  accept(c) {
    const read = parseJson(c.bytes("json"));
    // The other spelling is what Node itself reads. Keys are compared in any order.
    const expected = parseJson(new TextEncoder().encode(JSON.stringify(c.raw("expect"))));
    assert.deepEqual(read, expected);
    assert.deepEqual(parseJson(writeJson(read)), read);
    assert.equal(Object.getPrototypeOf(read), null);
  },
  refuse: (c) => parseJson(c.bytes("json")),
};

export const code: Runner = {
  accept(c) {
    const entropy = c.bytes("entropy");
    assert.equal(Code.of(entropy).show(), c.text("expect"));
    const typed = c.texts("typed");
    assert.ok(typed.length > 0);
    for (const text of typed) {
      assert.deepEqual(Code.parse(text).bytes, entropy, JSON.stringify(text));
    }
  },
  refuse: (c) => Code.parse(c.text("typed")),
};

export const xwing: Runner = {
  accept(c) {
    const expect = c.bytes("expect");
    if (c.has("seed")) {
      assert.deepEqual(new SealingKey(c.bytes("seed")).publicKey, expect);
    }
    checkPublicKey(expect);
  },
  refuse: (c) => checkPublicKey(c.bytes("key")),
};

export const signature: Runner = {
  accept(c) {
    if (c.has("seed")) {
      const key = new SigningKey(c.bytes("seed"));
      assert.deepEqual(key.publicKey, c.bytes("key"));
      assert.deepEqual(key.sign(c.text("label") as Name, c.bytes("message")), c.bytes("signature"));
    }
    verifyCase(c);
  },
  refuse: verifyCase,
};

function verifyCase(c: Case): void {
  verify(c.bytes("key"), c.text("label") as Name, c.bytes("message"), c.bytes("signature"));
}

export const session: Runner = {
  accept(c) {
    const key = new SigningKey(c.bytes("seed"));
    assert.deepEqual(key.publicKey, c.bytes("identity"));
    const made = answerChallenge(c.bytes("challenge"), c.text("origin"), c.bytes("organisation"), key);
    assert.deepEqual(made, c.bytes("signature"));
    verifySession(c);
  },
  refuse: verifySession,
};

function verifySession(c: Case): void {
  const [challenge, organisation] = [c.bytes("challenge"), c.bytes("organisation")];
  verifyAnswer(c.bytes("signature"), challenge, c.text("origin"), organisation, c.bytes("identity"));
}

export const file: Runner = {
  accept(c) {
    const key = verifyFile(c.text("expect"), c.bytes("file"), c.bytes("organisation"));
    assert.deepEqual(key, c.bytes("key"));
    assert.deepEqual(idOf(c.bytes("file")), c.bytes("sha256"));
    if (c.has("seed")) {
      const made = signFile(c.bytes("file"), c.bytes("organisation"), new SigningKey(c.bytes("seed")));
      assert.equal(made, c.text("expect"));
    }
  },
  refuse: (c) => verifyFile(c.text("header"), c.bytes("file"), c.bytes("organisation")),
};

export const proofOfWork: Runner = {
  accept(c) {
    const challenge = c.bytes("challenge");
    const body = typeof c.raw("body") === "string" ? c.bytes("body") : new Uint8Array(c.object("body").number("zeros"));
    const expect = c.object("expect");
    // Some hundred tries, of which each takes a fifth of a second without a JIT.
    if (c.has("difficulty") && !isSlow) {
      assert.equal(work(challenge, body, c.number("difficulty")), expect.text("header"));
    }
    const parsed = parseWork(expect.text("header"));
    assert.deepEqual(parsed.challenge, challenge);
    assert.equal(workHeader(challenge, parsed.nonce), expect.text("header"));
    assert.equal(zeroBits(challenge, body, parsed.nonce), expect.number("zero_bits"));
    if (c.has("nonce")) {
      assert.equal(
        parsed.nonce,
        c.bytes("nonce").reduce((value, byte) => value * 256n + BigInt(byte), 0n),
      );
    }
  },
  refuse: (c) => parseWork(c.text("header")),
};

export const derivation: Runner = {
  accept(c) {
    const expect = c.object("expect");
    const organisation = fingerprint(c.bytes("root"));
    const master = Master.from(Code.of(c.bytes("entropy")), organisation);
    const self = expect.object("self_key");
    assert.deepEqual(organisation, expect.bytes("organisation"));
    assert.deepEqual(successorHash(c.bytes("root")), expect.bytes("successor"));
    assert.deepEqual(adviserId(c.bytes("identity")), expect.bytes("adviser"));
    assert.deepEqual(master.bytes, expect.bytes("master"));
    assert.deepEqual(master.selfPsk().bytes, expect.bytes("self_psk"));
    assert.deepEqual(master.selfKey().bytes, self.bytes("seed"));
    assert.deepEqual(master.selfKey().publicKey, self.bytes("public"));
    for (const note of expect.objects("notes")) {
      checkToken(note, master.note(note.number("epoch"), note.number("k")));
    }
    for (const listed of expect.objects("threads")) {
      checkThread(master, listed);
    }
  },
  refuse: () => assert.fail("nothing is refused here"),
};

function checkThread(master: Master, expect: Case): void {
  const i = expect.number("i");
  const thread = master.thread(i);
  const reply = expect.object("reply_key");
  assert.deepEqual(thread.bytes, expect.bytes("thread"));
  assert.deepEqual(thread.id, expect.bytes("thread_id"));
  assert.deepEqual(thread.mac().bytes, expect.bytes("mac"));
  assert.deepEqual(thread.psk().bytes, expect.bytes("psk"));
  assert.deepEqual(master.replyKey(i).bytes, reply.bytes("seed"));
  assert.deepEqual(master.replyKey(i).publicKey, reply.bytes("public"));
  for (const own of expect.objects("own")) {
    checkToken(own, master.own(i, own.number("n")));
  }
  for (const listed of expect.objects("reply")) {
    checkToken(listed, thread.reply(listed.number("n")));
  }
  for (const beat of expect.objects("heartbeats")) {
    const entry = heartbeatEntry(thread, beat.number("counter"), { received: 0, written: 0 });
    assert.deepEqual(entry, beat.bytes("entry"));
  }
}

function checkToken(expect: Case, token: Uint8Array): void {
  assert.deepEqual(token, expect.bytes("token"));
  assert.deepEqual(idOf(token), expect.bytes("id"));
}
