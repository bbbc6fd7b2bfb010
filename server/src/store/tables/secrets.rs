//! Secrets that all servers on one database share: keys for challenges, session tokens, cursors.

use diesel::prelude::*;

use super::schema::secrets;
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::bytes_from_column;
use crate::store::{Connection, StoreError};

/// The secret of this name; `fresh`, 32 random bytes, becomes it where there is none.
///
/// # Errors
/// [`StoreError`].
pub fn get_or_create(c: &mut Connection, name: &str, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
    let row = (secrets::name.eq(name), secrets::bytes.eq(fresh.as_slice()));
    execute_either(c, diesel::insert_into(secrets::table).values(row).on_conflict_do_nothing())?;
    let bytes: Vec<u8> = secrets::table.find(name).select(secrets::bytes).first(c)?;
    bytes_from_column(&bytes)
}
