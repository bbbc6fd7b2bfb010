//! Letters, and how many came.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};
use fluister_protocol::id::Id;
use fluister_protocol::size;
use fluister_protocol::suite::MAGIC;

use super::found::{self, Found, id_in, is_digest};
use super::places::open;
use crate::store::letters::place;
use crate::store::tables::schema::{counts, letters, releases};
use crate::store::{Connection, StoreError};

/// Rows read at once: 1 MiB of letters.
const PAGE: i64 = 64;

type Row = (i64, Vec<u8>, i64, Vec<u8>);

/// Checks that every letter is in the row that its id names, in a known release, and has a letter's size and beginning.
pub(super) fn letters(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let mut known: BTreeSet<i64> = releases::table.select(releases::number).load(c)?.into_iter().collect();
    known.extend(open(c)?);
    let mut rows = 0;
    let mut after = i64::MIN;
    loop {
        let page: Vec<Row> = letters::table
            .filter(letters::place.gt(after))
            .order(letters::place)
            .limit(PAGE)
            .select((letters::place, letters::id, letters::release, letters::bytes))
            .load(c)?;
        for row in &page {
            letter(row, &known, found);
        }
        rows += page.len() as u64;
        match page.last() {
            Some((place, ..)) if page.len() as u64 == PAGE.unsigned_abs() => after = *place,
            _ => return Ok(rows),
        }
    }
}

fn letter((at, id, release, bytes): &Row, known: &BTreeSet<i64>, found: &mut Found<'_>) {
    let name = || found::id(id);
    lies_where_its_id_says(*at, id, found);
    if bytes.len() != size::LETTER {
        found.damage(name(), format!("it has {} bytes instead of {}", bytes.len(), size::LETTER));
    }
    found.unless(bytes.starts_with(&MAGIC), name, "it does not begin as a letter");
    if !known.contains(release) {
        found.damage(name(), format!("its release, {release}, is not known"));
    }
}

/// Checks that a letter's or chunk's row is the one that its id names.
pub(super) fn lies_where_its_id_says(at: i64, id: &[u8], found: &mut Found<'_>) {
    let name = || found::id(id);
    match <[u8; 32]>::try_from(id) {
        Ok(id) => found.unless(place(&Id(id)) == at, name, "it does not lie where its id says"),
        Err(_) => found.damage(name(), format!("its id has {} bytes instead of 32 (row {at})", id.len())),
    }
}

#[derive(QueryableByName)]
struct TooFew {
    #[diesel(sql_type = Binary)]
    organisation: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    release: i64,
}

/// As many were counted in the open release as are in it, or more: some may have been deleted.
const TOO_FEW: &str = "SELECT l.organisation, l.release FROM \
    (SELECT organisation, release, COUNT(*) AS there FROM letters \
     WHERE release = (SELECT release FROM clockwork) GROUP BY organisation, release) l \
    LEFT JOIN (SELECT organisation, release, SUM(letters) AS counted FROM counts GROUP BY organisation, release) n \
    ON n.organisation = l.organisation AND n.release = l.release \
    WHERE COALESCE(n.counted, 0) < l.there";

/// What was counted can have come.
pub(super) fn counts(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let open = open(c)?;
    let rows: Vec<(Vec<u8>, i64, i64, i64, i64)> =
        counts::table.order((counts::organisation, counts::release, counts::writer)).load(c)?;
    for (organisation, release, writer, letters, by_session) in &rows {
        let id = || id_in(organisation, format!("{release}/{writer}"));
        found.unless(is_digest(organisation), id, "its organisation's id has not 32 bytes");
        found.unless(*letters >= 1, id, "it counts no letter");
        found.unless((0..=*letters).contains(by_session), id, "more came by session than came");
        let has_been = *release >= 1 && open.is_none_or(|open| *release <= open);
        found.unless(has_been, id, "it counts for a release that has not been");
    }
    let too_few: Vec<TooFew> = diesel::sql_query(TOO_FEW).load(c)?;
    for row in too_few {
        found.damage(id_in(&row.organisation, row.release), "fewer letters were counted than are there");
    }
    Ok(rows.len() as u64)
}
