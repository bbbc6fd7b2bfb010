//! Connections: made by the URL's scheme, set up for their role, replaced when they fail.

use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection as _, QueryResult};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::store::{DatabaseUrl, Fault, StoreError};

/// What diesel derives for a choice of back ends, kept from here: it makes many names of its own.
mod either {
    use diesel::pg::PgConnection;
    use diesel::sqlite::SqliteConnection;

    /// A connection to either back end, on which diesel's typed queries run alike. What it cannot express for both
    /// (`on_conflict`) goes through `execute_either` or a `match`.
    #[derive(diesel::MultiConnection)]
    pub enum EitherConnection {
        /// SQLite.
        Sqlite(SqliteConnection),
        /// PostgreSQL.
        Postgres(PgConnection),
    }
}
pub use either::EitherConnection;

/// What the queries run on.
pub type Connection = EitherConnection;

/// Runs one statement on whichever back end it is.
pub(in crate::store) fn execute_either<S>(c: &mut EitherConnection, statement: S) -> QueryResult<usize>
where
    S: ExecuteDsl<SqliteConnection> + ExecuteDsl<PgConnection>,
{
    match c {
        EitherConnection::Sqlite(c) => <S as ExecuteDsl<SqliteConnection>>::execute(statement, c),
        EitherConnection::Postgres(c) => <S as ExecuteDsl<PgConnection>>::execute(statement, c),
    }
}

/// Loads the rows of one query from whichever back end it is.
pub(in crate::store) fn load_either<'query, S, T>(
    c: &mut EitherConnection,
    statement: S,
) -> Result<Vec<T>, StoreError>
where
    S: LoadQuery<'query, SqliteConnection, T> + LoadQuery<'query, PgConnection, T>,
{
    Ok(match c {
        EitherConnection::Sqlite(c) => statement.internal_load(c)?.collect::<QueryResult<_>>()?,
        EitherConnection::Postgres(c) => statement.internal_load(c)?.collect::<QueryResult<_>>()?,
    })
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Role {
    Writer,
    Reader,
}

/// Set on every SQLite connection. The page size counts only before the first write: a letter's ends fill larger pages
/// badly, and each insertion in the middle of a tree writes a page anew, so that 16 KiB pages write 90 KB for a letter,
/// log and table together, where these write 60. 8,000 pages between checkpoints (64 MiB of log) cost less than the
/// usual 1,000 small ones. FULL: a commit is on the disk when it is answered. Deleted letters are overwritten.
const SQLITE: &str = "PRAGMA busy_timeout = 5000; PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; \
    PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; \
    PRAGMA wal_autocheckpoint = 8000; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;";
const SQLITE_READER: &str = "PRAGMA query_only = ON;";
/// Instead of all that, on one that opened the file read-only.
const SQLITE_INSPECTOR: &str = "PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; \
    PRAGMA cell_size_check = ON;";
/// Set on every PostgreSQL connection, whatever the server's own defaults.
const POSTGRES: &str = "SET synchronous_commit = on; SET lock_timeout = '10s'; SET default_transaction_isolation = \
    'read committed'; SET client_min_messages = warning;";
const POSTGRES_READER: &str = "SET default_transaction_read_only = on;";

/// Bytes of a path that stand for themselves in SQLite's file URIs.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');

/// Connects to a database that exists.
pub(in crate::store) fn establish(url: &DatabaseUrl, role: Role) -> Result<EitherConnection, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            // mode=rw: a database that is gone is an error, never an empty one in its place
            let uri = format!("file:{}?mode=rw", percent_encode(path.as_os_str().as_bytes(), PATH));
            let mut c = SqliteConnection::establish(&uri)?;
            c.batch_execute(SQLITE)?;
            if role == Role::Reader {
                c.batch_execute(SQLITE_READER)?;
            }
            Ok(EitherConnection::Sqlite(c))
        }
        DatabaseUrl::Postgres(url) => {
            let mut c = PgConnection::establish(url)?;
            c.batch_execute(POSTGRES)?;
            if role == Role::Reader {
                c.batch_execute(POSTGRES_READER)?;
            }
            Ok(EitherConnection::Postgres(c))
        }
    }
}

/// Connects to a database that exists, to look and change nothing: where a log was left behind by a server that was
/// killed, SQLite reads it and leaves it as it is.
pub(in crate::store) fn inspect(url: &DatabaseUrl) -> Result<EitherConnection, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let uri = format!("file:{}?mode=ro", percent_encode(path.as_os_str().as_bytes(), PATH));
            let mut c = SqliteConnection::establish(&uri)?;
            c.batch_execute(SQLITE_INSPECTOR)?;
            Ok(EitherConnection::Sqlite(c))
        }
        DatabaseUrl::Postgres(_) => establish(url, Role::Reader),
    }
}

/// Begins a transaction that sees one state, on a connection that was made by [`inspect`].
pub(in crate::store) fn begin_reading(c: &mut EitherConnection) -> Result<(), StoreError> {
    begin(c, Role::Reader)
}

/// Makes SQLite's file where there is none, for this user only (0600; SQLite gives its -wal and -shm the same), and its
/// directory (0700). What exists keeps its mode. Says whether there was none.
pub(in crate::store) fn create_file(path: &Path) -> Result<bool, StoreError> {
    let gone = |error: std::io::Error| {
        let fault = match error.kind() {
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Fault::ReadOnly,
            _ => Fault::Gone,
        };
        StoreError::unavailable(fault, format!("{}: {error}", path.display()))
    };
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(gone)?;
    }
    let mut options = std::fs::OpenOptions::new();
    match options.write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            std::fs::OpenOptions::new().write(true).open(path).map_err(gone)?;
            Ok(false)
        }
        Err(error) => Err(gone(error)),
    }
}

/// A thread's connection, made when it is needed, let go when it fails.
pub(in crate::store) struct Held {
    url: DatabaseUrl,
    role: Role,
    connection: Option<(EitherConnection, FileIdentity)>,
}

/// Device and inode of SQLite's file: one that was moved away would go on taking writes that nobody finds again.
#[derive(Clone, Copy, PartialEq, Eq)]
struct FileIdentity(Option<(u64, u64)>);

impl FileIdentity {
    fn of(url: &DatabaseUrl) -> Result<Self, StoreError> {
        match url {
            DatabaseUrl::Sqlite(path) => {
                std::fs::metadata(path).map(|found| Self(Some((found.dev(), found.ino())))).map_err(|error| {
                    StoreError::unavailable(Fault::Gone, format!("{}: {error}", path.display()))
                })
            }
            DatabaseUrl::Postgres(_) => Ok(Self(None)),
        }
    }
}

impl Held {
    pub(in crate::store) const fn new(url: DatabaseUrl, role: Role) -> Self {
        Self { url, role, connection: None }
    }

    /// The connection, made anew where it was let go or where its file is another by now.
    pub(in crate::store) fn get(&mut self) -> Result<&mut EitherConnection, StoreError> {
        let identity = FileIdentity::of(&self.url).inspect_err(|_| self.let_go())?;
        if self.connection.as_ref().is_some_and(|(_, of)| *of != identity) {
            self.let_go();
        }
        if self.connection.is_none() {
            self.connection = Some((establish(&self.url, self.role)?, identity));
        }
        self.held()
    }

    fn held(&mut self) -> Result<&mut EitherConnection, StoreError> {
        match &mut self.connection {
            Some((connection, _)) => Ok(connection),
            None => Err(StoreError::unavailable(Fault::Gone, "no connection")),
        }
    }

    /// The connection, in a new transaction. One that fails to begin is replaced once: a database that was started
    /// anew is not noticed before.
    pub(in crate::store) fn begin(&mut self) -> Result<&mut EitherConnection, StoreError> {
        let role = self.role;
        let had_one = self.connection.is_some();
        match self.get().and_then(|c| begin(c, role)) {
            Ok(()) => {}
            Err(StoreError::Unavailable { fault: Fault::Gone, .. }) if had_one => {
                self.let_go();
                self.get().and_then(|c| begin(c, role)).inspect_err(|_| self.let_go())?;
            }
            Err(error) => {
                self.let_go();
                return Err(error);
            }
        }
        self.held()
    }

    /// Closes the connection, which ends whatever transaction it is in.
    pub(in crate::store) fn let_go(&mut self) {
        let connection = self.connection.take();
        // diesel panics where SQLite reports a late fault while it is closed, which then has been reported before
        let _ = catch_unwind(AssertUnwindSafe(|| drop(connection)));
    }
}

fn begin(c: &mut EitherConnection, role: Role) -> Result<(), StoreError> {
    use diesel::connection::AnsiTransactionManager as Manager;
    match (c, role) {
        // at once: a transaction that only later wants to write could fail where another wrote first
        (EitherConnection::Sqlite(c), Role::Writer) => Manager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        (EitherConnection::Sqlite(c), Role::Reader) => Manager::begin_transaction_sql(c, "BEGIN")?,
        (EitherConnection::Postgres(c), Role::Writer) => Manager::begin_transaction_sql(c, "BEGIN")?,
        // one state for all of a reader's queries, as SQLite gives it
        (EitherConnection::Postgres(c), Role::Reader) => {
            Manager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL REPEATABLE READ")?;
        }
    }
    Ok(())
}
