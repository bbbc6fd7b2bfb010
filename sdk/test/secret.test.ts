import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Code, Master, SealingKey, Secret, SigningKey, Thread } from "../src/index.js";

const bytes = () => new Uint8Array(32).fill(0xa7);
const secrets: Secret[] = [
  Code.of(new Uint8Array(14).fill(0xa7)),
  new Master(bytes()),
  new SealingKey(bytes()),
  new Secret(bytes()),
  new SigningKey(bytes()),
  new Thread(bytes()),
];
/** 0xa7 in decimal, in hexadecimal, in base64, and the code. */
const traces = /167|a7|p6en|MYKT/i;

test("a secret shows in no text", () => {
  for (const secret of secrets) {
    // What was derived once is kept inside, and must not show either.
    Reflect.get(secret, "publicKey");
    Reflect.get(secret, "id");
    const shown = [
      inspect(secret),
      inspect({ inside: [secret] }, { depth: 9, showHidden: true }),
      String(secret),
      Object.entries(secret).join(),
    ];
    for (const text of shown) {
      assert.doesNotMatch(text, traces);
    }
    assert.throws(() => JSON.stringify({ secret }), TypeError);
  }
});

test("a secret that was wiped is zero", () => {
  const secret = new Secret(bytes());
  const kept = secret.bytes;
  secret.wipe();
  assert.deepEqual(kept, new Uint8Array(32));
});
