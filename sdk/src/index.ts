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
export { type Adviser as ListedAdviser, idOfAdviser } from "./protocol/adviser.js";
export { Assembly, type FileDescription } from "./protocol/assembly.js";
export { type Random } from "./protocol/bytes.js";
export { CATEGORIES, type Category, isCategory } from "./protocol/categories.js";
export { type Pin, chain, follow, walk } from "./protocol/chain.js";
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
} from "./protocol/chunk.js";
export { Code } from "./protocol/code.js";
export { type Content, type Unknown, readContent, writeContent } from "./protocol/content.js";
export { type Day, EPOCH_DAYS, type Epoch, dayOf, daysOf, epochOf, formatDay, parseDay } from "./protocol/day.js";
export { Master, Thread } from "./protocol/derivation.js";
export { Directory, type DirectoryFields, type Root } from "./protocol/directory.js";
export { decode, encode } from "./protocol/encoding.js";
export { signFile, verifyFile } from "./protocol/file.js";
export {
  Heartbeat,
  type HeartbeatFields,
  type Counts,
  heartbeatEntries,
  heartbeatEntry,
} from "./protocol/heartbeat.js";
export { adviserId, drawToken, fingerprint, idOf, successorHash } from "./protocol/id.js";
export { type Json, type JsonObject, parseJson, writeJson } from "./protocol/json.js";
export { type Direction, type Kind, type Known, type KnownView, type Track } from "./protocol/kinds.js";
export { LETTER, MOST_JSON, sealCover } from "./protocol/letter.js";
export { type BodyView, type LetterView } from "./protocol/letter-view.js";
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
} from "./protocol/manifest.js";
export { type Named } from "./protocol/named.js";
export { type Note } from "./protocol/note.js";
export { newPassphrase, readings } from "./protocol/passphrase.js";
export { openRecord, recordHash, sealRecord } from "./protocol/record.js";
export { REASONS, type Reason, ValidationError, type Shown } from "./protocol/validation-error.js";
export { ATTESTATIONS, type Attestation, readRequest, signRequest } from "./protocol/request.js";
export { Secret } from "./protocol/secret.js";
export { type Arrival, Sequence, type SequenceState, checkSeenOf } from "./protocol/sequence.js";
export { answerChallenge, verifyAnswer } from "./protocol/session.js";
export { SigningKey } from "./protocol/signature.js";
export { type Signed, parseSigned, writeSigned } from "./protocol/signed.js";
export { Statement, type StatementFields } from "./protocol/statement.js";
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
} from "./protocol/to-adviser.js";
export { openNote, openReply, sealNote, sealReply } from "./protocol/to-melder.js";
export {
  type Unlocked,
  type VaultKeys,
  manifestId,
  readWrapped,
  recordId,
  unlock,
  writeWrapped,
} from "./protocol/vault.js";
export { parseWork, tryWork, work, workHeader, zeroBits } from "./protocol/work.js";
export { SealingKey, checkPublicKey } from "./protocol/xwing.js";

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
  type MelderLetterView,
  type OwnAttachmentView,
  type OwnBodyView,
  type OwnView,
  type TheirBodyView,
  type TheirView,
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
export { type AttachmentSource } from "./melder/attachment-source.js";
export { type Upload } from "./melder/upload.js";

export { Adviser, type At } from "./adviser/adviser.js";
export { type Body } from "./adviser/body.js";
export {
  type Progress as AdviserProgress,
  type AdviserLetterView,
  type InboxView,
  type Forms,
  type OrganisationView,
  type Due,
  type News,
  type ThreadSummary,
  type ThreadWarning,
  type ThreadWhole,
  type Waiting,
} from "./adviser/inbox-view.js";
export { type AppointmentAsked, type Profile } from "./adviser/profile.js";
export { MAIL_LANGUAGES, type NotificationSettings } from "./service/notifications.js";
export { MemoryVaultStorage, type VaultStorage } from "./vault/vault-storage.js";
export { VAULT_ERRORS, VaultError, type VaultErrorKind } from "./vault/vault-error.js";

export { VERSION } from "./service/version.js";
export { wordsOf } from "./protocol/words.js";
