import { compare, isZero, join } from "../protocol/bytes.js";
import { CHUNK, chunkToken } from "../protocol/chunk.js";
import { encode } from "../protocol/encoding.js";
import { ID, idOf } from "../protocol/id.js";
import { type Secret } from "../protocol/secret.js";
import { groups } from "./letters.js";
import { type Working, withWork } from "./post.js";
import { ServiceError } from "./service-error.js";
import { type Service } from "./service.js";

/** How many chunks one proof of work is for, and how many are deleted in one call. */
export const CHUNKS_IN_A_GROUP = 32;
/** How many ids go into one question. */
const IDS = 512;

/** Those of these ids (32 bytes each) under which no chunk lies. @throws ServiceError */
export async function missingChunks(service: Service, ids: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const missing: Uint8Array[] = [];
  for (const some of groups(ids, IDS)) {
    const answer = await service.call("post", "/v1/chunks/missing", { body: join(...some) });
    if (answer.length % ID !== 0) {
      throw new ServiceError("answer");
    }
    missing.push(...Array.from({ length: answer.length / ID }, (_, i) => answer.slice(i * ID, (i + 1) * ID)));
  }
  return missing;
}

/** How many of an attachment's chunks the server does not have. @throws ServiceError */
export async function countMissing(service: Service, tokens: Secret, chunks: number): Promise<number> {
  const ids = Array.from({ length: chunks }, (_, i) => idOf(chunkToken(tokens, i)));
  return (await missingChunks(service, ids)).length;
}

/** The chunk under a token, if there is one: 262,144 bytes. @throws ServiceError */
export async function fetchChunk(service: Service, token: Uint8Array): Promise<Uint8Array | undefined> {
  const chunk = await service.call("post", "/v1/chunks/fetch", { body: token });
  if (chunk.length !== CHUNK) {
    throw new ServiceError("answer");
  }
  return isZero(chunk) ? undefined : chunk;
}

/** Deletes chunks by their tokens. @throws ServiceError */
export async function deleteChunks(service: Service, tokens: readonly Uint8Array[]): Promise<void> {
  for (const some of groups(tokens, CHUNKS_IN_A_GROUP)) {
    await service.call("post", "/v1/chunks/delete", { body: join(...some) });
  }
}

/** Writes up to 32 chunks to the server with one proof of work. */
export class ChunkWriter {
  readonly #service: Service;
  readonly #slug: string;
  readonly #named: Uint8Array;
  readonly #working: Working | undefined;
  #work: string | undefined;

  /** @param ids The ids of all chunks that will be put. */
  constructor(service: Service, slug: string, ids: readonly Uint8Array[], working?: Working) {
    this.#service = service;
    this.#slug = slug;
    this.#named = join(...[...ids].sort(compare));
    this.#working = working;
  }

  /** Stores a chunk. @throws ServiceError */
  async put(id: Uint8Array, chunk: Uint8Array): Promise<void> {
    const put = async (work: string) => {
      await this.#service.call("put", "/v1/organisations/{slug}/chunks/{id}", {
        path: { slug: this.#slug, id: encode(id) },
        body: chunk,
        headers: { "fluister-work": work, "fluister-chunks": encode(this.#named) },
      });
      this.#work = work;
    };
    if (this.#work !== undefined) {
      try {
        await put(this.#work);
        return;
      } catch (error) {
        if (!(error instanceof ServiceError && error.problem?.startsWith("work-") === true)) {
          throw error;
        }
      }
    }
    await withWork(this.#service, this.#slug, this.#named, this.#working, put);
  }
}
