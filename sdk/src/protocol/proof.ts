import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { equal, join } from "./bytes.js";
import { type Thread } from "./derivation.js";
import { labelled } from "./label.js";
import { type Inside, type LetterAddress, PROOF } from "./letter.js";
import { demand } from "./validation-error.js";
import { wiping } from "./secret.js";
import { type SigningKey, verify } from "./signature.js";

/** What a proof is about besides the content. */
type ProofAddress = Pick<LetterAddress, "organisation" | "id" | "readerHash">;

/** The proof of a melder's letter in a thread: HMAC-SHA256, and 32 zeros. */
export function macProof(thread: Thread, address: ProofAddress, padded: Uint8Array): Uint8Array {
  const proof = new Uint8Array(PROOF);
  wiping(thread.mac(), (key) => proof.set(hmac(sha256, key.bytes, labelled("proof", proven(address, padded)))));
  return proof;
}

/** The proof of a letter between advisers: the author's signature. */
export function signatureProof(author: SigningKey, address: ProofAddress, padded: Uint8Array): Uint8Array {
  return author.sign("proof", proven(address, padded));
}

/** @throws ValidationError `proof` unless the letter was written by one who has the thread. */
export function checkMac(thread: Thread, address: ProofAddress, inside: Inside): void {
  demand(equal(macProof(thread, address, inside.padded), inside.proof), "proof");
}

/** @throws ValidationError `proof` unless the letter was signed with this identity. */
export function checkSignature(identity: Uint8Array, address: ProofAddress, inside: Inside): void {
  try {
    verify(identity, "proof", proven(address, inside.padded), inside.proof);
  } catch {
    demand(false, "proof");
  }
}

function proven({ organisation, id, readerHash }: ProofAddress, padded: Uint8Array): Uint8Array {
  return join(organisation, id, readerHash, padded);
}
