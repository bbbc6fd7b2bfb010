//! Advisers' vaults: what is sealed in them is theirs; where it lies, how much it is and of which version can be proven.

use std::collections::BTreeMap;

use diesel::prelude::*;
use fluister_protocol::id::Id;

use super::found::{Found, id, id_in, is_digest};
use crate::store::engine::number::day_from_column;
use crate::store::tables::schema::{vault_records, vaults, wraps};
use crate::store::vaults::place;
use crate::store::{Connection, StoreError};

/// Rows read at once, each of 1 MiB at most.
const PAGE: i64 = 4;

type Row = (i64, Vec<u8>, Vec<u8>, i64, i64, Vec<u8>);

/// Checks that every vault's records have as many bytes as its row says.
pub(super) fn vaults(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let records: Vec<(Vec<u8>, i64)> =
        vault_records::table.select((vault_records::vault, vault_records::size)).load(c)?;
    let mut held: BTreeMap<Vec<u8>, i64> = BTreeMap::new();
    for (vault, size) in records {
        let bytes = held.entry(vault).or_default();
        *bytes = bytes.saturating_add(size);
    }
    let rows: Vec<(Vec<u8>, i64, i64)> =
        vaults::table.order(vaults::id).select((vaults::id, vaults::day, vaults::bytes)).load(c)?;
    for (vault, day, bytes) in &rows {
        let name = || id(vault);
        found.unless(is_digest(vault), name, "its id has not 32 bytes");
        found.unless(day_from_column(*day).is_ok(), name, "its day is no day");
        let is_same = held.remove(vault).unwrap_or_default() == *bytes;
        found.unless(is_same, name, "its bytes are not its records' together");
    }
    for vault in held.into_keys() {
        found.damage(id(&vault), "records of a vault that is not there");
    }
    Ok(rows.len() as u64)
}

/// Checks that every record is in the row that its vault and id name, and has the size noted.
pub(super) fn records(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let mut rows = 0;
    let mut after = i64::MIN;
    loop {
        let page: Vec<Row> = vault_records::table
            .filter(vault_records::place.gt(after))
            .order(vault_records::place)
            .limit(PAGE)
            .load(c)?;
        for (at, vault, key, version, size, bytes) in &page {
            let name = || id_in(vault, id(key));
            match (<[u8; 32]>::try_from(vault.as_slice()), <[u8; 32]>::try_from(key.as_slice())) {
                (Ok(vault), Ok(key)) => {
                    let is_there = place(Id(vault), Id(key)) == *at;
                    found.unless(is_there, name, "it does not lie where its vault and id say");
                }
                _ => found.damage(name(), "an id has not 32 bytes"),
            }
            found.unless(is_version(*version), name, "its version is none");
            found.unless(u64::try_from(*size) == Ok(bytes.len() as u64), name, "its size is not its bytes'");
        }
        rows += page.len() as u64;
        match page.last() {
            Some((place, ..)) if page.len() as u64 == PAGE.unsigned_abs() => after = *place,
            _ => return Ok(rows),
        }
    }
}

/// Checks every wrap record's id, day and version.
pub(super) fn wraps(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, i64, i64)> =
        wraps::table.order(wraps::id).select((wraps::id, wraps::day, wraps::version)).load(c)?;
    for (key, day, version) in &rows {
        let name = || id(key);
        found.unless(is_digest(key), name, "its id has not 32 bytes");
        found.unless(day_from_column(*day).is_ok(), name, "its day is no day");
        found.unless(is_version(*version), name, "its version is none");
    }
    Ok(rows.len() as u64)
}

/// Whether a column can be a version: 1 to 2³² − 1.
fn is_version(column: i64) -> bool {
    u32::try_from(column).is_ok_and(|version| version >= 1)
}
