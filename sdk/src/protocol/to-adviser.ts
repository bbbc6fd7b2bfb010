import { type Random, compare, isZero, random } from "./bytes.js";
import { type Content, readContent, writeContent } from "./content.js";
import { type Epoch } from "./day.js";
import { Thread } from "./derivation.js";
import { ID, adviserId, idOf } from "./id.js";
import { type Inside, KIND, PADDED, type LetterAddress, adviserHash, openLetter, sealLetter } from "./letter.js";
import { pad, unpad } from "./padding.js";
import { checkMac, checkSignature, macProof, signatureProof } from "./proof.js";
import { demand, reject } from "./validation-error.js";
import { type SigningKey } from "./signature.js";
import { type SealingKey } from "./xwing.js";

/** An adviser as a reader: identity key (32 bytes), epoch, and the epoch's public key (1216 bytes). */
export interface AdviserReader {
  readonly identity: Uint8Array;
  readonly epoch: Epoch;
  readonly epochKey: Uint8Array;
}

/** A letter as it is posted: its id, and its 16,384 bytes. */
export interface Sealed {
  readonly id: Uint8Array;
  readonly letter: Uint8Array;
}

/** What an adviser opens letters with. */
export interface AdviserOpener {
  /** The organisation's fingerprint. */
  readonly organisation: Uint8Array;
  /** The id under which the letter lay. */
  readonly id: Uint8Array;
  readonly identity: Uint8Array;
  readonly epoch: Epoch;
  readonly key: SealingKey;
  /** The threads that are known. */
  readonly threads: Iterable<Thread>;
  /** The identity keys of the directory's advisers. */
  readonly directory: Iterable<Uint8Array>;
}

/** A letter that an adviser opened, and who is proven to have written it. */
export type OpenedByAdviser =
  /** By the melder of a thread that was known. */
  | { readonly proven: "thread"; readonly thread: Thread; readonly content: Content<"to-adviser"> }
  /** A report, with which a thread begins. */
  | { readonly proven: "report"; readonly thread: Thread; readonly content: Content<"to-adviser"> }
  /** By another adviser: their id. */
  | { readonly proven: "adviser"; readonly from: Uint8Array; readonly content: Content<"between-advisers"> };

/** What seals a melder's letter to an adviser. */
export interface MelderWriter {
  readonly organisation: Uint8Array;
  readonly thread: Thread;
  /** The token with which the melder can read and delete the letter, `own(i, n)`: 32 bytes. */
  readonly token: Uint8Array;
}

/** Seals a melder's letter to an adviser; its token is put into it. @throws ValidationError as `writeContent`. */
export function sealToAdviser(
  content: Content,
  reader: AdviserReader,
  writer: MelderWriter,
  draw: Random = random,
): Sealed {
  const json = writeContent({ ...content, token: writer.token }, "to-adviser");
  return sealJsonToAdviser(json, reader, writer, draw);
}

/** @internal */
export function sealJsonToAdviser(
  json: Uint8Array,
  reader: AdviserReader,
  { organisation, thread, token }: MelderWriter,
  draw: Random,
): Sealed {
  const address = addressOf(organisation, idOf(token), reader);
  const padded = pad(json, PADDED);
  const inside = { threadId: thread.id, proof: macProof(thread, address, padded), padded };
  return { id: address.id, letter: sealLetter(address, reader.epochKey, inside, undefined, draw) };
}

/** What seals an adviser's letter to another. */
export interface AdviserWriter {
  readonly organisation: Uint8Array;
  readonly identity: SigningKey;
  /** The token with which the sender can delete the letter: 32 random bytes. */
  readonly token: Uint8Array;
}

/** Seals an adviser's letter to another; token and signer are put into it. @throws ValidationError as `writeContent`. */
export function sealBetweenAdvisers(
  content: Content,
  reader: AdviserReader,
  writer: AdviserWriter,
  draw: Random = random,
): Sealed {
  const from = adviserId(writer.identity.publicKey);
  const json = writeContent({ ...content, token: writer.token, from }, "between-advisers");
  return sealJsonBetweenAdvisers(json, reader, writer, draw);
}

/** @internal */
export function sealJsonBetweenAdvisers(
  json: Uint8Array,
  reader: AdviserReader,
  { organisation, identity, token }: AdviserWriter,
  draw: Random,
): Sealed {
  const address = addressOf(organisation, idOf(token), reader);
  const padded = pad(json, PADDED);
  const inside = { threadId: new Uint8Array(ID), proof: signatureProof(identity, address, padded), padded };
  return { id: address.id, letter: sealLetter(address, reader.epochKey, inside, undefined, draw) };
}

/**
 * Opens a letter as an adviser. `opaque` means that it is somebody else's, or cover, or of another epoch; what opened and is
 * then refused is kept as unreadable and shown as such.
 *
 * @throws ValidationError
 */
export function openAsAdviser(letter: Uint8Array, opener: AdviserOpener): OpenedByAdviser {
  return Unproven.open(letter, opener).prove(
    (id) => [...opener.threads].find((thread) => compare(thread.id, id) === 0),
    (from) => [...opener.directory].find((listed) => compare(adviserId(listed), from) === 0),
  );
}

/** What it takes to open a letter, without a look at who wrote it. */
export type EpochOpener = Pick<AdviserOpener, "organisation" | "id" | "identity" | "epoch" | "key">;

/** A letter that opened with an adviser's key. Nothing that it says is believed before `prove`. */
export class Unproven {
  readonly #address: LetterAddress;
  readonly #inside: Inside;

  /** @throws ValidationError `size`, `version`, `opaque`. */
  static open(letter: Uint8Array, { organisation, id, identity, epoch, key }: EpochOpener): Unproven {
    const address = addressOf(organisation, id, { identity, epoch, epochKey: key.publicKey });
    return new Unproven(address, openLetter(address, key, letter));
  }

  private constructor(address: LetterAddress, inside: Inside) {
    this.#address = address;
    this.#inside = inside;
  }

  /** The thread that it claims to belong to, 32 bytes; zeros between advisers. */
  get threadId(): Uint8Array {
    return this.#inside.threadId;
  }

  /** The number that it claims to have, for putting letters in order before they are proven; nothing where it has none. */
  get claimedNumber(): number | undefined {
    try {
      return readContent(unpad(this.#inside.padded, "length"), "to-adviser").n;
    } catch {
      return undefined;
    }
  }

  /**
   * Finds out who wrote it.
   *
   * @param threadOf The thread with an id, if it is known.
   * @param identityOf The identity key of the directory's adviser with an id, if there is one.
   * @throws ValidationError
   */
  prove(
    threadOf: (id: Uint8Array) => Thread | undefined,
    identityOf: (adviser: Uint8Array) => Uint8Array | undefined,
  ): OpenedByAdviser {
    const [address, inside] = [this.#address, this.#inside];
    if (isZero(inside.threadId)) {
      const content = withToken(inside, "between-advisers", address.id);
      const { from } = content;
      demand(from !== undefined, "proof");
      checkSignature(identityOf(from) ?? reject("proof"), address, inside);
      return { proven: "adviser", from, content };
    }

    const known = threadOf(inside.threadId);
    if (known !== undefined) {
      checkMac(known, address, inside);
      return { proven: "thread", thread: known, content: withToken(inside, "to-adviser", address.id) };
    }

    const content = withToken(inside, "to-adviser", address.id);
    demand(content.body.kind === "report", "unknown-thread");
    const thread = new Thread(content.body.thread_key.slice());
    demand(compare(thread.id, inside.threadId) === 0, "proof");
    checkMac(thread, address, inside);
    return { proven: "report", thread, content };
  }
}

function withToken<D extends "to-adviser" | "between-advisers">(
  inside: Inside,
  direction: D,
  id: Uint8Array,
): Content<D> {
  const content = readContent(unpad(inside.padded, "length"), direction);
  demand(content.token !== undefined && compare(idOf(content.token), id) === 0, "token");
  return content;
}

function addressOf(
  organisation: Uint8Array,
  id: Uint8Array,
  { identity, epoch, epochKey }: AdviserReader,
): LetterAddress {
  return { kind: KIND.adviser, organisation, id, readerHash: adviserHash(identity, epoch, epochKey) };
}
