//! Retentions that an organisation has shortened since: what was posted under one is kept for as long as it said.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::OrganisationId;

use super::organisations::Organisation;
use super::releases;
use super::schema::retentions;
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{day_from_column, day_to_column};
use crate::store::{Connection, StoreError};

/// Days of which everything is past its time: from `from`, and before `before`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// The first day.
    pub from: Day,
    /// The first day after.
    pub before: Day,
}

/// An earlier retention, in days, of what is of a day up to `until`.
#[derive(Clone, Copy, Debug)]
struct Earlier {
    until: Day,
    days: u32,
}

/// Keeps the retention that is shortened today for all that is there, and for what is in the open release, which closes on a
/// later day.
///
/// # Errors
/// [`StoreError`].
pub fn keep(
    c: &mut Connection,
    organisation: OrganisationId,
    days: u32,
    today: Day,
) -> Result<(), StoreError> {
    // a release may close late
    let until = releases::latest_day(c, today)?.plus(1);
    let key = (organisation.as_bytes().as_slice(), day_to_column(until));
    let (known, days) = (retentions::table.find(key), i64::from(days));
    let row = (retentions::organisation.eq(key.0), retentions::until.eq(key.1), retentions::days.eq(days));
    let insert = diesel::insert_into(retentions::table).values(row).on_conflict_do_nothing();
    if execute_either(c, insert)? == 0 {
        diesel::update(known.filter(retentions::days.lt(days))).set(retentions::days.eq(days)).execute(c)?;
    }
    Ok(())
}

/// The days of which an organisation's letters and chunks are past their time, by its present retention and earlier ones.
///
/// # Errors
/// [`StoreError`].
pub fn past(c: &mut Connection, organisation: &Organisation, today: Day) -> Result<Vec<Past>, StoreError> {
    let earlier = earlier(c, organisation.id)?;
    let mut past = Vec::new();
    let mut from = Day::of_unix_seconds(0);
    for (at, Earlier { until, .. }) in earlier.iter().enumerate() {
        let rest = earlier.iter().skip(at).map(|one| one.days);
        let days = rest.fold(organisation.retention_days, u32::max);
        past.push(Past { from, before: until.plus(1).min(today.minus(days)) });
        from = until.plus(1);
    }
    past.push(Past { from, before: today.minus(organisation.retention_days) });
    past.retain(|span| span.from < span.before);
    Ok(past)
}

/// The longest retention that anything of an organisation is kept for, in days.
///
/// # Errors
/// [`StoreError`].
pub fn longest(c: &mut Connection, organisation: &Organisation) -> Result<u32, StoreError> {
    Ok(earlier(c, organisation.id)?.iter().map(|one| one.days).fold(organisation.retention_days, u32::max))
}

/// Forgets the retentions of which nothing can be left.
///
/// # Errors
/// [`StoreError`].
pub fn forget_past(c: &mut Connection, organisation: OrganisationId, today: Day) -> Result<(), StoreError> {
    for Earlier { until, days } in earlier(c, organisation)? {
        if until.plus(days) < today {
            let key = (organisation.as_bytes().as_slice(), day_to_column(until));
            diesel::delete(retentions::table.find(key)).execute(c)?;
        }
    }
    Ok(())
}

/// In the order of their days.
fn earlier(c: &mut Connection, organisation: OrganisationId) -> Result<Vec<Earlier>, StoreError> {
    let rows: Vec<(i64, i64)> = retentions::table
        .filter(retentions::organisation.eq(organisation.as_bytes().as_slice()))
        .order(retentions::until)
        .select((retentions::until, retentions::days))
        .load(c)?;
    rows.into_iter()
        .map(|(until, days)| {
            let days = u32::try_from(days)
                .map_err(|_| StoreError::damaged("a retention that is no number of days"))?;
            Ok(Earlier { until: day_from_column(until)?, days })
        })
        .collect()
}
