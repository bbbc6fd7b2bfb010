import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import { type Random, integer, random } from "./bytes.js";
import { expand, labelled } from "./label.js";
import { demand, reject } from "./validation-error.js";
import { Secret } from "./secret.js";

/** How many bytes of a file a chunk carries. */
export const PIECE = 262_128;
/** How many bytes a chunk has: a piece and the AEAD's tag. */
export const CHUNK = 262_144;
/** How many chunks an attachment has at most. */
export const MOST_CHUNKS = 4096;
/** How many bytes a file has at most. */
export const MOST_BYTES = MOST_CHUNKS * PIECE;

const NONCE = new Uint8Array(12);

/** How many chunks a file of `size` bytes takes: a number that tells little of the size. @throws ValidationError `count`. */
export function chunksFor(size: number): number {
  const pieces = Math.max(1, Math.ceil(size / PIECE));
  demand(Number.isSafeInteger(size) && size >= 0 && pieces <= MOST_CHUNKS, "count");
  return paddedCount(pieces);
}

/** Whether padding ever gives this number of chunks. */
export function isChunkCount(chunks: number): boolean {
  return Number.isInteger(chunks) && chunks >= 1 && chunks <= MOST_CHUNKS && paddedCount(chunks) === chunks;
}

/** The next power of two up to 16, Padmé beyond (PURBs, PETS 2019). */
function paddedCount(pieces: number): number {
  const e = Math.floor(Math.log2(pieces));
  if (pieces <= 16) {
    return pieces === 2 ** e ? pieces : 2 ** (e + 1);
  }
  const step = 2 ** (e - Math.floor(Math.log2(e)) - 1);
  return Math.ceil(pieces / step) * step;
}

/** What seals an attachment's chunks for one reader: `key`, and `tokens`, from which their tokens follow. */
export interface AttachmentKeys {
  readonly key: Secret;
  readonly tokens: Secret;
}

/** New keys, for one file and one reader. */
export function drawAttachmentKeys(draw: Random = random): AttachmentKeys {
  return { key: new Secret(draw(32)), tokens: new Secret(draw(32)) };
}

/** The token of chunk i. */
export function chunkToken(tokens: Secret, i: number): Uint8Array {
  return expand(tokens.bytes, "chunk token", integer(i));
}

/**
 * Seals a piece as chunk i of so many: 262,144 bytes. A piece that is shorter is filled up with zeros.
 *
 * No key may seal two different pieces: go on with an upload only after a look whether the file is still the same.
 *
 * @throws ValidationError `count`, `size` for a piece that is too long.
 */
export function sealChunk(key: Secret, i: number, chunks: number, piece: Uint8Array): Uint8Array {
  demand(isChunkCount(chunks) && i < chunks, "count");
  demand(piece.length <= PIECE, "size");
  const filled = new Uint8Array(PIECE);
  filled.set(piece);
  return cipher(key, i, chunks).encrypt(filled);
}

/** The piece in chunk i of so many, zeros after the file's end included. @throws ValidationError `count`, `size`, `opaque`. */
export function openChunk(key: Secret, i: number, chunks: number, chunk: Uint8Array): Uint8Array {
  demand(isChunkCount(chunks) && i < chunks, "count");
  demand(chunk.length === CHUNK, "size");
  try {
    return cipher(key, i, chunks).decrypt(chunk);
  } catch {
    return reject("opaque");
  }
}

function cipher(key: Secret, i: number, chunks: number) {
  const aad = labelled("chunk", integer(i), integer(chunks));
  return chacha20poly1305(expand(key.bytes, "chunk", integer(i)), NONCE, aad);
}
