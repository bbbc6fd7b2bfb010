//! Limits that need nobody's address: work that rises with an organisation's letters, room on the disk, requests at
//! once.

use std::sync::Arc;
use std::time::Duration;

use fluister_protocol::size;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Quotas;
use crate::problem::Problem;
use crate::store::counts::{BySession, Recent};

/// Difficulty, in zero bits, once an organisation gets more than half its quota: a tenth of a second in a browser.
const FIRST: u32 = 8;
/// Zero bits by which the difficulty may have risen since a challenge was given out.
const SLACK: u32 = 4;

/// The difficulty of an organisation's challenges, in leading zero bits.
///
/// Nothing up to half its quotas; then 8, and 2 more whenever letters or chunks double, up to the highest that is set.
/// The highest, too, once all that is kept for it takes more room than it should.
pub fn difficulty(quotas: &Quotas, recent: &Recent) -> u32 {
    if recent.bytes > quotas.organisation {
        return quotas.highest_difficulty;
    }
    let doublings = |came: u64, quota: u64| (came / (quota / 2).max(1)).checked_ilog2();
    let release = doublings(recent.open_release, quotas.letters_per_release);
    let day = doublings(recent.today, quotas.letters_per_day);
    let chunks = doublings(recent.chunks_today, quotas.chunks_per_day);
    release.max(day).max(chunks).map_or(0, |doublings| (FIRST + 2 * doublings).min(quotas.highest_difficulty))
}

/// Whether a challenge of `difficulty` still does. Whoever gathered challenges while it was calm cannot post with them
/// once it is not.
pub fn still_does(difficulty: u32, now_due: u32) -> bool {
    difficulty + SLACK >= now_due
}

/// Refuses an adviser who posts by session more than a day's quota, or after half of the organisation's room is taken: what costs no
/// work must not make others' harder. The adviser can still post as everybody does, with work and without the session.
///
/// # Errors
/// [`Problem::SessionQuota`].
pub fn session(quotas: &Quotas, recent: &Recent, would_be: BySession) -> Result<(), Problem> {
    let fits = would_be.letters <= quotas.session_letters_per_day
        && would_be.chunks <= quotas.session_chunks_per_day
        && recent.bytes <= quotas.organisation / 2;
    if fits { Ok(()) } else { Err(Problem::SessionQuota) }
}

/// Refuses what the disk's quota has no room for. The last tenth is kept for advisers.
///
/// # Errors
/// [`Problem::StorageFull`].
pub fn room(quota: u64, would_be: u64, by_session: bool) -> Result<(), Problem> {
    let limit = if by_session { quota } else { quota - quota / 10 };
    if would_be <= limit { Ok(()) } else { Err(Problem::StorageFull) }
}

/// How many chunks fit into the memory for large bodies, from their first byte until they are stored, by all workers
/// together: 16 MiB.
const CHUNKS_AT_ONCE: usize = 64;

/// Memory for large bodies: chunks, and batches for vaults. Who comes when there is none waits: an attachment has
/// hundreds of chunks, and sends one after another.
#[derive(Clone, Debug)]
pub struct BodyRoom(Arc<Semaphore>);

impl Default for BodyRoom {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(CHUNKS_AT_ONCE)))
    }
}

impl BodyRoom {
    /// Room for a body of so many bytes, given back when dropped.
    ///
    /// # Errors
    /// [`Problem::Internal`], never met: no body is larger than all the room.
    pub async fn enter(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
        let chunks = bytes.div_ceil(size::CHUNK).clamp(1, CHUNKS_AT_ONCE);
        let chunks = u32::try_from(chunks).map_err(|_| Problem::Internal)?;
        Arc::clone(&self.0).acquire_many_owned(chunks).await.map_err(|_| Problem::Internal)
    }
}

/// What request bodies may use: memory and time.
#[derive(Clone, Debug)]
pub struct BodyLimits {
    /// Memory for large bodies, shared by all requests.
    pub room: BodyRoom,
    /// The longest that one body may take to arrive.
    pub timeout: Duration,
}

/// How many requests are answered at once, by all workers together.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Semaphore>);

impl Gate {
    /// A gate for `at_once` requests.
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once)))
    }

    /// Counts a request until the permit is dropped.
    ///
    /// # Errors
    /// [`Problem::Busy`] where there is none: who waits in line only makes the line longer.
    pub fn enter(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.0).try_acquire_owned().map_err(|_| Problem::Busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTAS: Quotas = Quotas {
        letters_per_release: 100,
        letters_per_day: 1_000,
        chunks_per_day: 2_000,
        session_letters_per_day: 50,
        session_chunks_per_day: 20,
        highest_difficulty: 18,
        organisation: 1 << 30,
        storage: None,
        files: 0,
        attachments: 0,
    };

    fn at(open_release: u64, today: u64) -> u32 {
        difficulty(&QUOTAS, &Recent { open_release, today, ..Recent::default() })
    }

    #[test]
    fn calm_costs_nothing_and_floods_cost_more_and_more() {
        assert_eq!([at(0, 0), at(49, 499)], [0, 0]);
        assert_eq!([at(50, 50), at(100, 100), at(200, 200), at(400, 400)], [8, 10, 12, 14]);
        assert_eq!([at(0, 500), at(0, 1_000)], [8, 10]);
        assert_eq!(at(u64::MAX, u64::MAX), 18);
        let rising: Vec<u32> = (0..10_000).map(|letters| at(letters, letters)).collect();
        assert!(rising.is_sorted());
    }

    #[test]
    fn chunks_cost_like_letters_and_too_many_bytes_the_most() {
        let at =
            |chunks_today, bytes| difficulty(&QUOTAS, &Recent { chunks_today, bytes, ..Recent::default() });
        assert_eq!([at(999, 0), at(1_000, 0), at(2_000, 0), at(u64::MAX, 0)], [0, 8, 10, 18]);
        assert_eq!([at(0, 1 << 30), at(0, (1 << 30) + 1)], [0, 18]);
    }

    #[test]
    fn a_session_has_a_quota_of_its_own_and_half_the_room() {
        let post = |letters, chunks, bytes| {
            session(&QUOTAS, &Recent { bytes, ..Recent::default() }, BySession { letters, chunks })
        };
        assert_eq!(post(50, 20, 1 << 29), Ok(()));
        for (letters, chunks, bytes) in [(51, 0, 0), (0, 21, 0), (1, 0, (1 << 29) + 1)] {
            assert_eq!(post(letters, chunks, bytes), Err(Problem::SessionQuota));
        }
    }

    #[test]
    fn gathered_challenges_go_stale() {
        assert!(still_does(0, 0) && still_does(8, 12) && still_does(18, 0));
        assert!(!still_does(0, 8) && !still_does(8, 14));
    }

    #[test]
    fn the_last_tenth_is_the_advisers() {
        assert_eq!(room(1_000, 900, false), Ok(()));
        assert_eq!(room(1_000, 901, false), Err(Problem::StorageFull));
        assert_eq!(room(1_000, 1_000, true), Ok(()));
        assert_eq!(room(1_000, 1_001, true), Err(Problem::StorageFull));
    }

    #[test]
    fn the_gate_lets_in_so_many_and_takes_places_back() {
        let gate = Gate::new(1);
        let first = gate.enter().unwrap();
        assert_eq!(gate.enter().err(), Some(Problem::Busy));
        drop(first);
        assert!(gate.enter().is_ok());
    }
}
