import assert from "node:assert/strict";
import { test } from "node:test";

import * as letters from "./vectors/letters.js";
import * as others from "./vectors/public.js";
import * as signed from "./vectors/signed.js";
import * as simple from "./vectors/simple.js";
import * as stored from "./vectors/stored.js";
import { type Case, isSlow, readPublic, readVectors, reasonOf, vectorFiles } from "./vectors/case.js";
import { type Runner } from "./vectors/runner.js";

const RUNNERS: Record<string, Runner> = {
  "chunk.json": stored.chunk,
  "code.json": simple.code,
  "content.json": letters.content,
  "day.json": simple.day,
  "derivation.json": simple.derivation,
  "directory-refusals.json": signed.directory,
  "directory.json": signed.directory,
  "encoding.json": simple.encoding,
  "file.json": simple.file,
  "heartbeat.json": signed.heartbeat,
  "json.json": simple.json,
  "letter-refusals.json": letters.letterRefusals,
  "letter.json": letters.letter,
  "manifest.json": stored.manifest,
  "request.json": signed.request,
  "session.json": simple.session,
  "signature.json": simple.signature,
  "statement.json": signed.statement,
  "thread.json": letters.thread,
  "vault.json": stored.vault,
  "work.json": simple.proofOfWork,
  "xwing.json": simple.xwing,
};

const PUBLIC: Record<string, (c: Case) => void> = {
  "hpke-pq.json": others.hpke,
  "rfc9180.json": others.rfc9180,
  "x-wing.json": others.xwing,
};

test("every file of vectors has its runner", () => {
  assert.deepEqual(vectorFiles().sort(), Object.keys(RUNNERS).sort());
  assert.deepEqual(vectorFiles("public").sort(), Object.keys(PUBLIC).sort());
});

for (const [name, runner] of Object.entries(RUNNERS)) {
  test(name, () => {
    const { cases, refusals } = readVectors(name);
    assert.ok(cases.length + refusals.length > 0);
    // Without a JIT Argon2id takes a minute each time: its cases run with one.
    const left = isSlow ? [...cases, ...refusals].filter(stored.takesArgon2).length : 0;
    const failures: string[] = [];
    let ran = 0;
    const run = (c: Case, act: () => void) => {
      if (isSlow && stored.takesArgon2(c)) {
        return;
      }
      ran += 1;
      try {
        act();
      } catch (error) {
        failures.push(`${c.text("name")}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    };
    cases.forEach((c) => run(c, () => runner.accept(c)));
    refusals.forEach((c) =>
      run(c, () =>
        assert.equal(
          reasonOf(() => runner.refuse(c)),
          c.text("reason"),
        ),
      ),
    );
    assert.equal(failures.join("\n"), "");
    assert.equal(ran + left, cases.length + refusals.length);
    assert.ok(name === "vault.json" || left === 0);
  });
}

for (const [name, run] of Object.entries(PUBLIC)) {
  test(`public/${name}`, () => {
    const cases = readPublic(name);
    assert.ok(cases.length > 0);
    cases.forEach(run);
  });
}
