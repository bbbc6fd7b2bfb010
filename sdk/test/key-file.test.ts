import assert from "node:assert/strict";
import { test } from "node:test";

import { KeyFileError, SigningKey, isWeakPassphrase, newPassphrase, openKeyFile, writeKeyFile } from "../src/index.js";
import { isSlow } from "./vectors/case.js";

const PASSPHRASE = "amber bottle canal drizzle";

/** Made by OpenSSL 3: `openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8`, PBKDF2 with HMAC-SHA-256. */
const OPENSSL = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAidLowdcljjkgICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELJoHfIp48M2lItKr3Sj9A8EQHRK
54wokigbuSgBOeBHv5hWF57D+XHRZsZoCQKL6UfSVU6gXKzLjvVAx0VWRIN6Qng7
YaEStg7jW7P9jxYzD2Y=
-----END ENCRYPTED PRIVATE KEY-----
`;
const OPENSSL_PUBLIC = "42a737effa87ca383ea2afda6229f55b5e02af0e15532608f389bfb03f7b54f6";

function reasonFor(pem: string, passphrase?: string): string {
  try {
    openKeyFile(pem, passphrase);
  } catch (error) {
    assert.ok(error instanceof KeyFileError);
    assert.ok(!error.message.includes(passphrase ?? "\0"));
    return error.reason;
  }
  return assert.fail("it opened");
}

test("a key file opens with its passphrase and with no other", { skip: isSlow }, () => {
  const key = SigningKey.draw();
  const pem = writeKeyFile(key, PASSPHRASE);
  assert.match(pem, /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  assert.deepEqual(openKeyFile(pem, PASSPHRASE).publicKey, key.publicKey);
  assert.deepEqual(openKeyFile(pem.replaceAll("\n", "\r\n"), PASSPHRASE).publicKey, key.publicKey);
  assert.equal(reasonFor(pem), "locked");
  assert.equal(reasonFor(pem, `${PASSPHRASE}s`), "passphrase");
});

test("no two files of one key are alike", { skip: isSlow }, () => {
  const key = SigningKey.draw();
  assert.notEqual(writeKeyFile(key, PASSPHRASE), writeKeyFile(key, PASSPHRASE));
});

test("a file of another maker opens", () => {
  assert.equal(Buffer.from(openKeyFile(OPENSSL, "six words").publicKey).toString("hex"), OPENSSL_PUBLIC);
  assert.equal(reasonFor(OPENSSL, "six swords"), "passphrase");
});

test("what is no key file is told as such", { skip: isSlow }, () => {
  const pem = writeKeyFile(SigningKey.draw(), PASSPHRASE);
  const lines = pem.split("\n");
  for (const wrong of ["", "hello", pem.slice(0, 200), [...lines.slice(0, 2), ...lines.slice(3)].join("\n")]) {
    assert.equal(reasonFor(wrong, PASSPHRASE), "format");
  }
  // Costs that scrypt does not have, and such as would take hours: 16,384 is 02 02 40 00 there.
  const der = Buffer.from(lines.slice(1, -2).join(""), "base64").toString("hex");
  assert.equal(der.split("02024000").length, 2);
  for (const cost of ["02024001", "02020000", "02028000", "02027fff"]) {
    const altered = Buffer.from(der.replace("02024000", cost), "hex").toString("base64");
    const wrong = [lines[0], ...(altered.match(/.{1,64}/g) ?? []), lines.at(-2), ""].join("\n");
    assert.equal(reasonFor(wrong, PASSPHRASE), "format", cost);
  }
});

test("a weak passphrase is refused, and the one that is offered is not", () => {
  for (const weak of ["", "welkom01", "short but words", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"]) {
    assert.ok(isWeakPassphrase(weak));
    assert.throws(() => writeKeyFile(SigningKey.draw(), weak), { reason: "weak" });
  }
  const offered = Array.from({ length: 50 }, () => newPassphrase());
  for (const passphrase of offered) {
    assert.equal(passphrase.split(" ").length, 6);
    assert.match(passphrase, /^[\x20-\x7e]+$/);
  }
  assert.equal(new Set(offered).size, offered.length);
});
