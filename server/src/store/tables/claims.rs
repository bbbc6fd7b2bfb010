//! Claims: of several servers on one database, one notifies an adviser, once a day.
//!
//! Whoever tells claims the row first, by moving `due` to the next day: of several servers one succeeds, and one that
//! dies while it tells leaves the row to the next day.

use diesel::prelude::*;
use fluister_protocol::id::{AdviserId, OrganisationId};

use super::notifications::{HOURS, Language, NOTHING, NOTIFYING, Way, language_of_row, tomorrow};
use super::schema::notifications;
use crate::store::engine::number::{bytes_from_column, to_column};
use crate::store::{Connection, StoreError};

/// A row that this server has claimed: it alone tells, this day.
#[derive(Clone)]
pub struct Claim {
    organisation: OrganisationId,
    adviser: AdviserId,
    /// The way in which the adviser is notified.
    pub way: Way,
    /// The e-mail address, or the push endpoint.
    pub address: String,
    /// The mail's language.
    pub language: Language,
    due: u64,
}

/// Rows that are due at `now` (hours since 1970). A clock that was wrong for a while leaves rows that are due on a day
/// further off than tomorrow: they are due at once.
macro_rules! due {
    ($now:expr) => {
        notifications::table.filter(
            notifications::due
                .le(to_column($now)?)
                .or(notifications::due.ge(to_column(($now / HOURS + 2) * HOURS)?)),
        )
    };
}

/// The row of a claim.
macro_rules! row {
    ($claim:expr) => {
        notifications::table.find((
            $claim.organisation.0.as_slice(),
            $claim.adviser.0.as_slice(),
            $claim.way.column(),
        ))
    };
}

/// Whether anything is due, by these ways or without anything to tell. Takes no lock.
///
/// # Errors
/// [`StoreError`].
pub fn is_something_due(c: &mut Connection, now: u64, ways: &[Way]) -> Result<bool, StoreError> {
    let ways: Vec<&str> = ways.iter().map(|way| way.column()).collect();
    let one: Option<i64> = due!(now)
        .filter(notifications::waiting.eq(NOTHING).or(notifications::way.eq_any(ways)))
        .select(notifications::due)
        .first(c)
        .optional()?;
    Ok(one.is_some())
}

/// Whether somebody is to be told this way. Takes no lock.
///
/// # Errors
/// [`StoreError`].
pub fn is_somebody_due(c: &mut Connection, now: u64, way: Way) -> Result<bool, StoreError> {
    let one: Option<i64> = due!(now)
        .filter(notifications::waiting.ne(NOTHING))
        .filter(notifications::way.eq(way.column()))
        .select(notifications::due)
        .first(c)
        .optional()?;
    Ok(one.is_some())
}

/// Lets the day pass for those who are due and of whom nothing is to be told.
///
/// # Errors
/// [`StoreError`].
pub fn pass_over(c: &mut Connection, now: u64) -> Result<(), StoreError> {
    let midnight = to_column(tomorrow(now, 0))?;
    diesel::update(due!(now).filter(notifications::waiting.eq(NOTHING)))
        .set(notifications::due.eq(notifications::hour + midnight))
        .execute(c)?;
    Ok(())
}

/// Claims one who is due, and of whom there is something to be told this way: until tomorrow nobody else tells them.
///
/// # Errors
/// [`StoreError`].
pub fn claim(c: &mut Connection, now: u64, way: Way) -> Result<Option<Claim>, StoreError> {
    type Due = (Vec<u8>, Vec<u8>, String, i64, String, i64);
    loop {
        let next: Option<Due> = due!(now)
            .filter(notifications::waiting.ne(NOTHING))
            .filter(notifications::way.eq(way.column()))
            .order((notifications::organisation, notifications::adviser))
            .select((
                notifications::organisation,
                notifications::adviser,
                notifications::address,
                notifications::hour,
                notifications::language,
                notifications::due,
            ))
            .first(c)
            .optional()?;
        let Some((organisation, adviser, address, hour, language, was_due)) = next else {
            return Ok(None);
        };
        let hour = u8::try_from(hour).map_err(|_| StoreError::damaged("an hour that is none"))?;
        let due = tomorrow(now, hour);
        let row = notifications::table.find((&organisation, &adviser, way.column()));
        let claimed = diesel::update(row.filter(notifications::due.eq(was_due)))
            .set((notifications::due.eq(to_column(due)?), notifications::waiting.eq(NOTIFYING)))
            .execute(c)?;
        // another server was faster: there may be others
        if claimed == 1 {
            let language = language_of_row(&language)?;
            let organisation = OrganisationId(bytes_from_column(&organisation)?);
            let adviser = AdviserId(bytes_from_column(&adviser)?);
            return Ok(Some(Claim { organisation, adviser, way, address, language, due }));
        }
    }
}

/// Ends a claim: the adviser was told. Letters that came since are told of tomorrow.
///
/// # Errors
/// [`StoreError`].
pub fn told(c: &mut Connection, claim: &Claim) -> Result<(), StoreError> {
    diesel::update(row!(claim).filter(notifications::waiting.eq(NOTIFYING)))
        .set(notifications::waiting.eq(NOTHING))
        .execute(c)?;
    Ok(())
}

/// Ends a claim: the adviser could not be told, and it may be tried again from `due` on (hours since 1970).
///
/// # Errors
/// [`StoreError`].
pub fn put_off(c: &mut Connection, claim: &Claim, due: u64) -> Result<(), StoreError> {
    diesel::update(row!(claim).filter(notifications::due.eq(to_column(claim.due)?)))
        .set(notifications::due.eq(to_column(due)?))
        .execute(c)?;
    Ok(())
}

/// Ends a claim: the address is no more.
///
/// # Errors
/// [`StoreError`].
pub fn gone(c: &mut Connection, claim: &Claim) -> Result<(), StoreError> {
    diesel::delete(row!(claim).filter(notifications::address.eq(&claim.address))).execute(c)?;
    Ok(())
}
