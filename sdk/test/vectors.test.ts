import assert from "node:assert/strict";
import { test } from "node:test";

import { allFiles, runFile, runPublic } from "./vectors/all.js";

const { own, others } = allFiles();

for (const name of own) {
  test(name, () => assert.equal(runFile(name).failures.join("\n"), ""));
}

for (const name of others) {
  test(`public/${name}`, () => {
    runPublic(name);
  });
}
