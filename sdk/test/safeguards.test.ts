import assert from "node:assert/strict";
import { test } from "node:test";

import { attest, readSafeguards, writeSafeguards } from "../src/index.js";

const [SAM, NOOR] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];

test("what is laid down and attested is read as it was written, names of later versions included", () => {
  const value = {
    laid_down: ["term", "something_new"],
    attested: [{ adviser: SAM, names: ["no_line_manager"], on: 20_779 }],
  };
  assert.deepEqual(readSafeguards(writeSafeguards(value)), value);
  assert.equal(
    new TextDecoder("utf-8").decode(writeSafeguards({ laid_down: [], attested: [] })),
    '{"version":1,"laid_down":[],"attested":[]}',
  );
});

test("who is appointed again attests anew; who leaves is left out", () => {
  const empty = { laid_down: [], attested: [] };
  const both = attest(attest(empty, SAM, ["no_line_manager"], 20_000), NOOR, [], 20_001);
  const renewed = attest(both, SAM, ["under_the_board"], 20_002);
  assert.deepEqual(renewed.attested, [
    { adviser: NOOR, names: [], on: 20_001 },
    { adviser: SAM, names: ["under_the_board"], on: 20_002 },
  ]);
  assert.deepEqual(attest(renewed, NOOR, undefined, 20_003).attested, [renewed.attested[1]]);
});

test("what is no such file is refused", () => {
  const refused = (json: string) => {
    try {
      readSafeguards(new TextEncoder().encode(json));
    } catch (error) {
      return error instanceof Error && "reason" in error ? error.reason : error;
    }
    return assert.fail("it was read");
  };
  assert.equal(refused('{"laid_down":[],"attested":[]}'), "json-shape");
  assert.equal(refused('{"version":2,"laid_down":[],"attested":[]}'), "version");
  assert.equal(refused('{"version":1,"laid_down":[null],"attested":[]}'), "json-null");
  assert.equal(refused('{"version":1,"laid_down":[1],"attested":[]}'), "json-shape");
});
