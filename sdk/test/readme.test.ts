import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

test("the README's sample does what it says", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const sample = /```js\n(.*?)```/s.exec(readme)?.[1] ?? assert.fail("no sample");
  // Inside the package it is found under its own name, as whoever installs it finds it: the built files, not the sources.
  const file = fileURLToPath(new URL("../sample.mjs", import.meta.url));
  writeFileSync(file, sample);
  const ran = spawnSync(process.execPath, [...process.execArgv.filter((flag) => flag === "--jitless"), file], {
    encoding: "utf8",
  });
  assert.equal(ran.stdout, "Thank you. I am listening.\n", ran.stderr);
  assert.equal(ran.status, 0);
});
