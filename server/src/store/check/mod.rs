//! Verifying a database: every row of every table against what the server may have written there.
//!
//! Whatever carries a hash, a signature or a number is proven by it. A letter's or chunk's own bytes are not: only whoever
//! can open it notices that they were changed, and here they are but counted.

mod advisers;
mod chunks;
mod directories;
mod engine;
mod found;
mod letters;
mod notifications;
mod places;
mod small;
mod vaults;

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Binary;

use super::engine::existing::{apart, open_to_read};
use super::{Connection, DatabaseUrl, NotThere, StoreError};

pub use found::Damage;
use found::Found;

/// A table, and what is looked at in it. A new table is a line here and a function.
struct Table {
    name: &'static str,
    /// Whether it has a column `organisation`, which must name one.
    of_organisation: bool,
    /// Looks at all rows, and says how many.
    check: fn(&mut Connection, &mut Found<'_>) -> Result<u64, StoreError>,
}

const TABLES: &[Table] = &[
    Table { name: "clockwork", of_organisation: false, check: places::scheduler_state },
    Table { name: "releases", of_organisation: false, check: places::releases },
    Table { name: "organisations", of_organisation: false, check: directories::organisations },
    Table { name: "directories", of_organisation: true, check: directories::directories },
    Table { name: "retentions", of_organisation: true, check: directories::retentions },
    Table { name: "statements", of_organisation: true, check: advisers::statements },
    Table { name: "heartbeats", of_organisation: true, check: advisers::heartbeats },
    Table { name: "sessions", of_organisation: true, check: advisers::sessions },
    Table { name: "notifications", of_organisation: true, check: notifications::notifications },
    Table { name: "files", of_organisation: true, check: places::files },
    Table { name: "letters", of_organisation: true, check: letters::letters },
    Table { name: "counts", of_organisation: true, check: letters::counts },
    Table { name: "chunks", of_organisation: true, check: chunks::chunks },
    Table { name: "chunk_counts", of_organisation: true, check: chunks::counts },
    Table { name: "session_counts", of_organisation: true, check: chunks::session_counts },
    Table { name: "volumes", of_organisation: true, check: chunks::volumes },
    Table { name: "vaults", of_organisation: true, check: vaults::vaults },
    Table { name: "vault_records", of_organisation: false, check: vaults::records },
    Table { name: "wraps", of_organisation: true, check: vaults::wraps },
    Table { name: "admissions", of_organisation: false, check: small::admissions },
    Table { name: "spent", of_organisation: false, check: small::spent },
    Table { name: "secrets", of_organisation: false, check: small::secrets },
];

/// What was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Rows by table.
    pub rows: BTreeMap<&'static str, u64>,
    /// How many damages were named.
    pub damages: u64,
}

/// Verifies a database, running or not, and names each damage to `found` as it is met. Reads all of it, in one state;
/// writes nothing.
///
/// # Errors
/// [`NotThere`]: it is none, another version's, or cannot be read. A part that cannot be read for being damaged is a
/// damage, and no error.
pub fn check(url: &DatabaseUrl, found: &mut dyn FnMut(Damage)) -> Result<Checked, NotThere> {
    let mut found = Found::new(found);
    found.begin("database");
    let mut c = match open_to_read(url) {
        Err(NotThere::Store(error @ StoreError::Damaged { .. })) => {
            or_damage::<()>(Err(error), &mut found)?;
            return Ok(Checked { rows: BTreeMap::new(), damages: found.count() });
        }
        opened => opened?,
    };
    let whole = apart(&mut c, |c| engine::integrity(c, &mut found));
    or_damage(whole, &mut found)?;
    let mut rows = BTreeMap::new();
    for table in TABLES {
        found.begin(table.name);
        let looked_at = apart(&mut c, |c| {
            if table.of_organisation {
                orphans(c, table.name, &mut found)?;
            }
            (table.check)(c, &mut found)
        });
        rows.insert(table.name, or_damage(looked_at, &mut found)?);
    }
    Ok(Checked { rows, damages: found.count() })
}

/// What cannot be read is named as such, and the rest is gone on with.
fn or_damage<T: Default>(outcome: Result<T, StoreError>, found: &mut Found<'_>) -> Result<T, StoreError> {
    match outcome {
        Err(StoreError::Damaged { message }) => {
            found.damage("", format!("cannot be read: {message}"));
            Ok(T::default())
        }
        other => other,
    }
}

#[derive(QueryableByName)]
struct Orphan {
    #[diesel(sql_type = Binary)]
    organisation: Vec<u8>,
}

/// Both databases refuse such rows themselves, unless somebody asked them not to.
fn orphans(c: &mut Connection, table: &str, found: &mut Found<'_>) -> Result<(), StoreError> {
    let missing: Vec<Orphan> = diesel::sql_query(format!(
        "SELECT DISTINCT organisation FROM {table} WHERE organisation NOT IN (SELECT id FROM organisations)"
    ))
    .load(c)?;
    for orphan in missing {
        found.damage(found::id(&orphan.organisation), "rows of an organisation that is not there");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::clock::Clock;
    use crate::store::{Store, StoreOptions};

    #[derive(QueryableByName)]
    struct Name {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }

    #[test]
    fn every_table_is_looked_at() {
        let directory = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(directory.path().join("a.sqlite"));
        let options = StoreOptions { url: url.clone(), readers: 1, release_interval: Duration::from_secs(1) };
        let _store = Store::open(&options, Clock::system()).unwrap();
        let names: Vec<Name> = diesel::sql_query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY name",
        )
        .load(&mut open_to_read(&url).unwrap())
        .unwrap();
        let mut known: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        known.sort_unstable();
        assert_eq!(names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), known);
    }
}
