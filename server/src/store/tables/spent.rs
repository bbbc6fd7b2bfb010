//! Challenges that were used, by hash, for as long as one could still be shown again.

use diesel::prelude::*;
use fluister_protocol::day::Day;

use super::schema::spent;
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::day_to_column;
use crate::store::{Connection, StoreError};

/// Spends a challenge, once: `false` where it was spent before.
///
/// # Errors
/// [`StoreError`].
pub fn spend(c: &mut Connection, hash: [u8; 32], today: Day) -> Result<bool, StoreError> {
    let row = (spent::hash.eq(hash.as_slice()), spent::day.eq(day_to_column(today)));
    let insert = diesel::insert_into(spent::table).values(row).on_conflict_do_nothing();
    Ok(execute_either(c, insert)? == 1)
}

/// Forgets up to `limit` that were spent before `day`. Says how many.
///
/// # Errors
/// [`StoreError`].
pub fn forget_before(c: &mut Connection, day: Day, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<Vec<u8>> =
        spent::table.filter(spent::day.lt(day_to_column(day))).select(spent::hash).limit(limit).load(c)?;
    for hash in &old {
        diesel::delete(spent::table.find(hash)).execute(c)?;
    }
    Ok(old.len())
}
