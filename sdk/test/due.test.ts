import assert from "node:assert/strict";
import { test } from "node:test";

import { afterMonths, afterWorkingDays, dueOf } from "../src/adviser/due.js";
import { type KeptLetter } from "../src/adviser/kept.js";
import { type Letter, readLetter } from "../src/adviser/letters.js";
import { formatDay, parseDay } from "../src/protocol/day.js";
import { encode } from "../src/protocol/encoding.js";
import { SealingKey } from "../src/protocol/xwing.js";

const KEYS = { thread_key: encode(new Uint8Array(32)), reply_key: encode(SealingKey.draw().publicKey) };

/** A letter of the vault. What its kind needs beside its text stands in `fields`. */
function letter(writer: KeptLetter["writer"], day: string, kind: string, fields: object = {}): Letter {
  const content = { kind, text: "", ...fields, n: 1, seen: 0, day };
  return readLetter({ writer, id: "", day, new: false, oddity: null, content });
}

function shown(letters: readonly Letter[]): string | undefined {
  const due = dueOf(letters);
  return due && `${due.kind} ${formatDay(due.on)}`;
}

test("working days end on Friday, and months where they end", () => {
  const days: [string, number, string][] = [
    ["2026-11-23", 3, "2026-11-26"],
    ["2026-11-26", 3, "2026-12-01"],
    ["2026-11-28", 3, "2026-12-02"],
  ];
  for (const [from, count, to] of days) {
    assert.equal(formatDay(afterWorkingDays(parseDay(from), count)), to);
  }
  const months: [string, string][] = [
    ["2026-11-30", "2027-02-28"],
    ["2023-11-30", "2024-02-29"],
    ["2026-01-31", "2026-04-30"],
    ["2026-10-05", "2027-01-05"],
  ];
  for (const [from, to] of months) {
    assert.equal(formatDay(afterMonths(parseDay(from), 3)), to);
  }
});

test("what is due is the earliest of what is not done", () => {
  const report = letter("melder", "2026-11-23", "report", KEYS);
  const answer = letter("adviser", "2026-11-24", "message");
  const formal = letter("adviser", "2026-11-25", "track_change", { track: "integrity", warning: "" });
  const acknowledged = letter("adviser", "2026-11-27", "acknowledgement");
  const feedback = letter("adviser", "2026-12-01", "feedback");
  const closing = letter("adviser", "2026-12-02", "closing", { ask_on: "2027-01-10" });
  const asked = letter("adviser", "2027-01-10", "message");
  assert.equal(shown([report]), "acknowledge 2026-11-26");
  assert.equal(shown([report, answer]), undefined);
  assert.equal(shown([report, answer, formal]), "acknowledge_formal 2026-12-02");
  assert.equal(shown([report, answer, formal, acknowledged]), "feedback 2027-02-27");
  assert.equal(shown([report, formal, feedback]), "acknowledge_formal 2026-12-02");
  assert.equal(shown([report, formal, acknowledged, feedback]), undefined);
  assert.equal(shown([report, formal, acknowledged, feedback, closing]), "aftercare 2027-01-10");
  assert.equal(shown([report, formal, acknowledged, feedback, closing, asked]), undefined);
  assert.equal(shown([]), undefined);
});
