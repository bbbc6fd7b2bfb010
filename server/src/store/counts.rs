//! How many letters came of late, for the difficulty of the work that posting asks for.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::OrganisationId;

use super::number::{day_to_column, from_column, to_column};
use super::releases::open_number;
use super::schema::{counts, releases};
use super::{Connection, StoreError};

/// Letters that came, deleted ones among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// In the open release.
    pub open_release: u64,
    /// Since the last sweep, which is at the day's beginning; the open release's among them.
    pub today: u64,
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// PostgreSQL: a number that no other connection has.
    fn pg_backend_pid() -> diesel::sql_types::Integer;
}

/// Counts letters that were put into a release.
///
/// # Errors
/// [`StoreError`].
pub fn add(
    c: &mut Connection,
    organisation: OrganisationId,
    release: u64,
    letters: u64,
) -> Result<(), StoreError> {
    // PostgreSQL's connections would wait for one another, in circles even, to change one row
    let writer = match c {
        Connection::Sqlite(_) => 0,
        Connection::Postgres(c) => i64::from(diesel::select(pg_backend_pid()).get_result::<i32>(c)?),
    };
    let letters = to_column(letters)?;
    let key = (organisation.0.as_slice(), to_column(release)?, writer);
    let updated = diesel::update(counts::table.find(key))
        .set(counts::letters.eq(counts::letters + letters))
        .execute(c)?;
    if updated == 0 {
        let row = (
            counts::organisation.eq(key.0),
            counts::release.eq(key.1),
            counts::writer.eq(key.2),
            counts::letters.eq(letters),
        );
        diesel::insert_into(counts::table).values(row).execute(c)?;
    }
    Ok(())
}

/// An organisation's recent letters.
///
/// # Errors
/// [`StoreError`].
pub fn recent(c: &mut Connection, organisation: OrganisationId) -> Result<Recent, StoreError> {
    let open = to_column(open_number(c)?)?;
    let rows: Vec<(i64, i64)> = counts::table
        .filter(counts::organisation.eq(organisation.0.as_slice()))
        .select((counts::release, counts::letters))
        .load(c)?;
    let mut recent = Recent::default();
    for (release, letters) in rows {
        let letters = from_column(letters)?;
        recent.today = recent.today.saturating_add(letters);
        if release == open {
            recent.open_release = recent.open_release.saturating_add(letters);
        }
    }
    Ok(recent)
}

/// Forgets the counts of releases that closed before `day`. Says how many rows.
///
/// # Errors
/// [`StoreError`].
pub fn forget_before(c: &mut Connection, day: Day) -> Result<usize, StoreError> {
    let open = to_column(open_number(c)?)?;
    let kept = releases::table.filter(releases::day.ge(day_to_column(day))).select(releases::number);
    let past = counts::table.filter(counts::release.lt(open)).filter(counts::release.ne_all(kept));
    Ok(diesel::delete(past).execute(c)?)
}
