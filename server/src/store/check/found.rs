//! What is damaged, and how it is named.

use fluister_protocol::encoding;
use serde::Serialize;

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// The table, or `database` for the whole.
    pub table: &'static str,
    /// Which row: its key, bytes as base64url, the parts with '/' between. Empty for the whole table.
    pub id: String,
    /// What is wrong with it.
    pub what: String,
}

impl std::fmt::Display for Damage {
    /// On one line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let gap = if self.id.is_empty() { "" } else { " " };
        write!(f, "{}{gap}{}: {}", self.table, self.id, self.what)
    }
}

/// Takes damages as they are met.
pub(super) struct Found<'a> {
    table: &'static str,
    count: u64,
    to: &'a mut dyn FnMut(Damage),
}

impl<'a> Found<'a> {
    pub(super) fn new(to: &'a mut dyn FnMut(Damage)) -> Self {
        Self { table: "", count: 0, to }
    }

    /// What follows is of this table.
    pub(super) fn begin(&mut self, table: &'static str) {
        self.table = table;
    }

    pub(super) fn damage(&mut self, id: impl Into<String>, what: impl Into<String>) {
        self.count += 1;
        let what: String = what.into();
        // a database's own words may be of several lines
        let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
        (self.to)(Damage { table: self.table, id: id.into(), what });
    }

    /// Names a damage where `holds` is false.
    pub(super) fn unless(&mut self, holds: bool, id: impl FnOnce() -> String, what: &str) {
        if !holds {
            self.damage(id(), what);
        }
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }
}

/// A key of bytes.
pub(super) fn id(bytes: &[u8]) -> String {
    encoding::encode(bytes)
}

/// A key of an organisation and something in it.
pub(super) fn id_in(organisation: &[u8], rest: impl std::fmt::Display) -> String {
    format!("{}/{rest}", id(organisation))
}

/// Whether a column can be a hash, an id or a fingerprint.
pub(super) const fn is_digest(bytes: &[u8]) -> bool {
    bytes.len() == 32
}
