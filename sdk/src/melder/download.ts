import { Assembly } from "../protocol/assembly.js";
import { chunkToken, openChunk } from "../protocol/chunk.js";
import { demand } from "../protocol/validation-error.js";
import { Secret } from "../protocol/secret.js";
import { fetchChunk } from "../service/chunks.js";
import { pause } from "../service/pause.js";
import { type Service } from "../service/service.js";
import { type Progress } from "./progress.js";
import { type AttachmentBody } from "./view.js";

/**
 * A file that goes, or came, with a letter. What a file tells beside its content is removed before it is sent, with `clean`; one
 * that came is proven to be what was sent.
 */
export interface Attachment {
  /** At most 256 bytes. As its writer says: to be shown as text, never to be used as a path. */
  readonly name: string;
  /** RFC 6838, at most 256 bytes; as its writer says. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Fetches an attachment, a chunk at a time. @throws ValidationError `missing`, `opaque`, `padding`, `hash`; ServiceError */
export async function download(service: Service, file: AttachmentBody, progress?: Progress): Promise<Attachment> {
  const assembly = new Assembly(file);
  const [key, tokens] = [new Secret(file.key), new Secret(file.tokens)];
  const bytes = new Uint8Array(file.size);
  let written = 0;
  while (!assembly.isComplete) {
    const i = assembly.next;
    const chunk = await fetchChunk(service, chunkToken(tokens, i));
    demand(chunk !== undefined, "missing");
    await pause();
    const fresh = assembly.take(openChunk(key, i, file.chunks, chunk));
    bytes.set(fresh, written);
    written += fresh.length;
    progress?.moved?.(0, i + 1, file.chunks);
  }
  assembly.finish();
  return { name: file.name, mediaType: file.media_type, bytes };
}
