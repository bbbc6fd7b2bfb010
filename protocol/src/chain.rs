//! From the fingerprint in a link to a directory that can be believed.
//!
//! Every directory names its roots. The first root's hash is the organisation's fingerprint; each next root must be the
//! one that the first directory of the root before named as its successor.

use crate::day::Day;
use crate::directory::Directory;
use crate::id::{AdviserId, OrganisationId};
use crate::signed::{Signed, ValidationError, Verified};

/// What a link or a QR code pins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The organisation.
    pub organisation: OrganisationId,
    /// On an adviser's own card: the adviser, too.
    pub adviser: Option<AdviserId>,
}

/// Reads one directory under the last root that it names itself. On its own this proves only that whoever holds that
/// root made it: [`walk`] says whether that root is the organisation's.
///
/// # Errors
/// [`ValidationError`].
pub fn read(signed: &Signed) -> Result<Verified<Directory>, ValidationError> {
    let directory: Directory = signed.read()?;
    let root = directory.root()?;
    signed.verified(directory, &root)
}

/// The first version of an organisation: serial 1, one root.
///
/// # Errors
/// [`ValidationError`].
pub fn first(signed: &Signed) -> Result<Verified<Directory>, ValidationError> {
    let directory = read(signed)?;
    if directory.serial != 1 || directory.roots.len() != 1 {
        return Err(ValidationError::Serial { due: 1 });
    }
    Ok(directory)
}

/// The version after `before`.
///
/// # Errors
/// [`ValidationError`]: another organisation, a serial not one higher, a broken chain, a root that was not named.
pub fn next(before: &Verified<Directory>, signed: &Signed) -> Result<Verified<Directory>, ValidationError> {
    let directory = read(signed)?;
    if directory.organisation != before.organisation || directory.slug != before.slug {
        return Err(ValidationError::Organisation);
    }
    let due = before.serial.saturating_add(1);
    if directory.serial != due {
        return Err(ValidationError::Serial { due });
    }
    if directory.previous != Some(before.hash()) {
        return Err(ValidationError::Previous);
    }
    let known = before.roots.len();
    if directory.roots.get(..known) != Some(before.roots.as_slice()) {
        // fewer roots, or others: signed by one that has been replaced, or a rewritten past
        return Err(ValidationError::RetiredRoot);
    }
    match directory.roots.get(known..) {
        Some([]) if directory.successor == before.successor => Ok(directory),
        Some([root]) if root.first_serial == due && root.key.successor_hash() == before.successor => {
            Ok(directory)
        }
        _ => Err(ValidationError::Successor),
    }
}

/// Walks from the pinned first root to the directory that a server shows.
///
/// `firsts` are the first directories of every root before the last and of the last, in order, as fetched from the log;
/// with one root it may be empty.
///
/// # Errors
/// [`ValidationError`]: another root than pinned, a successor that was not named, a pinned adviser who is not listed. Days are
/// checked apart, by [`check_days`].
pub fn walk(pin: &Pin, firsts: &[Signed], current: &Signed) -> Result<Verified<Directory>, ValidationError> {
    let directory = read(current)?;
    if directory.organisation != pin.organisation {
        return Err(ValidationError::Organisation);
    }
    walk_roots(firsts, &directory)?;
    match pin.adviser {
        Some(id) if directory.adviser(id).is_none() => Err(ValidationError::PinnedAdviser),
        _ => Ok(directory),
    }
}

fn walk_roots(firsts: &[Signed], directory: &Verified<Directory>) -> Result<(), ValidationError> {
    let firsts = firsts.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if directory.roots.len() == 1 && firsts.is_empty() {
        return Ok(());
    }
    for (at, first) in firsts.iter().enumerate() {
        let root = first.roots.last().ok_or(ValidationError::Limit("roots"))?;
        if first.organisation != directory.organisation {
            return Err(ValidationError::Organisation);
        }
        if first.serial != root.first_serial {
            return Err(ValidationError::Serial { due: root.first_serial });
        }
        if first.roots.len() != at + 1 || directory.roots.get(at) != Some(root) {
            // a longer history is known than this directory tells
            return Err(ValidationError::RetiredRoot);
        }
    }
    if firsts.len() != directory.roots.len() {
        return Err(ValidationError::Successor);
    }
    let named = firsts.windows(2).all(|pair| match pair {
        [one, next] => {
            next.roots.get(..one.roots.len()) == Some(one.roots.as_slice())
                && next.roots.last().is_some_and(|root| root.key.successor_hash() == one.successor)
        }
        _ => false,
    });
    let kept = firsts.last().is_some_and(|last| last.successor == directory.successor);
    if named && kept { Ok(()) } else { Err(ValidationError::Successor) }
}

/// Refuses a directory that is not valid today. A day's grace is given to clocks that run behind.
///
/// # Errors
/// [`ValidationError::Expired`], [`ValidationError::Future`].
pub fn check_days(directory: &Directory, today: Day) -> Result<(), ValidationError> {
    if directory.expires < today {
        return Err(ValidationError::Expired(directory.expires));
    }
    if directory.issued > today.plus(1) {
        return Err(ValidationError::Future);
    }
    Ok(())
}

/// A serial and hash of a directory or key statement, as notes, letters and heartbeats name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Named {
    /// The serial.
    pub serial: u64,
    /// The labelled hash of the payload.
    pub hash: crate::id::Digest32,
}

impl Named {
    /// Names a directory.
    pub fn directory(directory: &Verified<Directory>) -> Self {
        Self { serial: directory.serial, hash: directory.hash() }
    }

    /// Refuses what is older than named, or of the same serial and not the same.
    ///
    /// # Errors
    /// [`ValidationError::Old`], [`ValidationError::TwoHistories`].
    pub fn not_after(self, shown: Self) -> Result<(), ValidationError> {
        if shown.serial < self.serial {
            Err(ValidationError::Old)
        } else if shown.serial == self.serial && shown.hash != self.hash {
            Err(ValidationError::TwoHistories)
        } else {
            Ok(())
        }
    }
}
