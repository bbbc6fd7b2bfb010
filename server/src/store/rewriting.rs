//! Rewriting the database's files, so that they hold no deleted letter and tell no order of arrival.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use fluister_protocol::day::Day;

use super::number::{day_from_column, day_to_column};
use super::schema::clockwork;
use super::{Connection, StoreError, size};

/// SQLite: up to this size the copy is made in memory, beyond it in the directory for temporary files (TMPDIR, else
/// /var/tmp), where its name is removed as soon as it is opened.
const IN_MEMORY: u64 = 64 << 20;

/// Rewrites the files in the order of the ids. Outside a transaction, by [`super::Store::maintain`]. For as long as it
/// takes nothing else is written, and on PostgreSQL no letter is read; it needs room for a second copy.
///
/// # Errors
/// [`StoreError`].
pub fn rewrite(c: &mut Connection) -> Result<(), StoreError> {
    let in_memory = size::bytes(c)? <= IN_MEMORY;
    match c {
        Connection::Sqlite(c) => {
            c.batch_execute(if in_memory {
                "PRAGMA temp_store = MEMORY"
            } else {
                "PRAGMA temp_store = FILE"
            })?;
            let done = c.batch_execute("VACUUM");
            c.batch_execute("PRAGMA temp_store = MEMORY")?;
            done?;
        }
        // CLUSTER writes the letters' table anew; the small tables' old rows are only made free
        Connection::Postgres(c) => {
            c.batch_execute("CLUSTER letters USING letters_pkey")?;
            for statement in ["VACUUM counts", "VACUUM spent", "VACUUM sessions", "VACUUM releases"] {
                c.batch_execute(statement)?;
            }
        }
    }
    Ok(())
}

/// SQLite: brings the write-ahead log into the database and empties it, for it holds the last transactions one after
/// another. `false` where a reader was in the way.
///
/// # Errors
/// [`StoreError`].
pub fn truncate_log(c: &mut Connection) -> Result<bool, StoreError> {
    #[derive(QueryableByName)]
    struct Checkpoint {
        #[diesel(sql_type = BigInt)]
        busy: i64,
    }
    match c {
        Connection::Sqlite(c) => {
            let checkpoint: Checkpoint =
                diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(c)?;
            Ok(checkpoint.busy == 0)
        }
        Connection::Postgres(_) => Ok(true),
    }
}

/// The day that was swept last.
///
/// # Errors
/// [`StoreError`].
pub fn swept(c: &mut Connection) -> Result<Day, StoreError> {
    day_from_column(clockwork::table.select(clockwork::swept).first(c)?)
}

/// Notes that `today` was swept.
///
/// # Errors
/// [`StoreError`].
pub fn note_swept(c: &mut Connection, today: Day) -> Result<(), StoreError> {
    diesel::update(clockwork::table).set(clockwork::swept.eq(day_to_column(today))).execute(c)?;
    Ok(())
}
