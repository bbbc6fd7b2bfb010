//! Rewriting the database's files, so that they hold no deleted letter and tell no order of arrival.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use fluister_protocol::day::Day;

use crate::store::engine::number::{day_from_column, day_to_column, from_column};
use crate::store::engine::size;
use crate::store::tables::schema::scheduler_state;
use crate::store::{Connection, StoreError};

/// SQLite: up to this size the copy is made in memory, beyond it in the directory for temporary files (TMPDIR, else
/// /var/tmp), where its name is removed as soon as it is opened.
const IN_MEMORY: u64 = 64 << 20;

/// Up to this many bytes SQLite's file, and PostgreSQL's larger tables, are rewritten as a whole every day: some twenty
/// seconds. Beyond it attachments would make that take hours; letters and chunks have then been written anew, in
/// batches and in another order (`shuffling`), which is enough.
pub const WHOLE: u64 = 1 << 30;

/// Rewrites the files in the order of the ids, as [`rewrite_up_to`] [`WHOLE`].
///
/// # Errors
/// [`StoreError`].
pub fn rewrite(c: &mut Connection) -> Result<(), StoreError> {
    rewrite_up_to(c, WHOLE)
}

/// Rewrites the files in the order of the ids, where they are not larger than `whole`, or mostly free. Outside a
/// transaction, by [`crate::store::Store::maintain`]. For as long as it takes nothing else is written, and on PostgreSQL
/// nothing of the table is read; it needs room for a second copy.
///
/// # Errors
/// [`StoreError`].
pub fn rewrite_up_to(c: &mut Connection, whole: u64) -> Result<(), StoreError> {
    let (used, free) = (size::bytes(c)?, size::free_bytes(c)?);
    match c {
        Connection::Sqlite(_) if used > whole && free < used => Ok(()),
        Connection::Sqlite(c) => vacuum(c, used <= IN_MEMORY),
        Connection::Postgres(c) => cluster(c, whole),
    }
}

fn vacuum(c: &mut SqliteConnection, in_memory: bool) -> Result<(), StoreError> {
    c.batch_execute(if in_memory { "PRAGMA temp_store = MEMORY" } else { "PRAGMA temp_store = FILE" })?;
    let done = c.batch_execute("VACUUM");
    c.batch_execute("PRAGMA temp_store = MEMORY")?;
    Ok(done?)
}

/// CLUSTER writes a table anew; of the others the old rows' room is only made free to be used again.
fn cluster(c: &mut PgConnection, whole: u64) -> Result<(), StoreError> {
    c.batch_execute("CLUSTER letters USING letters_pkey")?;
    for table in ["chunks", "vault_records"] {
        let bytes: i64 =
            diesel::select(sql::<BigInt>(&format!("pg_total_relation_size('{table}')"))).get_result(c)?;
        let statement = if from_column(bytes)? <= whole {
            format!("CLUSTER {table} USING {table}_pkey")
        } else {
            format!("VACUUM {table}")
        };
        c.batch_execute(&statement)?;
    }
    c.batch_execute("CLUSTER wraps USING wraps_pkey")?;
    for table in
        ["counts", "chunk_counts", "session_counts", "volumes", "spent", "sessions", "releases", "vaults"]
    {
        c.batch_execute(&format!("VACUUM {table}"))?;
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
    day_from_column(scheduler_state::table.select(scheduler_state::swept).first(c)?)
}

/// Notes that `today` was swept.
///
/// # Errors
/// [`StoreError`].
pub fn note_swept(c: &mut Connection, today: Day) -> Result<(), StoreError> {
    diesel::update(scheduler_state::table).set(scheduler_state::swept.eq(day_to_column(today))).execute(c)?;
    Ok(())
}

/// The newest day that was believed.
///
/// # Errors
/// [`StoreError`].
pub fn seen(c: &mut Connection) -> Result<Day, StoreError> {
    day_from_column(scheduler_state::table.select(scheduler_state::seen).first(c)?)
}

/// Notes that a day is believed. One that was believed stays so where the clock is set back.
///
/// # Errors
/// [`StoreError`].
pub fn note_seen(c: &mut Connection, day: Day) -> Result<(), StoreError> {
    let older = scheduler_state::table.filter(scheduler_state::seen.lt(day_to_column(day)));
    diesel::update(older).set(scheduler_state::seen.eq(day_to_column(day))).execute(c)?;
    Ok(())
}

/// Has the next look at the clock sweep, whatever day was swept last.
///
/// # Errors
/// [`StoreError`].
pub fn sweep_again(c: &mut Connection) -> Result<(), StoreError> {
    diesel::update(scheduler_state::table).set(scheduler_state::swept.eq(0)).execute(c)?;
    Ok(())
}
