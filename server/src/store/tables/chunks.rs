//! Chunks of attachments: bytes under an id, of an organisation. They are in no box: only their tokens find them.
//!
//! As letters, they are found by the first 63 bits of their id; what is said there of ids that begin alike holds here.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};

use super::letters::{Known, place, to_ids};
use super::retentions::Past;
use super::schema::chunks;
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{day_to_column, from_column};
use crate::store::forgetting::shuffling::shuffled;
use crate::store::{Connection, StoreError};

/// A chunk on its way in.
#[derive(Clone, Copy)]
pub struct Chunk<'a> {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// 262,144 bytes.
    pub bytes: &'a [u8],
}

/// Compares what is sent with what is there.
///
/// # Errors
/// [`StoreError`].
pub fn compare(c: &mut Connection, sent: Chunk<'_>) -> Result<Known, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = chunks::table
        .find(place(&sent.id))
        .select((chunks::id, chunks::organisation, chunks::bytes))
        .first(c)
        .optional()?;
    Ok(match row {
        None => Known::New,
        Some((id, of, bytes)) if id == sent.id.0 && of == sent.organisation.0 && bytes == sent.bytes => {
            Known::Same
        }
        Some(_) => Known::Conflict,
    })
}

/// Adds a chunk, where nothing lies under its id yet; says what did.
///
/// # Errors
/// [`StoreError`].
pub fn insert(c: &mut Connection, sent: Chunk<'_>, today: Day) -> Result<Known, StoreError> {
    let row = (
        chunks::place.eq(place(&sent.id)),
        chunks::id.eq(sent.id.0.as_slice()),
        chunks::organisation.eq(sent.organisation.0.as_slice()),
        chunks::day.eq(day_to_column(today)),
        chunks::settled.eq(0),
        chunks::bytes.eq(sent.bytes),
    );
    let insert = diesel::insert_into(chunks::table).values(row).on_conflict_do_nothing();
    if execute_either(c, insert)? == 1 { Ok(Known::New) } else { compare(c, sent) }
}

/// The chunk with this id.
///
/// # Errors
/// [`StoreError`].
pub fn fetch(c: &mut Connection, id: Id) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(chunks::table
        .find(place(&id))
        .filter(chunks::id.eq(id.0.as_slice()))
        .select(chunks::bytes)
        .first(c)
        .optional()?)
}

/// Those of the ids under which nothing lies, in the order asked for.
///
/// # Errors
/// [`StoreError`].
pub fn missing(c: &mut Connection, ids: &[Id]) -> Result<Vec<Id>, StoreError> {
    let mut missing = Vec::new();
    for id in ids {
        let there: Option<i64> = chunks::table
            .find(place(id))
            .filter(chunks::id.eq(id.0.as_slice()))
            .select(chunks::place)
            .first(c)
            .optional()?;
        if there.is_none() {
            missing.push(*id);
        }
    }
    Ok(missing)
}

/// Deletes chunks; one that is not there is deleted already.
///
/// # Errors
/// [`StoreError`].
pub fn delete(c: &mut Connection, ids: &[Id]) -> Result<(), StoreError> {
    for id in ids {
        diesel::delete(chunks::table.find(place(id)).filter(chunks::id.eq(id.0.as_slice()))).execute(c)?;
    }
    Ok(())
}

/// How many chunks there are, of all organisations.
///
/// # Errors
/// [`StoreError`].
pub fn count(c: &mut Connection) -> Result<u64, StoreError> {
    from_column(chunks::table.count().get_result(c)?)
}

/// Deletes up to `limit` of an organisation's chunks of these days. Says how many.
///
/// # Errors
/// [`StoreError`].
pub fn expire(
    c: &mut Connection,
    organisation: OrganisationId,
    past: Past,
    limit: i64,
) -> Result<usize, StoreError> {
    let places: Vec<i64> = chunks::table
        .filter(chunks::organisation.eq(organisation.0.as_slice()))
        .filter(chunks::day.ge(day_to_column(past.from)))
        .filter(chunks::day.lt(day_to_column(past.before)))
        .select(chunks::place)
        .limit(limit)
        .load(c)?;
    for place in &places {
        diesel::delete(chunks::table.find(place)).execute(c)?;
    }
    Ok(places.len())
}

/// The ids of an organisation's chunks that came before `today` and still lie where they came, in their order.
///
/// # Errors
/// [`StoreError`].
pub fn unsettled(
    c: &mut Connection,
    organisation: OrganisationId,
    today: Day,
) -> Result<Vec<Id>, StoreError> {
    let rows: Vec<Vec<u8>> = chunks::table
        .filter(chunks::organisation.eq(organisation.0.as_slice()))
        .filter(chunks::settled.eq(0))
        .filter(chunks::day.lt(day_to_column(today)))
        .order(chunks::id)
        .select(chunks::id)
        .load(c)?;
    to_ids(&rows)
}

/// Writes chunks of a day that is over anew, each among the others of this batch.
///
/// # Errors
/// [`StoreError`].
pub fn settle(c: &mut Connection, ids: &[Id]) -> Result<(), StoreError> {
    let mut settled = Vec::with_capacity(ids.len());
    for id in shuffled(ids)? {
        let chunk = chunks::table.find(place(&id)).filter(chunks::id.eq(id.0.as_slice()));
        let row: Option<(Vec<u8>, i64, Vec<u8>)> =
            chunk.select((chunks::organisation, chunks::day, chunks::bytes)).first(c).optional()?;
        // it may have been deleted since
        if let Some((organisation, day, bytes)) = row
            && diesel::delete(chunk).execute(c)? == 1
        {
            settled.push((id, organisation, day, bytes));
        }
    }
    settled.sort_unstable_by_key(|(id, ..)| *id);
    for (id, organisation, day, bytes) in settled {
        diesel::insert_into(chunks::table)
            .values((
                chunks::place.eq(place(&id)),
                chunks::id.eq(id.0.as_slice()),
                chunks::organisation.eq(organisation),
                chunks::day.eq(day),
                chunks::settled.eq(1),
                chunks::bytes.eq(bytes),
            ))
            .execute(c)?;
    }
    Ok(())
}
