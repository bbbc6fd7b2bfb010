//! Files that directories name by hash: photos and information pages, public.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use fluister_protocol::id::{Digest32, OrganisationId};

use super::schema::files;
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{from_column, to_column};
use crate::store::{Connection, StoreError};

/// The bytes with this SHA-256.
///
/// # Errors
/// [`StoreError`].
pub fn get(
    c: &mut Connection,
    organisation: OrganisationId,
    sha256: Digest32,
) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(files::table
        .find((organisation.as_bytes().as_slice(), sha256.as_bytes().as_slice()))
        .select(files::bytes)
        .first(c)
        .optional()?)
}

/// Stores bytes under their SHA-256, which the caller has checked. The same again changes nothing.
///
/// # Errors
/// [`StoreError`].
pub fn put(
    c: &mut Connection,
    organisation: OrganisationId,
    sha256: Digest32,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let row = (
        files::organisation.eq(organisation.as_bytes().as_slice()),
        files::sha256.eq(sha256.as_bytes().as_slice()),
        files::size.eq(to_column(bytes.len() as u64)?),
        files::bytes.eq(bytes),
    );
    execute_either(c, diesel::insert_into(files::table).values(row).on_conflict_do_nothing())?;
    Ok(())
}

/// How many bytes an organisation's files take together.
///
/// # Errors
/// [`StoreError`].
pub fn total_bytes(c: &mut Connection, organisation: OrganisationId) -> Result<u64, StoreError> {
    let total: i64 = files::table
        .filter(files::organisation.eq(organisation.as_bytes().as_slice()))
        // diesel's own sum() is NUMERIC on PostgreSQL
        .select(sql::<BigInt>("CAST(COALESCE(SUM(size), 0) AS BIGINT)"))
        .first(c)?;
    from_column(total)
}
