//! Letters made by hand from `SPEC.md` alone, without the crate that is under test: an own X-Wing encapsulation, an own
//! HPKE key schedule and labels spelt out. It makes what the crate's own functions refuse to make.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use ml_kem::ml_kem_768;
use sha2::{Digest as _, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};

/// SHA-256 of `fluister/v1/` label ‖ 00 ‖ data.
pub fn labelled(label: &str, data: &[&[u8]]) -> Vec<u8> {
    [format!("fluister/v1/{label}\0").as_bytes(), &data.concat()].concat()
}

/// All that decides how a letter is sealed. Each field can be set to what it must not be.
#[derive(Clone)]
pub struct Forged {
    pub organisation: [u8; 32],
    pub id: [u8; 32],
    /// What `reader` hashes: identity ‖ epoch ‖ key, or the key.
    pub reader: Vec<u8>,
    /// 1216 bytes.
    pub key: Vec<u8>,
    pub kind: u8,
    /// Of mode psk: the key and its name.
    pub psk: Option<([u8; 32], String)>,
    pub aad: Vec<u8>,
    pub thread: [u8; 32],
    pub proof: [u8; 64],
    /// Length, content and zeros.
    pub padded: Vec<u8>,
    /// 64 random bytes: ML-KEM's, then X25519's.
    pub eseed: [u8; 64],
    /// Put in the place of the X25519 share, for which the shared secret is then zero.
    pub low_order_share: Option<[u8; 32]>,
}

impl Forged {
    pub fn reader_hash(&self) -> [u8; 32] {
        Sha256::digest(&self.reader).into()
    }

    /// What MAC and signature cover.
    pub fn proven(&self) -> Vec<u8> {
        labelled("proof", &[&self.organisation, &self.id, &self.reader_hash(), &self.padded])
    }

    /// HMAC-SHA256 of `message` and 32 zeros.
    pub fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 64] {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(message);
        let mut proof = [0; 64];
        proof[..32].copy_from_slice(&mac.finalize().into_bytes());
        proof
    }

    /// HPKE's info.
    pub fn info(&self) -> Vec<u8> {
        labelled("letter", &[&[self.kind], &self.organisation, &self.id, &self.reader_hash()])
    }

    /// X-Wing's shared secret, and HPKE's key and nonce.
    pub fn secrets(&self) -> ([u8; 32], [u8; 32], [u8; 12]) {
        let (shared, _) = self.encapsulate();
        let (key, nonce) = key_schedule(&shared, &self.info(), self.psk.as_ref());
        (shared, key, nonce)
    }

    /// The 16,384 bytes.
    pub fn seal(&self) -> Vec<u8> {
        let (shared, enc) = self.encapsulate();
        let (key, nonce) = key_schedule(&shared, &self.info(), self.psk.as_ref());
        let plaintext = [self.thread.as_slice(), &self.proof, &self.padded].concat();
        let sealed = ChaCha20Poly1305::new(&key.into())
            .encrypt(&nonce.into(), Payload { msg: &plaintext, aad: &self.aad })
            .unwrap();
        [b"FLU1".as_slice(), &enc, &sealed].concat()
    }

    /// draft-connolly-cfrg-xwing-kem §5.4.
    fn encapsulate(&self) -> ([u8; 32], Vec<u8>) {
        let (m, x) = self.key.split_at(1184);
        let share: [u8; 32] = x.try_into().unwrap();
        let (seed_m, seed_x) = self.eseed.split_first_chunk::<32>().unwrap();
        let ml_kem = ml_kem_768::EncapsulationKey::new(m.try_into().unwrap()).unwrap();
        let (ct_m, ss_m) = ml_kem.encapsulate_deterministic(&(*seed_m).into());
        let secret = StaticSecret::from(<[u8; 32]>::try_from(seed_x).unwrap());
        let (ct_x, ss_x) = match self.low_order_share {
            Some(share) => (share, [0; 32]),
            None => (PublicKey::from(&secret).to_bytes(), secret.diffie_hellman(&share.into()).to_bytes()),
        };
        let mut hash = sha3::Sha3_256::default();
        for part in [ss_m.as_slice(), &ss_x, &ct_x, &share, br"\.//^\"] {
            sha3::Digest::update(&mut hash, part);
        }
        (sha3::Digest::finalize(hash).into(), [ct_m.as_slice(), &ct_x].concat())
    }
}

/// RFC 9180 §5.1 for KEM 0x647a, KDF 0x0001, AEAD 0x0003.
fn key_schedule(shared: &[u8; 32], info: &[u8], psk: Option<&([u8; 32], String)>) -> ([u8; 32], [u8; 12]) {
    let (mode, psk, psk_id) = match psk {
        None => (0, [].as_slice(), ""),
        Some((psk, id)) => (1, psk.as_slice(), id.as_str()),
    };
    let context = [
        [mode].as_slice(),
        &labeled_extract(&[], b"psk_id_hash", psk_id.as_bytes()),
        &labeled_extract(&[], b"info_hash", info),
    ]
    .concat();
    let secret = labeled_extract(shared, b"secret", psk);
    let (mut key, mut nonce) = ([0; 32], [0; 12]);
    labeled_expand(&secret, b"key", &context, &mut key);
    labeled_expand(&secret, b"base_nonce", &context, &mut nonce);
    (key, nonce)
}

const SUITE: &[u8; 10] = b"HPKE\x64\x7a\x00\x01\x00\x03";

fn labeled_extract(salt: &[u8], label: &[u8], ikm: &[u8]) -> [u8; 32] {
    let ikm = [b"HPKE-v1".as_slice(), SUITE, label, ikm].concat();
    Hkdf::<Sha256>::extract(Some(salt), &ikm).0.into()
}

fn labeled_expand(secret: &[u8; 32], label: &[u8], info: &[u8], out: &mut [u8]) {
    let length = u16::try_from(out.len()).unwrap().to_be_bytes();
    let info = [length.as_slice(), b"HPKE-v1", SUITE, label, info].concat();
    Hkdf::<Sha256>::from_prk(secret).unwrap().expand(&info, out).unwrap();
}
