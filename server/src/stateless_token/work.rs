//! Challenges for proofs of work: `expiry (8) ‖ difficulty (1) ‖ random (23) ‖ tag (32)`, for one organisation.

use fluister_protocol::id::OrganisationId;
use fluister_protocol::size;
use fluister_protocol::work::{Challenge, Work};

use super::{Fault, Purpose, ServerKey, fresh, join};
use crate::problem::Problem;

/// How long a challenge is good, in seconds: the hardest work takes a slow browser most of it.
pub const LIFETIME_SECONDS: u64 = 30 * 60;

const BODY: usize = 32;
const _: () = assert!(BODY + 32 == size::CHALLENGE);

/// A challenge of this difficulty, in zero bits.
///
/// # Errors
/// [`Problem::Internal`] without randomness.
pub fn challenge(
    key: &ServerKey,
    organisation: &OrganisationId,
    difficulty: u32,
    now: u64,
) -> Result<Challenge, Problem> {
    let expiry = now.saturating_add(LIFETIME_SECONDS).to_be_bytes();
    let difficulty = u8::try_from(difficulty).map_err(|_| Problem::Internal)?;
    let body: [u8; BODY] = join(&[&expiry, &[difficulty], &fresh::<23>()?])?;
    let tag = key.tag(Purpose::Work, &[organisation.as_bytes(), &body])?;
    join(&[&body, &tag])
}

/// The difficulty of a challenge that this server gave out for this organisation.
///
/// # Errors
/// [`Fault`].
pub fn difficulty(
    key: &ServerKey,
    organisation: &OrganisationId,
    challenge: &Challenge,
    now: u64,
) -> Result<u32, Fault> {
    let (body, tag) = challenge.split_at(BODY);
    if !key.knows(Purpose::Work, &[organisation.as_bytes(), body], tag) {
        return Err(Fault::Forged);
    }
    let (expiry, rest) = body.split_first_chunk::<8>().ok_or(Fault::Forged)?;
    if u64::from_be_bytes(*expiry) < now {
        return Err(Fault::Expired);
    }
    rest.first().copied().map(u32::from).ok_or(Fault::Forged)
}

/// Whether the work that was done lets this body in; the challenge's difficulty. An adviser's session is let off the
/// difficulty, not the challenge.
///
/// # Errors
/// One of the problems `work-…`.
pub fn accept(
    key: &ServerKey,
    organisation: &OrganisationId,
    work: &Work,
    body: &[u8],
    by_session: bool,
    now: u64,
) -> Result<u32, Problem> {
    let due = difficulty(key, organisation, &work.challenge, now).map_err(|fault| match fault {
        Fault::Forged => Problem::WorkForged,
        Fault::Expired => Problem::WorkExpired,
    })?;
    // at no difficulty there is nothing to compute
    if due == 0 || by_session || work.zero_bits(body) >= due {
        Ok(due)
    } else {
        Err(Problem::WorkInsufficient)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: OrganisationId = OrganisationId([1; 32]);
    const OTHER: OrganisationId = OrganisationId([2; 32]);

    #[test]
    fn a_challenge_is_for_one_organisation_and_a_short_time() {
        let key = ServerKey::new([7; 32]);
        let made = challenge(&key, &ONE, 9, 1_000).unwrap();
        assert_eq!(difficulty(&key, &ONE, &made, 1_000), Ok(9));
        assert_eq!(difficulty(&key, &ONE, &made, 1_000 + LIFETIME_SECONDS), Ok(9));
        assert_eq!(difficulty(&key, &ONE, &made, 1_001 + LIFETIME_SECONDS), Err(Fault::Expired));
        assert_eq!(difficulty(&key, &OTHER, &made, 1_000), Err(Fault::Forged));
        assert_eq!(difficulty(&ServerKey::new([8; 32]), &ONE, &made, 1_000), Err(Fault::Forged));
    }

    #[test]
    fn no_bit_of_a_challenge_can_be_changed() {
        let key = ServerKey::new([7; 32]);
        let made = challenge(&key, &ONE, 9, 1_000).unwrap();
        for bit in 0..made.len() * 8 {
            let mut changed = made;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(difficulty(&key, &ONE, &changed, 1_000), Err(Fault::Forged), "bit {bit}");
        }
    }

    #[test]
    fn work_must_reach_its_difficulty_unless_by_a_session() {
        let key = ServerKey::new([7; 32]);
        let made = challenge(&key, &ONE, 6, 1_000).unwrap();
        let good = Work::find(made, 6, b"body", |_| true).unwrap();
        let poor = (0..)
            .map(|nonce| Work { challenge: made, nonce })
            .find(|work| work.zero_bits(b"body") < 6)
            .unwrap();
        assert_eq!(accept(&key, &ONE, &good, b"body", false, 1_000), Ok(6));
        assert_eq!(accept(&key, &ONE, &poor, b"body", false, 1_000), Err(Problem::WorkInsufficient));
        assert_eq!(accept(&key, &ONE, &poor, b"body", true, 1_000), Ok(6));
    }
}
