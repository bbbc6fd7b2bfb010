//! How large the database is.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::number::from_column;
use crate::store::{Connection, StoreError};

/// Bytes that the database takes, without room in it that is free to be used again (SQLite).
///
/// # Errors
/// [`StoreError`].
pub fn bytes(c: &mut Connection) -> Result<u64, StoreError> {
    let statement = match c {
        Connection::Sqlite(_) => {
            "(SELECT (page_count - freelist_count) * page_size \
             FROM pragma_page_count, pragma_freelist_count, pragma_page_size)"
        }
        Connection::Postgres(_) => "pg_database_size(current_database())",
    };
    let bytes: i64 = diesel::select(sql::<BigInt>(statement)).get_result(c)?;
    from_column(bytes)
}

/// SQLite: bytes of the file that are free to be used again. PostgreSQL keeps that to itself: 0.
///
/// # Errors
/// [`StoreError`].
pub fn free_bytes(c: &mut Connection) -> Result<u64, StoreError> {
    let statement = match c {
        Connection::Sqlite(_) => {
            "(SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size)"
        }
        Connection::Postgres(_) => "CAST(0 AS BIGINT)",
    };
    let bytes: i64 = diesel::select(sql::<BigInt>(statement)).get_result(c)?;
    from_column(bytes)
}
