import { bytesToHex } from "@noble/hashes/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { type Attachment } from "../melder/download.js";
import { random } from "../protocol/bytes.js";
import { PIECE, chunkToken, chunksFor, drawAttachmentKeys, sealChunk } from "../protocol/chunk.js";
import { decode, encode } from "../protocol/encoding.js";
import { idOf } from "../protocol/id.js";
import { type Known } from "../protocol/kinds.js";
import { Secret } from "../protocol/secret.js";
import { size } from "../protocol/text.js";
import * as answers from "../service/answers.js";
import { CHUNKS_IN_A_GROUP, ChunkWriter, missingChunks } from "../service/chunks.js";
import { groups } from "../service/letters.js";
import { pause } from "../service/pause.js";
import { ServiceError } from "../service/service-error.js";
import { isTooOld } from "../service/version.js";
import { CHUNKS, type VaultStorage } from "../vault/vault-storage.js";
import { type Remote, type Vault } from "../vault/vault.js";
import { type Progress } from "./inbox-view.js";
import { type KeptUpload } from "./kept.js";
import * as names from "./names.js";
import { type KeptOrganisation } from "./organisation.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { type State } from "./state.js";

/** The longest name of an attachment, and of its type, in bytes. */
const SHORT = 256;

/** A file that was sealed, to be sent when its letter is. */
export interface SealedFile {
  readonly letter: Known<"attachment">;
  /** The name and the value of the vault entry `upload/…`. */
  readonly name: string;
  readonly upload: KeptUpload;
  /** The sealed chunks, by their names in the vault storage. */
  readonly chunks: ReadonlyMap<string, Uint8Array>;
}

/** How many bytes the attachments of one letter may have together on this server; 0 where it takes none. @throws ServiceError `too-old` … */
export async function limitOf({ service }: OrganisationAccount): Promise<number> {
  const info = answers.read(answers.serverInfo, await service.call("get", "/v1/server", {}));
  if (info.protocol !== 1 || isTooOld(info.oldest_client)) {
    throw new ServiceError("too-old");
  }
  return info.limits.attachments;
}

/** @throws ServiceError `too-large`, `too-long` for what the server, when it was last asked, or no letter would take. */
export function checkFiles(state: State, files: readonly Attachment[]): void {
  const most = (state.get(names.ORGANISATION) as KeptOrganisation | undefined)?.attachments ?? Number.MAX_SAFE_INTEGER;
  if (files.length > 0 && files.reduce((sum, { bytes }) => sum + bytes.length, 0) > most) {
    throw new ServiceError("too-large");
  }
  if (files.some(({ name, mediaType }) => size(name) > SHORT || size(mediaType) > SHORT)) {
    throw new ServiceError("too-long");
  }
}

/** Seals a file for the melder of a thread, as it will be sent. */
export async function sealFile(thread: string, { name, mediaType, bytes }: Attachment): Promise<SealedFile> {
  const { key, tokens } = drawAttachmentKeys();
  const chunks = chunksFor(bytes.length);
  const uploadName = bytesToHex(random(16));
  const sealed = new Map<string, Uint8Array>();
  for (let i = 0; i < chunks; i++) {
    await pause();
    sealed.set(chunkName(uploadName, i), sealChunk(key, i, chunks, bytes.subarray(i * PIECE, (i + 1) * PIECE)));
  }
  const digest = sha256(bytes);
  const upload = { key: encode(key.bytes), tokens: encode(tokens.bytes), size: bytes.length, chunks };
  return {
    letter: {
      kind: "attachment",
      name,
      media_type: mediaType,
      size: bytes.length,
      chunks,
      key: key.bytes,
      tokens: tokens.bytes,
      sha256: digest,
    },
    name: uploadName,
    upload: { thread, name, path: "", keep_metadata: true, upload: { ...upload, sha256: encode(digest) } },
    chunks: sealed,
  };
}

/**
 * Sends what is missing of all attachments whose letters are out, and forgets those that are there. Those whose chunks lie on
 * another device wait for it.
 *
 * @throws ServiceError; what was sent stays, and the next time goes on with the rest.
 */
export async function sendFiles(
  vault: Pick<Vault, "transact">,
  remote: Remote,
  storage: VaultStorage,
  account: OrganisationAccount,
  progress: Progress,
): Promise<void> {
  const { state } = account;
  const { uploads } = state;
  if (uploads.length === 0) {
    return;
  }
  const files = await storage.load();
  const waiting = new Set(
    state.drafts.flatMap(([, { letters }]) =>
      letters.flatMap(({ body }) => (body.kind === "attachment" ? [encode(body.tokens)] : [])),
    ),
  );
  const done: (readonly [string, KeptUpload])[] = [];
  for (const [name, kept] of uploads) {
    // Nothing is sent to a melder who has withdrawn; a letter always comes before its attachment.
    const isWanted = state.thread(kept.thread) !== undefined;
    const isSealed = !waiting.has(kept.upload.tokens);
    if (!isWanted || (isSealed && (await send(account, files, name, kept, progress)))) {
      done.push([name, kept]);
    }
  }
  await vault.transact(remote, () => done.forEach(([name]) => state.put(names.UPLOAD + name, undefined)));
  const chunks = done.flatMap(([name, { upload }]) =>
    Array.from({ length: upload.chunks }, (_, i) => chunkName(name, i)),
  );
  await storage.save(new Map(chunks.map((chunk) => [chunk, undefined])));
}

/** Sends the chunks that the server does not have. False where they are not on this device. */
async function send(
  { service, link }: OrganisationAccount,
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  { upload }: KeptUpload,
  progress: Progress,
): Promise<boolean> {
  const tokens = new Secret(decode(upload.tokens, 32));
  const numbers = Array.from({ length: upload.chunks }, (_, i) => i);
  for (const group of groups(numbers, CHUNKS_IN_A_GROUP)) {
    const ids = group.map((i) => ({ i, id: idOf(chunkToken(tokens, i)) }));
    const missing = await missingChunks(
      service,
      ids.map(({ id }) => id),
    );
    const isMissing = new Set(missing.map(encode));
    const writer = new ChunkWriter(service, link.slug, missing, progress.working);
    for (const { i, id } of ids.filter((one) => isMissing.has(encode(one.id)))) {
      const chunk = files.get(chunkName(name, i));
      if (chunk === undefined) {
        return false;
      }
      await writer.put(id, chunk);
      progress.sent?.(i + 1, upload.chunks);
    }
  }
  return true;
}

function chunkName(upload: string, i: number): string {
  return `${CHUNKS}${upload}/${i}`;
}
