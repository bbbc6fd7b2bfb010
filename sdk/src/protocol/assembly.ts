import { sha256 } from "@noble/hashes/sha2.js";

import { compare, isZero } from "./bytes.js";
import { PIECE, chunksFor } from "./chunk.js";
import { demand } from "./validation-error.js";

/** What a letter says of the file that it describes. */
export interface FileDescription {
  readonly size: number;
  readonly chunks: number;
  readonly sha256: Uint8Array;
}

/**
 * Puts the pieces of an attachment together, in order. Before `finish` what was written is not the file.
 */
export class Assembly {
  readonly #file: FileDescription;
  readonly #hash = sha256.create();
  #written = 0;
  #next = 0;

  /** @throws ValidationError `count` unless the number of chunks is what the size takes. */
  constructor(file: FileDescription) {
    demand(chunksFor(file.size) === file.chunks, "count");
    this.#file = file;
  }

  /**
   * Goes on where another visit ended, from the bytes that it wrote, in any number of parts: the next chunk is the one in
   * which they end. To be called before the first chunk. @throws ValidationError `size` for more than the file has.
   */
  resume(written: Uint8Array): void {
    demand(this.#written + written.length <= this.#file.size, "size");
    this.#write(written);
    this.#next =
      this.#written === this.#file.size ? Math.ceil(this.#written / PIECE) : Math.floor(this.#written / PIECE);
  }

  /** Which chunk comes next. */
  get next(): number {
    return this.#next;
  }

  /** Whether every chunk has come. */
  get isComplete(): boolean {
    return this.#next >= this.#file.chunks;
  }

  /**
   * Takes the piece of the next chunk, and gives those of its bytes that are to be written now.
   *
   * @throws ValidationError `count` for a chunk too many, `size`, `padding` where bytes beyond the file's end are not zero.
   */
  take(piece: Uint8Array): Uint8Array {
    demand(!this.isComplete, "count");
    demand(piece.length === PIECE, "size");
    const start = this.#next * PIECE;
    const end = Math.max(0, Math.min(PIECE, this.#file.size - start));
    demand(isZero(piece.subarray(end)), "padding");
    const fresh = piece.subarray(Math.min(end, Math.max(0, this.#written - start)), end);
    this.#write(fresh);
    this.#next += 1;
    return fresh;
  }

  /** Says that what was written is the file. @throws ValidationError `missing`, `hash`. */
  finish(): void {
    demand(this.isComplete, "missing");
    demand(compare(this.#hash.clone().digest(), this.#file.sha256) === 0, "hash");
  }

  #write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#written += bytes.length;
  }
}
