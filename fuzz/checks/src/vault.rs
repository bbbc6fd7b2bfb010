//! The vault: records as a server gives them, and rightly sealed ones with any content.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use fluister_protocol::manifest::{Listed, Manifest, ManifestError, Wrapped};
use fluister_protocol::padding;
use fluister_protocol::vault::{BLOCK, RecordId, VaultError, VaultKey, open_record, seal_record};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::choose;
use crate::forge::labelled;
use crate::people::Drawn;

const KEY: [u8; 32] = [7; 32];
const ID: RecordId = RecordId([8; 32]);

/// A record that opens holds what was sealed; a manifest that opens is written as one that means the same.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = choose(data) else { return };
    match first % 4 {
        0 => as_it_came(rest),
        1 => padded(rest),
        2 => manifest(first, rest),
        _ => wrapped(rest),
    }
}

/// No key is known with which it was made.
fn as_it_came(data: &[u8]) {
    let error = open_record(&VaultKey::new(KEY), &ID, 1, data).expect_err("nobody sealed it");
    let block = data.len().checked_sub(48).is_some_and(|sealed| sealed > 0 && sealed % BLOCK == 0);
    assert_eq!(error, if block { VaultError::Opaque } else { VaultError::Size });
}

/// Any padded content, rightly sealed by hand.
fn padded(data: &[u8]) {
    let mut block = data.to_vec();
    block.resize(data.len().max(1).next_multiple_of(BLOCK), 0);
    let random = [9; 32];
    let version = 1_u32.to_be_bytes();
    let mut key = [0; 32];
    Hkdf::<Sha256>::from_prk(&KEY)
        .expect("32 bytes")
        .expand(&labelled("record", &[&ID.0, &version, &random]), &mut key)
        .expect("32 bytes");
    let payload = Payload { msg: &block, aad: &labelled("record", &[&ID.0, &version]) };
    let sealed =
        ChaCha20Poly1305::new(&key.into()).encrypt(&Default::default(), payload).expect("it is small");
    match open_record(&VaultKey::new(KEY), &ID, 1, &[random.as_slice(), &sealed].concat()) {
        Ok(content) => assert_eq!(*padding::pad(&content, block.len()).expect("it fitted"), block),
        Err(error) => {
            assert_eq!(error, VaultError::Padding);
            assert!(padding::unpad(&block).is_err());
        }
    }
}

fn manifest(first: u8, json: &[u8]) {
    let (key, mut drawn) = (VaultKey::new(KEY), Drawn::from("fuzz"));
    let counter = u32::from(first / 4);
    let Ok(record) = seal_record(&key, &Manifest::id(&key), counter, json, &mut drawn) else { return };
    let manifest = match Manifest::open(&key, counter, &record) {
        Ok(manifest) => manifest,
        Err(error) => {
            assert!(!matches!(error, ManifestError::Vault(_)), "{error:?}");
            return;
        }
    };
    assert_eq!((manifest.counter, manifest.version), (counter, 1));
    let again = manifest.seal(&key, &mut drawn).expect("what is read can be written");
    assert_eq!(Manifest::open(&key, counter, &again).as_ref(), Ok(&manifest));
    for listed in &manifest.records {
        assert_eq!(manifest.verify(listed.id, None), Err(ManifestError::Missing));
        // nobody knows a record of this hash
        assert_eq!(manifest.verify(listed.id, Some((listed.version, json))), Err(ManifestError::Record));
    }
    let listed = Listed::of(ID, 1, json);
    let with = Manifest::new(counter, vec![listed]);
    assert_eq!(with.verify(ID, Some((1, json))), Ok(()));
    assert_eq!(with.verify(ID, Some((2, json))), Err(ManifestError::Record));
}

fn wrapped(data: &[u8]) {
    match Wrapped::from_bytes(data) {
        Ok(wrapped) => assert_eq!(*wrapped.to_bytes(), data),
        Err(error) => assert!(error == VaultError::Size && data.len() != 64),
    }
}
