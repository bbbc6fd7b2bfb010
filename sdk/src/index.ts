// The protocol of fluister: everything that a client needs to write, read and verify. Nothing here talks to a server.

export { type Adviser, idOfAdviser } from "./adviser.js";
export { Assembly, type FileDescription } from "./assembly.js";
export { type Random } from "./bytes.js";
export { type Pin, chain, follow, walk } from "./chain.js";
export {
  type AttachmentKeys,
  CHUNK,
  MOST_BYTES,
  MOST_CHUNKS,
  PIECE,
  chunkToken,
  chunksFor,
  drawAttachmentKeys,
  isChunkCount,
  openChunk,
  sealChunk,
} from "./chunk.js";
export { Code } from "./code.js";
export { type Content, type Unknown, readContent, writeContent } from "./content.js";
export { type Day, EPOCH_DAYS, type Epoch, dayOf, daysOf, epochOf, formatDay, parseDay } from "./day.js";
export { Master, Thread } from "./derivation.js";
export { Directory, type DirectoryFields, type Root } from "./directory.js";
export { decode, encode } from "./encoding.js";
export { signFile, verifyFile } from "./file.js";
export { Heartbeat, type HeartbeatFields, type Progress, heartbeatEntries, heartbeatEntry } from "./heartbeat.js";
export { adviserId, drawToken, fingerprint, idOf, successorHash } from "./id.js";
export { type Json, type JsonObject, parseJson, writeJson } from "./json.js";
export { type Direction, type Kind, type Known } from "./kinds.js";
export { LETTER, MOST_JSON, sealCover } from "./letter.js";
export {
  type Manifest,
  type SeenManifest,
  type StoredRecord,
  checkRecord,
  checkSeen,
  openManifest,
  paddedRecords,
  sealManifest,
  seenManifest,
} from "./manifest.js";
export { type Named } from "./named.js";
export { type Note } from "./note.js";
export { openRecord, recordHash, sealRecord } from "./record.js";
export { REASONS, type Reason, Refusal } from "./refusal.js";
export { readRequest, signRequest } from "./request.js";
export { Secret } from "./secret.js";
export { type Arrival, Sequence, type SequenceState, checkSeenOf } from "./sequence.js";
export { answerChallenge, verifyAnswer } from "./session.js";
export { SigningKey } from "./signature.js";
export { type Signed, parseSigned, writeSigned } from "./signed.js";
export { Statement, type StatementFields } from "./statement.js";
export {
  type AdviserOpener,
  type AdviserReader,
  type AdviserWriter,
  type MelderWriter,
  type OpenedByAdviser,
  type Sealed,
  openAsAdviser,
  sealBetweenAdvisers,
  sealToAdviser,
} from "./to-adviser.js";
export { openNote, openReply, sealNote, sealReply } from "./to-melder.js";
export { type Unlocked, type VaultKeys, manifestId, readWrapped, recordId, unlock, writeWrapped } from "./vault.js";
export { parseWork, tryWork, work, workHeader, zeroBits } from "./work.js";
export { SealingKey, checkPublicKey } from "./xwing.js";
