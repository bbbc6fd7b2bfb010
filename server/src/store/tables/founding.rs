//! Creates organisations: each begins with its first directory.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::directory::Directory;
use fluister_protocol::signed::{Signed, Verified};

use super::directories;
use super::organisations::by_id;
use super::schema::organisations;
use crate::store::engine::connection::execute_either;
use crate::store::{Connection, StoreError};

/// What became of an organisation that asked to be created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Creation {
    /// It is there now, with its first directory.
    Created,
    /// Another organisation has that slug.
    SlugTaken,
    /// This organisation is there already.
    IdTaken,
}

/// Creates an organisation with its first directory, unless its slug or fingerprint is taken.
///
/// # Errors
/// [`StoreError`].
pub fn create(
    c: &mut Connection,
    directory: &Verified<Directory>,
    signed: &Signed,
    today: Day,
) -> Result<Creation, StoreError> {
    let row = (
        organisations::id.eq(directory.organisation.as_bytes().as_slice()),
        organisations::slug.eq(&directory.slug),
        organisations::retention_days.eq(i64::from(directory.policy.shelf_life_days)),
    );
    let insert = diesel::insert_into(organisations::table).values(row).on_conflict_do_nothing();
    if execute_either(c, insert)? == 1 {
        directories::insert(c, directory, signed, today)?;
        return Ok(Creation::Created);
    }
    Ok(match by_id(c, directory.organisation)? {
        Some(_) => Creation::IdTaken,
        None => Creation::SlugTaken,
    })
}
