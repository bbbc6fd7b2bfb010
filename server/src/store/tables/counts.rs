//! How much came of late, for the difficulty of the work that posting asks for.

use std::hash::{BuildHasher as _, RandomState};

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use fluister_protocol::day::Day;
use fluister_protocol::id::OrganisationId;
use fluister_protocol::size;

use super::releases::open_number;
use super::schema::{chunk_counts, chunks, counts, letters, releases, scheduler_state, volumes};
use crate::store::engine::connection::{execute_either, load_either};
use crate::store::engine::number::{day_to_column, from_column, to_column};
use crate::store::{Connection, StoreError};

/// What came, deleted letters and chunks among it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// Letters in the open release.
    pub open_release: u64,
    /// Letters since the last sweep, which is at the day's beginning; the open release's among them.
    pub today: u64,
    /// Chunks since the last sweep.
    pub chunks_today: u64,
    /// Bytes of all letters and chunks: as the last sweep found them, and what came since.
    pub bytes: u64,
}

/// Counts letters that were put into a release.
///
/// # Errors
/// [`StoreError`].
pub fn add(
    c: &mut Connection,
    organisation: OrganisationId,
    release: u64,
    letters: u64,
) -> Result<(), StoreError> {
    let letters = to_column(letters)?;
    let key = (organisation.0.as_slice(), to_column(release)?, writer(c));
    let updated = diesel::update(counts::table.find(key))
        .set(counts::letters.eq(counts::letters + letters))
        .execute(c)?;
    if updated == 0 {
        let row = (
            counts::organisation.eq(key.0),
            counts::release.eq(key.1),
            counts::writer.eq(key.2),
            counts::letters.eq(letters),
        );
        diesel::insert_into(counts::table).values(row).execute(c)?;
    }
    Ok(())
}

/// Counts a chunk that came on this day.
///
/// # Errors
/// [`StoreError`].
pub fn add_chunk(c: &mut Connection, organisation: OrganisationId, today: Day) -> Result<(), StoreError> {
    let key = (organisation.0.as_slice(), day_to_column(today), writer(c));
    let updated = diesel::update(chunk_counts::table.find(key))
        .set(chunk_counts::chunks.eq(chunk_counts::chunks + 1))
        .execute(c)?;
    if updated == 0 {
        let row = (
            chunk_counts::organisation.eq(key.0),
            chunk_counts::day.eq(key.1),
            chunk_counts::writer.eq(key.2),
            chunk_counts::chunks.eq(1),
        );
        diesel::insert_into(chunk_counts::table).values(row).execute(c)?;
    }
    Ok(())
}

thread_local! {
    /// A random number that no other thread of any server is likely to have. It need not be secret.
    static WRITER: i64 = (RandomState::new().hash_one("writer") >> 1).cast_signed();
}

/// Whose row to count in: PostgreSQL's connections, of which each writing thread has one, would wait for one another, in
/// circles even, to change one row.
fn writer(c: &Connection) -> i64 {
    match c {
        Connection::Sqlite(_) => 0,
        Connection::Postgres(_) => WRITER.with(|writer| *writer),
    }
}

/// What came to an organisation of late.
///
/// # Errors
/// [`StoreError`].
pub fn recent(c: &mut Connection, organisation: OrganisationId) -> Result<Recent, StoreError> {
    let rows = recent_rows(c, organisation)?;
    let open = rows.iter().find(|row| row.0 == OPEN).map(|row| row.1);
    let (mut recent, mut found) = (Recent::default(), 0);
    for (what, number, amount) in rows {
        let amount = from_column(amount)?;
        match what {
            LETTERS => {
                recent.today = recent.today.saturating_add(amount);
                if Some(number) == open {
                    recent.open_release = recent.open_release.saturating_add(amount);
                }
            }
            CHUNKS => recent.chunks_today = recent.chunks_today.saturating_add(amount),
            VOLUME => found = amount,
            _ => {}
        }
    }
    recent.bytes = found.saturating_add(bytes_of(recent.today, recent.chunks_today));
    Ok(recent)
}

/// What a row of [`recent_rows`] tells: the open release's number, ...
const OPEN: i64 = 0;
/// ... a release's number and letters, ...
const LETTERS: i64 = 1;
/// ... a day's number and chunks, ...
const CHUNKS: i64 = 2;
/// ... the bytes that the last sweep found.
const VOLUME: i64 = 3;

/// All that [`recent`] needs, in one query: on PostgreSQL each costs a way there and back.
fn recent_rows(c: &mut Connection, organisation: OrganisationId) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    let of = organisation.0.as_slice();
    let number = |number: i64| number.into_sql::<BigInt>();
    let open = scheduler_state::table.select((number(OPEN), scheduler_state::release, number(0)));
    let letters = counts::table.filter(counts::organisation.eq(of)).select((
        number(LETTERS),
        counts::release,
        counts::letters,
    ));
    let chunks = chunk_counts::table.filter(chunk_counts::organisation.eq(of)).select((
        number(CHUNKS),
        chunk_counts::day,
        chunk_counts::chunks,
    ));
    let volume = volumes::table.filter(volumes::organisation.eq(of)).select((
        number(VOLUME),
        number(0),
        volumes::bytes,
    ));
    load_either(c, open.union_all(letters).union_all(chunks).union_all(volume))
}

fn bytes_of(letters: u64, chunks: u64) -> u64 {
    let letters = letters.saturating_mul(size::LETTER as u64);
    letters.saturating_add(chunks.saturating_mul(size::CHUNK as u64))
}

/// Bytes of an organisation's letters and chunks, counted one by one in the index.
///
/// # Errors
/// [`StoreError`].
pub fn measure(c: &mut Connection, organisation: OrganisationId) -> Result<u64, StoreError> {
    let letters: i64 =
        letters::table.filter(letters::organisation.eq(organisation.0.as_slice())).count().get_result(c)?;
    let chunks: i64 =
        chunks::table.filter(chunks::organisation.eq(organisation.0.as_slice())).count().get_result(c)?;
    Ok(bytes_of(from_column(letters)?, from_column(chunks)?))
}

/// Notes what [`measure`] found.
///
/// # Errors
/// [`StoreError`].
pub fn note_volume(c: &mut Connection, organisation: OrganisationId, bytes: u64) -> Result<(), StoreError> {
    let bytes = volumes::bytes.eq(to_column(bytes)?);
    let known = volumes::table.find(organisation.0.as_slice());
    if diesel::update(known).set(bytes).execute(c)? == 0 {
        let row = (volumes::organisation.eq(organisation.0.as_slice()), bytes);
        execute_either(c, diesel::insert_into(volumes::table).values(row).on_conflict_do_nothing())?;
    }
    Ok(())
}

/// Forgets the counts of releases that closed before `day`, and of chunks that came before it. Says how many rows.
///
/// # Errors
/// [`StoreError`].
pub fn forget_before(c: &mut Connection, day: Day) -> Result<usize, StoreError> {
    let open = to_column(open_number(c)?)?;
    let kept = releases::table.filter(releases::day.ge(day_to_column(day))).select(releases::number);
    let past = counts::table.filter(counts::release.lt(open)).filter(counts::release.ne_all(kept));
    let letters = diesel::delete(past).execute(c)?;
    let past = chunk_counts::table.filter(chunk_counts::day.lt(day_to_column(day)));
    Ok(letters + diesel::delete(past).execute(c)?)
}
