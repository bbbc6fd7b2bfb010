//! Databases that are there already: for the commands that make none.
//!
//! A mistyped path must not become an empty database that answers for the real one.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;

use super::connection::{self, begin_reading};
use super::migrate;
use crate::store::{Connection, DatabaseUrl, StoreError};

/// Why a database cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotThere {
    /// No such file.
    #[error("there is no database at {0}: look at the path; only `fluister-server serve` makes a new one")]
    Absent(DatabaseUrl),
    /// It has none of this program's tables.
    #[error("{0} holds nothing of fluister's: start `fluister-server serve` on it once")]
    Empty(DatabaseUrl),
    /// Migrations are missing: it was written by an older fluister.
    #[error("{0} was written by an older fluister: start this version's `fluister-server serve` on it once")]
    Older(DatabaseUrl),
    /// It has migrations that this program does not know: it was written by a newer fluister.
    #[error("{0} was written by a newer fluister: use that version")]
    Newer(DatabaseUrl),
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether there is something at the place that a URL names; a PostgreSQL that cannot be reached says so itself.
pub(in crate::store) fn is_there(url: &DatabaseUrl) -> Result<(), NotThere> {
    match url {
        DatabaseUrl::Sqlite(path) if !path.exists() => Err(NotThere::Absent(url.clone())),
        DatabaseUrl::Sqlite(_) | DatabaseUrl::Postgres(_) => Ok(()),
    }
}

/// Connects to a database that has exactly the tables that this program knows. The connection can only read, sees one
/// state of the database, and changes nothing of its file.
pub(in crate::store) fn open_to_read(url: &DatabaseUrl) -> Result<Connection, NotThere> {
    is_there(url)?;
    let mut c = connection::inspect(url)?;
    begin_reading(&mut c)?;
    if !has_migrations(&mut c)? {
        return Err(NotThere::Empty(url.clone()));
    }
    let applied: Vec<Version> = diesel::sql_query("SELECT version FROM __diesel_schema_migrations")
        .load(&mut c)
        .map_err(StoreError::from)?;
    let known = known(url)?;
    if applied.iter().any(|applied| !known.contains(&applied.version)) {
        return Err(NotThere::Newer(url.clone()));
    }
    if applied.len() < known.len() {
        return Err(NotThere::Older(url.clone()));
    }
    Ok(c)
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

fn has_migrations(c: &mut Connection) -> Result<bool, StoreError> {
    let has = match c {
        Connection::Sqlite(_) => {
            "EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '__diesel_schema_migrations')"
        }
        Connection::Postgres(_) => "to_regclass('__diesel_schema_migrations') IS NOT NULL",
    };
    Ok(diesel::select(sql::<Bool>(has)).get_result(c)?)
}

fn known(url: &DatabaseUrl) -> Result<Vec<String>, StoreError> {
    match url {
        DatabaseUrl::Sqlite(_) => versions::<Sqlite>(&migrate::SQLITE),
        DatabaseUrl::Postgres(_) => versions::<Pg>(&migrate::POSTGRES),
    }
}

fn versions<DB: diesel::backend::Backend>(
    source: &impl MigrationSource<DB>,
) -> Result<Vec<String>, StoreError> {
    let all: Vec<Box<dyn Migration<DB>>> = source
        .migrations()
        .map_err(|error| StoreError::damaged(format!("this program's tables: {error}")))?;
    Ok(all.iter().map(|migration| migration.name().version().to_string()).collect())
}

/// Runs `part` so that its failure leaves the transaction usable: PostgreSQL would refuse all that comes after.
pub(in crate::store) fn apart<T>(
    c: &mut Connection,
    part: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    c.batch_execute("SAVEPOINT part")?;
    let outcome = part(c);
    let end = if outcome.is_ok() { "RELEASE SAVEPOINT part" } else { "ROLLBACK TO SAVEPOINT part" };
    c.batch_execute(end)?;
    outcome
}
