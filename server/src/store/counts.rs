//! How much came of late, for the difficulty of the work that posting asks for.

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::OrganisationId;
use fluister_protocol::size;

use super::connection::execute_either;
use super::number::{day_to_column, from_column, to_column};
use super::releases::open_number;
use super::schema::{chunk_counts, chunks, counts, letters, releases, volumes};
use super::{Connection, StoreError};

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

#[diesel::declare_sql_function]
extern "SQL" {
    /// PostgreSQL: a number that no other connection has.
    fn pg_backend_pid() -> diesel::sql_types::Integer;
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
    let key = (organisation.0.as_slice(), to_column(release)?, writer(c)?);
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
    let key = (organisation.0.as_slice(), day_to_column(today), writer(c)?);
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

/// Whose row to count in: PostgreSQL's connections would wait for one another, in circles even, to change one row.
fn writer(c: &mut Connection) -> Result<i64, StoreError> {
    match c {
        Connection::Sqlite(_) => Ok(0),
        Connection::Postgres(c) => Ok(i64::from(diesel::select(pg_backend_pid()).get_result::<i32>(c)?)),
    }
}

/// What came to an organisation of late.
///
/// # Errors
/// [`StoreError`].
pub fn recent(c: &mut Connection, organisation: OrganisationId) -> Result<Recent, StoreError> {
    let open = to_column(open_number(c)?)?;
    let rows: Vec<(i64, i64)> = counts::table
        .filter(counts::organisation.eq(organisation.0.as_slice()))
        .select((counts::release, counts::letters))
        .load(c)?;
    let mut recent = Recent::default();
    for (release, letters) in rows {
        let letters = from_column(letters)?;
        recent.today = recent.today.saturating_add(letters);
        if release == open {
            recent.open_release = recent.open_release.saturating_add(letters);
        }
    }
    let chunks: Vec<i64> = chunk_counts::table
        .filter(chunk_counts::organisation.eq(organisation.0.as_slice()))
        .select(chunk_counts::chunks)
        .load(c)?;
    for chunks in chunks {
        recent.chunks_today = recent.chunks_today.saturating_add(from_column(chunks)?);
    }
    let found: Option<i64> =
        volumes::table.find(organisation.0.as_slice()).select(volumes::bytes).get_result(c).optional()?;
    recent.bytes =
        from_column(found.unwrap_or(0))?.saturating_add(bytes_of(recent.today, recent.chunks_today));
    Ok(recent)
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
