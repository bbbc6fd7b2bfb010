//! Advisers' sessions, by the hash of their token. The token itself carries when it ends: no time is stored.

use std::collections::BTreeSet;

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, OrganisationId};

use super::schema::sessions;
use crate::store::engine::number::{bytes_from_column, day_to_column};
use crate::store::{Connection, StoreError};

/// Whose a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// The organisation whose box it opens.
    pub organisation: OrganisationId,
    /// The adviser.
    pub adviser: AdviserId,
}

/// Opens a session, by the SHA-256 of its token.
///
/// # Errors
/// [`StoreError`], also where the same hash is there already.
pub fn open(
    c: &mut Connection,
    hash: [u8; 32],
    organisation: OrganisationId,
    adviser: AdviserId,
    today: Day,
) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::hash.eq(hash.as_slice()),
            sessions::organisation.eq(organisation.as_bytes().as_slice()),
            sessions::adviser.eq(adviser.as_bytes().as_slice()),
            sessions::day.eq(day_to_column(today)),
        ))
        .execute(c)?;
    Ok(())
}

/// The session with this hash.
///
/// # Errors
/// [`StoreError`].
pub fn get(c: &mut Connection, hash: [u8; 32]) -> Result<Option<Session>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> = sessions::table
        .find(hash.as_slice())
        .select((sessions::organisation, sessions::adviser))
        .first(c)
        .optional()?;
    row.map(|(organisation, adviser)| {
        Ok(Session {
            organisation: OrganisationId(bytes_from_column(&organisation)?),
            adviser: AdviserId(bytes_from_column(&adviser)?),
        })
    })
    .transpose()
}

/// Ends a session; one that is not there is ended already.
///
/// # Errors
/// [`StoreError`].
pub fn close(c: &mut Connection, hash: [u8; 32]) -> Result<(), StoreError> {
    diesel::delete(sessions::table.find(hash.as_slice())).execute(c)?;
    Ok(())
}

/// Forgets sessions that were opened before `day`. Says how many.
///
/// # Errors
/// [`StoreError`].
pub fn forget_before(c: &mut Connection, day: Day) -> Result<usize, StoreError> {
    Ok(diesel::delete(sessions::table.filter(sessions::day.lt(day_to_column(day)))).execute(c)?)
}

/// Ends the sessions of advisers who are not listed.
pub(in crate::store) fn keep_only(
    c: &mut Connection,
    organisation: OrganisationId,
    listed: &BTreeSet<AdviserId>,
) -> Result<(), StoreError> {
    let of_organisation =
        sessions::table.filter(sessions::organisation.eq(organisation.as_bytes().as_slice()));
    let there: Vec<Vec<u8>> = of_organisation.select(sessions::adviser).distinct().load(c)?;
    for adviser in there {
        if !listed.contains(&AdviserId(bytes_from_column(&adviser)?)) {
            diesel::delete(of_organisation.filter(sessions::adviser.eq(adviser))).execute(c)?;
        }
    }
    Ok(())
}
