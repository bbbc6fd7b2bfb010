//! What the vault holds, in pieces: each becomes one record, so that two devices that change different things do not
//! meet, and what they both changed can be put together.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::Error;

/// The content of each record, by the piece's name: a JSON object with `name` and `value`.
pub type Pieces = BTreeMap<String, Content>;
/// One record's content.
pub type Content = Zeroizing<Vec<u8>>;

/// Something that is kept in a vault.
pub trait Kept: Sized {
    /// Takes it apart. The same things always give the same bytes.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    fn split(&self) -> Result<Pieces, Error>;

    /// Puts it together. Pieces of a name that this version does not know are kept.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    fn join(pieces: &Pieces) -> Result<Self, Error>;

    /// One piece that was changed here and on another device since both had `base`; what is absent was deleted, or is not
    /// there yet.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    fn merge(name: &str, change: &Change<'_>) -> Result<Option<Content>, Error>;
}

/// A piece that two devices have changed.
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

/// A piece's content.
///
/// # Errors
/// [`Error::Encoding`].
pub fn write<T: Serialize>(name: &str, value: &T) -> Result<Content, Error> {
    serde_json::to_vec(&Writing { name, value }).map(Zeroizing::new).map_err(|_| Error::Encoding)
}

/// A piece's value.
///
/// # Errors
/// [`Error::Encoding`]: it was written by a newer version, or not by fluister.
pub fn read<T: DeserializeOwned>(content: &Content) -> Result<T, Error> {
    serde_json::from_slice(content).map(|Reading { value }| value).map_err(|_| Error::Encoding)
}

/// A piece's name.
pub(super) fn name(content: &Content) -> Result<String, Error> {
    #[derive(Deserialize)]
    struct Head {
        name: String,
    }
    serde_json::from_slice(content).map(|Head { name }| name).map_err(|_| Error::Encoding)
}

/// What this device has and what the server has, put together.
///
/// # Errors
/// [`Error::Encoding`].
pub fn merge<S: Kept>(base: &Pieces, mine: &Pieces, theirs: &Pieces) -> Result<Pieces, Error> {
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
