import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Adviser } from "../src/adviser/adviser.js";
import { Code } from "../src/protocol/code.js";
import { writeSigned } from "../src/protocol/signed.js";
import { MemoryVaultStorage } from "../src/vault/vault-storage.js";
import { device, look, threadOf } from "./real/device.js";
import { textOf } from "./real/letters.js";
import { TestEnvironment } from "./real/environment.js";
import { reach } from "./real/reach.js";
import { PLAIN, arrive, card, words } from "./real/story.js";
import { isSlow } from "./vectors/case.js";

let environment: TestEnvironment;
before(async () => {
  environment = await TestEnvironment.found(["Sam", "Robin"]);
});
after(() => environment.close());

const service = () => ({ fetch: reach(), pauses: [] });

test("a device of the command line and one of this share a vault, both ways", { skip: isSlow }, async () => {
  const melder = await arrive(environment);
  const [text, answer, more, second] = [words(), words(), words(), words()];
  const code = Code.draw();
  await melder.report(code, [card(melder, "Sam").id], { ...PLAIN, text, track: "conduct", wants: words() });

  const sam = await device(environment, "Sam");
  const { id, state, unread, track } = await threadOf(sam, text);
  assert.deepEqual([state, unread, track], ["new", 1, "conduct"]);
  await sam.shown(id);
  assert.equal(sam.thread(id).state, "me");
  await sam.write(id, { kind: "message", text: answer });
  assert.deepEqual(
    sam.thread(id).letters.map((letter) => [letter.own, textOf(letter), letter.state]),
    [
      [false, text, "received"],
      [true, answer, "waiting"],
    ],
  );
  await sam.sync();
  assert.equal(sam.thread(id).letters[1]?.state, "sent");

  const shown = environment.inbox("Sam", ({ threads }) => threads.some(({ letters }) => letters[1]?.text === answer));
  const there = shown.threads.find(({ thread }) => thread === id);
  assert.deepEqual(
    there?.letters.map(({ from, kind, n }) => [from, kind, n]),
    [
      ["melder", "report", 1],
      ["adviser", "message", 1],
    ],
  );
  environment.run(["reply", "--vault", "Sam.vault", "--thread", id, "--text-file", "-"], second);
  environment.run(["note", "--vault", "Sam.vault", "--thread", id, "--text-file", "-"], "a note");
  environment.run(["inbox", "--vault", "Sam.vault"]);
  await melder.followUp(code, { text: more, attachments: [] });
  await look(sam, () => sam.thread(id).letters.some((letter) => textOf(letter) === more));
  assert.deepEqual(
    sam.thread(id).letters.map((letter) => [letter.own, letter.n, textOf(letter), letter.state]),
    [
      [false, 1, text, "received"],
      [true, 1, answer, "received"],
      [true, 2, second, "received"],
      [false, 2, more, "received"],
    ],
  );
  assert.deepEqual(
    sam.thread(id).notes.map((note) => note.text),
    ["a note"],
  );
  const conversation = await melder.read(code);
  assert.deepEqual(conversation.threads[0]?.warnings, []);
});

test("an adviser who begins here is appointed, and goes on with the command line", { skip: isSlow }, async () => {
  const storage = new MemoryVaultStorage();
  const [passphrase, keyCode] = [Adviser.newPassphrase(), Adviser.newKeyCode()];
  const { adviser, asked } = await Adviser.create({
    storage,
    link: environment.link,
    profile: { name: "Kim", position: "external", tracks: ["conduct"], languages: ["nl"], about: { nl: "Hallo" } },
    attestation: ["under_the_board"],
    passphrase,
    keyCode,
    service: service(),
  });
  assert.equal(asked.words.length, 12);
  await adviser.sync();
  assert.equal(adviser.inbox().organisations[0]?.status, "asked");
  environment.file("Kim.request", writeSigned(asked.signed));
  environment.sign("Kim.request");
  assert.equal((await adviser.sync()).keysPublished, true);
  assert.equal(adviser.inbox().organisations[0]?.status, "appointed");

  const melder = await arrive(environment);
  const [text, answer] = [words(), words()];
  await melder.report(Code.draw(), [card(melder, "Kim").id], { ...PLAIN, text });
  const { id } = await threadOf(adviser, text);
  await adviser.write(id, { kind: "question", text: answer });
  await adviser.label(id, ["urgent"]);
  await adviser.sync();

  environment.file("Kim.code", keyCode.show());
  const add = [
    "adviser",
    "add-device",
    "--link",
    environment.link,
    "--vault",
    "Kim.vault",
    "--key-code-file",
    "Kim.code",
  ];
  environment.file("Kim.passphrase", passphrase);
  const unlock = ["--passphrase-file", "Kim.passphrase"];
  environment.run([...add, ...unlock]);
  const inbox = JSON.parse(environment.run(["inbox", "--vault", "Kim.vault", "--all", "--json", ...unlock])) as {
    threads: { letters: { kind: string; text: string; content: object }[] }[];
  };
  assert.deepEqual(
    inbox.threads[0]?.letters.map((letter) => [letter.kind, letter.text]),
    [
      ["report", text],
      ["question", `[question] No. 1\n${answer}`],
    ],
  );
  // What the command line does not know it keeps.
  await adviser.sync();
  assert.deepEqual(adviser.thread(id).labels, ["urgent"]);

  const again = await Adviser.unlock({ storage, passphrase, service: service() });
  assert.deepEqual(again.thread(id), adviser.thread(id));
  await assert.rejects(Adviser.unlock({ storage, passphrase: `${passphrase}s` }), {
    name: "VaultError",
    kind: "passphrase",
  });
});
