import assert from "node:assert/strict";
import { test } from "node:test";

import { encode } from "../src/protocol/encoding.js";
import { formatLink, parseLink } from "../src/service/link.js";

const PRINT = encode(new Uint8Array(32).fill(1));

test("links go round", () => {
  for (const link of [
    `https://example.org/acme#${PRINT}`,
    `https://example.org/under/acme#${PRINT}.${PRINT}`,
    `http://127.0.0.1:8080/acme#${PRINT}`,
    `http://abcdef.onion/acme#${PRINT}`,
    `http://localhost/acme`,
  ]) {
    assert.equal(formatLink(parseLink(link)), link);
  }
  assert.deepEqual(parseLink(` https://example.org/a/acme# `), { server: "https://example.org/a", slug: "acme" });
  assert.equal(parseLink(`https://example.org/acme#${PRINT}`).server, "https://example.org");
});

test("what is no link is refused, with the reason", () => {
  for (const [link, reason] of [
    ["acme", "address"],
    [`ftp://example.org/acme#${PRINT}`, "address"],
    [`https://someone@example.org/acme#${PRINT}`, "address"],
    [`https://example.org/acme?a=b#${PRINT}`, "address"],
    [`https://example.org//acme#${PRINT}`, "address"],
    [`http://example.org/acme#${PRINT}`, "insecure"],
    [`http://127.0.0.1.example.org/acme#${PRINT}`, "insecure"],
    [`http://notlocalhost/acme#${PRINT}`, "insecure"],
    [`https://example.org/#${PRINT}`, "slug"],
    [`https://example.org/Acme#${PRINT}`, "slug"],
    [`https://example.org/acme/#${PRINT}`, "slug"],
    ["https://example.org/acme#x", "fingerprint"],
    [`https://example.org/acme#${PRINT}.`, "fingerprint"],
    [`https://example.org/acme#${PRINT}.x`, "fingerprint"],
  ] as const) {
    assert.throws(() => parseLink(link), { name: "LinkError", reason }, link);
  }
});
