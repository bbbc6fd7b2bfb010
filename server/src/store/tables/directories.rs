//! Directories: every version that an organisation signed, and what follows from the newest.

use std::collections::BTreeSet;

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::directory::{Adviser, Directory};
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::signed::{Signed, Verified};

use super::schema::{directories, organisations};
use super::signed::signed_of_row;
use super::{heartbeats, notifications, retentions, sessions, statements};
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{day_to_column, from_column, to_column};
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

/// Adds the next version and applies it: the organisation's retention is changed, for what comes from now on where it gets
/// shorter, and key statements, heartbeats, sessions and notifications of advisers who are no longer listed are deleted. `false`,
/// with nothing done, where that serial is there already.
///
/// # Errors
/// [`StoreError`].
pub fn append(
    c: &mut Connection,
    directory: &Verified<Directory>,
    signed: &Signed,
    today: Day,
) -> Result<bool, StoreError> {
    if !insert(c, directory, signed, today)? {
        return Ok(false);
    }
    let days = directory.policy.shelf_life_days;
    if let Some(before) = super::organisations::by_id(c, directory.organisation)?
        && days < before.retention_days
    {
        retentions::keep(c, directory.organisation, before.retention_days, today)?;
    }
    diesel::update(organisations::table.find(directory.organisation.as_bytes().as_slice()))
        .set(organisations::retention_days.eq(i64::from(days)))
        .execute(c)?;
    let listed: BTreeSet<AdviserId> = directory.advisers.iter().map(Adviser::id).collect();
    statements::keep_only(c, directory.organisation, &listed)?;
    heartbeats::keep_only(c, directory.organisation, &listed)?;
    sessions::keep_only(c, directory.organisation, &listed)?;
    notifications::keep_only(c, directory.organisation, &listed)?;
    Ok(true)
}

/// How many versions of an organisation came on this day, or on one that is yet to come by a clock that was set back.
///
/// # Errors
/// [`StoreError`].
pub fn count_on(c: &mut Connection, organisation: OrganisationId, today: Day) -> Result<u64, StoreError> {
    let versions = directories::table
        .filter(directories::organisation.eq(organisation.as_bytes().as_slice()))
        .filter(directories::day.ge(day_to_column(today)));
    from_column(versions.count().get_result(c)?)
}

/// Adds a row only.
pub(in crate::store) fn insert(
    c: &mut Connection,
    directory: &Verified<Directory>,
    signed: &Signed,
    today: Day,
) -> Result<bool, StoreError> {
    let row = (
        directories::organisation.eq(directory.organisation.as_bytes().as_slice()),
        directories::serial.eq(to_column(directory.serial)?),
        directories::payload.eq(&signed.payload),
        directories::signature.eq(signed.signature.0.as_slice()),
        directories::day.eq(day_to_column(today)),
    );
    let insert = diesel::insert_into(directories::table).values(row).on_conflict_do_nothing();
    Ok(execute_either(c, insert)? == 1)
}
