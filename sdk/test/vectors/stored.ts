import assert from "node:assert/strict";

import { join } from "../../src/protocol/bytes.js";
import { encode } from "../../src/protocol/encoding.js";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import { Assembly } from "../../src/protocol/assembly.js";
import { chunkToken, chunksFor, openChunk, sealChunk } from "../../src/protocol/chunk.js";
import { Code } from "../../src/protocol/code.js";
import { idOf } from "../../src/protocol/id.js";
import { parseJson } from "../../src/protocol/json.js";
import {
  type StoredRecord,
  checkRecord,
  checkSeen,
  openManifest,
  paddedRecords,
  sealManifest,
  seenManifest,
} from "../../src/protocol/manifest.js";
import { openRecord, sealRecord } from "../../src/protocol/record.js";
import { Secret } from "../../src/protocol/secret.js";
import { manifestId, readWrapped, recordId, unlock, writeWrapped } from "../../src/protocol/vault.js";
import { type Case } from "./case.js";
import { type Runner } from "./runner.js";

const secret = (c: Case, key: string) => new Secret(c.bytes(key));
const base64url = (bytes: Uint8Array) => encode(bytes);

export const chunk: Runner = {
  accept(c) {
    const result = chunkCase(c);
    assert.deepEqual(result, c.raw("expect"));
  },
  refuse: chunkCase,
};

function chunkCase(c: Case): unknown {
  switch (c.text("call")) {
    case "count":
      return chunksFor(c.number("size"));
    case "token": {
      const token = chunkToken(secret(c, "tokens"), c.number("i"));
      return { id: base64url(idOf(token)), token: base64url(token) };
    }
    case "seal": {
      const [key, i, chunks] = [secret(c, "key"), c.number("i"), c.number("chunks")];
      const piece = bytesOf(c.object("piece"));
      const sealed = sealChunk(key, i, chunks, piece);
      assert.deepEqual(openChunk(key, i, chunks, sealed), filled(piece));
      const [first, tag] = [sealed.subarray(0, 32), sealed.subarray(-16)];
      return { first: base64url(first), sha256: base64url(idOf(sealed)), tag: base64url(tag) };
    }
    case "open":
      return openChunk(secret(c, "key"), c.number("i"), c.number("chunks"), madeBy(c));
    case "assemble":
      return assemble(c);
    default:
      return assert.fail(`no call is named ${c.text("call")}`);
  }
}

function assemble(c: Case): unknown {
  const assembly = new Assembly({ size: c.number("size"), chunks: c.number("chunks"), sha256: c.bytes("sha256") });
  const before = bytesOf(c.object("written"));
  assembly.resume(before);
  const begins = assembly.next;
  const written = [before];
  for (const piece of c.objects("pieces")) {
    written.push(assembly.take(filled(bytesOf(piece), piece)));
  }
  assembly.finish();
  assert.deepEqual(idOf(join(...written)), c.bytes("sha256"));
  return { begins_with_chunk: begins };
}

const PERIOD = Uint8Array.from({ length: 251 }, (_, j) => j);

/** Byte j is (from + j) mod 251, for j below count; `set` then lists [place, value]. */
function bytesOf(c: Case): Uint8Array {
  const from = c.number("from") % PERIOD.length;
  const count = c.number("count");
  return join(...Array.from({ length: Math.ceil((from + count) / PERIOD.length) }, () => PERIOD)).subarray(
    from,
    from + count,
  );
}

function filled(bytes: Uint8Array, c?: Case): Uint8Array {
  const length = c?.has("length") ? c.number("length") : 262_128;
  const all = new Uint8Array(length);
  all.set(bytes.subarray(0, length));
  const set = c?.has("set") ? (c.list("set") as [number, number][]) : [];
  for (const [place, value] of set) {
    all[place] = value;
  }
  return all;
}

/** What was sealed before: most refusals alter the same chunk. */
const made = new Map<string, Uint8Array>();

function sealedOnce(aead: Case): Uint8Array {
  const key = aead
    .keys()
    .map((field) => JSON.stringify(aead.raw(field)))
    .join();
  const aad = aead.has("aad") ? aead.bytes("aad") : new Uint8Array(0);
  const cipher = chacha20poly1305(aead.bytes("key"), aead.bytes("nonce"), aad);
  const sealed = made.get(key) ?? cipher.encrypt(bytesOf(aead.object("piece")));
  made.set(key, sealed);
  return sealed;
}

function madeBy(c: Case): Uint8Array {
  const sealed = sealedOnce(c.object("aead")).slice();
  if (c.has("flip")) {
    const [place = 0, bits = 0] = c.list("flip") as number[];
    sealed[place] = (sealed[place] ?? 0) ^ bits;
  }
  if (!c.has("length")) {
    return sealed;
  }
  const cut = new Uint8Array(c.number("length"));
  cut.set(sealed.subarray(0, cut.length));
  return cut;
}

/** Argon2id is asked for the same again and again: a second each time, and a minute without a JIT. */
const unlocked = new Map<string, ReturnType<typeof unlock>>();

function unlockOnce(c: Case): ReturnType<typeof unlock> {
  const key = `${c.text("key_code")} ${c.text("passphrase")}`;
  const found = unlocked.get(key) ?? unlock(c.text("passphrase"), Code.parse(c.text("key_code")));
  unlocked.set(key, found);
  return found;
}

/** Whether a case takes Argon2id. */
export function takesArgon2(c: Case): boolean {
  return c.has("passphrase") && Array.from(c.text("passphrase")).length >= 12;
}

export const vault: Runner = { accept: vaultCase, refuse: vaultCase };

function vaultCase(c: Case): void {
  switch (c.text("call")) {
    case "unlock": {
      const { wrapToken, wrapKey } = unlockOnce(c);
      const expect = c.object("expect");
      assert.deepEqual(wrapToken, expect.bytes("wrap_token"));
      assert.deepEqual(idOf(wrapToken), expect.bytes("wrap_id"));
      assert.deepEqual(wrapKey.bytes, expect.bytes("wrap_key"));
      break;
    }
    case "wrap": {
      const { wrapToken, wrapKey } = unlockOnce(c);
      checkRecordCase(c, wrapKey, idOf(wrapToken));
      break;
    }
    case "record":
      checkRecordCase(c, secret(c, "key"), c.bytes("id"));
      break;
    default:
      assert.fail(`no call is named ${c.text("call")}`);
  }
}

function checkRecordCase(c: Case, key: Secret, id: Uint8Array): void {
  const [version, record] = [c.number("version"), c.bytes("record")];
  const content = openRecord(key, id, version, record);
  const expect = c.raw("expect");
  const expected = typeof expect === "string" ? c.bytes("expect") : new Uint8Array(c.object("expect").number("zeros"));
  assert.deepEqual(content, expected);
  assert.deepEqual(
    sealRecord(key, id, version, content, () => record.slice(0, 32)),
    record,
  );
}

export const manifest: Runner = { accept: manifestCase, refuse: manifestCase };

function manifestCase(c: Case): void {
  switch (c.text("call")) {
    case "record-id":
      assert.deepEqual(recordId(secret(c, "key"), c.text("record")), c.bytes("expect"));
      break;
    case "manifest-id":
      assert.deepEqual(manifestId(secret(c, "key")), c.bytes("expect"));
      break;
    case "padded":
      assert.equal(paddedRecords(c.number("count"), c.number("before")), c.number("expect"));
      break;
    case "wrapped": {
      const keys = readWrapped(c.bytes("content"));
      assert.deepEqual(writeWrapped(keys), c.bytes("content"));
      assert.deepEqual(keys.key.bytes, c.object("expect").bytes("key"));
      assert.deepEqual(keys.token, c.object("expect").bytes("token"));
      break;
    }
    case "open": {
      const [key, stored] = [secret(c, "key"), storedIn(c)];
      const opened = openManifest(key, stored);
      const again = sealManifest(key, opened, () => stored.record.slice(0, 32));
      const expect = c.object("expect");
      if (expect.has("hash")) {
        assert.deepEqual(seenManifest(stored).hash, expect.bytes("hash"));
      }
      const json = parseJson(openRecord(key, manifestId(key), stored.version, again.record));
      assert.deepEqual(json, parseJson(new TextEncoder().encode(expect.text("json"))));
      break;
    }
    case "verify": {
      const opened = openManifest(secret(c, "key"), storedIn(c));
      const given = c.has("given") ? c.object("given") : undefined;
      const stored = given && { version: given.number("version"), record: given.bytes("record") };
      checkRecord(opened, c.bytes("id"), stored);
      break;
    }
    case "seen":
      checkSeen(seenManifest(storedIn(c.object("shown"))), seenManifest(storedIn(c.object("before"))));
      break;
    default:
      assert.fail(`no call is named ${c.text("call")}`);
  }
}

function storedIn(c: Case): StoredRecord {
  return { version: c.number("counter"), record: c.bytes("record") };
}
