//! Vault entries: named parts of what a vault holds. Each becomes one record, so that two devices that change different
//! things do not conflict, and what both changed can be merged.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::Error;

/// The entries of a vault: each one's content by its name.
pub type Entries = BTreeMap<String, Content>;
/// An entry's content: a JSON object with `name` and `value`.
pub type Content = Zeroizing<Vec<u8>>;

/// Something that is kept in a vault.
pub trait Kept: Sized {
    /// Splits it into entries. The same state always gives the same bytes.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    fn split(&self) -> Result<Entries, Error>;

    /// Reads it from its entries. Entries of a name that this version does not know are kept.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    fn join(entries: &Entries) -> Result<Self, Error>;

    /// Merges one entry that was changed here and on another device since both had `base`. What is absent was deleted, or is
    /// not there yet.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    fn merge(name: &str, change: &Change<'_>) -> Result<Option<Content>, Error>;
}

/// An entry that two devices have changed.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// What both had.
    pub base: Option<&'a Content>,
    /// What this device has.
    pub mine: Option<&'a Content>,
    /// What the other device has put on the server.
    pub theirs: Option<&'a Content>,
}

#[derive(Serialize)]
struct Writing<'a, T> {
    name: &'a str,
    value: &'a T,
}

#[derive(Deserialize)]
struct Reading<T> {
    value: T,
}

/// Writes an entry's content.
///
/// # Errors
/// [`Error::Encoding`].
pub fn write<T: Serialize>(name: &str, value: &T) -> Result<Content, Error> {
    serde_json::to_vec(&Writing { name, value }).map(Zeroizing::new).map_err(|_| Error::Encoding)
}

/// Reads an entry's value from its content.
///
/// # Errors
/// [`Error::Encoding`]: it was written by a newer version, or not by fluister.
pub fn read<T: DeserializeOwned>(content: &Content) -> Result<T, Error> {
    serde_json::from_slice(content).map(|Reading { value }| value).map_err(|_| Error::Encoding)
}

/// Reads an entry's name from its content.
pub(super) fn name(content: &Content) -> Result<String, Error> {
    #[derive(Deserialize)]
    struct Head {
        name: String,
    }
    serde_json::from_slice(content).map(|Head { name }| name).map_err(|_| Error::Encoding)
}

/// Merges what this device has and what the server has, entry by entry.
///
/// # Errors
/// [`Error::Encoding`].
pub fn merge<S: Kept>(base: &Entries, mine: &Entries, theirs: &Entries) -> Result<Entries, Error> {
    let mut merged = theirs.clone();
    let names = base.keys().chain(mine.keys()).chain(theirs.keys());
    for name in names.collect::<std::collections::BTreeSet<_>>() {
        let change = Change { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) };
        if change.mine == change.base || change.mine == change.theirs {
            continue;
        }
        let kept = if change.theirs == change.base { change.mine.cloned() } else { S::merge(name, &change)? };
        match kept {
            Some(content) => merged.insert(name.clone(), content),
            None => merged.remove(name),
        };
    }
    Ok(merged)
}
