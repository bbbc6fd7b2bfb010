import assert from "node:assert/strict";
import { test } from "node:test";

import { newPassphrase, readings } from "../src/index.js";

test("a passphrase that a phone has written its own way is read as it was meant", () => {
  const passphrase = newPassphrase();
  assert.equal(passphrase.split(" ").length, 6);
  const [first = "", ...others] = passphrase;
  const typed = ` ${first.toUpperCase()}${others.join("").replaceAll(" ", "  ")} `;
  assert.deepEqual(readings(typed), [typed, passphrase]);
  // what was typed comes first: somebody's own passphrase may have capitals
  assert.deepEqual(readings("Zes Eigen Woorden"), ["Zes Eigen Woorden", "zes eigen woorden"]);
  assert.deepEqual(readings(passphrase), [passphrase]);
});
