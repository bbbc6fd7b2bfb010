import { decode } from "../protocol/encoding.js";
import { download } from "../melder/download.js";
import { ServiceError } from "../service/service-error.js";
import { type Progress } from "./desk.js";
import { type KeptAttachment, type KeptContent } from "./kept.js";
import { type Place } from "./place.js";
import { type File } from "./uploads.js";

/** Fetches the attachment in a melder's letter n; in one's own where the melder's is none. */
export async function fetchReceived(place: Place, thread: string, n: number, progress: Progress): Promise<File> {
  const found = place.state.letters(thread).filter(({ content }) => content.kind === "attachment" && content.n === n);
  const content = (found.find(({ writer }) => writer === "melder") ?? found[0])?.content;
  if (content === undefined) {
    throw new ServiceError("nothing");
  }
  const { key, tokens, sha256, ...rest } = content as KeptContent & KeptAttachment;
  const secrets = { key: decode(key, 32), tokens: decode(tokens, 32), sha256: decode(sha256, 32) };
  const { name, media_type, size, chunks } = rest;
  const file = { kind: "attachment", name, media_type, size, chunks, ...secrets } as const;
  const heard = (_: number, done: number, of: number) => progress.sent?.(done, of);
  return await download(place.service, file, { moved: heard });
}
