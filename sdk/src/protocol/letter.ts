import { sha256 } from "@noble/hashes/sha2.js";

import { type Random, compare, integer, join, random, utf8 } from "./bytes.js";
import { type Epoch } from "./day.js";
import { type Context, open, seal } from "./hpke.js";
import { ID } from "./id.js";
import { labelled } from "./label.js";
import { demand } from "./validation-error.js";
import { ENC, SealingKey } from "./xwing.js";

/** How many bytes every letter has. */
export const LETTER = 16_384;
/** Bytes of the proof, a MAC or a signature. */
export const PROOF = 64;
/** How many bytes the content has with its length and its padding. */
export const PADDED = 15_148;
/** How many bytes of JSON fit into a letter. */
export const MOST_JSON = 15_144;

const FORMAT = utf8("FLU1");
const PLAINTEXT = ID + PROOF + PADDED;

/** Whom a letter goes to. */
export const KIND = { adviser: 1, melder: 2, self: 3 } as const;

/** Where a letter belongs: all of this is bound to it. */
export interface LetterAddress {
  readonly kind: number;
  readonly organisation: Uint8Array;
  /** SHA-256 of the letter's token. */
  readonly id: Uint8Array;
  /** SHA-256 of the reader, who is named for each kind in SPEC.md's table of letters. */
  readonly readerHash: Uint8Array;
}

/** What is encrypted in a letter. */
export interface Inside {
  readonly threadId: Uint8Array;
  readonly proof: Uint8Array;
  /** Length, JSON and zeros: 15,148 bytes. */
  readonly padded: Uint8Array;
}

/** SHA-256 of the reader who is an adviser: identity, epoch and epoch key. */
export function adviserHash(identity: Uint8Array, epoch: Epoch, epochKey: Uint8Array): Uint8Array {
  return sha256(join(identity, integer(epoch), epochKey));
}

/** Seals a letter: 16,384 bytes. */
export function sealLetter(
  address: LetterAddress,
  to: Uint8Array,
  inside: Inside,
  psk?: Context["psk"],
  draw: Random = random,
): Uint8Array {
  const plaintext = join(inside.threadId, inside.proof, inside.padded);
  demand(plaintext.length === PLAINTEXT, "size");
  const { enc, sealed } = seal(to, plaintext, contextOf(address, psk), draw);
  plaintext.fill(0);
  return join(FORMAT, enc, sealed);
}

/** Opens a letter, no more: proof and content are looked at by its reader. @throws ValidationError `size`, `version`, `opaque`. */
export function openLetter(address: LetterAddress, key: SealingKey, letter: Uint8Array, psk?: Context["psk"]): Inside {
  demand(letter.length === LETTER, "size");
  const start = FORMAT.length;
  demand(compare(letter.subarray(0, start), FORMAT) === 0, "version");
  const enc = letter.subarray(start, start + ENC);
  const plaintext = open(key, enc, letter.subarray(start + ENC), contextOf(address, psk));
  return {
    threadId: plaintext.subarray(0, ID),
    proof: plaintext.subarray(ID, ID + PROOF),
    padded: plaintext.subarray(ID + PROOF),
  };
}

/**
 * Seals cover: a letter that opens for nobody, and looks like all others. Random bytes would be told apart, since ML-KEM
 * ciphertexts are not uniform.
 */
export function sealCover(organisation: Uint8Array, draw: Random = random): { id: Uint8Array; letter: Uint8Array } {
  const id = sha256(draw(ID));
  const nobody = SealingKey.draw(draw);
  const address = { kind: KIND.adviser, organisation, id, readerHash: draw(ID) };
  const inside = { threadId: new Uint8Array(ID), proof: new Uint8Array(PROOF), padded: new Uint8Array(PADDED) };
  const letter = sealLetter(address, nobody.publicKey, inside, undefined, draw);
  nobody.wipe();
  return { id, letter };
}

/**
 * HPKE's info.
 *
 * @internal
 */
export function infoOf(address: LetterAddress): Uint8Array {
  return labelled("letter", Uint8Array.of(address.kind), address.organisation, address.id, address.readerHash);
}

function contextOf(address: LetterAddress, psk: Context["psk"]): Context {
  return { info: infoOf(address), aad: FORMAT, ...(psk && { psk }) };
}
