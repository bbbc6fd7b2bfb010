//! What can go wrong in the store, told apart by what to do about it.

use diesel::ConnectionError;
use diesel::result::{DatabaseErrorKind, Error};

/// A transaction that was not carried out. Never holds a value that was stored or asked for: only what the database
/// says of itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot work now and may later, without this server being started anew.
    #[error("the database is not available ({fault}): {message}")]
    Unavailable {
        /// The kind of fault.
        fault: Fault,
        /// The database's message.
        message: String,
    },
    /// The database holds or answers what it should not: look at its integrity, restore a backup.
    #[error("the database is damaged, or is another program's: {message}")]
    Damaged {
        /// The database's message.
        message: String,
    },
}

/// Why the database cannot work now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// No room on the disk.
    Full,
    /// Another program holds it, or two transactions wait for one another.
    Locked,
    /// It may be read only.
    ReadOnly,
    /// It cannot be reached, opened, or its disk fails.
    Gone,
    /// This server is stopping.
    Stopping,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Full => "its disk is full: make room",
            Self::Locked => "it is locked: try again",
            Self::ReadOnly => {
                "it is read-only: look at its disk, and at its file's and directory's owner and mode"
            }
            Self::Gone => "it cannot be reached: look whether it is there and runs",
            Self::Stopping => "this server is stopping",
        })
    }
}

impl StoreError {
    /// An [`StoreError::Unavailable`].
    pub fn unavailable(fault: Fault, message: impl Into<String>) -> Self {
        Self::Unavailable { fault, message: message.into() }
    }

    /// A [`StoreError::Damaged`].
    pub fn damaged(message: impl Into<String>) -> Self {
        Self::Damaged { message: message.into() }
    }

    /// The answer to whatever comes after [`crate::store::Store::close`].
    pub(in crate::store) fn stopping() -> Self {
        Self::unavailable(Fault::Stopping, "no more transactions are taken")
    }
}

/// The database's words for what passes, each with what it means. SQLite's are the fixed texts of its result codes
/// (sqlite3_errstr), PostgreSQL's its primary messages in English; diesel hands over neither's codes.
const PASSING: &[(&str, Fault)] = &[
    // SQLITE_FULL; PostgreSQL 53100
    ("database or disk is full", Fault::Full),
    ("No space left on device", Fault::Full),
    ("Disk quota exceeded", Fault::Full),
    // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL; PostgreSQL 40P01, 55P03, 57014
    ("database is locked", Fault::Locked),
    ("database table is locked", Fault::Locked),
    ("locking protocol", Fault::Locked),
    ("deadlock detected", Fault::Locked),
    ("lock timeout", Fault::Locked),
    ("statement timeout", Fault::Locked),
    // SQLITE_READONLY; PostgreSQL 25006
    ("attempt to write a readonly database", Fault::ReadOnly),
    ("read-only transaction", Fault::ReadOnly),
    // SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM
    ("disk I/O error", Fault::Gone),
    ("unable to open database file", Fault::Gone),
    ("out of memory", Fault::Gone),
    // PostgreSQL classes 08, 53, 57P and 58
    ("connection", Fault::Gone),
    ("the database system is", Fault::Gone),
    ("remaining connection slots", Fault::Gone),
    ("too many clients", Fault::Gone),
    ("could not extend file", Fault::Gone),
    ("could not open file", Fault::Gone),
    ("could not write", Fault::Gone),
];

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::DatabaseError(kind, information) => {
                let message = information.message().to_owned();
                match kind {
                    DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => {
                        Self::unavailable(Fault::Gone, message)
                    }
                    DatabaseErrorKind::SerializationFailure => Self::unavailable(Fault::Locked, message),
                    DatabaseErrorKind::ReadOnlyTransaction => Self::unavailable(Fault::ReadOnly, message),
                    DatabaseErrorKind::Unknown => PASSING
                        .iter()
                        .find(|(words, _)| message.contains(words))
                        .map(|(_, fault)| *fault)
                        .map_or_else(
                            || Self::damaged(message.clone()),
                            |fault| Self::unavailable(fault, message.clone()),
                        ),
                    _ => Self::damaged(message),
                }
            }
            Error::BrokenTransactionManager => {
                Self::unavailable(Fault::Gone, "the transaction could not be ended")
            }
            // what remains are faults of statements and of types, which name no values
            Error::NotFound => Self::damaged("a row that should be there is missing"),
            Error::DeserializationError(_) => Self::damaged("a column holds another type than its own"),
            other => Self::damaged(other.to_string()),
        }
    }
}

impl From<ConnectionError> for StoreError {
    fn from(error: ConnectionError) -> Self {
        match error {
            ConnectionError::CouldntSetupConfiguration(error) => error.into(),
            // libpq's and SQLite's words: the place, never the password
            other => Self::unavailable(Fault::Gone, other.to_string()),
        }
    }
}
