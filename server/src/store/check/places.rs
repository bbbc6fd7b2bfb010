//! Releases, the scheduler's state, and files.

use diesel::prelude::*;
use fluister_protocol::id::Digest32;
use fluister_protocol::size;

use super::found::{Found, id_in};
use crate::store::engine::number::day_from_column;
use crate::store::tables::schema::{files, releases, scheduler_state};
use crate::store::{Connection, StoreError};

/// Checks the scheduler's one row: the open release, when it is due, the days last swept and seen.
pub(super) fn scheduler_state(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(i64, i64, i64, i64)> = scheduler_state::table
        .select((
            scheduler_state::release,
            scheduler_state::due,
            scheduler_state::swept,
            scheduler_state::seen,
        ))
        .load(c)?;
    found.unless(rows.len() == 1, String::new, "there should be one row");
    for (release, due, swept, seen) in &rows {
        found.unless(*release >= 1, String::new, "the open release is no number from 1");
        found.unless(*due >= 0, String::new, "the open release is due before 1970");
        found.unless(day_from_column(*swept).is_ok(), String::new, "the day last swept is no day");
        found.unless(day_from_column(*seen).is_ok(), String::new, "the day last seen is no day");
    }
    Ok(rows.len() as u64)
}

/// Checks that every closed release comes before the open one.
pub(super) fn releases(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let open = open(c)?;
    let rows: Vec<(i64, i64, i64)> = releases::table
        .order(releases::number)
        .select((releases::number, releases::day, releases::settled))
        .load(c)?;
    for (number, day, settled) in &rows {
        let id = || number.to_string();
        found.unless(*number >= 1, id, "the number is not from 1");
        if let Some(open) = open {
            found.unless(*number < open, id, "it is not before the release that is open");
        }
        found.unless(day_from_column(*day).is_ok(), id, "its day is no day");
        found.unless((0..=1).contains(settled), id, "settled is neither 0 nor 1");
    }
    Ok(rows.len() as u64)
}

/// The open release's number, where the scheduler has one.
pub(super) fn open(c: &mut Connection) -> Result<Option<i64>, StoreError> {
    Ok(scheduler_state::table.select(scheduler_state::release).first(c).optional()?)
}

/// Checks that every file has the hash and size noted.
pub(super) fn files(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let keys: Vec<(Vec<u8>, Vec<u8>)> = files::table
        .order((files::organisation, files::sha256))
        .select((files::organisation, files::sha256))
        .load(c)?;
    for (organisation, sha256) in &keys {
        let (length, bytes): (i64, Vec<u8>) = files::table
            .find((organisation.as_slice(), sha256.as_slice()))
            .select((files::size, files::bytes))
            .first(c)?;
        let id = || id_in(organisation, super::found::id(sha256));
        found.unless(Digest32::of_file(&bytes).0 == sha256.as_slice(), id, "its bytes have another SHA-256");
        found.unless(u64::try_from(length) == Ok(bytes.len() as u64), id, "its size is not its bytes'");
        found.unless(bytes.len() <= size::FILE, id, "it is larger than a file may be");
    }
    Ok(keys.len() as u64)
}
