import { cbc } from "@noble/ciphers/aes.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { OctetString } from "@peculiar/asn1-schema";

import { type Random, random, utf8 } from "../protocol/bytes.js";
import { KeyFileError } from "./key-file-error.js";
import {
  Pbes2Parameters,
  Pbkdf2Parameters,
  ScryptParameters,
  algorithm,
  parametersOf,
  readEncrypted,
  writeEncrypted,
} from "./pkcs8.js";

const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
const SCRYPT = "1.3.6.1.4.1.11591.4.11";
const AES_256_CBC = "2.16.840.1.101.3.4.1.42";
const HMACS: Readonly<Record<string, typeof sha256 | typeof sha512>> = {
  "1.2.840.113549.2.9": sha256,
  "1.2.840.113549.2.11": sha512,
};

/** Bytes of an AES-256 key, and of salt and initial vector. */
const KEY = 32;
const BLOCK = 16;
/** As the command line stretches a passphrase: 16 MiB, about a tenth of a second. */
const OWN = { N: 2 ** 14, r: 8, p: 1 };
/** What a file of another maker may ask for: 256 MiB, and as many rounds of PBKDF2 as take some seconds. */
const MOST_MEMORY = 2 ** 28;
const MOST_ROUNDS = 10_000_000;

/** Encrypts a private key (RFC 5958 `EncryptedPrivateKeyInfo`): PBES2 with scrypt and AES-256-CBC. */
export function encryptKey(der: Uint8Array, passphrase: string, draw: Random = random): Uint8Array {
  const [salt, iv] = [draw(BLOCK), draw(BLOCK)];
  const stretched = scrypt(utf8(passphrase), salt, { ...OWN, dkLen: KEY });
  const parameters = new Pbes2Parameters();
  parameters.keyDerivation = algorithm(
    SCRYPT,
    Object.assign(new ScryptParameters(), {
      salt: new OctetString(salt),
      cost: OWN.N,
      blockSize: OWN.r,
      parallelism: OWN.p,
    }),
  );
  parameters.encryption = algorithm(AES_256_CBC, new OctetString(iv));
  const data = cbc(stretched, iv).encrypt(der);
  stretched.fill(0);
  return writeEncrypted({ algorithm: algorithm(PBES2, parameters), data });
}

/**
 * Opens what `encryptKey` made, or another maker's with scrypt or PBKDF2 and AES-256-CBC.
 *
 * @throws KeyFileError `format`, `passphrase`.
 */
export function decryptKey(der: Uint8Array, passphrase: string): Uint8Array {
  const { stretch, iv, data } = read(der);
  const stretched = stretchedBy(stretch, passphrase);
  try {
    return cbc(stretched, iv).decrypt(data);
  } catch {
    throw new KeyFileError("passphrase");
  } finally {
    stretched.fill(0);
  }
}

function read(der: Uint8Array) {
  try {
    const encrypted = readEncrypted(der);
    const { keyDerivation, encryption } = parametersOf(encrypted.algorithm, PBES2, Pbes2Parameters);
    const iv = new Uint8Array(parametersOf(encryption, AES_256_CBC, OctetString).buffer);
    const stretch = keyDerivation.algorithm === SCRYPT ? byScrypt(keyDerivation) : byPbkdf2(keyDerivation);
    return { stretch, iv, data: encrypted.data };
  } catch {
    throw new KeyFileError("format");
  }
}

/** Costs that are none, like a number of blocks that is no power of two, show only here. */
function stretchedBy(stretch: Stretch, passphrase: string): Uint8Array {
  try {
    return stretch(utf8(passphrase));
  } catch {
    throw new KeyFileError("format");
  }
}

type Stretch = (passphrase: Uint8Array) => Uint8Array;

function byScrypt(found: Parameters<typeof parametersOf>[0]): Stretch {
  const { salt, cost: N, blockSize: r, parallelism: p } = parametersOf(found, SCRYPT, ScryptParameters);
  // memory, and time that grows with it
  if (128 * N * r * p > MOST_MEMORY) {
    throw new RangeError("too much");
  }
  return (passphrase) => scrypt(passphrase, new Uint8Array(salt.buffer), { N, r, p, dkLen: KEY });
}

function byPbkdf2(found: Parameters<typeof parametersOf>[0]): Stretch {
  const { salt, rounds, prf } = parametersOf(found, PBKDF2, Pbkdf2Parameters);
  const hash = HMACS[prf?.algorithm ?? ""];
  if (hash === undefined || rounds > MOST_ROUNDS) {
    throw new RangeError("another hash, or too much");
  }
  return (passphrase) => pbkdf2(hash, passphrase, new Uint8Array(salt.buffer), { c: rounds, dkLen: KEY });
}
