//! What advisers published, and their sessions: each of one whom the newest directory lists.

use std::collections::BTreeMap;

use diesel::prelude::*;
use fluister_protocol::directory::Directory;
use fluister_protocol::id::AdviserId;
use fluister_protocol::signed::{Signed, ValidationError, Verified};
use fluister_protocol::{chain, heartbeat, statement};

use super::directories::{newest, signed};
use super::found::{self, Found, id_in, is_digest};
use crate::store::engine::number::day_from_column;
use crate::store::tables::schema::{heartbeats, sessions, statements};
use crate::store::{Connection, StoreError};

/// Organisation, adviser, number, payload, signature.
type Row = (Vec<u8>, Vec<u8>, i64, Vec<u8>, Vec<u8>);

/// Hash, organisation, adviser, day.
type Session = (Vec<u8>, Vec<u8>, Vec<u8>, i64);

/// Whom a payload names, and its number.
type Says = (AdviserId, u64);

/// Newest directories, as they were asked for; `None` where there is none that can be read, which is named elsewhere.
#[derive(Default)]
pub(super) struct Directories(BTreeMap<Vec<u8>, Option<Verified<Directory>>>);

impl Directories {
    pub(super) fn of(
        &mut self,
        c: &mut Connection,
        organisation: &[u8],
    ) -> Result<Option<&Verified<Directory>>, StoreError> {
        if !self.0.contains_key(organisation) {
            let directory = newest(c, organisation)?.and_then(|signed| chain::read(&signed).ok());
            self.0.insert(organisation.to_vec(), directory);
        }
        Ok(self.0.get(organisation).and_then(Option::as_ref))
    }
}

/// Checks that every key statement verifies and names its row's adviser and serial.
pub(super) fn statements(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<Row> = statements::table.order((statements::organisation, statements::adviser)).load(c)?;
    published(c, &rows, found, |directory, signed| {
        statement::verify(directory, signed).map(|statement| (statement.adviser, statement.serial))
    })
}

/// Checks that every heartbeat verifies and names its row's adviser and counter.
pub(super) fn heartbeats(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<Row> = heartbeats::table.order((heartbeats::organisation, heartbeats::adviser)).load(c)?;
    published(c, &rows, found, |directory, signed| {
        heartbeat::verify(directory, signed)
            .map(|heartbeat| (heartbeat.adviser, u64::from(heartbeat.counter)))
    })
}

fn published(
    c: &mut Connection,
    rows: &[Row],
    found: &mut Found<'_>,
    verify: fn(&Verified<Directory>, &Signed) -> Result<Says, ValidationError>,
) -> Result<u64, StoreError> {
    let mut directories = Directories::default();
    for (organisation, adviser, number, payload, signature) in rows {
        let id = || id_in(organisation, found::id(adviser));
        let Some(signed) = signed(payload, signature) else {
            found.damage(id(), "its signature has not 64 bytes");
            continue;
        };
        let Some(directory) = directories.of(c, organisation)? else { continue };
        match verify(directory, &signed) {
            Err(error) => found.damage(id(), error.to_string()),
            Ok((named, numbered)) => {
                found.unless(named.0 == adviser.as_slice(), id, "it lies with another adviser than it names");
                let is_same = u64::try_from(*number) == Ok(numbered);
                found.unless(is_same, id, "it lies under another number than it names");
            }
        }
    }
    Ok(rows.len() as u64)
}

/// Checks every session's hash and day, and that its adviser is listed.
pub(super) fn sessions(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<Session> = sessions::table.order(sessions::hash).load(c)?;
    let mut directories = Directories::default();
    for (hash, organisation, adviser, day) in &rows {
        let id = || found::id(hash);
        found.unless(is_digest(hash), id, "its hash has not 32 bytes");
        found.unless(day_from_column(*day).is_ok(), id, "its day is no day");
        if let Some(directory) = directories.of(c, organisation)? {
            let is_listed = directory.advisers.iter().any(|listed| listed.id().0 == adviser.as_slice());
            found.unless(is_listed, id, "it is of an adviser who is not listed");
        }
    }
    Ok(rows.len() as u64)
}
