//! Letters: bytes under an id, in an organisation's box.
//!
//! A letter's row is found by the first 63 bits of its id. Two ids that begin alike cannot both be stored: the second is
//! a conflict, as other bytes under the same id would be. By chance that needs some 2³¹ letters.

use diesel::dsl::Eq;
use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};
use fluister_protocol::size;

use super::releases::open_number;
use super::retentions::Past;
use super::schema::{letters, releases};
use crate::store::engine::connection::execute_either;
use crate::store::engine::number::{
    bytes_from_column, day_from_column, day_to_column, from_column, to_column,
};
use crate::store::{Connection, StoreError};

/// A letter on its way in.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: Id,
    /// 16,384 bytes.
    pub bytes: Box<[u8]>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({} bytes)", self.bytes.len())
    }
}

/// What the store knows of letters that are posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// None is there, or some are, with the same bytes.
    New,
    /// All are there, with the same bytes, in this organisation.
    Same,
    /// One is there with other bytes, or in another organisation.
    Conflict,
}

/// What became of letters that were to be inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Insertion {
    /// All are there now.
    Done,
    /// One is there with other bytes, or in another organisation; none was added.
    Conflict,
}

/// A place in an organisation's box. Pages begin after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The release's number, from 1.
    pub release: u64,
    /// The last letter that was served of it.
    pub id: Id,
}

impl Position {
    /// Before the first letter.
    pub const START: Self = Self { release: 0, id: Id([0; 32]) };

    /// After the last letter of a release.
    pub const fn end_of(release: u64) -> Self {
        Self { release, id: Id([0xff; 32]) }
    }
}

/// A page of an organisation's box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxPage {
    /// Ordered by release, then id.
    pub letters: Vec<BoxLetter>,
    /// Where the next page begins.
    pub next: Position,
    /// Whether all closed releases were served.
    pub complete: bool,
}

/// A letter as it is served.
#[derive(Clone, PartialEq, Eq)]
pub struct BoxLetter {
    /// Its id.
    pub id: Id,
    /// The day on which its release closed.
    pub day: Day,
    /// 16,384 bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for BoxLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BoxLetter({}, {} bytes)", self.day, self.bytes.len())
    }
}

/// The row of an id: its first 63 bits, so that the rows' order is the ids' and tells nothing of their arrival.
pub(in crate::store) fn place(id: &Id) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = id.0;
    (u64::from_be_bytes([a, b, c, d, e, f, g, h]) >> 1).cast_signed()
}

/// Ids from their column.
pub(in crate::store) fn to_ids(rows: &[Vec<u8>]) -> Result<Vec<Id>, StoreError> {
    rows.iter().map(|id| Ok(Id(bytes_from_column(id)?))).collect()
}

/// Compares what is posted with what is there.
///
/// # Errors
/// [`StoreError`].
pub fn compare(
    c: &mut Connection,
    organisation: OrganisationId,
    posted: &[Letter],
) -> Result<Known, StoreError> {
    let rows = rows_of(c, posted)?;
    let mut there = 0;
    for letter in posted {
        match rows.iter().find(|row| row.0 == place(&letter.id)) {
            Some(row) if is_letter(row, organisation, letter) => there += 1,
            Some(_) => return Ok(Known::Conflict),
            None => {}
        }
    }
    Ok(if there == posted.len() { Known::Same } else { Known::New })
}

/// A letter's row: place, id, organisation, bytes.
type Stored = (i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// The rows where letters lie or would lie. One query on PostgreSQL, where each costs a way there and back.
fn rows_of(c: &mut Connection, posted: &[Letter]) -> Result<Vec<Stored>, StoreError> {
    let columns = (letters::place, letters::id, letters::organisation, letters::bytes);
    match c {
        Connection::Sqlite(c) => {
            let row = |letter: &Letter| {
                letters::table.find(place(&letter.id)).select(columns).get_result(c).optional()
            };
            Ok(posted.iter().map(row).filter_map(Result::transpose).collect::<Result<_, _>>()?)
        }
        Connection::Postgres(c) => {
            let places: Vec<i64> = posted.iter().map(|letter| place(&letter.id)).collect();
            Ok(letters::table.filter(letters::place.eq_any(places)).select(columns).load(c)?)
        }
    }
}

/// Whether what lies in the letter's row is this letter.
fn is_letter(row: &Stored, organisation: OrganisationId, letter: &Letter) -> bool {
    let (_, id, of, bytes) = row;
    *id == letter.id.0 && *of == organisation.0 && bytes.as_slice() == letter.bytes.as_ref()
}

/// Adds letters to the release that is open (`release` is from [`crate::store::releases::open`] in the same transaction), all
/// or none of them. Those that are there already, and equal, stay as they are.
///
/// # Errors
/// [`StoreError`].
pub fn insert(
    c: &mut Connection,
    organisation: OrganisationId,
    posted: &[Letter],
    release: u64,
) -> Result<Insertion, StoreError> {
    let release = to_column(release)?;
    // in one order everywhere, so that two posts of the same letters never wait for one another in a circle
    let mut ordered: Vec<&Letter> = posted.iter().collect();
    ordered.sort_unstable_by_key(|letter| letter.id);
    let added = add(c, organisation, &ordered, release)?;
    let others: Vec<Letter> = posted.iter().filter(|letter| !added.contains(&letter.id)).cloned().collect();
    if !others.is_empty() && compare(c, organisation, &others)? != Known::Same {
        delete(c, &added)?;
        return Ok(Insertion::Conflict);
    }
    Ok(Insertion::Done)
}

/// A new row's values.
type New<'a> = (
    Eq<letters::place, i64>,
    Eq<letters::id, &'a [u8]>,
    Eq<letters::organisation, &'a [u8]>,
    Eq<letters::release, i64>,
    Eq<letters::bytes, &'a [u8]>,
);

fn row<'a>(organisation: &'a OrganisationId, letter: &'a Letter, release: i64) -> New<'a> {
    (
        letters::place.eq(place(&letter.id)),
        letters::id.eq(letter.id.0.as_slice()),
        letters::organisation.eq(organisation.0.as_slice()),
        letters::release.eq(release),
        letters::bytes.eq(letter.bytes.as_ref()),
    )
}

/// Adds those letters whose rows are free, and says which.
fn add(
    c: &mut Connection,
    organisation: OrganisationId,
    ordered: &[&Letter],
    release: i64,
) -> Result<Vec<Id>, StoreError> {
    let mut added = Vec::with_capacity(ordered.len());
    let mut one_by_one = ordered;
    if let Connection::Postgres(c) = c {
        // an array's statement is prepared once, a vector's each time
        let (fours, rest) = ordered.as_chunks::<{ size::FOUR }>();
        for four in fours {
            let rows: Vec<Vec<u8>> = diesel::insert_into(letters::table)
                .values(four.map(|letter| row(&organisation, letter, release)))
                .on_conflict_do_nothing()
                .returning(letters::id)
                .get_results(c)?;
            added.extend(to_ids(&rows)?);
        }
        one_by_one = rest;
    }
    for letter in one_by_one {
        let insert = diesel::insert_into(letters::table)
            .values(row(&organisation, letter, release))
            .on_conflict_do_nothing();
        if execute_either(c, insert)? == 1 {
            added.push(letter.id);
        }
    }
    Ok(added)
}

/// The letters with these ids, in the order asked for.
///
/// # Errors
/// [`StoreError`].
pub fn fetch(c: &mut Connection, ids: &[Id]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    ids.iter()
        .map(|id| {
            Ok(letters::table
                .find(place(id))
                .filter(letters::id.eq(id.0.as_slice()))
                .select(letters::bytes)
                .get_result(c)
                .optional()?)
        })
        .collect()
}

/// Deletes letters; one that is not there is deleted already.
///
/// # Errors
/// [`StoreError`].
pub fn delete(c: &mut Connection, ids: &[Id]) -> Result<(), StoreError> {
    for id in ids {
        diesel::delete(letters::table.find(place(id)).filter(letters::id.eq(id.0.as_slice()))).execute(c)?;
    }
    Ok(())
}

/// What a page's queries give: id, release, day, bytes.
type Row = (Vec<u8>, i64, Option<i64>, Vec<u8>);

/// The letters of closed releases after a position, at most `limit` (at least one).
///
/// # Errors
/// [`StoreError`].
pub fn box_page(
    c: &mut Connection,
    organisation: OrganisationId,
    after: Position,
    limit: usize,
) -> Result<BoxPage, StoreError> {
    let open = open_number(c)?;
    // a position that is yet to come is from a database that was since restored: begin anew rather than skip a letter
    let after = if after.release < open { after } else { Position::START };
    let limit = limit.max(1);
    let mut rows = rest_of_release(c, organisation, after, limit)?;
    if rows.len() < limit {
        let more = later_releases(c, organisation, after.release, open, limit - rows.len())?;
        rows.extend(more);
    }
    let complete = rows.len() < limit;
    let mut next = Position::end_of(open.saturating_sub(1));
    let mut page = Vec::with_capacity(rows.len());
    for (id, release, day, bytes) in rows {
        let id = Id(bytes_from_column(&id)?);
        let day = day.ok_or_else(|| StoreError::damaged("a closed release has no day"))?;
        if !complete {
            next = Position { release: from_column(release)?, id };
        }
        page.push(BoxLetter { id, day: day_from_column(day)?, bytes });
    }
    Ok(BoxPage { letters: page, next, complete })
}

/// Two queries rather than one with an `or`: each is a stretch of the index.
fn rest_of_release(
    c: &mut Connection,
    organisation: OrganisationId,
    after: Position,
    limit: usize,
) -> Result<Vec<Row>, StoreError> {
    Ok(letters::table
        .left_join(releases::table.on(releases::number.eq(letters::release)))
        .filter(letters::organisation.eq(organisation.0.as_slice()))
        .filter(letters::release.eq(to_column(after.release)?))
        .filter(letters::id.gt(after.id.0.as_slice()))
        .order(letters::id)
        .select((letters::id, letters::release, releases::day.nullable(), letters::bytes))
        .limit(to_column(limit as u64)?)
        .load(c)?)
}

fn later_releases(
    c: &mut Connection,
    organisation: OrganisationId,
    after: u64,
    open: u64,
    limit: usize,
) -> Result<Vec<Row>, StoreError> {
    Ok(letters::table
        .left_join(releases::table.on(releases::number.eq(letters::release)))
        .filter(letters::organisation.eq(organisation.0.as_slice()))
        .filter(letters::release.gt(to_column(after)?))
        .filter(letters::release.lt(to_column(open)?))
        .order((letters::release, letters::id))
        .select((letters::id, letters::release, releases::day.nullable(), letters::bytes))
        .limit(to_column(limit as u64)?)
        .load(c)?)
}

/// How many letters there are, of all organisations.
///
/// # Errors
/// [`StoreError`].
pub fn count(c: &mut Connection) -> Result<u64, StoreError> {
    from_column(letters::table.count().get_result(c)?)
}

/// Deletes up to `limit` of an organisation's letters of these days. Says how many.
///
/// # Errors
/// [`StoreError`].
pub fn expire(
    c: &mut Connection,
    organisation: OrganisationId,
    past: Past,
    limit: i64,
) -> Result<usize, StoreError> {
    let past = releases::table
        .filter(releases::day.ge(day_to_column(past.from)))
        .filter(releases::day.lt(day_to_column(past.before)))
        .select(releases::number);
    let places: Vec<i64> = letters::table
        .filter(letters::organisation.eq(organisation.0.as_slice()))
        .filter(letters::release.eq_any(past))
        .select(letters::place)
        .limit(limit)
        .load(c)?;
    for place in &places {
        diesel::delete(letters::table.find(place)).execute(c)?;
    }
    Ok(places.len())
}
