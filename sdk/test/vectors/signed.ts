import assert from "node:assert/strict";

import { compare } from "../../src/protocol/bytes.js";
import { encode } from "../../src/protocol/encoding.js";
import { chain, walk } from "../../src/protocol/chain.js";
import { formatDay, parseDay } from "../../src/protocol/day.js";
import { Thread } from "../../src/protocol/derivation.js";
import { Directory } from "../../src/protocol/directory.js";
import { Heartbeat, heartbeatEntry } from "../../src/protocol/heartbeat.js";
import { idOfAdviser } from "../../src/protocol/adviser.js";
import { readRequest } from "../../src/protocol/request.js";
import { type Signed, parseSigned, writeSigned } from "../../src/protocol/signed.js";
import { Statement } from "../../src/protocol/statement.js";
import { type Case } from "./case.js";
import { type Runner } from "./runner.js";

function signedIn(c: Case): Signed {
  const signed = { payload: c.bytes("payload"), signature: c.bytes("signature") };
  assert.deepEqual(parseSigned(writeSigned(signed)), signed);
  return signed;
}

const directoryIn = (c: Case) => Directory.read(signedIn(c));
const namedIn = (c: Case) => ({ serial: c.number("serial"), hash: c.bytes("hash") });

export const directory: Runner = { accept: directoryCase, refuse: directoryCase };

function directoryCase(c: Case): void {
  switch (c.text("call")) {
    case "walk": {
      const present = directoryIn(c.object("current"));
      const pin = c.object("pin");
      const adviser = pin.has("adviser") ? { adviser: pin.bytes("adviser") } : {};
      walk({ organisation: pin.bytes("organisation"), ...adviser }, c.objects("firsts").map(directoryIn), present);
      const expect = c.object("expect");
      assert.equal(present.fields.serial, expect.number("serial"));
      assert.deepEqual(present.hash, expect.bytes("hash"));
      assert.deepEqual(present.root.key, expect.bytes("root"));
      assert.deepEqual(
        present.fields.advisers.map((listed) => encode(idOfAdviser(listed))),
        expect.texts("advisers"),
      );
      break;
    }
    case "chain": {
      const versions = c.objects("versions").map(directoryIn);
      chain(versions.slice(0, -1));
      chain(versions);
      const hashes = versions.map((version) => encode(version.hash));
      assert.deepEqual(hashes, c.texts("expect"));
      break;
    }
    case "days": {
      const read = directoryIn(c.object("current"));
      if (c.has("today")) {
        read.checkDay(parseDay(c.text("today")));
        assert.fail("valid today");
      }
      assert.ok(c.texts("expect").length > 0);
      for (const today of c.texts("expect")) {
        read.checkDay(parseDay(today));
      }
      break;
    }
    case "named":
      directoryIn(c.object("current")).checkNamed(namedIn(c.object("named")));
      break;
    default:
      assert.fail(`no call is named ${c.text("call")}`);
  }
}

export const statement: Runner = {
  accept(c) {
    const read = statementIn(c);
    const expect = c.object("expect");
    assert.deepEqual(read.hash, expect.bytes("hash"));
    const days = expect.object("days");
    for (const today of days.keys()) {
      const { epoch, epochKey } = read.keyOn(parseDay(today));
      assert.equal(epoch, days.number(today));
      assert.equal(epochKey.length, 1216);
      assert.equal(formatDay(parseDay(today)), today);
    }
  },
  refuse(c) {
    const read = statementIn(c);
    if (c.has("named")) {
      read.checkNamed(namedIn(c.object("named")));
    }
    if (c.has("today")) {
      read.keyOn(parseDay(c.text("today")));
    }
  },
};

function statementIn(c: Case): Statement {
  return Statement.read(signedIn(c.object("statement")), directoryIn(c.object("directory")));
}

export const heartbeat: Runner = {
  accept(c) {
    const read = heartbeatIn(c);
    const expect = c.object("expect");
    assert.equal(read.fields.counter, expect.number("counter"));
    assert.deepEqual(read.hash, expect.bytes("hash"));
    for (const listed of c.objects("threads")) {
      const thread = new Thread(listed.bytes("thread"));
      const progress = listed.has("received")
        ? { received: listed.number("received"), written: listed.number("written") }
        : undefined;
      assert.deepEqual(read.progress(thread), progress);
      if (progress) {
        const entry = heartbeatEntry(thread, read.fields.counter, progress);
        assert.ok(read.fields.entries.some((candidate) => compare(entry, candidate) === 0));
      }
    }
  },
  refuse: heartbeatIn,
};

function heartbeatIn(c: Case): Heartbeat {
  const listed = directoryIn(c.object("directory"));
  const read = Heartbeat.read(signedIn(c.object("heartbeat")), listed);
  if (c.has("old")) {
    read.checkFollows(Heartbeat.read(signedIn(c.object("old")), listed));
  }
  if (c.has("today")) {
    read.checkFits(c.has("shown") ? namedIn(c.object("shown")) : undefined, parseDay(c.text("today")));
  }
  return read;
}

export const request: Runner = {
  accept(c) {
    const asking = readRequest(signedIn(c.object("signed")), c.bytes("organisation"));
    assert.equal(asking.name, c.object("expect").text("name"));
    assert.deepEqual(idOfAdviser(asking), c.object("expect").bytes("adviser"));
  },
  refuse: (c) => readRequest(signedIn(c.object("signed")), c.bytes("organisation")),
};
