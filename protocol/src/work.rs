//! Proof of work: what a post costs when an organisation is flooded. Nobody's address is needed for it.

use sha2::Digest;

use crate::encoding::{self, EncodingError};
use crate::label::Label;
use crate::size;
use crate::suite::Hash;

/// Iterations of PBKDF2 for one try: slow enough that a browser's WebCrypto is no disadvantage.
pub const ITERATIONS: u32 = 1_000;

/// A challenge, opaque to clients.
pub type Challenge = [u8; size::CHALLENGE];

/// The header `Fluister-Work`: base64url of challenge (64) ‖ nonce (u64 big-endian).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The challenge, as the server gave it.
    pub challenge: Challenge,
    /// The number for which the hash begins with enough zero bits.
    pub nonce: u64,
}

impl Work {
    /// Reads the header.
    ///
    /// # Errors
    /// [`EncodingError`].
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        let bytes: [u8; size::WORK] = encoding::decode_array(text)?;
        let (challenge, nonce) = bytes.split_at(size::CHALLENGE);
        let wrong = |_| EncodingError::NotCanonical;
        Ok(Self {
            challenge: challenge.try_into().map_err(wrong)?,
            nonce: u64::from_be_bytes(nonce.try_into().map_err(wrong)?),
        })
    }

    /// Writes the header.
    pub fn header(&self) -> String {
        encoding::encode(&[self.challenge.as_slice(), &self.nonce.to_be_bytes()].concat())
    }

    /// The leading zero bits of PBKDF2-HMAC-SHA256 (RFC 8018 §5.2, 1,000 iterations, 32 bytes) over password
    /// `work ‖ 00 ‖ challenge ‖ SHA-256(body)` and salt `nonce`.
    pub fn zero_bits(&self, body: &[u8]) -> u32 {
        zero_bits(&password(&self.challenge, body), self.nonce)
    }

    /// Tries nonces from 0 until `difficulty` zero bits are found. `go_on` is asked before every try; false gives up.
    pub fn find(
        challenge: Challenge,
        difficulty: u32,
        body: &[u8],
        mut go_on: impl FnMut(u64) -> bool,
    ) -> Option<Self> {
        let password = password(&challenge, body);
        (0..u64::MAX)
            .take_while(|nonce| go_on(*nonce))
            .find(|nonce| zero_bits(&password, *nonce) >= difficulty)
            .map(|nonce| Self { challenge, nonce })
    }
}

fn password(challenge: &Challenge, body: &[u8]) -> Vec<u8> {
    Label::Work.prefix(&[challenge, &Hash::digest(body)])
}

fn zero_bits(password: &[u8], nonce: u64) -> u32 {
    let mut out = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password, &nonce.to_be_bytes(), ITERATIONS, &mut out);
    let whole = out.iter().take_while(|byte| **byte == 0).count();
    let rest = out.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).map_or(u32::MAX, |whole| whole * 8 + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_enough() {
        let work = Work::find([7; 64], 5, b"body", |_| true).unwrap();
        assert!(work.zero_bits(b"body") >= 5);
        assert_eq!(Work::parse(&work.header()), Ok(work));
        assert_eq!(Work::find([7; 64], 60, b"body", |nonce| nonce < 3), None);
    }

    #[test]
    fn work_is_bound_to_challenge_and_body() {
        let zeros = |challenge, body: &[u8]| -> Vec<u32> {
            (0..64).map(|nonce| Work { challenge, nonce }.zero_bits(body)).collect()
        };
        let found = zeros([7; 64], b"body");
        assert_ne!(found, zeros([8; 64], b"body"));
        assert_ne!(found, zeros([7; 64], b"another"));
    }
}
