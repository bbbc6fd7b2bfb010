import assert from "node:assert/strict";

import { type Case, isSlow, readPublic, readVectors, reasonOf, vectorFiles } from "./case.js";
import * as letters from "./letters.js";
import * as others from "./public.js";
import { type Runner } from "./runner.js";
import * as signed from "./signed.js";
import * as simple from "./simple.js";
import * as stored from "./stored.js";

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

/** The names of all files; fails unless each has its runner. */
export function allFiles(): { readonly own: string[]; readonly others: string[] } {
  const found = { own: Object.keys(RUNNERS).sort(), others: Object.keys(PUBLIC).sort() };
  assert.deepEqual(vectorFiles().sort(), found.own);
  assert.deepEqual(vectorFiles("public").sort(), found.others);
  return found;
}

/** Runs a file of vectors: how many came out as they should, and what is wrong with the others. */
export function runFile(name: string): { readonly ran: number; readonly failures: readonly string[] } {
  const runner = RUNNERS[name] ?? assert.fail(`no runner for ${name}`);
  const { cases, refusals } = readVectors(name);
  assert.ok(cases.length + refusals.length > 0);
  // Without a JIT Argon2id takes a minute each time: its cases run with one.
  const left = isSlow ? [...cases, ...refusals].filter(stored.takesArgon2).length : 0;
  assert.ok(name === "vault.json" || left === 0);
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
  assert.equal(ran + left, cases.length + refusals.length);
  return { ran, failures };
}

/** Runs a file of somebody else's vectors; fails with the first that is wrong. Gives how many there are. */
export function runPublic(name: string): number {
  const run = PUBLIC[name] ?? assert.fail(`no runner for ${name}`);
  const cases = readPublic(name);
  assert.ok(cases.length > 0);
  cases.forEach(run);
  return cases.length;
}
