//! The adviser's vault: everything that the adviser's client remembers, in records under a key that only passphrase and
//! key code together open.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, Nonce};
use zeroize::Zeroizing;

use crate::code::KeyCode;
use crate::derivation::{Master, expand, expand_bytes};
use crate::encoding::public_bytes;
use crate::id::Token;
use crate::label::Label;
use crate::padding;
use crate::random::{self, CryptoRng};
use crate::secret::secret_bytes;
use crate::size;
use crate::suite::{Aead, Kdf};

/// Argon2id's memory in KiB (RFC 9106; OWASP's first recommendation): 19 MiB.
pub const MEMORY_KIB: u32 = 19 * 1024;
/// Argon2id's passes.
pub const PASSES: u32 = 2;
/// Argon2id's lanes.
pub const LANES: u32 = 1;
/// What a record's content is padded to a multiple of, in bytes.
pub const BLOCK: usize = 4096;
const RANDOM: usize = 32;

public_bytes!(
    /// A record's name: 32 random bytes, or derived.
    RecordId, 32
);
secret_bytes!(
    /// Opens every record of a vault. Random; kept in the wrap record.
    VaultKey
);
secret_bytes!(
    /// Opens the wrap record. Follows from passphrase and key code.
    WrapKey
);

/// Why a record or a vault does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Wrong passphrase or key code, another record or version, or altered: which cannot be told.
    #[error("does not open: the passphrase is wrong, or the vault is damaged")]
    Opaque,
    /// Not the size of a record.
    #[error("not a vault record")]
    Size,
    /// The passphrase is shorter than twelve characters.
    #[error(
        "the passphrase is too short: use at least 12 characters, better the six words that were made for you"
    )]
    WeakPassphrase,
    /// Opened, and the padding is wrong.
    #[error("a damaged vault record")]
    Padding,
    /// Argon2id could not run, for want of memory.
    #[error("not enough memory to unlock (19 MiB)")]
    Memory,
}

impl VaultError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Opaque => "opaque",
            Self::Size => "size",
            Self::WeakPassphrase => "passphrase",
            Self::Padding => "padding",
            Self::Memory => "memory",
        }
    }
}

/// What passphrase and key code together give.
pub struct Unlock {
    /// Under which the server keeps the wrap record.
    pub wrap_token: Token,
    /// What opens the wrap record.
    pub wrap_key: WrapKey,
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unlock(…)")
    }
}

/// HKDF-Extract(salt = Argon2id(passphrase, SHA-256(label "salt" ‖ 00 ‖ entropy)), ikm = entropy), then wrap token and
/// wrap key. Takes 19 MiB and some 20 ms.
///
/// # Errors
/// [`VaultError::WeakPassphrase`], [`VaultError::Memory`].
pub fn unlock(passphrase: &str, key_code: &KeyCode) -> Result<Unlock, VaultError> {
    if passphrase.chars().count() < 12 {
        return Err(VaultError::WeakPassphrase);
    }
    let salt = Label::Salt.hash(&[key_code.expose()]);
    let params = argon2::Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(|_| VaultError::Memory)?;
    let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut hash = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(passphrase.as_bytes(), &salt, hash.as_mut_slice())
        .map_err(|_| VaultError::Memory)?;
    let (unlock, _) = Kdf::extract(Some(hash.as_slice()), key_code.expose());
    let unlock: Zeroizing<[u8; 32]> = Zeroizing::new(unlock.into());
    Ok(Unlock {
        wrap_token: Token::new(expand_bytes(&unlock, Label::WrapToken, &[])),
        wrap_key: WrapKey::new(expand_bytes(&unlock, Label::WrapKey, &[])),
    })
}

impl Master {
    /// The key of what a melder's client leaves on its own disk to go on with an upload: sealed as a vault record is.
    pub fn resume(&self) -> VaultKey {
        VaultKey::new(expand(self.expose(), Label::Resume, &[]))
    }
}

/// Seals a record: random (32) ‖ AEAD(length ‖ content ‖ zeros to a multiple of 4 KiB). The key is drawn anew at every
/// write, so that nonce zero is used once.
///
/// # Errors
/// [`VaultError::Size`] for 4 GiB and more.
pub fn seal_record(
    key: &VaultKey,
    id: &RecordId,
    version: u32,
    content: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, VaultError> {
    seal(key.expose(), id, version, content, rng)
}

/// Opens a record of exactly this id and version.
///
/// # Errors
/// [`VaultError`].
pub fn open_record(
    key: &VaultKey,
    id: &RecordId,
    version: u32,
    record: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    open(key.expose(), id, version, record)
}

/// Seals the wrap record; `id` is that of the wrap token.
///
/// # Errors
/// As [`seal_record`].
pub fn seal_wrap(
    unlock: &Unlock,
    version: u32,
    content: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, VaultError> {
    seal(unlock.wrap_key.expose(), &RecordId(unlock.wrap_token.id().0), version, content, rng)
}

/// Opens the wrap record.
///
/// # Errors
/// [`VaultError`].
pub fn open_wrap(unlock: &Unlock, version: u32, record: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    open(unlock.wrap_key.expose(), &RecordId(unlock.wrap_token.id().0), version, record)
}

fn cipher(key: &[u8; 32], id: &RecordId, version: u32, random: &[u8]) -> Aead {
    let parts: [&[u8]; 3] = [id.as_bytes(), &version.to_be_bytes(), random];
    let key = Zeroizing::new(expand_bytes(key, Label::Record, &parts));
    Aead::new((&*key).into())
}

fn seal(
    key: &[u8; 32],
    id: &RecordId,
    version: u32,
    content: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, VaultError> {
    let room = (size::LENGTH + content.len()).next_multiple_of(BLOCK);
    let padded = padding::pad(content, room).map_err(|_| VaultError::Size)?;
    let random: [u8; RANDOM] = random::bytes(rng);
    let aad = Label::Record.prefix(&[id.as_bytes(), &version.to_be_bytes()]);
    let sealed = cipher(key, id, version, &random)
        .encrypt(&Nonce::default(), Payload { msg: &padded, aad: &aad })
        .map_err(|_| VaultError::Size)?;
    Ok([random.as_slice(), &sealed].concat())
}

fn open(
    key: &[u8; 32],
    id: &RecordId,
    version: u32,
    record: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (random, sealed) = record.split_first_chunk::<RANDOM>().ok_or(VaultError::Size)?;
    if sealed.len() < BLOCK + size::TAG || !(sealed.len() - size::TAG).is_multiple_of(BLOCK) {
        return Err(VaultError::Size);
    }
    let aad = Label::Record.prefix(&[id.as_bytes(), &version.to_be_bytes()]);
    let padded = cipher(key, id, version, random)
        .decrypt(&Nonce::default(), Payload { msg: sealed, aad: &aad })
        .map(Zeroizing::new)
        .map_err(|_| VaultError::Opaque)?;
    padding::unpad(&padded).map(|content| Zeroizing::new(content.to_vec())).map_err(|_| VaultError::Padding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_halves_are_needed() {
        let code = KeyCode::from_entropy([1; 14]);
        let right = unlock("six words that were made", &code).unwrap();
        let record = seal_wrap(&right, 1, b"vault key", &mut random::system()).unwrap();
        assert_eq!(open_wrap(&right, 1, &record).unwrap().as_slice(), b"vault key");
        assert_eq!(open_wrap(&right, 2, &record).unwrap_err(), VaultError::Opaque);
        for (passphrase, code) in [
            ("six words that were mad.", &code),
            ("six words that were made", &KeyCode::from_entropy([2; 14])),
        ] {
            let wrong = unlock(passphrase, code).unwrap();
            assert_eq!(open_wrap(&wrong, 1, &record).unwrap_err(), VaultError::Opaque);
        }
        assert_eq!(unlock("short", &code).unwrap_err(), VaultError::WeakPassphrase);
    }

    #[test]
    fn two_writes_of_one_version_have_two_keys() {
        let (key, id) = (VaultKey::new([1; 32]), RecordId([2; 32]));
        let write = || seal_record(&key, &id, 1, b"same", &mut random::system()).unwrap();
        let (one, two) = (write(), write());
        let differing = one.iter().zip(&two).skip(RANDOM).filter(|(a, b)| a != b).count();
        assert!(differing > BLOCK / 2, "{differing} bytes differ: the keystream was used twice");
    }

    proptest! {
        #[test]
        fn records_go_round(content in proptest::collection::vec(any::<u8>(), 0..9000), version: u32) {
            let (key, id) = (VaultKey::new([1; 32]), RecordId([2; 32]));
            let record = seal_record(&key, &id, version, &content, &mut random::system()).unwrap();
            prop_assert_eq!((record.len() - RANDOM - size::TAG) % BLOCK, 0);
            let opened = open_record(&key, &id, version, &record).unwrap();
            prop_assert_eq!(opened.as_slice(), content.as_slice());
            prop_assert!(open_record(&key, &RecordId([3; 32]), version, &record).is_err());
            prop_assert!(open_record(&key, &id, version.wrapping_add(1), &record).is_err());
        }

        #[test]
        fn no_record_panics(record in proptest::collection::vec(any::<u8>(), 0..5000)) {
            prop_assert!(open_record(&VaultKey::new([1; 32]), &RecordId([2; 32]), 1, &record).is_err());
        }
    }
}
