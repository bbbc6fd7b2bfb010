import { sha256 } from "@noble/hashes/sha2.js";

import { compare } from "../protocol/bytes.js";
import { PIECE } from "../protocol/chunk.js";
import { demand } from "../protocol/validation-error.js";
import { pause } from "../service/pause.js";

/** A file to send. What it tells beside its content is removed before, with `clean`. */
export interface AttachmentSource {
  /** As the reader will see it, at most 256 bytes. */
  readonly name: string;
  /** The media type (RFC 6838), at most 256 bytes. */
  readonly mediaType: string;
  /** The size of the file, in bytes. */
  readonly size: number;
  /** The bytes from `from` up to, not including, `to`. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** A source that was read once, so that it can be told whether it is still the same. A piece is in memory at a time. */
export class Measured {
  readonly source: AttachmentSource;
  /** SHA-256 of the whole file: 32 bytes. */
  readonly sha256: Uint8Array;
  /** The running hash before each piece, and after the last. */
  readonly #states: readonly ReturnType<typeof sha256.create>[];

  /** Reads a source from its beginning to its end. @throws ValidationError `size` where it has other bytes than it says. */
  static async of(source: AttachmentSource): Promise<Measured> {
    const hash = sha256.create();
    const states = [hash.clone()];
    for (let i = 0; i * PIECE < source.size; i++) {
      await pause();
      hash.update(await pieceOf(source, i));
      states.push(hash.clone());
    }
    return new Measured(source, hash.digest(), states);
  }

  private constructor(
    source: AttachmentSource,
    digest: Uint8Array,
    states: readonly ReturnType<typeof sha256.create>[],
  ) {
    this.source = source;
    this.sha256 = digest;
    this.#states = states;
  }

  /** Piece i, empty after the end. @throws ValidationError `hash` where it is no longer what it was: no key may seal two pieces. */
  async piece(i: number): Promise<Uint8Array> {
    const [before, after] = [this.#states[i], this.#states[i + 1]];
    if (before === undefined || after === undefined) {
      return new Uint8Array(0);
    }
    const piece = await pieceOf(this.source, i);
    demand(compare(before.clone().update(piece).digest(), after.clone().digest()) === 0, "hash");
    return piece;
  }
}

async function pieceOf(source: AttachmentSource, i: number): Promise<Uint8Array> {
  const [from, to] = [i * PIECE, Math.min(source.size, (i + 1) * PIECE)];
  const piece = await source.read(from, to);
  demand(piece.length === to - from, "size");
  return piece;
}
