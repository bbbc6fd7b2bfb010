import { decode, encode } from "@peculiar/utils/pem";

import { type Random, random } from "../protocol/bytes.js";
import { SigningKey } from "../protocol/signature.js";
import { KeyFileError } from "./key-file-error.js";
import { decryptKey, encryptKey } from "./pbes2.js";
import { readSeed, writeSeed } from "./pkcs8.js";

const ENCRYPTED = "ENCRYPTED PRIVATE KEY";
const PLAIN = "PRIVATE KEY";
/** The least that a passphrase of one's own has; the one that is offered has six words. */
const LEAST_CHARACTERS = 20;

/** Whether a passphrase is too easy to guess for a key that somebody may have for years: under twenty characters. */
export function isWeakPassphrase(passphrase: string): boolean {
  const characters = Array.from(passphrase.trim());
  return characters.length < LEAST_CHARACTERS || new Set(characters).size < 8;
}

/**
 * An organisation's root key as a file: PKCS#8 (RFC 5958, 8410) as PEM, encrypted (RFC 8018 PBES2 with scrypt), which the command
 * line and other toolkits open.
 *
 * @throws KeyFileError `weak`.
 */
export function writeKeyFile(key: SigningKey, passphrase: string, draw: Random = random): string {
  if (isWeakPassphrase(passphrase)) {
    throw new KeyFileError("weak");
  }
  const der = writeSeed(key.bytes);
  const encrypted = encryptKey(der, passphrase, draw);
  der.fill(0);
  return encode(ENCRYPTED, encrypted);
}

/**
 * Opens a key file. One without a passphrase opens with any.
 *
 * @throws KeyFileError `format`, `locked` where a passphrase is missing, `passphrase`.
 */
export function openKeyFile(pem: string, passphrase = ""): SigningKey {
  const block = blockIn(pem);
  if (block.label === PLAIN) {
    return keyIn(block.data, "format");
  }
  if (passphrase === "") {
    throw new KeyFileError("locked");
  }
  const der = decryptKey(block.data, passphrase);
  try {
    // a wrong passphrase may by chance leave what looks like padding
    return keyIn(der, "passphrase");
  } finally {
    der.fill(0);
  }
}

function blockIn(pem: string) {
  try {
    const block = decode(pem).find(({ label }) => label === ENCRYPTED || label === PLAIN);
    if (block !== undefined) {
      return block;
    }
  } catch {
    // told below
  }
  throw new KeyFileError("format");
}

function keyIn(der: Uint8Array, otherwise: "format" | "passphrase"): SigningKey {
  try {
    return new SigningKey(readSeed(der).slice());
  } catch {
    throw new KeyFileError(otherwise);
  }
}
