//! The one suite of version 1. This is the only place that names algorithms; there is nothing to negotiate.

/// The first bytes of every letter: the format and its version.
pub const MAGIC: [u8; 4] = *b"FLU1";

/// The version that signed payloads carry in their field `version`.
pub const VERSION: u32 = 1;

/// FIPS 180-4 SHA-256: ids, fingerprints, hashes of signed payloads.
pub(crate) type Hash = sha2::Sha256;
/// RFC 2104 HMAC-SHA256: proofs inside letters.
#[cfg(feature = "seal")]
pub(crate) type Mac = hmac::Hmac<sha2::Sha256>;

/// RFC 5869 HKDF-SHA256: everything derived from a code, a thread or a vault key.
#[cfg(feature = "seal")]
pub(crate) type Kdf = hkdf::Hkdf<sha2::Sha256>;
/// X-Wing (draft-connolly-cfrg-xwing-kem), HPKE KEM 0x647a: X25519 and ML-KEM-768 together.
#[cfg(feature = "seal")]
pub(crate) type HpkeKem = hpke::kem::XWing;
/// RFC 9180 KDF 0x0001.
#[cfg(feature = "seal")]
pub(crate) type HpkeKdf = hpke::kdf::HkdfSha256;
/// RFC 9180 AEAD 0x0003.
#[cfg(feature = "seal")]
pub(crate) type HpkeAead = hpke::aead::ChaCha20Poly1305;
/// RFC 8439 ChaCha20-Poly1305: vault records and chunks, each key used once with nonce zero.
#[cfg(feature = "seal")]
pub(crate) type Aead = chacha20poly1305::ChaCha20Poly1305;
