//! Brings a database to the tables that this program knows.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::{EitherConnection, Role, create_file, establish};
use crate::store::{DatabaseUrl, Fault, StoreError};

/// SQLite's migrations, in the program.
pub const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
/// PostgreSQL's migrations: the same names, the same tables.
pub const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// diesel notes when it ran a migration; this database keeps no times.
const FORGET_WHEN: &str = "UPDATE __diesel_schema_migrations SET run_on = '1970-01-01 00:00:00'";
/// One server at a time migrates. The number is this program's own, chosen freely.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7379542001)";

/// Makes the database's file where there is none, and runs what is pending, all or none of it.
///
/// # Errors
/// [`StoreError`]: also where the database was written by a newer fluister.
pub(in crate::store) fn migrate(url: &DatabaseUrl) -> Result<(), StoreError> {
    if let DatabaseUrl::Sqlite(path) = url
        && create_file(path)?
    {
        tracing::info!("there was no database at {url}: made a new one");
    }
    match &mut establish(url, Role::Writer)? {
        EitherConnection::Sqlite(c) => {
            check_wal(c)?;
            c.immediate_transaction(|c| pending::<Sqlite, _>(c, SQLITE))
        }
        EitherConnection::Postgres(c) => c.build_transaction().run(|c| {
            c.batch_execute(LOCK)?;
            pending::<Pg, _>(c, POSTGRES)
        }),
    }
}

fn pending<DB, C>(c: &mut C, source: EmbeddedMigrations) -> Result<(), StoreError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB> + SimpleConnection,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| match error.downcast::<diesel::result::Error>() {
            Ok(error) => StoreError::from(*error),
            Err(error) => StoreError::damaged(format!("its tables could not be made: {error}")),
        };
    let known: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(failed)?;
    let applied = c.applied_migrations().map_err(failed)?;
    if applied.iter().any(|version| !known.iter().any(|migration| migration.name().version() == *version)) {
        return Err(StoreError::damaged("it was written by a newer fluister: update this server"));
    }
    if !c.run_pending_migrations(source).map_err(failed)?.is_empty() {
        c.batch_execute(FORGET_WHEN)?;
    }
    Ok(())
}

/// Some file systems (networks') cannot share the log's memory; SQLite then quietly keeps another journal.
fn check_wal(c: &mut diesel::sqlite::SqliteConnection) -> Result<(), StoreError> {
    use diesel::RunQueryDsl as _;
    use diesel::sql_types::Text;

    let mode: String =
        diesel::select(diesel::dsl::sql::<Text>("(SELECT journal_mode FROM pragma_journal_mode)"))
            .get_result(c)?;
    if mode == "wal" {
        Ok(())
    } else {
        Err(StoreError::unavailable(
            Fault::Gone,
            "this file system cannot hold a write-ahead log: put the database on a local disk",
        ))
    }
}
