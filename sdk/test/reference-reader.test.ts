import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Code } from "../src/protocol/code.js";
import { dayOf, epochOf } from "../src/protocol/day.js";
import { Master } from "../src/protocol/derivation.js";
import { decode, encode } from "../src/protocol/encoding.js";
import { fingerprint } from "../src/protocol/id.js";
import { SigningKey } from "../src/protocol/signature.js";
import { sealToAdviser } from "../src/protocol/to-adviser.js";
import { SealingKey } from "../src/protocol/xwing.js";
import { parseLink } from "../src/service/link.js";
import { TestEnvironment } from "./real/environment.js";
import { PLAIN, arrive, card, words } from "./real/story.js";
import { readVectors } from "./vectors/case.js";

const path = (relative: string) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
/** Python's packages of tests/reference-reader/requirements.txt; `cargo xtask test` fetches them. */
const PACKAGES = process.env["FLUISTER_REFERENCE_READER"] ?? path("target/reference-reader");
const READER = path("tests/reference-reader/reader.py");

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam"]);
});
after(() => environment.close());

/** Asks the reference reader: Python, from SPEC.md's text alone. */
function ask(asked: object): unknown {
  const env = { PATH: process.env["PATH"], PYTHONPATH: PACKAGES };
  const ran = spawnSync("python3", [READER], { input: JSON.stringify(asked), env, encoding: "utf8" });
  assert.equal(
    ran.status,
    0,
    `${ran.stderr}\n(cargo xtask test fetches what tests/reference-reader/requirements.txt names)`,
  );
  return JSON.parse(ran.stdout);
}

function read(code: string): unknown {
  const { server, pin } = parseLink(environment.link);
  const organisation = encode(pin?.organisation ?? assert.fail());
  return ask({ read: { server, organisation, code, day: dayOf() } });
}

test("the reference reader reads what was sealed in Rust and in TypeScript", async () => {
  const [mine, theirs, answer] = [words(), words(), words()];
  const melder = await arrive(environment);
  const code = Code.draw();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text: mine });
  const other = environment
    .run(["report", "--link", environment.link, "--adviser", "Sam", "--text-file", "-"], theirs)
    .trim();
  const { threads } = environment.inbox("Sam", (inbox) => inbox.threads.length === 2);
  for (const { thread } of threads) {
    environment.run(["reply", "--vault", "Sam.vault", "--thread", thread, "--text-file", "-"], answer);
  }
  assert.deepEqual(read(code.show()), { own: [mine], replies: [answer] });
  assert.deepEqual(read(other), { own: [theirs], replies: [answer] });
});

test("the reference reader opens reports, and sees who wrote them", () => {
  const organisation = fingerprint(SigningKey.draw().publicKey);
  const [key, identity, epoch] = [SealingKey.draw(), SigningKey.draw().publicKey, epochOf(dayOf())];
  const master = Master.from(Code.draw(), organisation);
  const [thread, text] = [master.thread(0), words()];
  const body = { kind: "report", categories: [], text, thread_key: thread.bytes } as const;
  const content = { n: 1, seen: 0, day: dayOf(), body: { ...body, reply_key: master.replyKey(0).publicKey } };
  const reader = { identity, epoch, epochKey: key.publicKey };
  const { id, letter } = sealToAdviser(content, reader, { organisation, thread, token: master.own(0, 1) });
  const recipient = { organisation: encode(organisation), identity: encode(identity), epoch, seed: encode(key.bytes) };
  const opened = ask({ open: { ...recipient, letter: encode(letter), id: encode(id) } }) as Opened;
  assert.deepEqual([opened.proof, opened.said.text], [true, text]);

  // What Rust sealed for the vectors.
  const [report] = readVectors("letter.json").cases;
  const opener = report?.object("opener") ?? assert.fail();
  const rust = {
    letter: report?.text("letter"),
    id: report?.text("id"),
    organisation: opener.text("organisation"),
    identity: opener.text("identity"),
    epoch: opener.number("epoch"),
    seed: opener.text("seed"),
  };
  const said = ask({ open: rust }) as Opened;
  assert.equal(said.proof, true);
  assert.deepEqual(said.said, JSON.parse(report?.object("expect").text("json") ?? ""));
  assert.equal(decode(rust.organisation).length, 32);
});

interface Opened {
  readonly proof: boolean;
  readonly said: { readonly text?: string };
}
