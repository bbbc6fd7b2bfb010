//! What is done with the letters of a day that is over: all come into that day's last release, so that nothing is left
//! that would tell the hour.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};

use super::shuffling::shuffled;
use crate::store::engine::number::{day_from_column, day_to_column};
use crate::store::tables::letters::{place, to_ids};
use crate::store::tables::schema::{letters, releases};
use crate::store::{Connection, StoreError};

/// A day that is over and whose letters still lie in several releases, or in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The day.
    pub day: Day,
    /// Its releases, rising. The last takes the letters of all.
    releases: Vec<i64>,
}

/// The days before `today` that are to be settled, oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn due(c: &mut Connection, today: Day) -> Result<Vec<Unsettled>, StoreError> {
    let days: Vec<i64> = releases::table
        .filter(releases::day.lt(day_to_column(today)))
        .filter(releases::settled.eq(0))
        .select(releases::day)
        .distinct()
        .order(releases::day)
        .load(c)?;
    days.into_iter()
        .map(|day| {
            // all of that day: a clock that was set back adds releases to a day that was settled before
            let releases = releases::table
                .filter(releases::day.eq(day))
                .select(releases::number)
                .order(releases::number)
                .load(c)?;
            Ok(Unsettled { day: day_from_column(day)?, releases })
        })
        .collect()
}

impl Unsettled {
    /// The ids of an organisation's letters of that day, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn letters(&self, c: &mut Connection, organisation: OrganisationId) -> Result<Vec<Id>, StoreError> {
        let mut ids = Vec::new();
        for release in &self.releases {
            let rows: Vec<Vec<u8>> = letters::table
                .filter(letters::organisation.eq(organisation.0.as_slice()))
                .filter(letters::release.eq(release))
                .select(letters::id)
                .load(c)?;
            ids.extend(to_ids(&rows)?);
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// Moves letters to the day's last release, and writes each anew among the others of this batch.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn move_letters(&self, c: &mut Connection, ids: &[Id]) -> Result<(), StoreError> {
        let Some(last) = self.releases.last() else {
            return Ok(());
        };
        let mut moved = Vec::with_capacity(ids.len());
        for id in shuffled(ids)? {
            let letter = letters::table.find(place(&id)).filter(letters::id.eq(id.0.as_slice()));
            let row: Option<(Vec<u8>, Vec<u8>)> =
                letter.select((letters::organisation, letters::bytes)).first(c).optional()?;
            // it may have been deleted since
            if let Some((organisation, bytes)) = row
                && diesel::delete(letter).execute(c)? == 1
            {
                moved.push((id, organisation, bytes));
            }
        }
        moved.sort_unstable_by_key(|(id, ..)| *id);
        for (id, organisation, bytes) in moved {
            diesel::insert_into(letters::table)
                .values((
                    letters::place.eq(place(&id)),
                    letters::id.eq(id.0.as_slice()),
                    letters::organisation.eq(organisation),
                    letters::release.eq(last),
                    letters::bytes.eq(bytes),
                ))
                .execute(c)?;
        }
        Ok(())
    }

    /// Forgets the day's other releases and notes that it is settled. Does nothing where a letter is left in them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn finish(&self, c: &mut Connection, organisations: &[OrganisationId]) -> Result<(), StoreError> {
        let Some((last, others)) = self.releases.split_last() else {
            return Ok(());
        };
        for release in others {
            if !is_empty(c, *release, organisations)? {
                return Ok(());
            }
        }
        for release in others {
            diesel::delete(releases::table.find(release)).execute(c)?;
        }
        diesel::update(releases::table.find(last)).set(releases::settled.eq(1)).execute(c)?;
        Ok(())
    }
}

/// The releases of settled days.
///
/// # Errors
/// [`StoreError`].
pub fn settled(c: &mut Connection) -> Result<Vec<i64>, StoreError> {
    Ok(releases::table
        .filter(releases::settled.eq(1))
        .select(releases::number)
        .order(releases::number)
        .load(c)?)
}

/// Forgets a settled day's release that holds no letter any more. Says whether it did.
///
/// # Errors
/// [`StoreError`].
pub fn forget_if_empty(
    c: &mut Connection,
    release: i64,
    organisations: &[OrganisationId],
) -> Result<bool, StoreError> {
    if !is_empty(c, release, organisations)? {
        return Ok(false);
    }
    Ok(diesel::delete(releases::table.find(release)).execute(c)? == 1)
}

/// One look into the index for each organisation: without one, a release's letters can only be found by reading all.
fn is_empty(c: &mut Connection, release: i64, organisations: &[OrganisationId]) -> Result<bool, StoreError> {
    for organisation in organisations {
        let one: Option<i64> = letters::table
            .filter(letters::organisation.eq(organisation.0.as_slice()))
            .filter(letters::release.eq(release))
            .select(letters::place)
            .first(c)
            .optional()?;
        if one.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}
