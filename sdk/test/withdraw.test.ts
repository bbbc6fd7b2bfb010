import assert from "node:assert/strict";
import { test } from "node:test";

import { Melder } from "../src/melder/melder.js";
import { sealChunk, chunkToken, drawAttachmentKeys } from "../src/protocol/chunk.js";
import { Code } from "../src/protocol/code.js";
import { epochOf } from "../src/protocol/day.js";
import { Master } from "../src/protocol/derivation.js";
import { encode } from "../src/protocol/encoding.js";
import { idOf } from "../src/protocol/id.js";
import { openAsAdviser } from "../src/protocol/to-adviser.js";
import { sealReply } from "../src/protocol/to-melder.js";
import { MadeOrganisation, TODAY } from "./made/organisation.js";
import { MadeServer, today } from "./made/server.js";
import { PLAIN, file } from "./real/story.js";

test("a withdrawal that is interrupted tells the adviser all the same, and done again it leaves nothing", async () => {
  const organisation = new MadeOrganisation("Sam");
  const server = new MadeServer(organisation);
  const sam = organisation.adviser("Sam");
  const melder = await Melder.open(server.service, organisation.link, { today });
  const code = Code.draw();
  const draft = { ...PLAIN, text: "It began in May.", attachments: [file("a.bin")] };
  await melder.report(code, [sam.id], draft);
  const master = Master.from(code, organisation.id);
  const thread = master.thread(0);

  // Sam answers, with a file.
  const { key, tokens } = drawAttachmentKeys();
  const body = { kind: "attachment", name: "b.bin", media_type: "a/b", size: 0, chunks: 1 } as const;
  const secrets = { key: key.bytes, tokens: tokens.bytes, sha256: new Uint8Array(32) };
  const content = { n: 1, seen: 2, day: TODAY, body: { ...body, ...secrets } };
  const reply = sealReply(content, organisation.id, thread, master.replyKey(0).publicKey);
  server.letters.set(encode(reply.id), reply.letter);
  server.chunks.set(encode(idOf(chunkToken(tokens, 0))), sealChunk(key, 0, 1, new Uint8Array(0)));
  organisation.beat(sam, [[thread, { received: 2, written: 1 }]]);
  assert.equal(server.chunks.size, 2);

  const breaksAt = async (path: string, after = 0) => {
    let left = after;
    server.breaks = (asked) => asked.path === path && left-- <= 0;
    await assert.rejects(melder.withdraw(code), { name: "ServiceError", kind: "offline" }, path);
  };
  const own = (n: number) => encode(idOf(master.own(0, n)));
  const told = own(3);
  await breaksAt("/v1/chunks/delete");
  assert.ok(server.letters.has(told) && server.letters.has(own(1)));
  await breaksAt("/v1/letters/delete");
  assert.ok(server.letters.has(told));
  assert.equal(server.chunks.size, 0);
  await breaksAt("/v1/letters/delete", 1);
  assert.ok(server.letters.has(told));
  server.breaks = () => false;
  await melder.withdraw(code);

  const { letter, ...address } = { letter: server.letters.get(told) ?? assert.fail(), id: idOf(master.own(0, 3)) };
  const reader = { identity: sam.identity.publicKey, epoch: epochOf(TODAY), key: sam.key };
  const opener = { ...address, ...reader, organisation: organisation.id, threads: [thread], directory: [] };
  assert.equal(openAsAdviser(letter, opener).content.body.kind, "withdrawal");
  const notes = Array.from({ length: 8 }, (_, k) => encode(idOf(master.note(epochOf(TODAY), k))));
  assert.deepEqual(
    [own(1), own(2), encode(reply.id), ...notes].filter((id) => server.letters.has(id)),
    [],
  );
  await assert.rejects(melder.withdraw(code), { kind: "nothing" });
});

test("a withdrawal leaves nothing to be sent of an attachment that was cut off", async () => {
  const organisation = new MadeOrganisation("Sam");
  const server = new MadeServer(organisation);
  const melder = await Melder.open(server.service, organisation.link, { today });
  const code = Code.draw();
  server.breaks = ({ method }) => method === "PUT";
  const draft = { ...PLAIN, text: "It began in May.", attachments: [file("a.bin")] };
  await melder.report(code, [organisation.adviser("Sam").id], draft);
  server.breaks = () => false;
  assert.equal(melder.unfinished.length, 1);
  await melder.withdraw(code);
  assert.deepEqual(melder.unfinished, []);
  await melder.resume();
  assert.equal(server.chunks.size, 0);
});
