//! Directories: every version that an organisation signed, and what follows from the newest.

use std::collections::BTreeSet;

use diesel::prelude::*;
use fluister_protocol::directory::{Adviser, Directory};
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::signed::{Signed, Verified};

use super::schema::{directories, organisations};
use super::signed::signed_of_row;
use super::{heartbeats, notifications, sessions, statements};
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::to_column;
use crate::store::{Connection, StoreError};

/// The version with the highest serial.
///
/// # Errors
/// [`StoreError`].
pub fn newest(c: &mut Connection, organisation: OrganisationId) -> Result<Option<Signed>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> = directories::table
        .filter(directories::organisation.eq(organisation.as_bytes().as_slice()))
        .order(directories::serial.desc())
        .select((directories::payload, directories::signature))
        .first(c)
        .optional()?;
    row.map(signed_of_row).transpose()
}

/// The version with this serial.
///
/// # Errors
/// [`StoreError`].
pub fn at(
    c: &mut Connection,
    organisation: OrganisationId,
    serial: u64,
) -> Result<Option<Signed>, StoreError> {
    let Ok(serial) = i64::try_from(serial) else {
        return Ok(None);
    };
    let row: Option<(Vec<u8>, Vec<u8>)> = directories::table
        .find((organisation.as_bytes().as_slice(), serial))
        .select((directories::payload, directories::signature))
        .first(c)
        .optional()?;
    row.map(signed_of_row).transpose()
}

/// Adds the next version and applies it: the organisation's retention is changed, and key statements, heartbeats, sessions and
/// notifications of advisers who are no longer listed are deleted. `false`, with nothing done, where that serial is there already.
///
/// # Errors
/// [`StoreError`].
pub fn append(
    c: &mut Connection,
    directory: &Verified<Directory>,
    signed: &Signed,
) -> Result<bool, StoreError> {
    if !insert(c, directory, signed)? {
        return Ok(false);
    }
    diesel::update(organisations::table.find(directory.organisation.as_bytes().as_slice()))
        .set(organisations::retention_days.eq(i64::from(directory.policy.shelf_life_days)))
        .execute(c)?;
    let listed: BTreeSet<AdviserId> = directory.advisers.iter().map(Adviser::id).collect();
    statements::keep_only(c, directory.organisation, &listed)?;
    heartbeats::keep_only(c, directory.organisation, &listed)?;
    sessions::keep_only(c, directory.organisation, &listed)?;
    notifications::keep_only(c, directory.organisation, &listed)?;
    Ok(true)
}

/// Adds a row only.
pub(in crate::store) fn insert(
    c: &mut Connection,
    directory: &Verified<Directory>,
    signed: &Signed,
) -> Result<bool, StoreError> {
    let row = (
        directories::organisation.eq(directory.organisation.as_bytes().as_slice()),
        directories::serial.eq(to_column(directory.serial)?),
        directories::payload.eq(&signed.payload),
        directories::signature.eq(signed.signature.0.as_slice()),
    );
    let insert = diesel::insert_into(directories::table).values(row).on_conflict_do_nothing();
    Ok(execute_either(c, insert)? == 1)
}
