//! Vaults: what advisers' clients keep here, encrypted, record by record, each with a version.
//!
//! A vault and a wrap record are found by the hash of a token, as everything here. Which adviser's they are is not kept.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};
use sha2::{Digest as _, Sha256};

use super::letters;
use super::schema::{vault_records, vaults, wraps};
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{bytes_from_column, day_to_column, from_column, to_column};
use crate::store::{Connection, StoreError};

/// The most bytes of a vault's records.
pub const MOST: u64 = 256 << 20;

/// A stored record's version and bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Versioned {
    /// The version, from 1; every change raises it.
    pub version: u32,
    /// The bytes as they were sent.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Versioned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Versioned({}, {} bytes)", self.version, self.bytes.len())
    }
}

/// A record as listed, without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: Id,
    /// Its version.
    pub version: u32,
    /// Its size in bytes.
    pub size: u64,
}

/// The row of a record: another vault's record of the same id lies elsewhere.
pub(in crate::store) fn place(vault: Id, id: Id) -> i64 {
    let hash = Sha256::new().chain_update(vault.0).chain_update(id.0).finalize();
    letters::place(&Id(hash.into()))
}

pub(in crate::store) fn version(column: i64) -> Result<u32, StoreError> {
    u32::try_from(column).map_err(|_| StoreError::damaged("a version that is none"))
}

/// A record of a vault.
///
/// # Errors
/// [`StoreError`].
pub fn record(c: &mut Connection, vault: Id, id: Id) -> Result<Option<Versioned>, StoreError> {
    let row: Option<(i64, Vec<u8>)> = vault_records::table
        .find(place(vault, id))
        .filter(vault_records::vault.eq(vault.0.as_slice()))
        .filter(vault_records::id.eq(id.0.as_slice()))
        .select((vault_records::version, vault_records::bytes))
        .first(c)
        .optional()?;
    row.map(|(number, bytes)| Ok(Versioned { version: version(number)?, bytes })).transpose()
}

/// A wrap record.
///
/// # Errors
/// [`StoreError`].
pub fn wrap(c: &mut Connection, id: Id) -> Result<Option<Versioned>, StoreError> {
    let row: Option<(i64, Vec<u8>)> =
        wraps::table.find(id.0.as_slice()).select((wraps::version, wraps::bytes)).first(c).optional()?;
    row.map(|(number, bytes)| Ok(Versioned { version: version(number)?, bytes })).transpose()
}

/// A vault's records after an id, sorted by id, at most `limit`. Nothing where there is no such vault.
///
/// # Errors
/// [`StoreError`].
pub fn list(c: &mut Connection, vault: Id, after: Option<Id>, limit: i64) -> Result<Vec<Listed>, StoreError> {
    // an empty value comes before every id
    let after = after.map_or(Vec::new(), |id| id.0.to_vec());
    let rows: Vec<(Vec<u8>, i64, i64)> = vault_records::table
        .filter(vault_records::vault.eq(vault.0.as_slice()))
        .filter(vault_records::id.gt(after))
        .order(vault_records::id)
        .select((vault_records::id, vault_records::version, vault_records::size))
        .limit(limit)
        .load(c)?;
    rows.into_iter()
        .map(|(id, number, size)| {
            Ok(Listed {
                id: Id(bytes_from_column(&id)?),
                version: version(number)?,
                size: from_column(size)?,
            })
        })
        .collect()
}

/// Whether a vault is there whose day is before `today`: one that is to be [`touch`]ed.
///
/// # Errors
/// [`StoreError`].
pub fn is_stale(c: &mut Connection, vault: Id, today: Day) -> Result<bool, StoreError> {
    let day: Option<i64> = vaults::table.find(vault.0.as_slice()).select(vaults::day).first(c).optional()?;
    Ok(day.is_some_and(|day| day < day_to_column(today)))
}

/// The same for a wrap record.
///
/// # Errors
/// [`StoreError`].
pub fn is_stale_wrap(c: &mut Connection, id: Id, today: Day) -> Result<bool, StoreError> {
    let day: Option<i64> = wraps::table.find(id.0.as_slice()).select(wraps::day).first(c).optional()?;
    Ok(day.is_some_and(|day| day < day_to_column(today)))
}

/// Notes that the vault, or the wrap record, of this id was opened.
///
/// # Errors
/// [`StoreError`].
pub fn touch(c: &mut Connection, id: Id, today: Day) -> Result<(), StoreError> {
    let today = day_to_column(today);
    diesel::update(vaults::table.find(id.0.as_slice())).set(vaults::day.eq(today)).execute(c)?;
    diesel::update(wraps::table.find(id.0.as_slice())).set(wraps::day.eq(today)).execute(c)?;
    Ok(())
}

/// A vault's row, held by this transaction until its end.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Held {
    pub(in crate::store) organisation: OrganisationId,
    pub(in crate::store) bytes: u64,
}

/// Makes a vault's row where there is none, and keeps all others from changing it. Ends with [`let_go`].
pub(in crate::store) fn hold(
    c: &mut Connection,
    vault: Id,
    organisation: OrganisationId,
    today: Day,
) -> Result<Held, StoreError> {
    let row = (
        vaults::id.eq(vault.0.as_slice()),
        vaults::organisation.eq(organisation.0.as_slice()),
        vaults::day.eq(day_to_column(today)),
        vaults::bytes.eq(0),
    );
    execute_either(c, diesel::insert_into(vaults::table).values(row).on_conflict_do_nothing())?;
    // PostgreSQL: whoever updates a row holds it
    let known = vaults::table.find(vault.0.as_slice());
    diesel::update(known).set(vaults::day.eq(day_to_column(today))).execute(c)?;
    let (of, bytes): (Vec<u8>, i64) = known.select((vaults::organisation, vaults::bytes)).first(c)?;
    Ok(Held { organisation: OrganisationId(bytes_from_column(&of)?), bytes: from_column(bytes)? })
}

/// Stores how many bytes the vault has now; deletes the row of one that has none.
pub(in crate::store) fn let_go(c: &mut Connection, vault: Id, bytes: u64) -> Result<(), StoreError> {
    let known = vaults::table.find(vault.0.as_slice());
    if bytes == 0 {
        diesel::delete(known).execute(c)?;
    } else {
        diesel::update(known).set(vaults::bytes.eq(to_column(bytes)?)).execute(c)?;
    }
    Ok(())
}

/// Whose sessions may write to a vault; none where there is no such vault.
///
/// # Errors
/// [`StoreError`].
pub fn organisation(c: &mut Connection, vault: Id) -> Result<Option<OrganisationId>, StoreError> {
    let of: Option<Vec<u8>> =
        vaults::table.find(vault.0.as_slice()).select(vaults::organisation).first(c).optional()?;
    of.map(|of| Ok(OrganisationId(bytes_from_column(&of)?))).transpose()
}

/// Deletes up to `limit` of a vault's records; with the last one the vault is gone. Says whether it is.
///
/// # Errors
/// [`StoreError`].
pub fn delete_some(c: &mut Connection, vault: Id, limit: i64) -> Result<bool, StoreError> {
    let Some(bytes) = held_bytes(c, vault)? else {
        return Ok(true);
    };
    let rows: Vec<(i64, i64)> = vault_records::table
        .filter(vault_records::vault.eq(vault.0.as_slice()))
        .select((vault_records::place, vault_records::size))
        .limit(limit)
        .load(c)?;
    let mut left = bytes;
    for (place, size) in &rows {
        diesel::delete(vault_records::table.find(place)).execute(c)?;
        left = left.saturating_sub(from_column(*size)?);
    }
    let is_gone = to_column(rows.len() as u64)? < limit;
    let_go(c, vault, if is_gone { 0 } else { left.max(1) })?;
    Ok(is_gone)
}

fn held_bytes(c: &mut Connection, vault: Id) -> Result<Option<u64>, StoreError> {
    let known = vaults::table.find(vault.0.as_slice());
    // PostgreSQL: whoever updates a row holds it
    if diesel::update(known).set(vaults::bytes.eq(vaults::bytes)).execute(c)? == 0 {
        return Ok(None);
    }
    from_column(known.select(vaults::bytes).first(c)?).map(Some)
}

/// Deletes a vault that was neither written nor opened since before `day`. Says whether there was one.
///
/// # Errors
/// [`StoreError`].
pub fn forget_one(c: &mut Connection, day: Day) -> Result<bool, StoreError> {
    let id: Option<Vec<u8>> = vaults::table
        .filter(vaults::day.lt(day_to_column(day)))
        .order(vaults::id)
        .select(vaults::id)
        .first(c)
        .optional()?;
    let Some(id) = id else {
        return Ok(false);
    };
    let id = Id(bytes_from_column(&id)?);
    while !delete_some(c, id, 256)? {}
    Ok(true)
}

/// Deletes wrap records that were neither written nor opened since before `day`. Says how many.
///
/// # Errors
/// [`StoreError`].
pub fn forget_wraps(c: &mut Connection, day: Day) -> Result<usize, StoreError> {
    Ok(diesel::delete(wraps::table.filter(wraps::day.lt(day_to_column(day)))).execute(c)?)
}
