import { EncryptedData, EncryptedPrivateKeyInfo, OneAsymmetricKey, Version } from "@peculiar/asn1-asym-key";
import {
  AsnParser,
  AsnProp,
  AsnPropTypes,
  AsnSerializer,
  AsnType,
  AsnTypeTypes,
  OctetString,
} from "@peculiar/asn1-schema";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";

/** RFC 8018, appendix A.4: which way of stretching, and which cipher. */
export class Pbes2Parameters {
  keyDerivation = new AlgorithmIdentifier();
  encryption = new AlgorithmIdentifier();
}
AsnType({ type: AsnTypeTypes.Sequence })(Pbes2Parameters);
AsnProp({ type: AlgorithmIdentifier })(Pbes2Parameters.prototype, "keyDerivation");
AsnProp({ type: AlgorithmIdentifier })(Pbes2Parameters.prototype, "encryption");

/** The parameters of scrypt in PBES2 (RFC 7914, section 7.1). */
export class ScryptParameters {
  salt = new OctetString();
  cost = 0;
  blockSize = 0;
  parallelism = 0;
  keyLength?: number;
}
AsnType({ type: AsnTypeTypes.Sequence })(ScryptParameters);
AsnProp({ type: OctetString })(ScryptParameters.prototype, "salt");
AsnProp({ type: AsnPropTypes.Integer })(ScryptParameters.prototype, "cost");
AsnProp({ type: AsnPropTypes.Integer })(ScryptParameters.prototype, "blockSize");
AsnProp({ type: AsnPropTypes.Integer })(ScryptParameters.prototype, "parallelism");
AsnProp({ type: AsnPropTypes.Integer, optional: true })(ScryptParameters.prototype, "keyLength");

/** RFC 8018, appendix A.2, with a salt that stands there in full. */
export class Pbkdf2Parameters {
  salt = new OctetString();
  rounds = 0;
  keyLength?: number;
  /** Left out it is HMAC with SHA-1, which is not taken here. */
  prf?: AlgorithmIdentifier;
}
AsnType({ type: AsnTypeTypes.Sequence })(Pbkdf2Parameters);
AsnProp({ type: OctetString })(Pbkdf2Parameters.prototype, "salt");
AsnProp({ type: AsnPropTypes.Integer })(Pbkdf2Parameters.prototype, "rounds");
AsnProp({ type: AsnPropTypes.Integer, optional: true })(Pbkdf2Parameters.prototype, "keyLength");
AsnProp({ type: AlgorithmIdentifier, optional: true })(Pbkdf2Parameters.prototype, "prf");

const ED25519 = "1.3.101.112";

/** An Ed25519 seed (32 bytes) as RFC 8410 puts it into PKCS#8. */
export function writeSeed(seed: Uint8Array): Uint8Array {
  const key = new OneAsymmetricKey();
  key.version = Version.v1;
  key.privateKeyAlgorithm = new AlgorithmIdentifier({ algorithm: ED25519 });
  key.privateKey = AsnSerializer.serialize(new OctetString(seed));
  return bytes(key);
}

/** The seed in a PKCS#8 key, with or without the public key beside it. @throws Error for anything else. */
export function readSeed(der: Uint8Array): Uint8Array {
  const key = AsnParser.parse(der, OneAsymmetricKey);
  const seed = new Uint8Array(AsnParser.parse(key.privateKey, OctetString).buffer);
  if (key.privateKeyAlgorithm.algorithm !== ED25519 || seed.length !== 32) {
    throw new TypeError("no Ed25519 key");
  }
  return seed;
}

/** What is encrypted, and how. */
export interface Encrypted {
  readonly algorithm: AlgorithmIdentifier;
  readonly data: Uint8Array;
}

/** Writes `EncryptedPrivateKeyInfo` (RFC 5958). */
export function writeEncrypted({ algorithm, data }: Encrypted): Uint8Array {
  return bytes(new EncryptedPrivateKeyInfo({ encryptionAlgorithm: algorithm, encryptedData: new EncryptedData(data) }));
}

/** Reads `EncryptedPrivateKeyInfo`. @throws Error for anything else. */
export function readEncrypted(der: Uint8Array): Encrypted {
  const { encryptionAlgorithm, encryptedData } = AsnParser.parse(der, EncryptedPrivateKeyInfo);
  return { algorithm: encryptionAlgorithm, data: new Uint8Array(encryptedData.buffer) };
}

/** An algorithm with these parameters. */
export function algorithm(name: string, parameters: unknown): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: name, parameters: AsnSerializer.serialize(parameters) });
}

/** The parameters of an algorithm that must have this name. @throws Error for anything else. */
export function parametersOf<T>(found: AlgorithmIdentifier, name: string, shape: new () => T): T {
  if (found.algorithm !== name || !found.parameters) {
    throw new TypeError("another algorithm");
  }
  return AsnParser.parse(found.parameters, shape);
}

function bytes(value: unknown): Uint8Array {
  return new Uint8Array(AsnSerializer.serialize(value));
}
