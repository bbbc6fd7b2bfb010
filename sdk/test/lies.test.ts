import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Melder } from "../src/melder/melder.js";
import { Code } from "../src/protocol/code.js";
import { dayOf } from "../src/protocol/day.js";
import { LETTER } from "../src/protocol/letter.js";
import { parseLink } from "../src/service/link.js";
import { Service } from "../src/service/service.js";
import { type Lie, lying, retold } from "./real/lying.js";
import { TestEnvironment } from "./real/environment.js";
import { type Call, reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";

let environment: TestEnvironment;
let other: TestEnvironment;
before(async () => {
  [environment, other] = await Promise.all([TestEnvironment.found(["Sam", "Robin"]), TestEnvironment.found(["Sam"])]);
});
after(() => Promise.all([environment.close(), other.close()]));

const DIRECTORY = "/v1/organisations/acme";
const HEARTBEATS = "/v1/organisations/acme/heartbeats";

/** What a server answers now, to be shown later, or elsewhere. */
async function recorded(at: TestEnvironment): Promise<Lie> {
  const kept = new Map<string, Uint8Array>();
  const keep = lying((answer, path) => {
    kept.set(path, answer);
    return undefined;
  });
  await Melder.open(new Service(at.origin, { fetch: keep }), parseLink(at.link));
  return (_, path) => (path === DIRECTORY || path === HEARTBEATS ? kept.get(path) : undefined);
}

function refused(lie: Lie, reason: string) {
  return assert.rejects(arrive(environment, lying(lie)), { name: "ValidationError", reason });
}

test("a server cannot show another organisation's keys, nor alter what was signed", async () => {
  await refused(await recorded(other), "organisation");
  await refused(
    retold(DIRECTORY, ({ directory }) => {
      directory.signature = (directory.signature.startsWith("A") ? "B" : "A") + directory.signature.slice(1);
    }),
    "signature",
  );
  await refused(
    retold(DIRECTORY, ({ statements }) => {
      const [one, two] = statements;
      if (one && two) {
        [one.signature, two.signature] = [two.signature, one.signature];
      }
    }),
    "signature",
  );
  // Heartbeats name key statements that are not there: their advisers are set aside.
  const without = await arrive(environment, lying(retold(DIRECTORY, (shown) => (shown.statements = []))));
  assert.deepEqual(
    without.organisation.advisers.map(({ reachable, setAside }) => [reachable, setAside]),
    [
      [false, "old"],
      [false, "old"],
    ],
  );
});

test("without a pin it is said so, and the organisation stays the same from then on", async () => {
  const { server, slug } = parseLink(environment.link);
  const real = await recorded(environment);
  const swap = await recorded(other);
  let lie: Lie = real;
  const service = new Service(server, { fetch: lying((answer, path) => lie(answer, path)), pauses: [] });
  const melder = await Melder.open(service, { server, slug });
  assert.equal(melder.organisation.pinned, false);
  assert.deepEqual(melder.organisation.fingerprint, parseLink(environment.link).pin?.organisation);
  lie = swap;
  await assert.rejects(melder.read(Code.draw()), { reason: "organisation" });
});

test("an adviser's own card knows them, and nobody else", async () => {
  const melder = await arrive(environment);
  const [sam, robin] = [card(melder, "Sam"), card(melder, "Robin")];
  const link = parseLink(environment.link);
  const pin = { organisation: melder.organisation.fingerprint, adviser: sam.id };
  const pinned = await Melder.open(new Service(environment.origin, { fetch: reach() }), { ...link, pin });
  assert.deepEqual(pinned.organisation.advisers.map((adviser) => [adviser.name, adviser.pinned]).sort(), [
    ["Robin", false],
    ["Sam", true],
  ]);
  const gone = { ...pin, adviser: robin.id.map((byte) => byte ^ 1) };
  const service = new Service(environment.origin, { fetch: reach() });
  await assert.rejects(Melder.open(service, { ...link, pin: gone }), { reason: "pinned-adviser" });
});

test("a directory that has expired is refused, and so is one of the future", async () => {
  const open = (days: number) =>
    Melder.open(new Service(environment.origin, { fetch: reach() }), parseLink(environment.link), {
      today: () => dayOf() + days,
    });
  await assert.rejects(open(183), { reason: "expired" });
  await assert.rejects(open(-2), { reason: "future" });
  // Its keys are for three epochs: after that the advisers are shown, and cannot be written to.
  const late = await open(100);
  const sam = card(late, "Sam");
  assert.equal(sam.reachable, false);
  await assert.rejects(late.report(Code.draw(), [sam.id], { ...PLAIN, text: words() }), { kind: "away" });
});

test("an old heartbeat is seen: its adviser is set aside, and is not written to", async () => {
  const old = await recorded(environment);
  const code = Code.draw();
  const text = words();
  await (await arrive(environment)).report(code, [card(await arrive(environment), "Sam").id], { ...PLAIN, text });
  environment.inbox("Sam", ({ threads }) => threads.some(({ letters }) => letters[0]?.text === text));
  // Reading leaves no note within an epoch; writing does, and it names the newer heartbeat.
  await (await arrive(environment)).followUp(code, { text: words(), attachments: [] });

  const calls: Call[] = [];
  const melder = await arrive(environment, lying(old, calls));
  const [thread] = (await melder.read(code)).threads;
  assert.deepEqual(
    thread?.warnings.map(({ kind }) => kind),
    ["set-aside"],
  );
  assert.equal(thread.letters.length, 2);
  calls.length = 0;
  await assert.rejects(melder.followUp(code, { text: words(), attachments: [] }), { kind: "away" });
  assert.equal(calls.filter(({ path }) => path.endsWith("/acme/letters")).length, 0);
});

test("a reply that is withheld is missed, and one that is altered is shown as such", async () => {
  const code = Code.draw();
  const [text, answer] = [words(), words()];
  const melder = await arrive(environment);
  await melder.report(code, [card(melder, "Robin").id], { ...PLAIN, text });
  const { threads } = environment.inbox("Robin", (inbox) => inbox.threads.length === 1);
  const reply = ["reply", "--vault", "Robin.vault", "--thread", threads[0]?.thread ?? "", "--text-file", "-"];
  environment.run(reply, answer);

  // The third time that a visit fetches it asks for replies.
  const changed = (change: (replies: Uint8Array) => void) => {
    let fetches = 0;
    return lying((letters, path) => {
      if (path === "/v1/letters/fetch" && ++fetches === 3) {
        assert.equal(letters.length, 4 * LETTER);
        change(letters);
      }
      return letters;
    });
  };
  const warnings = async (change: (replies: Uint8Array) => void) => {
    const [thread] = (await (await arrive(environment, changed(change))).read(code)).threads;
    return [thread?.warnings, thread?.letters.length];
  };
  assert.deepEqual(await warnings(() => undefined), [[], 2]);
  assert.deepEqual(await warnings((replies) => replies.fill(0)), [[{ kind: "withheld", n: 1 }], 1]);
  assert.deepEqual(await warnings((replies) => (replies[5000] = 1 ^ (replies[5000] ?? 0))), [
    [{ kind: "unreadable", n: 1 }],
    1,
  ]);
});

test("a note that the server has altered is not passed over", async () => {
  const code = Code.draw();
  await (
    await arrive(environment)
  ).report(code, [card(await arrive(environment), "Sam").id], { ...PLAIN, text: words() });
  const alter: Lie = (letters, path) => {
    if (path === "/v1/letters/fetch") {
      letters.forEach((byte, at) => (letters[at] = at % LETTER === 5000 && byte !== 0 ? byte ^ 1 : byte));
    }
    return letters;
  };
  await assert.rejects((await arrive(environment, lying(alter))).read(code), {
    name: "ValidationError",
    reason: "opaque",
  });
});

test("answers that are not what the description says are refused", async () => {
  for (const [path, said] of [
    ["/v1/server", "{}"],
    ["/v1/server", '{"protocol":1,"oldest_client":"0.1.0","day":"x","limits":{"attachments":0}}'],
    [HEARTBEATS, '{"heartbeats":[{}]}'],
    [DIRECTORY, '{"directory":null}'],
    [DIRECTORY, "[]"],
    [DIRECTORY, "{"],
  ] as const) {
    const lie: Lie = (_, asked) => (asked === path ? new TextEncoder().encode(said) : undefined);
    await assert.rejects(arrive(environment, lying(lie)), { name: "ServiceError", kind: "answer" }, said);
  }
  const old: Lie = (answer, path) =>
    path === "/v1/server"
      ? new TextEncoder().encode(
          new TextDecoder().decode(answer).replace('"oldest_client":"0.1.0"', '"oldest_client":"9.0.0"'),
        )
      : undefined;
  await assert.rejects(arrive(environment, lying(old)), { kind: "too-old" });
});
