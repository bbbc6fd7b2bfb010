import { sha256 } from "@noble/hashes/sha2.js";

import { type Random, isZero, random } from "./bytes.js";
import { type Content, readContent, writeContent } from "./content.js";
import { type Epoch } from "./day.js";
import { type Master, type Thread } from "./derivation.js";
import { ID, idOf } from "./id.js";
import { type Direction } from "./kinds.js";
import { label } from "./label.js";
import { type Inside, KIND, PADDED, PROOF, openLetter, sealLetter } from "./letter.js";
import { pad, unpad } from "./padding.js";
import { demand } from "./validation-error.js";
import { wiping } from "./secret.js";
import { type Sealed } from "./to-adviser.js";
import { type SealingKey } from "./xwing.js";

/** Seals an adviser's reply, number `content.n`, to the reply key in the report. @throws ValidationError as `writeContent`. */
export function sealReply(
  content: Content,
  organisation: Uint8Array,
  thread: Thread,
  replyKey: Uint8Array,
  draw: Random = random,
): Sealed {
  return sealJsonReply(writeContent(content, "to-melder"), content.n, organisation, thread, replyKey, draw);
}

/** @internal */
export function sealJsonReply(
  json: Uint8Array,
  n: number,
  organisation: Uint8Array,
  thread: Thread,
  replyKey: Uint8Array,
  draw: Random,
): Sealed {
  const address = replyAddress(organisation, thread, n, replyKey);
  return wiping(thread.psk(), (key) => {
    const psk = { key, id: label("reply") };
    return { id: address.id, letter: sealLetter(address, replyKey, unproven(json), psk, draw) };
  });
}

/** Opens what lay under the token of reply n. @throws ValidationError */
export function openReply(
  letter: Uint8Array,
  organisation: Uint8Array,
  thread: Thread,
  n: number,
  replyKey: SealingKey,
): Content<"to-melder"> {
  const address = replyAddress(organisation, thread, n, replyKey.publicKey);
  return wiping(thread.psk(), (key) => {
    const psk = { key, id: label("reply") };
    return readNumbered(openLetter(address, replyKey, letter, psk), "to-melder", n);
  });
}

/** Seals a note to oneself, number `content.n` of its epoch. @throws ValidationError as `writeContent`. */
export function sealNote(
  content: Content,
  organisation: Uint8Array,
  master: Master,
  epoch: Epoch,
  draw: Random = random,
): Sealed {
  return sealJsonNote(writeContent(content, "to-self"), content.n, organisation, master, epoch, draw);
}

/** @internal */
export function sealJsonNote(
  json: Uint8Array,
  k: number,
  organisation: Uint8Array,
  master: Master,
  epoch: Epoch,
  draw: Random,
): Sealed {
  const publicKey = wiping(master.selfKey(), (key) => key.publicKey);
  const address = noteAddress(organisation, master, epoch, k, publicKey);
  return wiping(master.selfPsk(), (key) => {
    const psk = { key, id: label("self") };
    return { id: address.id, letter: sealLetter(address, publicKey, unproven(json), psk, draw) };
  });
}

/** Opens what lay under the token of note k of an epoch. @throws ValidationError */
export function openNote(
  letter: Uint8Array,
  organisation: Uint8Array,
  master: Master,
  epoch: Epoch,
  k: number,
): Content<"to-self"> {
  return wiping(master.selfKey(), (self) =>
    wiping(master.selfPsk(), (key) => {
      const address = noteAddress(organisation, master, epoch, k, self.publicKey);
      const psk = { key, id: label("self") };
      return readNumbered(openLetter(address, self, letter, psk), "to-self", k);
    }),
  );
}

function replyAddress(organisation: Uint8Array, thread: Thread, n: number, replyKey: Uint8Array) {
  return { kind: KIND.melder, organisation, id: idOf(thread.reply(n)), readerHash: sha256(replyKey) };
}

function noteAddress(organisation: Uint8Array, master: Master, epoch: Epoch, k: number, selfKey: Uint8Array) {
  return { kind: KIND.self, organisation, id: idOf(master.note(epoch, k)), readerHash: sha256(selfKey) };
}

/** That a reply or a note opens is the proof: thread id and proof are zeros. */
function unproven(json: Uint8Array): Inside {
  return { threadId: new Uint8Array(ID), proof: new Uint8Array(PROOF), padded: pad(json, PADDED) };
}

function readNumbered<D extends Direction>(inside: Inside, direction: D, n: number): Content<D> {
  demand(isZero(inside.threadId) && isZero(inside.proof), "proof");
  const content = readContent(unpad(inside.padded, "length"), direction);
  demand(content.n === n, "number");
  return content;
}
