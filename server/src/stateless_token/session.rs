//! Session challenges, `expiry (8) ‖ random (16) ‖ tag (24)`, and session tokens, `expiry (8) ‖ random (24) ‖ tag (32)`.
//!
//! A token carries its own expiry, since the database keeps no time finer than a day; whom it is for stands in the
//! database, under the token's hash.

use fluister_protocol::encoding;
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::session::CHALLENGE;
use zeroize::Zeroizing;

use super::{Fault, Purpose, ServerKey, fresh, join, read};
use crate::problem::Problem;
use crate::wipe;

/// How long a challenge can be answered, in seconds.
pub const CHALLENGE_SECONDS: u64 = 5 * 60;
/// How long a session lasts, in seconds.
pub const SESSION_SECONDS: u64 = 60 * 60;
/// A token's size in bytes.
pub const TOKEN: usize = 64;

const CHALLENGE_BODY: usize = 24;
const TOKEN_BODY: usize = 32;

/// A challenge for one adviser of one organisation.
///
/// # Errors
/// [`Problem::Internal`] without randomness.
pub fn challenge(
    key: &ServerKey,
    organisation: &OrganisationId,
    adviser: &AdviserId,
    now: u64,
) -> Result<[u8; CHALLENGE], Problem> {
    let expiry = now.saturating_add(CHALLENGE_SECONDS).to_be_bytes();
    let body: [u8; CHALLENGE_BODY] = join(&[&expiry, &fresh::<16>()?])?;
    let tag = key.tag(Purpose::SessionChallenge, &[organisation.as_bytes(), adviser.as_bytes(), &body])?;
    let (tag, _) = tag.split_at(CHALLENGE - CHALLENGE_BODY);
    join(&[&body, tag])
}

/// Whether this server gave out the challenge, for this adviser, and not too long ago.
///
/// # Errors
/// [`Fault`].
pub fn accept(
    key: &ServerKey,
    organisation: &OrganisationId,
    adviser: &AdviserId,
    challenge: &[u8; CHALLENGE],
    now: u64,
) -> Result<(), Fault> {
    let (body, tag) = challenge.split_at(CHALLENGE_BODY);
    let parts = [organisation.as_bytes().as_slice(), adviser.as_bytes(), body];
    if !key.knows(Purpose::SessionChallenge, &parts, tag) {
        return Err(Fault::Forged);
    }
    not_expired(body, now)
}

/// A new token as it travels, and its hash for the database.
///
/// # Errors
/// [`Problem::Internal`] without randomness.
pub fn token(key: &ServerKey, now: u64) -> Result<(Zeroizing<String>, [u8; 32]), Problem> {
    wipe::after(|| {
        let expiry = now.saturating_add(SESSION_SECONDS).to_be_bytes();
        let body: Zeroizing<[u8; TOKEN_BODY]> =
            Zeroizing::new(join(&[&expiry, &*Zeroizing::new(fresh::<24>()?)])?);
        let tag = key.tag(Purpose::SessionToken, &[&*body])?;
        let token: Zeroizing<[u8; TOKEN]> = Zeroizing::new(join(&[&*body, &tag])?);
        Ok((Zeroizing::new(encoding::encode(&*token)), hash(&*token)))
    })
}

/// The hash of a token that this server gave out and that has not expired.
///
/// # Errors
/// [`Problem::SessionUnknown`], [`Problem::SessionExpired`].
pub fn token_hash(key: &ServerKey, text: &str, now: u64) -> Result<[u8; 32], Problem> {
    wipe::after(|| {
        let token: Zeroizing<[u8; TOKEN]> = Zeroizing::new(read(text, Problem::SessionUnknown)?);
        let (body, tag) = token.split_at(TOKEN_BODY);
        if !key.knows(Purpose::SessionToken, &[body], tag) {
            return Err(Problem::SessionUnknown);
        }
        not_expired(body, now).map_err(|_| Problem::SessionExpired)?;
        Ok(hash(&*token))
    })
}

fn hash(token: &[u8]) -> [u8; 32] {
    wipe::sha256(token)
}

fn not_expired(body: &[u8], now: u64) -> Result<(), Fault> {
    let (expiry, _) = body.split_first_chunk::<8>().ok_or(Fault::Forged)?;
    if u64::from_be_bytes(*expiry) < now { Err(Fault::Expired) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORGANISATION: OrganisationId = OrganisationId([1; 32]);
    const ADVISER: AdviserId = AdviserId([2; 32]);

    #[test]
    fn a_challenge_is_for_one_adviser_and_a_short_time() {
        let key = ServerKey::new([7; 32]);
        let made = challenge(&key, &ORGANISATION, &ADVISER, 1_000).unwrap();
        let good = |organisation, adviser, now| accept(&key, &organisation, &adviser, &made, now);
        assert_eq!(good(ORGANISATION, ADVISER, 1_000), Ok(()));
        assert_eq!(good(ORGANISATION, ADVISER, 1_001 + CHALLENGE_SECONDS), Err(Fault::Expired));
        assert_eq!(good(OrganisationId([2; 32]), AdviserId([1; 32]), 1_000), Err(Fault::Forged));
        let mut changed = made;
        changed[47] ^= 1;
        assert_eq!(accept(&key, &ORGANISATION, &ADVISER, &changed, 1_000), Err(Fault::Forged));
    }

    #[test]
    fn a_token_is_known_by_its_tag_until_it_expires() {
        let key = ServerKey::new([7; 32]);
        let (text, hash) = token(&key, 1_000).unwrap();
        assert_eq!(token_hash(&key, &text, 1_000 + SESSION_SECONDS), Ok(hash));
        assert_eq!(token_hash(&key, &text, 1_001 + SESSION_SECONDS), Err(Problem::SessionExpired));
        let changed = format!("B{}", &text[1..]);
        for wrong in ["", "A", changed.as_str(), &text[1..]] {
            assert_eq!(token_hash(&key, wrong, 1_000), Err(Problem::SessionUnknown));
        }
        assert_ne!(*token(&key, 1_000).unwrap().0, *text);
    }
}
