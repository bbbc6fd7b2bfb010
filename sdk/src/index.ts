// The protocol of fluister: everything that a client needs to write, read and verify; and what people do with it.

export {
  Administrator,
  DIRECTORY_DAYS,
  type Founding,
  type Standing,
  type Version,
} from "./administrator/administrator.js";
export { type Asked, readAsked } from "./administrator/asked.js";
export { type Change, type ProfilePart, changesBetween } from "./administrator/changes.js";
export { Edition, MOST_FILE, type Particulars } from "./administrator/edition.js";
export { KEY_FILE_ERRORS, KeyFileError } from "./administrator/key-file-error.js";
export { isWeakPassphrase, openKeyFile, writeKeyFile } from "./administrator/key-file.js";
export {
  LAID_DOWN,
  type LaidDown,
  SAFEGUARDS,
  type Safeguards,
  attest,
  readSafeguards,
  writeSafeguards,
} from "./administrator/safeguards.js";
export { type Adviser as ListedAdviser, idOfAdviser } from "./adviser.js";
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
export { Heartbeat, type HeartbeatFields, type Counts, heartbeatEntries, heartbeatEntry } from "./heartbeat.js";
export { adviserId, drawToken, fingerprint, idOf, successorHash } from "./id.js";
export { type Json, type JsonObject, parseJson, writeJson } from "./json.js";
export { type Direction, type Kind, type Known, type Track } from "./kinds.js";
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
export { newPassphrase, readings } from "./passphrase.js";
export { openRecord, recordHash, sealRecord } from "./record.js";
export { REASONS, type Reason, Refusal, type Shown } from "./refusal.js";
export { ATTESTATIONS, type Attestation, readRequest, signRequest } from "./request.js";
export { Secret } from "./secret.js";
export { type Arrival, Sequence, type SequenceState, checkSeenOf } from "./sequence.js";
export { answerChallenge, verifyAnswer } from "./session.js";
export { SigningKey } from "./signature.js";
export { type Signed, parseSigned, writeSigned } from "./signed.js";
export { Statement, type StatementFields } from "./statement.js";
export {
  Unproven,
  type EpochOpener,
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

export { type Cleaned, clean } from "./clean/clean.js";
export { CLEAN_ERRORS, CleanError } from "./clean/clean-error.js";

export { type components, type operations, type paths } from "./generated/api.js";
export { type Working } from "./service/post.js";
export { LINK_ERRORS, type Link, LinkError, formatLink, parseLink } from "./service/link.js";
export { type Fetch, type FetchAnswer, type FetchRequest, Service, type ServiceOptions } from "./service/service.js";
export { SERVICE_ERRORS, ServiceError, type ServiceErrorKind } from "./service/service-error.js";
export { type Answer, type Method, type PathOf, type Request } from "./service/typed.js";

export {
  type AttachmentView,
  type Conversation,
  type Line,
  type ThreadView,
  type Warning,
  type WarningKind,
} from "./melder/conversation.js";
export { type Attachment } from "./melder/download.js";
export { type Answering, type More } from "./melder/follow-up.js";
export { type Consent } from "./melder/hand-over.js";
export { Melder } from "./melder/melder.js";
export { type Card, type Organisation, type PageRef } from "./melder/organisation.js";
export { type Receipt } from "./melder/pending.js";
export { type Progress } from "./melder/progress.js";
export { type Draft } from "./melder/report.js";
export { type Source } from "./melder/source.js";
export { type Upload } from "./melder/upload.js";

export { Adviser, type At } from "./adviser/adviser.js";
export { type Body } from "./adviser/body.js";
export {
  type Progress as AdviserProgress,
  type Desk,
  type Forms,
  type DeskOrganisation,
  type Due,
  type LetterView,
  type News,
  type ThreadSummary,
  type ThreadWarning,
  type ThreadWhole,
  type Waiting,
} from "./adviser/desk.js";
export { type AppointmentAsked, type Profile } from "./adviser/profile.js";
export { type File } from "./adviser/uploads.js";
export { type Telling } from "./service/notifications.js";
export { MemoryShelf, type Shelf } from "./vault/shelf.js";
export { VAULT_ERRORS, VaultError, type VaultErrorKind } from "./vault/vault-error.js";

export { VERSION } from "./version.js";
export { wordsOf } from "./words.js";
