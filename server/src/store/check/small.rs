//! What is kept by the hash of a token, and the server's secrets.

use diesel::prelude::*;
use fluister_protocol::directory::is_slug;

use super::found::{Found, id, is_digest};
use crate::store::engine::number::day_from_column;
use crate::store::tables::schema::{admissions, secrets, spent};
use crate::store::{Connection, StoreError};

/// Checks admissions: hash, slug, day, and whether used.
pub(super) fn admissions(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, String, i64, i64)> = admissions::table.order(admissions::hash).load(c)?;
    for (hash, slug, day, used) in &rows {
        let id = || id(hash);
        found.unless(is_digest(hash), id, "its hash has not 32 bytes");
        found.unless(is_slug(slug), id, "its slug is none");
        found.unless(day_from_column(*day).is_ok(), id, "its day is no day");
        found.unless((0..=1).contains(used), id, "used is neither 0 nor 1");
    }
    Ok(rows.len() as u64)
}

/// Checks used challenges: hash and day.
pub(super) fn spent(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, i64)> = spent::table.order(spent::hash).load(c)?;
    for (hash, day) in &rows {
        let id = || id(hash);
        found.unless(is_digest(hash), id, "its hash has not 32 bytes");
        found.unless(day_from_column(*day).is_ok(), id, "its day is no day");
    }
    Ok(rows.len() as u64)
}

/// Checks the servers' shared keys: their length. Nothing of them is shown.
pub(super) fn secrets(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(String, Vec<u8>)> = secrets::table.order(secrets::name).load(c)?;
    for (name, bytes) in &rows {
        found.unless(bytes.len() == 32, || name.clone(), "it has not 32 bytes");
    }
    Ok(rows.len() as u64)
}
