//! Admissions: one-time leaves to found an organisation under a slug. Only the token's hash is kept.

use diesel::prelude::*;
use fluister_protocol::day::Day;

use super::schema::admissions;
use crate::store::engine::number::day_to_column;
use crate::store::{Connection, StoreError};

/// What a token admits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// The one slug under which an organisation may be founded with it.
    pub slug: String,
    /// Whether it was.
    pub used: bool,
}

/// Adds an admission, by the SHA-256 of its token.
///
/// # Errors
/// [`StoreError`], also where the same hash is there already.
pub fn add(c: &mut Connection, hash: [u8; 32], slug: &str, today: Day) -> Result<(), StoreError> {
    diesel::insert_into(admissions::table)
        .values((
            admissions::hash.eq(hash.as_slice()),
            admissions::slug.eq(slug),
            admissions::day.eq(day_to_column(today)),
            admissions::used.eq(0),
        ))
        .execute(c)?;
    Ok(())
}

/// What the token with this hash admits to, if anything.
///
/// # Errors
/// [`StoreError`].
pub fn state(c: &mut Connection, hash: [u8; 32]) -> Result<Option<Admission>, StoreError> {
    let row: Option<(String, i64)> = admissions::table
        .find(hash.as_slice())
        .select((admissions::slug, admissions::used))
        .first(c)
        .optional()?;
    Ok(row.map(|(slug, used)| Admission { slug, used: used != 0 }))
}

/// Uses an admission up. `false` where there is none, or it was used before.
///
/// # Errors
/// [`StoreError`].
pub fn use_up(c: &mut Connection, hash: [u8; 32]) -> Result<bool, StoreError> {
    let updated = diesel::update(admissions::table.find(hash.as_slice()).filter(admissions::used.eq(0)))
        .set(admissions::used.eq(1))
        .execute(c)?;
    Ok(updated == 1)
}
