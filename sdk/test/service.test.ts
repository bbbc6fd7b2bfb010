import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { SigningKey } from "../src/protocol/signature.js";
import { post } from "../src/service/post.js";
import { type FetchRequest, Service } from "../src/service/service.js";
import { Session } from "../src/service/session.js";
import { VERSION, isTooOld } from "../src/service/version.js";

interface Told {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json";

/** A server that tells what it is told to, one after the other, and what it was asked. */
function settings(...told: (Told | "broken")[]) {
  const asked: { address: string; request: FetchRequest }[] = [];
  const fetch = (address: string, request: FetchRequest) => {
    asked.push({ address, request });
    const next = told.shift() ?? assert.fail("asked once too often");
    if (next === "broken") {
      return Promise.reject(new TypeError("no connection"));
    }
    const { status = 200, type = JSON_TYPE, body = "{}", headers = {} } = next;
    const all: Record<string, string> = { ...headers, "content-type": type };
    const bytes = new TextEncoder().encode(body);
    return Promise.resolve({
      ok: status >= 200 && status < 300,
      status,
      headers: { get: (name: string) => all[name] ?? null },
      arrayBuffer: () => Promise.resolve(bytes.buffer),
    });
  };
  return { asked, service: (pauses: number[] = []) => new Service("https://example.org/a/", { fetch, pauses }) };
}

function problem(status: number, name: string, headers = {}): Told {
  return { status, type: "application/problem+json", body: JSON.stringify({ type: `/problems/${name}` }), headers };
}

const path = { slug: "acme" };

test("every call leaves cookies, referrer and caches alone, and says what its body is", async () => {
  const { asked, service } = settings({ type: "application/octet-stream", body: "ab" }, {}, {});
  const bytes = await service().call("post", "/v1/chunks/missing", { body: Uint8Array.of(1) });
  assert.deepEqual(bytes, Uint8Array.of(97, 98));
  const { address, request } = asked[0] ?? assert.fail();
  assert.equal(address, "https://example.org/a/v1/chunks/missing");
  assert.deepEqual(
    { ...request, signal: undefined },
    {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: Uint8Array.of(1),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      signal: undefined,
    },
  );
  const json = { organisation: "a", adviser: "b" };
  await service().call("post", "/v1/sessions/challenge", { body: json });
  assert.deepEqual(asked[1]?.request.headers, { "content-type": JSON_TYPE });
  assert.equal(asked[1].request.body, '{"organisation":"a","adviser":"b"}');
  await service().call("get", "/v1/organisations/{slug}/letters", { path, query: { after: "ä", limit: 64 } });
  assert.equal(asked[2]?.address, "https://example.org/a/v1/organisations/acme/letters?after=%C3%A4&limit=64");
});

test("every answer that is no success has its kind", async () => {
  for (const [told, error] of [
    [problem(503, "busy", { "retry-after": "7" }), { kind: "busy", problem: "busy", retryAfter: 7 }],
    [{ status: 429 }, { kind: "busy", retryAfter: undefined }],
    [{ status: 502, type: "text/html", body: "<p>" }, { kind: "busy" }],
    [problem(404, "unknown-organisation"), { kind: "unknown" }],
    [problem(409, "letter-conflict"), { kind: "conflict", problem: "letter-conflict" }],
    [problem(403, "work-expired"), { kind: "refused", problem: "work-expired" }],
    [
      { status: 404, type: "text/html", body: "<p>" },
      { kind: "answer", problem: undefined },
    ],
    [{ status: 500 }, { kind: "answer" }],
    [{ body: "{" }, { kind: "answer" }],
    ["broken", { kind: "offline" }],
  ] as const) {
    const { service } = settings(told);
    await assert.rejects(service().call("get", "/v1/organisations/{slug}", { path }), error);
  }
});

test("what passes is tried again, the rest is not", async () => {
  const passing = settings("broken", { status: 503 }, { body: '{"heartbeats":[]}' });
  const call = passing.service([0, 0]).call("get", "/v1/organisations/{slug}/heartbeats", { path });
  assert.deepEqual(await call, { heartbeats: [] });
  assert.equal(passing.asked.length, 3);

  for (const [told, times] of [
    [["broken", "broken", "broken"], 3],
    [[problem(403, "work-expired")], 1],
    [[problem(503, "busy", { "retry-after": "11" })], 1],
  ] as const) {
    const { asked, service } = settings(...told);
    await assert.rejects(service([0, 0]).call("get", "/v1/server", {}), { name: "ServiceError" });
    assert.equal(asked.length, times);
  }
});

test("whoever is told when to come again comes then, and no sooner than anybody", async (t) => {
  const { setTimeout: later } = globalThis;
  const waited: unknown[] = [];
  // Patience for an answer is not waited out.
  t.mock.method(globalThis, "setTimeout", (work: () => void, milliseconds: number) => {
    waited.push(...(milliseconds < 100_000 ? [milliseconds] : []));
    return later(work, milliseconds < 100_000 ? 0 : milliseconds);
  });
  for (const [seconds, due] of [
    ["7", 7000],
    ["10", 10_000],
    ["0", 500],
  ] as const) {
    waited.length = 0;
    const { service } = settings(problem(503, "busy", { "retry-after": seconds }), { body: '{"heartbeats":[]}' });
    await service([500]).call("get", "/v1/organisations/{slug}/heartbeats", { path });
    assert.deepEqual(waited, [due]);
  }
});

test("work is done again where it came too late, three times at most, and for no other refusal", async () => {
  const challenge = { body: JSON.stringify({ challenge: "A".repeat(86), difficulty: 0 }) };
  const late = problem(403, "work-expired");
  for (const [told, asked, error] of [
    [[challenge, {}], 2, undefined],
    [[challenge, late, challenge, {}], 4, undefined],
    [[challenge, late, challenge, late, challenge, late], 6, { problem: "work-expired" }],
    [[challenge, problem(403, "letter-size")], 2, { problem: "letter-size" }],
    [[challenge, problem(409, "letter-conflict")], 2, { kind: "conflict" }],
    [[challenge, problem(409, "work-conflict")], 2, { kind: "conflict" }],
    [[challenge, problem(503, "busy")], 2, { kind: "busy" }],
    [[challenge, "broken"], 2, { kind: "offline" }],
  ] as const) {
    const server = settings(...told);
    const posting = post(server.service(), "acme", new Uint8Array(0));
    await (error === undefined ? posting : assert.rejects(posting, error));
    assert.equal(server.asked.length, asked);
  }
});

test("a session's token shows in no text", async () => {
  const token = "dG9rZW4-dG9rZW4";
  const { service } = settings(
    { body: JSON.stringify({ challenge: "A".repeat(64) }) },
    { body: `{"token":"${token}"}` },
  );
  const session = await Session.open(service(), new Uint8Array(32), SigningKey.draw());
  assert.equal(session.bearer, `Bearer ${token}`);
  const shown = [
    inspect(session),
    inspect({ inside: [session] }, { depth: 9, showHidden: true, getters: false }),
    JSON.stringify(session),
    Object.entries(session).join(),
  ];
  shown.forEach((text) => assert.doesNotMatch(text, /dG9r/));
});

test("whoever says stop is heard", async () => {
  const stopper = new AbortController();
  const fetch = (_: string, request: FetchRequest) =>
    new Promise<never>((_resolve, reject) => {
      request.signal.addEventListener("abort", () => reject(new TypeError("stopped")));
      stopper.abort();
    });
  const service = new Service("https://example.org", { fetch, signal: stopper.signal });
  await assert.rejects(service.call("get", "/v1/server", {}), { kind: "given-up" });
  await assert.rejects(service.call("get", "/v1/server", {}), { kind: "given-up" });
});

test("a server says which client is too old", () => {
  for (const [oldest, isNewer] of [
    ["0.1.0", false],
    ["0.0.9", false],
    ["0.1.1", true],
    ["0.2.0", true],
    ["1.0.0", true],
    ["nonsense", false],
  ] as const) {
    assert.equal(isTooOld(oldest, "0.1.0"), isNewer, oldest);
  }
  assert.match(VERSION, /^\d+\.\d+\.\d+$/);
});
