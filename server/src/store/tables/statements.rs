//! Key statements: the newest of each adviser.

use std::collections::BTreeSet;

use diesel::prelude::*;
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::signed::Signed;

use super::schema::statements;
use super::signed::signed_of_row;
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{bytes_from_column, to_column};
use crate::store::{Connection, StoreError};

/// All of an organisation, sorted by adviser.
///
/// # Errors
/// [`StoreError`].
pub fn all(c: &mut Connection, organisation: OrganisationId) -> Result<Vec<Signed>, StoreError> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> = statements::table
        .filter(statements::organisation.eq(organisation.as_bytes().as_slice()))
        .order(statements::adviser)
        .select((statements::payload, statements::signature))
        .load(c)?;
    rows.into_iter().map(signed_of_row).collect()
}

/// One adviser's.
///
/// # Errors
/// [`StoreError`].
pub fn of(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
) -> Result<Option<Signed>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> = statements::table
        .find((organisation.as_bytes().as_slice(), adviser.as_bytes().as_slice()))
        .select((statements::payload, statements::signature))
        .first(c)
        .optional()?;
    row.map(signed_of_row).transpose()
}

/// Puts one in the place of an older one. `false`, with nothing changed, where one of this serial or a higher is there.
///
/// # Errors
/// [`StoreError`].
pub fn put(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    serial: u64,
    signed: &Signed,
) -> Result<bool, StoreError> {
    let key = (organisation.as_bytes().as_slice(), adviser.as_bytes().as_slice());
    let values = (
        statements::serial.eq(to_column(serial)?),
        statements::payload.eq(&signed.payload),
        statements::signature.eq(signed.signature.0.as_slice()),
    );
    let older = statements::table.find(key).filter(statements::serial.lt(to_column(serial)?));
    if diesel::update(older).set(values).execute(c)? == 1 {
        return Ok(true);
    }
    let row = (statements::organisation.eq(key.0), statements::adviser.eq(key.1), values);
    let insert = diesel::insert_into(statements::table).values(row).on_conflict_do_nothing();
    Ok(execute_either(c, insert)? == 1)
}

/// Removes those of advisers who are not listed.
pub(in crate::store) fn keep_only(
    c: &mut Connection,
    organisation: OrganisationId,
    listed: &BTreeSet<AdviserId>,
) -> Result<(), StoreError> {
    let of_organisation =
        statements::table.filter(statements::organisation.eq(organisation.as_bytes().as_slice()));
    let there: Vec<Vec<u8>> = of_organisation.select(statements::adviser).load(c)?;
    for adviser in there {
        if !listed.contains(&AdviserId(bytes_from_column(&adviser)?)) {
            diesel::delete(of_organisation.filter(statements::adviser.eq(adviser))).execute(c)?;
        }
    }
    Ok(())
}
