import { type AttachmentKeys, chunkToken, chunksFor, drawAttachmentKeys, sealChunk } from "../protocol/chunk.js";
import { encode } from "../protocol/encoding.js";
import { idOf } from "../protocol/id.js";
import { CHUNKS_IN_A_GROUP, ChunkWriter, missingChunks } from "../service/chunks.js";
import { pause } from "../service/pause.js";
import { type Service } from "../service/service.js";
import { type Progress } from "./progress.js";
import { type Measured } from "./attachment-source.js";
import { type AttachmentBody } from "./view.js";

/** An attachment on its way to one adviser. */
export interface Upload {
  /** The adviser's name. */
  readonly adviser: string;
  /** The attachment's name. */
  readonly name: string;
  /** How many chunks it has, with padding. */
  readonly chunks: number;
  /** How many of them, from the first on, are where they belong. */
  readonly done: number;
}

/** An attachment for one reader: all that its letter says, and all that it takes to send it. */
export class Sending implements Upload {
  readonly adviser: string;
  readonly name: string;
  readonly chunks: number;
  readonly #keys: AttachmentKeys = drawAttachmentKeys();
  readonly #measured: Measured;
  #done = 0;

  constructor(adviser: string, measured: Measured) {
    this.adviser = adviser;
    this.name = measured.source.name;
    this.chunks = chunksFor(measured.source.size);
    this.#measured = measured;
  }

  get done(): number {
    return this.#done;
  }

  /** The content of the letter that tells the adviser of the attachment. */
  get letter(): AttachmentBody {
    const { source, sha256 } = this.#measured;
    return {
      kind: "attachment",
      name: source.name,
      media_type: source.mediaType,
      size: source.size,
      chunks: this.chunks,
      key: this.#keys.key.bytes,
      tokens: this.#keys.tokens.bytes,
      sha256,
    };
  }

  /**
   * Sends the chunks that the server does not have. Each is sealed, sent and forgotten before the next is read.
   *
   * @param number Which one it is, for `progress`.
   * @throws ServiceError; what was sent stays, and the same again goes on with the rest. ValidationError `hash` where the file is no
   * longer the one that the letter speaks of.
   */
  async send(service: Service, slug: string, number: number, progress?: Progress): Promise<void> {
    while (this.#done < this.chunks) {
      const first = this.#done - (this.#done % CHUNKS_IN_A_GROUP);
      const group = Array.from({ length: Math.min(CHUNKS_IN_A_GROUP, this.chunks - first) }, (_, i) => first + i);
      const ids = group.map((i) => idOf(chunkToken(this.#keys.tokens, i)));
      const missing = await missingChunks(service, ids);
      const isMissing = new Set(missing.map(encode));
      const writer = new ChunkWriter(service, slug, missing, (tries, expected) => progress?.working?.(tries, expected));
      for (const [at, i] of group.entries()) {
        const id = ids[at];
        if (id !== undefined && isMissing.has(encode(id))) {
          await pause();
          await writer.put(id, sealChunk(this.#keys.key, i, this.chunks, await this.#measured.piece(i)));
        }
        this.#done = Math.max(this.#done, i + 1);
        progress?.moved?.(number, this.#done, this.chunks);
      }
    }
  }
}
