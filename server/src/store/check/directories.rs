//! Organisations, and the log of their directories.

use diesel::prelude::*;
use fluister_protocol::chain;
use fluister_protocol::directory::{Directory, is_slug};
use fluister_protocol::signed::{Signed, Verified};
use fluister_protocol::verifying::SignatureBytes;

use super::found::{self, Found, id_in, is_digest};
use crate::store::engine::number::day_from_column;
use crate::store::tables::schema::{directories, organisations, retentions};
use crate::store::{Connection, StoreError};

/// Versions read at once, each of 48 kB at most.
const PAGE: i64 = 16;

/// Checks that every organisation's row says what its newest directory says.
pub(super) fn organisations(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, String, i64)> = organisations::table.order(organisations::id).load(c)?;
    for (id, slug, retention) in &rows {
        let name = || found::id(id);
        found.unless(is_digest(id), name, "its fingerprint has not 32 bytes");
        found.unless(is_slug(slug), name, "its slug is none");
        let Some(newest) = newest(c, id)? else {
            found.damage(name(), "it has no directory");
            continue;
        };
        // one that cannot be read is named with the directories
        if let Ok(directory) = chain::read(&newest) {
            let is_same = i64::from(directory.policy.shelf_life_days) == *retention;
            found.unless(is_same, name, "its shelf life is not its directory's");
            found.unless(directory.slug == *slug, name, "its slug is not its directory's");
        }
    }
    Ok(rows.len() as u64)
}

/// Checks that earlier retentions are some days, up to a day.
pub(super) fn retentions(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, i64, i64)> =
        retentions::table.order((retentions::organisation, retentions::until)).load(c)?;
    for (organisation, until, days) in &rows {
        let id = || id_in(organisation, until);
        found.unless(day_from_column(*until).is_ok(), id, "its last day is none");
        found.unless((1..=365).contains(days), id, "it is no number of days that letters are kept");
    }
    Ok(rows.len() as u64)
}

/// Checks the whole log of every organisation: every version is signed and follows from the one before.
pub(super) fn directories(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let all: Vec<Vec<u8>> = directories::table
        .select(directories::organisation)
        .distinct()
        .order(directories::organisation)
        .load(c)?;
    let mut rows = 0;
    for organisation in &all {
        rows += log(c, organisation, found)?;
    }
    Ok(rows)
}

fn log(c: &mut Connection, organisation: &[u8], found: &mut Found<'_>) -> Result<u64, StoreError> {
    let mut rows = 0;
    let mut before = Before::Nothing;
    let mut after = i64::MIN;
    loop {
        let page: Vec<(i64, Vec<u8>, Vec<u8>)> = directories::table
            .filter(directories::organisation.eq(organisation))
            .filter(directories::serial.gt(after))
            .order(directories::serial)
            .limit(PAGE)
            .select((directories::serial, directories::payload, directories::signature))
            .load(c)?;
        for (serial, payload, signature) in &page {
            let id = || id_in(organisation, serial);
            before = match signed(payload, signature) {
                Some(signed) => version(before, &signed, (organisation, *serial), found),
                None => {
                    found.damage(id(), "its signature has not 64 bytes");
                    Before::Unreadable
                }
            };
        }
        rows += page.len() as u64;
        match page.last() {
            Some((serial, ..)) if page.len() as u64 == PAGE.unsigned_abs() => after = *serial,
            _ => return Ok(rows),
        }
    }
}

/// What a version is compared with.
enum Before {
    /// It is the first.
    Nothing,
    /// The one before.
    Version(Box<Verified<Directory>>),
    /// The one before cannot be read, and has been named.
    Unreadable,
}

/// One version: where it does not follow, the next is compared with it all the same, so that one damage is named once.
fn version(before: Before, signed: &Signed, key: (&[u8], i64), found: &mut Found<'_>) -> Before {
    let id = || id_in(key.0, key.1);
    let follows = match &before {
        Before::Nothing => chain::first(signed),
        Before::Version(before) => chain::next(before, signed),
        Before::Unreadable => chain::read(signed),
    };
    if let Err(error) = &follows {
        found.damage(id(), error.to_string());
    }
    let Ok(directory) = follows.or_else(|_| chain::read(signed)) else { return Before::Unreadable };
    found.unless(directory.organisation.0 == key.0, id, "it lies with another organisation than it names");
    found.unless(
        u64::try_from(key.1) == Ok(directory.serial),
        id,
        "it lies under another serial than it names",
    );
    Before::Version(Box::new(directory))
}

/// The version with the highest serial.
pub(super) fn newest(c: &mut Connection, organisation: &[u8]) -> Result<Option<Signed>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> = directories::table
        .filter(directories::organisation.eq(organisation))
        .order(directories::serial.desc())
        .select((directories::payload, directories::signature))
        .first(c)
        .optional()?;
    Ok(row.and_then(|(payload, signature)| signed(&payload, &signature)))
}

/// `None` where the signature has another length than one.
pub(super) fn signed(payload: &[u8], signature: &[u8]) -> Option<Signed> {
    let signature = SignatureBytes(signature.try_into().ok()?);
    Some(Signed { payload: payload.to_vec(), signature })
}
