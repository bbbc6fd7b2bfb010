//! What the database can say of itself.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::found::Found;
use crate::store::{Connection, StoreError};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

/// SQLite: pages, rows, indexes, types, uniqueness (`PRAGMA integrity_check`). PostgreSQL has `pg_amcheck` for that,
/// which needs an extension and more rights than this server has; here all rows are read, and what cannot be is named.
pub(super) fn integrity(c: &mut Connection, found: &mut Found<'_>) -> Result<(), StoreError> {
    let Connection::Sqlite(c) = c else { return Ok(()) };
    let lines: Vec<Line> = diesel::sql_query("PRAGMA integrity_check").load(c)?;
    for line in lines {
        if line.integrity_check != "ok" {
            found.damage("", line.integrity_check);
        }
    }
    Ok(())
}
