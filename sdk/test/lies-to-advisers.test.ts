import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { type Adviser } from "../src/adviser/adviser.js";
import { dayOf, daysOf, epochOf } from "../src/protocol/day.js";
import { type Fetch, type FetchAnswer } from "../src/service/service.js";
import { device, look, sync } from "./real/device.js";
import { type Lie, type Shown, type Wire, lying, retold } from "./real/lying.js";
import { TestEnvironment } from "./real/environment.js";
import { type Call, reach } from "./real/reach.js";
import { words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam", "Robin"]);
});
after(() => environment.close());

const DIRECTORY = "/v1/organisations/acme";

/** What the server shows now. */
async function shownNow(): Promise<Shown> {
  const get = async (path: string) => {
    const answer = await fetch(`${environment.origin}${path}`);
    return (await answer.json()) as Partial<Shown>;
  };
  const [one, other] = [await get(DIRECTORY), await get(`${DIRECTORY}/heartbeats`)];
  return { ...one, ...other } as Shown;
}

function payloadOf({ payload }: Wire): { readonly adviser: string; readonly name?: string } {
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as { readonly adviser: string };
}

/** What can be told of an organisation that is not believed. */
function doubts(adviser: Adviser) {
  const [one] = adviser.inbox().organisations;
  return [one?.status, one?.distrusted, one?.lastError];
}

/** What was sent that others would read, or that would count. */
function sent(calls: readonly Call[]): string[] {
  const counts = /\/(letters|records|keys|heartbeat)$/;
  return calls.filter(({ method, path }) => method !== "GET" && counts.test(path)).map(({ path }) => path);
}

test("old, forged and swapped keys and signs of life are refused, and nothing is sent", { skip: isSlow }, async () => {
  const first = await device(environment, "Sam");
  await sync(first);
  const then = await shownNow();
  // The day after the present keys' last brings Robin others, and today these again. A heartbeat of that day the server refuses.
  const early = await device(environment, "Robin", { today: () => daysOf(epochOf(dayOf())).last + 1 });
  await early.sync();
  assert.deepEqual(doubts(early), ["appointed", undefined, "future"]);
  const robin = await device(environment, "Robin");
  await sync(robin);
  await sync(first);
  await sync(first);

  let lie: Lie = () => undefined;
  const calls: Call[] = [];
  // What was seen lies in the vault: it is another device that knows it.
  const sam = await device(environment, "Sam", { fetch: lying((answer, path) => lie(answer, path), calls) });
  await sync(sam);
  const advisers = sam.inbox().organisations[0]?.advisers ?? [];
  const idOf = (me: boolean) => advisers.find(({ isMe }) => isMe === me)?.id ?? assert.fail();
  const text = words();
  await sam.consult(sam.inbox().organisations[0]?.organisation ?? "", idOf(false), text);
  const [mine, theirs] = [idOf(true), idOf(false)].map((id) => Buffer.from(id).toString("base64url"));

  const is = (adviser: string | undefined) => (signed: Wire) => payloadOf(signed).adviser === adviser;
  const old = (list: "statements" | "heartbeats", adviser: string | undefined) => (shown: Shown) => {
    const before = then[list].find(is(adviser)) ?? assert.fail();
    shown[list] = shown[list].map((signed) => (is(adviser)(signed) ? before : signed));
  };
  const forge = (list: "statements" | "heartbeats", adviser: string | undefined) => (shown: Shown) => {
    shown[list].filter(is(adviser)).forEach((signed) => {
      const at = signed.signature.length >> 1;
      const other = signed.signature[at] === "A" ? "B" : "A";
      signed.signature = signed.signature.slice(0, at) + other + signed.signature.slice(at + 1);
    });
  };
  const without = (adviser: string | undefined) => (shown: Shown) => {
    shown.heartbeats = shown.heartbeats.filter((signed) => !is(adviser)(signed));
  };
  const lies: [string, ((shown: Shown) => void)[], string, string][] = [
    ["a colleague's key, forged", [forge("statements", theirs)], "statement", "signature"],
    ["one's own key, forged", [forge("statements", mine)], "statement", "signature"],
    ["one's own old heartbeat", [old("heartbeats", mine)], "heartbeat", "old"],
    ["a forged heartbeat", [forge("heartbeats", theirs)], "heartbeat", "signature"],
    [
      "a directory that somebody else signed",
      [({ directory }) => (directory.signature = then.heartbeats[0]?.signature ?? "")],
      "directory",
      "signature",
    ],
  ];
  for (const [name, changes, of, reason] of lies) {
    calls.length = 0;
    lie = retold(DIRECTORY, (shown) => {
      changes.forEach((change) => {
        change(shown);
      });
    });
    await sam.sync();
    assert.deepEqual(doubts(sam), ["distrusted", of, reason], name);
    assert.deepEqual(sent(calls), [], name);
    assert.equal(sam.inbox().sending, 1, name);
  }

  // What is shown of one colleague and does not fit stops this colleague alone.
  const ofColleague: [string, ((shown: Shown) => void)[]][] = [
    ["a colleague's old key", [old("statements", theirs)]],
    ["with an old heartbeat", [old("statements", theirs), old("heartbeats", theirs)]],
    ["and with none", [old("statements", theirs), without(theirs)]],
    [
      "another adviser's key in its place",
      [(shown) => (shown.statements = shown.statements.flatMap((one) => (is(mine)(one) ? [one, one] : [])))],
    ],
    ["a colleague's old heartbeat", [old("heartbeats", theirs)]],
  ];
  for (const [name, changes] of ofColleague) {
    calls.length = 0;
    lie = retold(DIRECTORY, (shown) => {
      changes.forEach((change) => {
        change(shown);
      });
    });
    await sam.sync();
    assert.deepEqual(doubts(sam), ["appointed", undefined, undefined], name);
    const shown = sam
      .inbox()
      .organisations[0]?.advisers.map(({ isMe, canBeWritten, setAside }) => [isMe, canBeWritten, setAside]);
    assert.deepEqual(
      shown?.sort(),
      [
        [false, false, "old"],
        [true, true, undefined],
      ],
      name,
    );
    assert.ok(
      sent(calls).some((path) => path.endsWith("/heartbeat")),
      name,
    );
    assert.equal(sam.inbox().sending, 1, name);
  }

  lie = () => undefined;
  await sync(sam);
  assert.deepEqual(doubts(sam), ["appointed", undefined, undefined]);
  assert.equal(sam.inbox().sending, 0);
  await look(robin, () => robin.inbox().colleagues.some((letter) => letter.text === text));
});

test("a new device that is given an old vault hears of it from its own heartbeat", { skip: isSlow }, async () => {
  const kept = new Map<string, { readonly answer: FetchAnswer; readonly bytes: ArrayBuffer }>();
  const honest = reach();
  const keeping: Fetch = async (address, request) => {
    const answer = await honest(address, request);
    const bytes = await answer.arrayBuffer();
    kept.set(address, { answer, bytes });
    return { ...answer, arrayBuffer: () => Promise.resolve(bytes.slice(0)) };
  };
  const calls: Call[] = [];
  const honestly = reach(calls);
  const old: Fetch = async (address, request) => {
    const there = request.method === "GET" && address.includes("/v1/vault/") ? kept.get(address) : undefined;
    return there
      ? { ...there.answer, arrayBuffer: () => Promise.resolve(there.bytes.slice(0)) }
      : await honestly(address, request);
  };
  await device(environment, "Sam", { fetch: keeping });
  await sync(await device(environment, "Sam"));

  const sam = await device(environment, "Sam", { fetch: old });
  await sam.sync();
  assert.deepEqual(doubts(sam), ["distrusted", "vault", "old"]);
  assert.deepEqual(sent(calls), []);
  kept.clear();
  await sync(sam);
  assert.deepEqual(doubts(sam), ["appointed", undefined, undefined]);
});

test(
  "a directory of before is refused even if the newer one is known to another device alone",
  { skip: isSlow },
  async () => {
    let lie: Lie = () => undefined;
    const calls: Call[] = [];
    const sam = await device(environment, "Sam", { fetch: lying((answer, path) => lie(answer, path), calls) });
    await sync(sam);
    const then = await shownNow();
    environment.run(["organisation", "renew", "--link", environment.link, "--key-file", "acme.root"]);
    await sync(await device(environment, "Sam"));

    // The look finds nothing wrong. What the vault says of it comes after.
    lie = retold(DIRECTORY, (shown) => Object.assign(shown, then));
    calls.length = 0;
    await sam.sync();
    assert.deepEqual(doubts(sam), ["distrusted", "directory", "old"]);
    assert.deepEqual(sent(calls), []);
    lie = () => undefined;
    await sync(sam);
    assert.deepEqual(doubts(sam), ["appointed", undefined, undefined]);
  },
);
