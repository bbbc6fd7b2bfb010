//! Chunks of attachments, how many came, and how much an organisation takes.

use diesel::prelude::*;
use fluister_protocol::size;

use super::found::{Found, id, id_in, is_digest};
use super::letters::lies_where_its_id_says;
use crate::store::engine::number::day_from_column;
use crate::store::tables::schema::{chunk_counts, chunks, session_counts, volumes};
use crate::store::{Connection, StoreError};

/// Rows read at once: 1 MiB.
const PAGE: i64 = 4;

type Row = (i64, Vec<u8>, i64, i64, Vec<u8>);

/// Checks that every chunk is in the row that its id names, and has a chunk's size.
pub(super) fn chunks(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let mut rows = 0;
    let mut after = i64::MIN;
    loop {
        let page: Vec<Row> = chunks::table
            .filter(chunks::place.gt(after))
            .order(chunks::place)
            .limit(PAGE)
            .select((chunks::place, chunks::id, chunks::day, chunks::settled, chunks::bytes))
            .load(c)?;
        for (place, key, day, settled, bytes) in &page {
            let name = || id(key);
            lies_where_its_id_says(*place, key, found);
            if bytes.len() != size::CHUNK {
                found.damage(name(), format!("it has {} bytes instead of {}", bytes.len(), size::CHUNK));
            }
            found.unless(day_from_column(*day).is_ok(), name, "its day is no day");
            found.unless((0..=1).contains(settled), name, "settled is neither 0 nor 1");
        }
        rows += page.len() as u64;
        match page.last() {
            Some((place, ..)) if page.len() as u64 == PAGE.unsigned_abs() => after = *place,
            _ => return Ok(rows),
        }
    }
}

/// Checks the counts of chunks: known organisations, real days, no negative number.
pub(super) fn counts(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, i64, i64, i64, i64)> = chunk_counts::table
        .order((chunk_counts::organisation, chunk_counts::day, chunk_counts::writer))
        .load(c)?;
    for (organisation, day, writer, chunks, by_session) in &rows {
        let id = || id_in(organisation, format!("{day}/{writer}"));
        found.unless(day_from_column(*day).is_ok(), id, "its day is no day");
        found.unless(*chunks >= 1, id, "it counts no chunk");
        found.unless((0..=*chunks).contains(by_session), id, "more came by session than came");
    }
    Ok(rows.len() as u64)
}

type SessionRow = (Vec<u8>, Vec<u8>, i64, i64, i64, i64);

/// Checks the counts of what advisers posted by session.
pub(super) fn session_counts(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<SessionRow> =
        session_counts::table.order((session_counts::organisation, session_counts::adviser)).load(c)?;
    for (organisation, adviser, day, _, letters, chunks) in &rows {
        let name = || id_in(organisation, id(adviser));
        found.unless(is_digest(adviser), name, "its adviser's id has not 32 bytes");
        found.unless(day_from_column(*day).is_ok(), name, "its day is no day");
        let is_some = *letters >= 0 && *chunks >= 0 && letters + chunks >= 1;
        found.unless(is_some, name, "it counts nothing, or less");
    }
    Ok(rows.len() as u64)
}

/// Checks the volumes that the last sweep noted.
pub(super) fn volumes(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<(Vec<u8>, i64)> = volumes::table.order(volumes::organisation).load(c)?;
    for (organisation, bytes) in &rows {
        found.unless(*bytes >= 0, || id(organisation), "it says fewer bytes than none");
    }
    Ok(rows.len() as u64)
}
