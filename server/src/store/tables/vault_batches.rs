//! Changing a vault: all operations of a batch, or none.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};

use super::schema::{vault_records, wraps};
use super::vaults::{Held, MOST, hold, let_go, place, record, version, wrap};
use crate::batch::{Kind, Operation};
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{bytes_from_column, day_to_column, from_column, to_column};
use crate::store::{Connection, Fault, StoreError};

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Change {
    /// Done, now or before.
    Done,
    /// Something is not of the version that was expected. Nothing was done.
    Unexpected,
    /// The vault, or a wrap record, is another organisation's. Nothing was done.
    Elsewhere,
    /// There is no room for it in the vault. Nothing was done.
    Full,
}

/// Does all operations of a batch, or none.
///
/// # Errors
/// [`StoreError`].
pub fn apply(
    c: &mut Connection,
    organisation: OrganisationId,
    vault: Id,
    operations: &[Operation],
    today: Day,
) -> Result<Change, StoreError> {
    let held = hold(c, vault, organisation, today)?;
    let (change, bytes) = decide(c, organisation, vault, held, operations, today)?;
    let_go(c, vault, bytes)?;
    Ok(change)
}

/// The vault's bytes afterwards, too.
fn decide(
    c: &mut Connection,
    organisation: OrganisationId,
    vault: Id,
    held: Held,
    operations: &[Operation],
    today: Day,
) -> Result<(Change, u64), StoreError> {
    if held.organisation != organisation {
        return Ok((Change::Elsewhere, held.bytes));
    }
    let (mut is_expected, mut less, mut more) = (true, 0, 0);
    for operation in operations {
        let there = there(c, vault, operation)?;
        if there.as_ref().is_some_and(|there| there.organisation.is_some_and(|of| of != organisation)) {
            return Ok((Change::Elsewhere, held.bytes));
        }
        is_expected &= there.as_ref().map_or(0, |there| there.version) == operation.expected;
        if operation.kind == Kind::Record {
            less += there.map_or(0, |there| there.size);
            more += operation.put.as_ref().map_or(0, |(_, bytes)| bytes.len() as u64);
        }
    }
    if !is_expected {
        let change = if is_done(c, vault, operations)? { Change::Done } else { Change::Unexpected };
        return Ok((change, held.bytes));
    }
    let bytes = (held.bytes + more).saturating_sub(less);
    if bytes > MOST && more > less {
        return Ok((Change::Full, held.bytes));
    }
    for operation in operations {
        let done = match operation.kind {
            Kind::Record => change_record(c, vault, operation)?,
            Kind::Wrap => change_wrap(c, organisation, operation, today)?,
        };
        if !done {
            // two batches at one moment, in two vaults: undo this one
            return Err(StoreError::unavailable(
                Fault::Locked,
                "a wrap record was changed at the same moment",
            ));
        }
    }
    Ok((Change::Done, bytes))
}

/// What lies where an operation is to be done.
struct There {
    version: u32,
    size: u64,
    /// Of wrap records.
    organisation: Option<OrganisationId>,
}

fn there(c: &mut Connection, vault: Id, operation: &Operation) -> Result<Option<There>, StoreError> {
    let id = operation.id;
    match operation.kind {
        Kind::Record => {
            let row: Option<(i64, i64)> = vault_records::table
                .find(place(vault, id))
                .filter(vault_records::vault.eq(vault.0.as_slice()))
                .filter(vault_records::id.eq(id.0.as_slice()))
                .select((vault_records::version, vault_records::size))
                .first(c)
                .optional()?;
            row.map(|(number, size)| {
                Ok(There { version: version(number)?, size: from_column(size)?, organisation: None })
            })
            .transpose()
        }
        Kind::Wrap => {
            let row: Option<(i64, Vec<u8>)> = wraps::table
                .find(id.0.as_slice())
                .select((wraps::version, wraps::organisation))
                .first(c)
                .optional()?;
            row.map(|(number, of)| {
                let organisation = Some(OrganisationId(bytes_from_column(&of)?));
                Ok(There { version: version(number)?, size: 0, organisation })
            })
            .transpose()
        }
    }
}

/// Whether all of it was done before, byte for byte: an answer was lost, and the batch is sent again.
fn is_done(c: &mut Connection, vault: Id, operations: &[Operation]) -> Result<bool, StoreError> {
    for operation in operations {
        let there = match operation.kind {
            Kind::Record => record(c, vault, operation.id)?,
            Kind::Wrap => wrap(c, operation.id)?,
        };
        let is_done = match (&operation.put, there) {
            (None, None) => true,
            (Some((version, bytes)), Some(there)) => there.version == *version && there.bytes == *bytes,
            _ => false,
        };
        if !is_done {
            return Ok(false);
        }
    }
    Ok(true)
}

fn change_record(c: &mut Connection, vault: Id, operation: &Operation) -> Result<bool, StoreError> {
    let known = vault_records::table
        .find(place(vault, operation.id))
        .filter(vault_records::version.eq(i64::from(operation.expected)));
    let Some((version, bytes)) = &operation.put else {
        return Ok(diesel::delete(known).execute(c)? == 1);
    };
    let values = (
        vault_records::version.eq(i64::from(*version)),
        vault_records::size.eq(to_column(bytes.len() as u64)?),
        vault_records::bytes.eq(bytes.as_ref()),
    );
    if operation.expected > 0 {
        return Ok(diesel::update(known).set(values).execute(c)? == 1);
    }
    let row = (
        vault_records::place.eq(place(vault, operation.id)),
        vault_records::vault.eq(vault.0.as_slice()),
        vault_records::id.eq(operation.id.0.as_slice()),
        values,
    );
    Ok(execute_either(c, diesel::insert_into(vault_records::table).values(row).on_conflict_do_nothing())?
        == 1)
}

fn change_wrap(
    c: &mut Connection,
    organisation: OrganisationId,
    operation: &Operation,
    today: Day,
) -> Result<bool, StoreError> {
    let known =
        wraps::table.find(operation.id.0.as_slice()).filter(wraps::version.eq(i64::from(operation.expected)));
    let Some((version, bytes)) = &operation.put else {
        return Ok(diesel::delete(known).execute(c)? == 1);
    };
    let values = (
        wraps::day.eq(day_to_column(today)),
        wraps::version.eq(i64::from(*version)),
        wraps::bytes.eq(bytes.as_ref()),
    );
    if operation.expected > 0 {
        return Ok(diesel::update(known).set(values).execute(c)? == 1);
    }
    let row =
        (wraps::id.eq(operation.id.0.as_slice()), wraps::organisation.eq(organisation.0.as_slice()), values);
    Ok(execute_either(c, diesel::insert_into(wraps::table).values(row).on_conflict_do_nothing())? == 1)
}
