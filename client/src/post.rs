//! Posting in fours: what is said, and cover for the rest.

use fluister_protocol::id::{OrganisationId, Token};
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::random::{self, CryptoRng};
use fluister_protocol::size;
use fluister_protocol::work::Work;

use crate::error::Error;
use crate::http::{Api, Posted, posted_bytes};

/// More zero bits than this no honest server asks for: hours of work.
const MOST_WORK: u32 = 24;

/// How far a slow step has come, for whoever waits.
pub trait Progress {
    /// The proof of work: after so many tries, of so many to be expected. False gives up.
    fn working(&self, tries: u64, expected: u64) -> bool;

    /// An attachment: so many of its chunks are where they belong.
    fn moved(&self, chunks: u32, of: u32) {
        let _ = (chunks, of);
    }
}

/// Says nothing and goes on.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Progress for Quiet {
    fn working(&self, _: u64, _: u64) -> bool {
        true
    }
}

/// The number of letters that go with `count` in one post: the next multiple of four, at least four.
pub const fn fours(count: usize) -> usize {
    if count == 0 { size::FOUR } else { count.next_multiple_of(size::FOUR) }
}

/// Fills up with cover and shuffles, so that neither number nor order tells anything.
///
/// # Errors
/// [`Error::Seal`].
pub fn with_cover(
    mut letters: Vec<Sealed>,
    organisation: OrganisationId,
    rng: &mut impl CryptoRng,
) -> Result<Vec<Sealed>, Error> {
    let count = fours(letters.len());
    while letters.len() < count {
        letters.push(letter::seal_cover(organisation, rng)?);
    }
    // ids are hashes: their order is as good as a shuffle, and tells nothing
    letters.sort_by_key(|sealed| sealed.id);
    Ok(letters)
}

/// Fills up tokens with random ones to a multiple of four.
pub fn with_random(tokens: &[Token], rng: &mut impl CryptoRng) -> Vec<Token> {
    let mut tokens = tokens.to_vec();
    let count = fours(tokens.len());
    while tokens.len() < count {
        tokens.push(Token::new(random::bytes(rng)));
    }
    tokens
}

/// Posts 4 to 16 letters, all or none, with the work that the server asks for.
///
/// # Errors
/// [`Error::Conflict`] where other bytes lie under one of the ids; nothing is stored then.
pub fn post(api: &Api, slug: &str, letters: &[Sealed], progress: &impl Progress) -> Result<(), Error> {
    let body = posted_bytes(letters);
    // work that came too late is done again, a few times
    for _ in 0..3 {
        let work = work(api, slug, &body, progress)?;
        match api.post_letters(slug, &body, &work)? {
            Posted::Stored => return Ok(()),
            Posted::Conflict => return Err(Error::Conflict),
            Posted::WorkRefused => {}
        }
    }
    Err(Error::Answer("it refuses every proof of work"))
}

/// A proof of work for these bytes, as much as the server asks for now.
///
/// # Errors
/// [`Error::GivenUp`], [`Error::Answer`] where it asks for more than any server should.
pub(crate) fn work(api: &Api, slug: &str, body: &[u8], progress: &impl Progress) -> Result<Work, Error> {
    let challenge = api.challenge(slug)?;
    if challenge.difficulty > MOST_WORK {
        return Err(Error::Answer("it asks for more work than any server should"));
    }
    let expected = 1_u64.checked_shl(challenge.difficulty).unwrap_or(u64::MAX);
    let go_on = |tries| progress.working(tries, expected);
    Work::find(challenge.challenge, challenge.difficulty, body, go_on).ok_or(Error::GivenUp)
}
