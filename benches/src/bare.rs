//! The limit for SQLite: a loop that does nothing but insert the same rows, with the same settings, into a table with
//! the same index.

use std::path::Path;

use fluister_server::store::letters::Letter;
use rusqlite::Connection;

/// As the server sets them.
const SETTINGS: &str = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000;";
const TABLE: &str = "CREATE TABLE letters (place INTEGER NOT NULL PRIMARY KEY, id BLOB NOT NULL, \
    organisation BLOB NOT NULL, release BIGINT NOT NULL, bytes BLOB NOT NULL); \
    CREATE INDEX letters_box ON letters (organisation, release, id);";
const INSERT: &str =
    "INSERT INTO letters (place, id, organisation, release, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";

/// A database with a table of letters and nothing else.
pub struct Bare {
    connection: Connection,
    organisation: Vec<u8>,
}

impl Bare {
    /// A new database of this name in a directory.
    pub fn create(directory: &Path, name: &str) -> Self {
        let connection = Connection::open(directory.join(name)).expect("a database");
        connection.execute_batch(SETTINGS).expect("settings");
        connection.execute_batch(TABLE).expect("a table");
        Self { connection, organisation: vec![1; 32] }
    }

    /// A server's database, while no server runs: to fill it quickly and without care. It is safe on the disk after
    /// [`Bare::end_filling`].
    pub fn fill(path: &Path) -> Self {
        let connection = Connection::open(path).expect("the server's database");
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;").expect("settings");
        let organisation = connection.query_row("SELECT id FROM organisations", [], |row| row.get(0));
        Self { organisation: organisation.expect("an organisation"), connection }
    }

    /// Inserts letters in one transaction; they are on the disk when this returns.
    pub fn insert<'a>(&mut self, letters: impl IntoIterator<Item = &'a Letter>) {
        let transaction = self.connection.transaction().expect("a transaction");
        {
            let mut insert = transaction.prepare(INSERT).expect("a statement");
            for letter in letters {
                let (first, _) = letter.id.0.split_first_chunk().expect("an id has 32 bytes");
                let place = (u64::from_be_bytes(*first) >> 1).cast_signed();
                let row = (place, letter.id.as_bytes().as_slice(), &self.organisation, 1, &letter.bytes);
                insert.execute(row).expect("an insertion");
            }
        }
        transaction.commit().expect("a commit");
    }

    /// After [`Bare::fill`]: everything to the disk, and the log as the server wants it.
    pub fn end_filling(self, path: &Path) {
        self.connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;")
            .expect("settings");
        drop(self.connection);
        std::fs::File::open(path).and_then(|file| file.sync_all()).expect("the disk");
    }
}
