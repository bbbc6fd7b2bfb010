//! Organisations: a fingerprint, a slug, how many days its letters are kept.

use diesel::prelude::*;
use fluister_protocol::id::OrganisationId;

use super::schema::organisations;
use crate::store::engine::number::bytes_from_column;
use crate::store::{Connection, StoreError};

/// An organisation of this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The fingerprint of its first root key.
    pub id: OrganisationId,
    /// Its name in addresses.
    pub slug: String,
    /// How many days its letters are kept.
    pub retention_days: u32,
}

type Row = (Vec<u8>, String, i64);

fn of_row((id, slug, retention_days): Row) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: OrganisationId(bytes_from_column(&id)?),
        slug,
        retention_days: u32::try_from(retention_days)
            .map_err(|_| StoreError::damaged("a retention that is no number of days"))?,
    })
}

/// The organisation with this slug.
///
/// # Errors
/// [`StoreError`].
pub fn by_slug(c: &mut Connection, slug: &str) -> Result<Option<Organisation>, StoreError> {
    let row: Option<Row> =
        organisations::table.filter(organisations::slug.eq(slug)).get_result(c).optional()?;
    row.map(of_row).transpose()
}

/// The organisation with this fingerprint.
///
/// # Errors
/// [`StoreError`].
pub fn by_id(c: &mut Connection, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
    let row: Option<Row> = organisations::table.find(id.as_bytes().as_slice()).get_result(c).optional()?;
    row.map(of_row).transpose()
}

/// All organisations, sorted by fingerprint.
///
/// # Errors
/// [`StoreError`].
pub fn all(c: &mut Connection) -> Result<Vec<Organisation>, StoreError> {
    let rows: Vec<Row> = organisations::table.order(organisations::id).load(c)?;
    rows.into_iter().map(of_row).collect()
}
