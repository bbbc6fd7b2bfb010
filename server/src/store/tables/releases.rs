//! Releases: letters come out in batches, so that nobody learns when one came in.
//!
//! One release is open at a time; letters go into it. When it is due it is closed, and its letters can be read. Their
//! day is the day on which it closed. Numbers only rise, whatever the clock does.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use fluister_protocol::day::Day;

use super::schema::{releases, scheduler_state};
use crate::store::engine::connection::{Role, establish, execute_either};
use crate::store::engine::number::{day_from_column, day_to_column, from_column, to_column};
use crate::store::{Connection, DatabaseUrl, StoreError};

/// PostgreSQL: held shared by every transaction that puts a letter into the open release, alone by the one that closes
/// it; so that no letter is committed into a release that readers believe to be over. SQLite has but one writer.
const LOCK_SHARED: &str = "SELECT pg_advisory_xact_lock_shared(7379542002)";
const LOCK_ALONE: &str = "SELECT pg_advisory_xact_lock(7379542002)";

/// The release that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenRelease {
    /// From 1.
    pub number: u64,
    /// When it is to close, in Unix seconds.
    pub due: u64,
}

/// Opens the first release of a new database.
pub(in crate::store) fn begin(url: &DatabaseUrl, now: u64, interval: Duration) -> Result<(), StoreError> {
    let row = (
        scheduler_state::single.eq(1),
        scheduler_state::release.eq(1),
        scheduler_state::due.eq(to_column(due_after(now, interval))?),
        scheduler_state::swept.eq(day_to_column(Day::of_unix_seconds(now))),
        scheduler_state::seen.eq(day_to_column(Day::of_unix_seconds(now))),
    );
    let insert = diesel::insert_into(scheduler_state::table).values(row).on_conflict_do_nothing();
    execute_either(&mut establish(url, Role::Writer)?, insert)?;
    Ok(())
}

/// The open release, which stays open until this transaction ends: called first by whatever puts letters into it.
///
/// # Errors
/// [`StoreError`].
pub fn open(c: &mut Connection) -> Result<OpenRelease, StoreError> {
    lock(c, LOCK_SHARED)?;
    read(c)
}

/// Closes the open release and opens the next, where it is due. A clock that was set back by more than `interval` makes
/// it due an `interval` from now. Says which one was closed.
///
/// # Errors
/// [`StoreError`].
pub fn close_if_due(c: &mut Connection, now: u64, interval: Duration) -> Result<Option<u64>, StoreError> {
    if !is_something_due(c, now, interval)? {
        return Ok(None);
    }
    lock(c, LOCK_ALONE)?;
    let open = read(c)?;
    if now < open.due {
        let due = open.due.min(due_after(now, interval));
        diesel::update(scheduler_state::table).set(scheduler_state::due.eq(to_column(due)?)).execute(c)?;
        return Ok(None);
    }
    diesel::insert_into(releases::table)
        .values((
            releases::number.eq(to_column(open.number)?),
            releases::day.eq(day_to_column(Day::of_unix_seconds(now))),
            releases::settled.eq(0),
        ))
        .execute(c)?;
    diesel::update(scheduler_state::table)
        .set((
            scheduler_state::release.eq(to_column(open.number.saturating_add(1))?),
            scheduler_state::due.eq(to_column(due_after(now, interval))?),
        ))
        .execute(c)?;
    Ok(Some(open.number))
}

/// Whether [`close_if_due`] would do something. Takes no lock.
///
/// # Errors
/// [`StoreError`].
pub fn is_something_due(c: &mut Connection, now: u64, interval: Duration) -> Result<bool, StoreError> {
    let due = read(c)?.due;
    Ok(now >= due || due > due_after(now, interval))
}

/// Seconds until the open release is to close.
///
/// # Errors
/// [`StoreError`].
pub fn seconds_left(c: &mut Connection, now: u64) -> Result<u64, StoreError> {
    Ok(read(c)?.due.saturating_sub(now))
}

/// The latest day that a letter has, or gets when the open release closes at its time; today at least.
///
/// # Errors
/// [`StoreError`].
pub fn latest_day(c: &mut Connection, today: Day) -> Result<Day, StoreError> {
    let newest: Option<i64> =
        releases::table.order(releases::day.desc()).select(releases::day).first(c).optional()?;
    let closed = newest.map(day_from_column).transpose()?;
    Ok(Day::of_unix_seconds(read(c)?.due).max(today).max(closed.unwrap_or(today)))
}

/// The open release's number. Takes no lock: for readers.
///
/// # Errors
/// [`StoreError`].
pub fn open_number(c: &mut Connection) -> Result<u64, StoreError> {
    Ok(read(c)?.number)
}

fn read(c: &mut Connection) -> Result<OpenRelease, StoreError> {
    let (number, due): (i64, i64) =
        scheduler_state::table.select((scheduler_state::release, scheduler_state::due)).get_result(c)?;
    Ok(OpenRelease { number: from_column(number)?, due: from_column(due)? })
}

fn due_after(now: u64, interval: Duration) -> u64 {
    now.saturating_add(interval.as_secs().max(1))
}

fn lock(c: &mut Connection, statement: &str) -> Result<(), StoreError> {
    match c {
        Connection::Sqlite(_) => Ok(()),
        Connection::Postgres(c) => Ok(c.batch_execute(statement)?),
    }
}
