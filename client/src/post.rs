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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    use fluister_protocol::encoding;

    use super::*;
    use crate::made::{Said, serve};

    /// How a post ends where the server answers its tries so, the last answer to all that follow; and how often it was
    /// posted.
    fn posted(answers: &[fn() -> Said]) -> (Result<(), Error>, usize) {
        let tries = Arc::new(AtomicUsize::new(0));
        let (answers, counter) = (Mutex::new(answers.to_vec()), Arc::clone(&tries));
        let api = serve(move |asked| {
            if asked.what.starts_with("GET ") {
                let challenge = encoding::encode(&[7; size::CHALLENGE]);
                return Said::ok(format!(r#"{{"challenge":"{challenge}","difficulty":0}}"#));
            }
            counter.fetch_add(1, Ordering::SeqCst);
            let mut answers = answers.lock().unwrap();
            if answers.len() > 1 { answers.remove(0)() } else { answers[0]() }
        });
        let letters = with_cover(Vec::new(), OrganisationId([1; 32]), &mut random::system()).unwrap();
        let outcome = post(&api, "acme", &letters, &Quiet);
        (outcome, tries.load(Ordering::SeqCst))
    }

    #[test]
    fn a_refusal_that_is_not_about_work_is_asked_once() {
        let (outcome, tries) = posted(&[|| Said::problem(403, "/problems/organisation-closed")]);
        assert!(matches!(outcome, Err(Error::Refused(problem)) if problem.status == 403));
        assert_eq!(tries, 1);
        let (outcome, tries) = posted(&[|| Said::problem(409, "/problems/letter-conflict")]);
        assert!(matches!(outcome, Err(Error::Conflict)));
        assert_eq!(tries, 1);
    }

    #[test]
    fn work_that_is_refused_is_done_again_and_given_up_after_three_times() {
        let refused = || Said::problem(403, "/problems/work-expired");
        let (outcome, tries) = posted(&[refused, || Said::ok("")]);
        assert!(outcome.is_ok());
        assert_eq!(tries, 2);
        let (outcome, tries) = posted(&[refused]);
        assert!(matches!(outcome, Err(Error::Answer(_))));
        assert_eq!(tries, 3);
    }

    #[test]
    fn letters_are_filled_up_to_fours() {
        assert_eq!([0, 1, 4, 5, 16].map(fours), [4, 4, 4, 8, 16]);
    }
}
