//! How much came of late, for the difficulty of the work that posting asks for.

use std::hash::{BuildHasher as _, RandomState};

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::size;

use super::releases::open_number;
use super::schema::{
    chunk_counts, chunks, counts, letters, releases, scheduler_state, session_counts, volumes,
};
use crate::store::engine::connection::{execute_either, load_either};
use crate::store::engine::number::{day_to_column, from_column, to_column};
use crate::store::{Connection, StoreError};

/// What came for work that was done, deleted letters and chunks among it; not what advisers posted by session, but in `bytes` from
/// the next sweep on.
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

/// Counts letters that were put into a release, for work that was done.
///
/// # Errors
/// [`StoreError`].
pub fn add(
    c: &mut Connection,
    organisation: OrganisationId,
    release: u64,
    letters: u64,
) -> Result<(), StoreError> {
    count_letters(c, organisation, release, to_column(letters)?, 0)
}

/// Counts letters that an adviser put into a release by session.
///
/// # Errors
/// [`StoreError`].
pub fn add_by_session(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    release: u64,
    letters: u64,
    today: Day,
) -> Result<(), StoreError> {
    let letters = to_column(letters)?;
    count_letters(c, organisation, release, letters, letters)?;
    count_session(c, organisation, adviser, today, (letters, 0))
}

fn count_letters(
    c: &mut Connection,
    organisation: OrganisationId,
    release: u64,
    letters: i64,
    by_session: i64,
) -> Result<(), StoreError> {
    let key = (organisation.0.as_slice(), to_column(release)?, writer(c));
    let updated = diesel::update(counts::table.find(key))
        .set((
            counts::letters.eq(counts::letters + letters),
            counts::by_session.eq(counts::by_session + by_session),
        ))
        .execute(c)?;
    if updated == 0 {
        let row = (
            counts::organisation.eq(key.0),
            counts::release.eq(key.1),
            counts::writer.eq(key.2),
            counts::letters.eq(letters),
            counts::by_session.eq(by_session),
        );
        diesel::insert_into(counts::table).values(row).execute(c)?;
    }
    Ok(())
}

/// Counts a chunk that came on this day, for work that was done.
///
/// # Errors
/// [`StoreError`].
pub fn add_chunk(c: &mut Connection, organisation: OrganisationId, today: Day) -> Result<(), StoreError> {
    count_chunk(c, organisation, today, 0)
}

/// Counts a chunk that an adviser put by session.
///
/// # Errors
/// [`StoreError`].
pub fn add_chunk_by_session(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    today: Day,
) -> Result<(), StoreError> {
    count_chunk(c, organisation, today, 1)?;
    count_session(c, organisation, adviser, today, (0, 1))
}

fn count_chunk(
    c: &mut Connection,
    organisation: OrganisationId,
    today: Day,
    by_session: i64,
) -> Result<(), StoreError> {
    let key = (organisation.0.as_slice(), day_to_column(today), writer(c));
    let updated = diesel::update(chunk_counts::table.find(key))
        .set((
            chunk_counts::chunks.eq(chunk_counts::chunks + 1),
            chunk_counts::by_session.eq(chunk_counts::by_session + by_session),
        ))
        .execute(c)?;
    if updated == 0 {
        let row = (
            chunk_counts::organisation.eq(key.0),
            chunk_counts::day.eq(key.1),
            chunk_counts::writer.eq(key.2),
            chunk_counts::chunks.eq(1),
            chunk_counts::by_session.eq(by_session),
        );
        diesel::insert_into(chunk_counts::table).values(row).execute(c)?;
    }
    Ok(())
}

fn count_session(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    today: Day,
    (letters, chunks): (i64, i64),
) -> Result<(), StoreError> {
    let key = (organisation.0.as_slice(), adviser.0.as_slice(), day_to_column(today), writer(c));
    let updated = diesel::update(session_counts::table.find(key))
        .set((
            session_counts::letters.eq(session_counts::letters + letters),
            session_counts::chunks.eq(session_counts::chunks + chunks),
        ))
        .execute(c)?;
    if updated == 0 {
        let row = (
            session_counts::organisation.eq(key.0),
            session_counts::adviser.eq(key.1),
            session_counts::day.eq(key.2),
            session_counts::writer.eq(key.3),
            session_counts::letters.eq(letters),
            session_counts::chunks.eq(chunks),
        );
        diesel::insert_into(session_counts::table).values(row).execute(c)?;
    }
    Ok(())
}

/// What an adviser posted by session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySession {
    /// Letters.
    pub letters: u64,
    /// Chunks.
    pub chunks: u64,
}

/// What an adviser posted by session today, or on days that are yet to come by a clock that was set back.
///
/// # Errors
/// [`StoreError`].
pub fn by_session(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    today: Day,
) -> Result<BySession, StoreError> {
    let rows: Vec<(i64, i64)> = session_counts::table
        .filter(session_counts::organisation.eq(organisation.0.as_slice()))
        .filter(session_counts::adviser.eq(adviser.0.as_slice()))
        .filter(session_counts::day.ge(day_to_column(today)))
        .select((session_counts::letters, session_counts::chunks))
        .load(c)?;
    rows.into_iter().try_fold(BySession::default(), |sum, (letters, chunks)| {
        Ok(BySession {
            letters: sum.letters.saturating_add(from_column(letters)?),
            chunks: sum.chunks.saturating_add(from_column(chunks)?),
        })
    })
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
        counts::letters - counts::by_session,
    ));
    let chunks = chunk_counts::table.filter(chunk_counts::organisation.eq(of)).select((
        number(CHUNKS),
        chunk_counts::day,
        chunk_counts::chunks - chunk_counts::by_session,
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
    let chunks = diesel::delete(past).execute(c)?;
    let past = session_counts::table.filter(session_counts::day.lt(day_to_column(day)));
    Ok(letters + chunks + diesel::delete(past).execute(c)?)
}
