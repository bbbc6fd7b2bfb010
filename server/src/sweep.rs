//! The sweeper: closes releases, and once a day removes what is past its time and every trace of the past day's order.

use std::time::Duration;

use fluister_protocol::day::Day;
use fluister_protocol::id::OrganisationId;

use crate::clock::Clock;
use crate::store::organisations::Organisation;
use crate::store::settling::Unsettled;
use crate::store::shuffling::evenly;
use crate::store::{
    Store, StoreError, chunks, counts, letters, notifications, organisations, releases, retentions,
    rewriting, sessions, settling, spent, vaults,
};

/// Letters in one transaction of the sweeper: 1 MiB, so that posts do not wait long.
const BATCH: usize = 64;
/// Chunks in one transaction: 8 MiB.
const CHUNK_BATCH: usize = 32;
/// Used challenges, 32 bytes each, in one transaction.
const SMALL_BATCH: i64 = 4096;
/// Challenges and sessions are kept on the day they were used or opened, and the next.
const KEPT_DAYS: u32 = 1;
/// Days that vaults and wrap records are kept after they were last written or opened: longer than any letter is kept,
/// so that every letter that a vault's keys could open is gone before it.
const VAULT_DAYS: u32 = 400;

/// Days by which the clock may be ahead of the newest day that the database has seen, and is believed: a server that was off over a
/// long weekend needs nobody.
const MOST_DAYS_AHEAD: u32 = 3;

/// The longest time between two looks at the clock.
const LOOK: Duration = Duration::from_secs(15);

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Letters deleted, being past their organisation's retention.
    pub expired: usize,
    /// Chunks deleted, being past their organisation's retention.
    pub expired_chunks: usize,
    /// Letters of past days that were looked at and are now in their day's last release.
    pub settled: usize,
    /// Chunks of past days that were written anew.
    pub settled_chunks: usize,
    /// Vaults deleted, which nobody wrote or opened for long.
    pub vaults: usize,
    /// Wrap records deleted for the same reason.
    pub wraps: usize,
    /// Used challenges forgotten.
    pub challenges: usize,
    /// Sessions forgotten.
    pub sessions: usize,
    /// Counts of past days forgotten.
    pub counts: usize,
    /// Notification rows deleted, of advisers who opened no session for as long as letters are kept.
    pub notifications: usize,
}

impl Swept {
    /// Says in the log how much is gone: numbers alone, over all organisations.
    fn log(&self) {
        let Self { expired: letters, expired_chunks: chunks, vaults, wraps, notifications, .. } = *self;
        if letters + chunks + vaults + wraps + notifications > 0 {
            tracing::info!(letters, chunks, vaults, wraps, notifications, "deleted what was past its time");
        }
    }
}

/// Closes releases when they are due, and sweeps when a day has begun. Never ends: a fault is logged and met by trying
/// again. To be dropped before [`Store::close`].
pub async fn keep(store: Store, clock: Clock) {
    loop {
        let wait = match tend(&store, &clock).await {
            Ok(wait) => wait,
            Err(error) => {
                tracing::error!(%error, "the sweeper could not do its work and will try again");
                LOOK
            }
        };
        tokio::time::sleep(wait).await;
    }
}

/// One look at the clock: closes the open release and sweeps, if it is time. Says when to look again.
///
/// # Errors
/// [`StoreError`].
pub async fn tend(store: &Store, clock: &Clock) -> Result<Duration, StoreError> {
    let now = clock.unix_seconds();
    let today = clock.today();
    let interval = store.options().release_interval;
    let (is_due, swept) = store
        .read("scheduler state", move |c| {
            Ok((releases::is_something_due(c, now, interval)?, rewriting::swept(c)?))
        })
        .await?;
    if is_due {
        close_release(store, now, interval).await?;
    }
    // not `<`: after a clock that was ahead for a while the next sweep would be that long in coming
    if swept != today {
        sweep(store, clock).await?;
    }
    let left = store.read("scheduler state", move |c| releases::seconds_left(c, now)).await?;
    Ok(Duration::from_secs(left.max(1)).min(LOOK))
}

async fn close_release(store: &Store, now: u64, interval: Duration) -> Result<(), StoreError> {
    // in a transaction of its own, since it waits until no other one holds the open release
    let closed =
        store.write_alone("close a release", move |c| releases::close_if_due(c, now, interval)).await?;
    if let Some(release) = closed {
        store.write_alone("note who is to be told", move |c| notifications::letters_came(c, release)).await?;
    }
    store.maintain("empty the log", rewriting::truncate_log).await?;
    Ok(())
}

/// What the clock says, and the newest day that the database has seen, where the clock is so far ahead that it is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leap {
    /// The newest day that was believed.
    pub seen: Day,
    /// The clock's.
    pub today: Day,
}

impl Leap {
    /// One of more than [`MOST_DAYS_AHEAD`] days.
    fn of(seen: Day, today: Day) -> Option<Self> {
        (today > seen.plus(MOST_DAYS_AHEAD)).then_some(Self { seen, today })
    }
}

/// The operator's word that the clock is right, however far it has leapt: the next look at it sweeps and deletes what is past its
/// time by then. Says from which day to which; nothing where there is no leap.
///
/// # Errors
/// [`StoreError`].
pub async fn believe(store: &Store, clock: &Clock) -> Result<Option<Leap>, StoreError> {
    let today = clock.today();
    store
        .write_alone("believe the clock", move |c| {
            let leap = Leap::of(rewriting::seen(c)?, today);
            if leap.is_some() {
                rewriting::note_seen(c, today)?;
                rewriting::sweep_again(c)?;
            }
            Ok(leap)
        })
        .await
}

/// The day by which things are past their time: the clock's, unless it has leapt; then the newest that was seen, so that nothing is
/// deleted for its age.
async fn believed(store: &Store, today: Day) -> Result<Day, StoreError> {
    let seen = store.read("sweep: the day seen", rewriting::seen).await?;
    let Some(Leap { seen, today }) = Leap::of(seen, today) else {
        store.write("sweep: see the day", move |c| rewriting::note_seen(c, today)).await?;
        return Ok(today);
    };
    tracing::warn!(
        %today, %seen,
        "the clock is days ahead of what the database last saw, so nothing is deleted for its age. If the clock is wrong, set \
         it right; if it is right, say so by: fluister-server sweep --after-clock-change"
    );
    Ok(seen)
}

/// Sweeps now, whatever day was swept last.
///
/// # Errors
/// [`StoreError`]; what was done until then stays done, and the next sweep goes on.
pub async fn sweep(store: &Store, clock: &Clock) -> Result<Swept, StoreError> {
    sweep_and_rewrite(store, clock, rewriting::WHOLE).await
}

/// As [`sweep`], rewriting as a whole what has up to so many bytes.
///
/// # Errors
/// As [`sweep`].
pub async fn sweep_and_rewrite(store: &Store, clock: &Clock, whole: u64) -> Result<Swept, StoreError> {
    let today = clock.today();
    let believed = believed(store, today).await?;
    let mut swept = Swept::default();
    let all = store.read("sweep: organisations", organisations::all).await?;
    for organisation in &all {
        let (letters, chunks) = expire(store, organisation, believed).await?;
        swept.expired += letters;
        swept.expired_chunks += chunks;
        swept.notifications += forget_notifications(store, organisation, believed).await?;
    }
    let ids: Vec<OrganisationId> = all.iter().map(|organisation| organisation.id).collect();
    for unsettled in store.read("sweep: days", move |c| settling::due(c, today)).await? {
        swept.settled += settle(store, &unsettled, &ids).await?;
    }
    swept.settled_chunks = settle_chunks(store, &ids, today).await?;
    forget_empty_days(store, &ids).await?;
    measure(store, &ids).await?;
    (swept.vaults, swept.wraps) = forget_vaults(store, believed.minus(VAULT_DAYS)).await?;
    let oldest = believed.minus(KEPT_DAYS);
    swept.challenges = forget_challenges(store, oldest).await?;
    (swept.sessions, swept.counts) = store
        .write("sweep: sessions, counts", move |c| {
            Ok((sessions::forget_before(c, oldest)?, counts::forget_before(c, today)?))
        })
        .await?;
    store
        .maintain("sweep: rewrite", move |c| {
            rewriting::rewrite_up_to(c, whole)?;
            rewriting::note_swept(c, today)?;
            rewriting::truncate_log(c)
        })
        .await?;
    swept.log();
    Ok(swept)
}

/// Deletes letters and chunks whose day is longer ago than the retention that was promised for it. Returns how many of each.
async fn expire(
    store: &Store,
    organisation: &Organisation,
    today: Day,
) -> Result<(usize, usize), StoreError> {
    let (id, of) = (organisation.id, organisation.clone());
    let past = store.read("sweep: past days", move |c| retentions::past(c, &of, today)).await?;
    let mut expired = (0, 0);
    for span in past {
        loop {
            let some = store
                .write("sweep: expire letters", move |c| letters::expire(c, id, span, BATCH as i64))
                .await?;
            expired.0 += some;
            if some < BATCH {
                break;
            }
        }
        loop {
            let some = store
                .write("sweep: expire chunks", move |c| chunks::expire(c, id, span, CHUNK_BATCH as i64))
                .await?;
            expired.1 += some;
            if some < CHUNK_BATCH {
                break;
            }
        }
    }
    store.write("sweep: retentions", move |c| retentions::forget_past(c, id, today)).await?;
    Ok(expired)
}

/// Deletes the notification rows of advisers who opened no session for as long as letters are kept.
async fn forget_notifications(
    store: &Store,
    organisation: &Organisation,
    today: Day,
) -> Result<usize, StoreError> {
    let of = organisation.clone();
    store
        .write_alone("sweep: notifications", move |c| {
            let oldest = today.minus(retentions::longest(c, &of)?);
            notifications::forget_before(c, of.id, oldest)
        })
        .await
}

/// Measures how many bytes each organisation's letters and chunks take, for the difficulty of the day that begins.
async fn measure(store: &Store, organisations: &[OrganisationId]) -> Result<(), StoreError> {
    for organisation in organisations.iter().copied() {
        let bytes = store.read("sweep: measure", move |c| counts::measure(c, organisation)).await?;
        store.write("sweep: note volumes", move |c| counts::note_volume(c, organisation, bytes)).await?;
    }
    Ok(())
}

async fn settle(
    store: &Store,
    unsettled: &Unsettled,
    organisations: &[OrganisationId],
) -> Result<usize, StoreError> {
    let mut settled = 0;
    for organisation in organisations.iter().copied() {
        let day = unsettled.clone();
        let letters = store.read("sweep: a day's letters", move |c| day.letters(c, organisation)).await?;
        for batch in evenly(&letters, BATCH) {
            let (day, batch) = (unsettled.clone(), batch.to_vec());
            store.write("sweep: move letters", move |c| day.move_letters(c, &batch)).await?;
        }
        settled += letters.len();
    }
    let (day, organisations) = (unsettled.clone(), organisations.to_vec());
    store.write("sweep: settle a day", move |c| day.finish(c, &organisations)).await?;
    Ok(settled)
}

/// Rewrites the chunks of past days in another order. Returns how many.
async fn settle_chunks(
    store: &Store,
    organisations: &[OrganisationId],
    today: Day,
) -> Result<usize, StoreError> {
    let mut settled = 0;
    for organisation in organisations.iter().copied() {
        let chunks =
            store.read("sweep: past chunks", move |c| chunks::unsettled(c, organisation, today)).await?;
        for batch in evenly(&chunks, CHUNK_BATCH) {
            let batch = batch.to_vec();
            store.write("sweep: move chunks", move |c| chunks::settle(c, &batch)).await?;
        }
        settled += chunks.len();
    }
    Ok(settled)
}

async fn forget_empty_days(store: &Store, organisations: &[OrganisationId]) -> Result<(), StoreError> {
    for release in store.read("sweep: settled days", settling::settled).await? {
        let organisations = organisations.to_vec();
        store
            .write("sweep: forget an empty day", move |c| {
                settling::forget_if_empty(c, release, &organisations)
            })
            .await?;
    }
    Ok(())
}

async fn forget_vaults(store: &Store, oldest: Day) -> Result<(usize, usize), StoreError> {
    let mut vaults = 0;
    while store.write_alone("sweep: vaults", move |c| vaults::forget_one(c, oldest)).await? {
        vaults += 1;
    }
    let wraps = store.write_alone("sweep: wraps", move |c| vaults::forget_wraps(c, oldest)).await?;
    Ok((vaults, wraps))
}

async fn forget_challenges(store: &Store, oldest: Day) -> Result<usize, StoreError> {
    let mut forgotten = 0;
    loop {
        let some =
            store.write("sweep: challenges", move |c| spent::forget_before(c, oldest, SMALL_BATCH)).await?;
        forgotten += some;
        if i64::try_from(some).is_ok_and(|some| some < SMALL_BATCH) {
            return Ok(forgotten);
        }
    }
}
