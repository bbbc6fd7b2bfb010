//! A copy of a database that may be running.

use std::io;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use tempfile::Builder;

use super::connection;
use super::existing::{self, NotThere};
use crate::store::{Connection, DatabaseUrl, StoreError};

/// Why there is no copy. Nothing is left behind then.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has programs of its own for this.
    #[error(
        "this copies SQLite only. For PostgreSQL: pg_dump --format=custom --file=COPY DATABASE, and to restore: \
         createdb NEW && pg_restore --dbname=NEW --exit-on-error COPY"
    )]
    Postgres,
    /// Something is there already.
    #[error("{} is there already, and nothing is overwritten: name another file", .0.display())]
    Exists(PathBuf),
    /// The database could not be read.
    #[error(transparent)]
    Database(#[from] NotThere),
    /// The copy could not be written.
    #[error("the copy cannot be written to {}: {reason}", path.display())]
    Output {
        /// The copy's path.
        path: PathBuf,
        /// The operating system's error.
        reason: io::Error,
    },
}

/// Copies a SQLite database as it is at one moment, while it is written to or not, into a new file for this user only
/// (0600). The copy is on the disk when this returns; it has no log beside it, holds nothing deleted, and lies in the
/// order of the ids. It is called `output` only once it is whole.
///
/// # Errors
/// [`BackupError`].
pub fn backup(url: &DatabaseUrl, output: &Path) -> Result<(), BackupError> {
    if matches!(url, DatabaseUrl::Postgres(_)) {
        return Err(BackupError::Postgres);
    }
    existing::is_there(url)?;
    if output.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(output.to_owned()));
    }
    let failed = |reason| BackupError::Output { path: output.to_owned(), reason };
    let folder = match output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // tempfile makes it with mode 0600, and removes it where this fails
    let copy = Builder::new().prefix(".fluister-").suffix(".part").tempfile_in(folder).map_err(failed)?;
    drop(existing::open_to_read(url)?);
    copy_into(url, copy.path()).map_err(NotThere::Store)?;
    copy.as_file().sync_all().map_err(failed)?;
    copy.persist_noclobber(output).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(output.to_owned()),
        _ => failed(error.error),
    })?;
    // the directory, too, so that the name is on the disk
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}

/// SQLite writes into an empty file as into none, and keeps its mode.
fn copy_into(url: &DatabaseUrl, path: &Path) -> Result<(), StoreError> {
    let name = path.to_str().ok_or_else(|| StoreError::damaged("the copy's name is not UTF-8"))?;
    match connection::inspect(url)? {
        Connection::Sqlite(mut c) => {
            diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(name).execute(&mut c)?;
            Ok(())
        }
        Connection::Postgres(_) => Ok(()),
    }
}
