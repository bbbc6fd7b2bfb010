//! The sweeper: what is past its time goes, and what stays tells no order of arrival, in the files themselves.

use std::ops::Range;

use diesel::sql_types::{BigInt, Binary};
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl};
use fluister_protocol::id::{Id, OrganisationId};
use fluister_server::store::letters::{self, Insertion, Position};
use fluister_server::store::{counts, organisations, releases, sessions, settling, spent};
use fluister_server::sweep::{self, Swept};
use fluister_tests::store::{Bench, DAY, INTERVAL, Place, adviser, letter, rows_as_they_come};

async fn post(bench: &Bench, organisation: OrganisationId, numbers: &[u64]) {
    let posted = fluister_tests::store::letters(numbers.iter().copied());
    let count = posted.len() as u64;
    let done = bench
        .store
        .write("post", move |c| {
            let release = releases::open(c)?.number;
            counts::add(c, organisation, release, count)?;
            letters::insert(c, organisation, &posted, release)
        })
        .await;
    assert_eq!(done, Ok(Insertion::Done));
}

async fn delete(bench: &Bench, numbers: &[u64]) {
    let ids: Vec<Id> = numbers.iter().map(|number| letter(*number).id).collect();
    bench.store.write("delete", move |c| letters::delete(c, &ids)).await.unwrap();
}

/// Lets an hour pass.
async fn close(bench: &Bench) {
    bench.hand.advance(INTERVAL);
    sweep::tend(&bench.store, &bench.clock).await.unwrap();
}

async fn ids(bench: &Bench, organisation: OrganisationId) -> Vec<Id> {
    let page = bench
        .store
        .read("box", move |c| letters::box_page(c, organisation, Position::START, 1000))
        .await
        .unwrap();
    page.letters.iter().map(|letter| letter.id).collect()
}

fn sorted(numbers: impl IntoIterator<Item = u64>) -> Vec<Id> {
    let mut ids: Vec<Id> = numbers.into_iter().map(|number| letter(number).id).collect();
    ids.sort();
    ids
}

/// A day on which the same letters come in two ways: in other company, order and hour; one with letters beside them that
/// are deleted again, repeated posts, and sessions and challenges that the other never saw.
async fn a_day(bench: &Bench, is_other: bool) -> OrganisationId {
    let id = bench.organisation(1).await;
    let second = bench.organisation(2).await;
    let fours: Vec<Vec<u64>> = if is_other {
        (0..30).rev().map(|at| vec![at, at + 30, at + 60, at + 90]).collect()
    } else {
        (0..30).map(|four| (four * 4..four * 4 + 4).collect()).collect()
    };
    for (at, four) in fours.iter().enumerate() {
        post(bench, id, four).await;
        if is_other {
            let at = at as u64;
            post(bench, id, &[1000 + at, 2000 + at, 3000 + at, 4000 + at]).await;
            post(bench, id, four).await;
            delete(bench, &[1000 + at, 2000 + at, 3000 + at, 4000 + at]).await;
            bench
                .store
                .write("visit", move |c| {
                    let today = fluister_protocol::day::Day::of_unix_seconds(fluister_tests::store::NOON);
                    spent::spend(c, [at as u8; 32], today)?;
                    sessions::open(c, [at as u8; 32], id, adviser(1), today)
                })
                .await
                .unwrap();
        }
        // three releases, each database fills them its own way
        if at == if is_other { 3 } else { 20 } || at == if is_other { 4 } else { 28 } {
            close(bench).await;
        }
    }
    post(bench, second, if is_other { &[500, 501] } else { &[501, 500] }).await;
    close(bench).await;
    id
}

/// Two days on, so that sessions and challenges are forgotten as well.
async fn the_day_after_tomorrow(bench: &Bench) {
    bench.hand.advance(2 * DAY);
    close(bench).await;
    sweep::sweep(&bench.store, &bench.clock).await.unwrap();
}

/// SQLite's header counts changes to the file (file format 1.3.7, 1.3.9, 1.3.15): how often, not what.
const COUNTERS: [Range<usize>; 3] = [24..28, 40..44, 92..96];

fn file_without_counters(bench: &Bench) -> Vec<u8> {
    let mut bytes = std::fs::read(bench.file()).unwrap();
    COUNTERS.into_iter().for_each(|range| bytes[range].fill(0));
    bytes
}

fn log_of(bench: &Bench) -> std::path::PathBuf {
    let mut name = bench.file().into_os_string();
    name.push("-wal");
    name.into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_a_day_is_over_sqlites_files_are_alike_whatever_order_letters_came_in() {
    let (one, other) = (Bench::sqlite(), Bench::sqlite());
    let id = a_day(&one, false).await;
    a_day(&other, true).await;
    assert!(file_without_counters(&one) != file_without_counters(&other), "the days were to differ");
    the_day_after_tomorrow(&one).await;
    the_day_after_tomorrow(&other).await;
    assert_eq!(ids(&one, id).await, sorted(0..120));
    let (first, second) = (file_without_counters(&one), file_without_counters(&other));
    assert!(first.len() > 120 * 16_384);
    let differing: Vec<usize> =
        (0..first.len().max(second.len())).filter(|at| first.get(*at) != second.get(*at)).collect();
    assert!(
        differing.is_empty(),
        "{} bytes differ, from {:?}",
        differing.len(),
        &differing[..differing.len().min(16)]
    );
    for bench in [&one, &other] {
        assert_eq!(std::fs::metadata(log_of(bench)).unwrap().len(), 0);
    }
}

/// Searches the files for what was deleted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleted_letters_are_gone_from_the_files() {
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    post(&bench, id, &[0, 1, 2, 3]).await;
    let is_found = |number: u64| {
        let bytes = letter(number).bytes;
        let some = &bytes[8000..8032];
        [bench.file(), log_of(&bench)].iter().any(|file| {
            let content = std::fs::read(file).unwrap();
            content.windows(some.len()).any(|window| window == some)
        })
    };
    assert!((0..4).all(is_found), "the search itself finds nothing");
    close(&bench).await;
    delete(&bench, &[1, 3]).await;
    close(&bench).await;
    // overwritten in place; the log was emptied when the release closed
    assert!(is_found(0) && is_found(2));
    assert!(!is_found(1) && !is_found(3));
}

#[derive(QueryableByName)]
struct PlaceRow {
    #[diesel(sql_type = Binary)]
    id: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    made_by: i64,
}

#[derive(QueryableByName)]
struct Chunk {
    #[diesel(sql_type = Binary)]
    start: Vec<u8>,
}

/// PostgreSQL's rows carry the transaction that made them, and their bytes an object number: both rise with time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_a_day_is_over_postgres_keeps_rows_and_bytes_in_the_ids_order() {
    let bench = Bench::postgres();
    let id = a_day(&bench, true).await;
    let rows = bench.store.read("rows", rows_as_they_come).await.unwrap();
    assert!(!rows.is_sorted(), "the day was to be out of order");
    the_day_after_tomorrow(&bench).await;
    assert_eq!(ids(&bench, id).await, sorted(0..120));
    let Place::Postgres(database) = &bench.place else { panic!() };
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let rows: Vec<PlaceRow> = diesel::sql_query(
        "SELECT id, xmin::text::bigint AS made_by FROM letters WHERE organisation = \
         (SELECT id FROM organisations WHERE slug = 'org-1') ORDER BY ctid",
    )
    .load(&mut c)
    .unwrap();
    assert_eq!(rows.len(), 120);
    assert!(rows.is_sorted_by_key(|row| &row.id), "rows lie in another order than their ids'");
    assert!(rows.is_sorted_by_key(|row| row.made_by), "rows tell which transaction made them");
    let toast: Vec<fluister_tests::store::TextRow> = diesel::sql_query(
        "SELECT reltoastrelid::regclass::text AS text FROM pg_class WHERE relname = 'letters'",
    )
    .load(&mut c)
    .unwrap();
    let chunks: Vec<Chunk> = diesel::sql_query(format!(
        "SELECT substring(chunk_data FOR 32) AS start FROM {} WHERE chunk_seq = 0 ORDER BY chunk_id",
        toast[0].text
    ))
    .load(&mut c)
    .unwrap();
    // each organisation's letters follow one another
    let start = |number: &u64| letter(*number).bytes[..32].to_vec();
    let mut by_id: Vec<u64> = (0..120).collect();
    by_id.sort_by_key(|number| letter(*number).id);
    let expected: Vec<Vec<u8>> = by_id.iter().map(start).collect();
    let ours: Vec<Vec<u8>> =
        chunks.into_iter().map(|chunk| chunk.start).filter(|start| expected.contains(start)).collect();
    assert!(ours == expected, "the bytes' object numbers tell in which order they came");
}

async fn letters_live_as_long_as_their_organisation_says(bench: Bench) {
    let short = bench.organisation(1).await;
    let long = bench.organisation(2).await;
    let (first, _) = fluister_tests::store::first_directory(2);
    let (second, signed) = fluister_tests::store::next_directory(2, &first, &[], 31);
    bench
        .store
        .write("longer", move |c| fluister_server::store::directories::append(c, &second, &signed))
        .await
        .unwrap();
    // more than one batch
    let many: Vec<u64> = (0..150).collect();
    post(&bench, short, &many).await;
    post(&bench, long, &[200, 201, 202, 203]).await;
    close(&bench).await;
    bench.hand.advance(DAY);
    post(&bench, short, &[300, 301, 302, 303]).await;
    close(&bench).await;
    let count = |bench: &Bench| {
        let store = bench.store.clone();
        async move { store.read("count", letters::count).await.unwrap() }
    };
    // the last day of thirty
    bench.hand.advance(29 * DAY);
    assert_eq!(sweep::sweep(&bench.store, &bench.clock).await.unwrap().expired, 0);
    assert_eq!(count(&bench).await, 158);
    bench.hand.advance(DAY);
    let swept = sweep::sweep(&bench.store, &bench.clock).await.unwrap();
    assert_eq!(swept.expired, 150);
    assert_eq!((ids(&bench, short).await, ids(&bench, long).await), (sorted(300..304), sorted(200..204)));
    bench.hand.advance(DAY);
    assert_eq!(sweep::sweep(&bench.store, &bench.clock).await.unwrap().expired, 8);
    assert_eq!(count(&bench).await, 0);
    // nothing is left that names a release
    let (due, settled) = bench
        .store
        .read("days", |c| Ok((settling::due(c, fluister_protocol::day::Day::LAST)?, settling::settled(c)?)))
        .await
        .unwrap();
    assert_eq!((due, settled), (vec![], vec![]));
}

async fn a_past_days_letters_come_into_its_last_release(bench: Bench) {
    let id = bench.organisation(1).await;
    let today = bench.clock.today();
    for hour in 0..3 {
        post(&bench, id, &[hour, 10 + hour]).await;
        close(&bench).await;
    }
    bench.hand.advance(DAY);
    post(&bench, id, &[100, 101]).await;
    let (now, hour) = (bench.clock.unix_seconds(), std::time::Duration::from_secs(INTERVAL));
    // without the sweep that a look at the clock would bring
    let closed = bench.store.write("close", move |c| releases::close_if_due(c, now, hour)).await;
    assert_eq!(closed, Ok(true));
    let swept = sweep::sweep(&bench.store, &bench.clock).await.unwrap();
    assert_eq!((swept.settled, swept.expired, swept.counts > 0), (6, 0, true));
    // one who read the first release gets the rest, and the first again
    let after = Position::end_of(1);
    let page = bench.store.read("box", move |c| letters::box_page(c, id, after, 6)).await.unwrap();
    let served: Vec<Id> = page.letters.iter().map(|letter| letter.id).collect();
    assert_eq!(served, sorted([0, 1, 2, 10, 11, 12]));
    assert!(page.letters.iter().all(|letter| letter.day == today));
    assert_eq!(page.next, Position { release: 3, id: *served.last().unwrap() });
    // one who read all three gets none of it again
    let after = Position::end_of(3);
    let page = bench.store.read("box", move |c| letters::box_page(c, id, after, 6)).await.unwrap();
    assert_eq!(page.letters.iter().map(|letter| letter.id).collect::<Vec<_>>(), sorted([100, 101]));
    // a second sweep finds nothing to do
    let again = sweep::sweep(&bench.store, &bench.clock).await.unwrap();
    assert_eq!(again, Swept::default());
}

async fn a_sweep_that_was_cut_off_is_finished_by_the_next(bench: Bench) {
    let id = bench.organisation(1).await;
    for hour in 0..3 {
        post(&bench, id, &[hour, 10 + hour, 20 + hour, 30 + hour]).await;
        close(&bench).await;
    }
    bench.hand.advance(DAY);
    let today = bench.clock.today();
    let days = bench.store.read("days", move |c| settling::due(c, today)).await.unwrap();
    assert_eq!(days.len(), 1);
    let day = days[0].clone();
    bench
        .store
        .write("half of it", move |c| {
            let ids = day.letters(c, id)?;
            assert_eq!(ids.len(), 12);
            // a letter that is deleted in between is no fault
            letters::delete(c, &ids[..1])?;
            day.move_letters(c, &ids[..6])?;
            // and a day that is not done is not taken for done
            let all: Vec<_> = organisations::all(c)?.into_iter().map(|one| one.id).collect();
            day.finish(c, &all)
        })
        .await
        .unwrap();
    assert_eq!(bench.store.read("days", move |c| settling::due(c, today)).await.unwrap(), days);
    assert_eq!(ids(&bench, id).await.len(), 11);
    assert_eq!(sweep::sweep(&bench.store, &bench.clock).await.unwrap().settled, 11);
    assert_eq!(ids(&bench, id).await.len(), 11);
    assert_eq!(bench.store.read("days", move |c| settling::due(c, today)).await.unwrap(), []);
}

async fn two_servers_may_sweep_at_once(bench: Bench) {
    let id = bench.organisation(1).await;
    let another = bench.another();
    for round in 0..3 {
        for hour in 0..3 {
            let numbers: Vec<u64> = (0..40).map(|at| round * 1000 + hour * 100 + at).collect();
            post(&bench, id, &numbers).await;
            close(&bench).await;
        }
        bench.hand.advance(DAY);
        let sweeps = [bench.store.clone(), another.clone()].map(|store| {
            let clock = bench.clock.clone();
            tokio::spawn(async move { sweep::sweep(&store, &clock).await })
        });
        for swept in sweeps {
            // one may find the other in its way, and then tries again later
            let _ = swept.await.unwrap();
        }
        sweep::sweep(&another, &bench.clock).await.unwrap();
        assert_eq!(ids(&bench, id).await.len(), (round as usize + 1) * 120);
    }
}

async fn challenges_sessions_and_counts_are_forgotten(bench: Bench) {
    let id = bench.organisation(1).await;
    let visit = |number: u8| {
        let (store, today) = (bench.store.clone(), bench.clock.today());
        async move {
            store
                .write("visit", move |c| {
                    assert!(spent::spend(c, [number; 32], today)?);
                    sessions::open(c, [number; 32], id, adviser(1), today)
                })
                .await
                .unwrap();
        }
    };
    visit(1).await;
    post(&bench, id, &[0, 1, 2, 3]).await;
    close(&bench).await;
    assert_eq!(sweep::sweep(&bench.store, &bench.clock).await, Ok(Swept::default()));
    bench.hand.advance(DAY);
    visit(2).await;
    let swept = sweep::sweep(&bench.store, &bench.clock).await.unwrap();
    assert_eq!((swept.challenges, swept.sessions, swept.counts), (0, 0, 1));
    assert_eq!(
        bench.store.read("recent", move |c| counts::recent(c, id)).await,
        Ok(counts::Recent::default())
    );
    bench.hand.advance(DAY);
    let swept = sweep::sweep(&bench.store, &bench.clock).await.unwrap();
    assert_eq!((swept.challenges, swept.sessions, swept.counts), (1, 1, 0));
    let there = bench
        .store
        .read("session", |c| Ok([1, 2].map(|number| sessions::get(c, [number; 32]))))
        .await
        .unwrap();
    assert!(matches!(there, [Ok(None), Ok(Some(_))]), "{there:?}");
}

/// The background's one look at the clock.
async fn a_look_at_the_clock_does_what_is_due(bench: Bench) {
    let id = bench.organisation(1).await;
    let look = || {
        let (store, clock) = (bench.store.clone(), bench.clock.clone());
        async move { sweep::tend(&store, &clock).await.unwrap().as_secs() }
    };
    post(&bench, id, &[0, 1]).await;
    assert_eq!(look().await, 15);
    assert_eq!(ids(&bench, id).await, []);
    bench.hand.advance(INTERVAL - 3);
    assert_eq!(look().await, 3);
    assert_eq!(ids(&bench, id).await, []);
    bench.hand.advance(3);
    look().await;
    assert_eq!(ids(&bench, id).await, sorted([0, 1]));
    // a day ends: swept once, though nobody said so
    let sweeps = || {
        let metrics = bench.store.metrics();
        metrics.iter().find(|count| count.name == "sweep: rewrite").map_or(0, |count| count.done)
    };
    assert_eq!(sweeps(), 0);
    bench.hand.advance(DAY);
    look().await;
    look().await;
    assert_eq!(sweeps(), 1);
    // a clock that is set right again stops nothing
    bench.hand.set(fluister_tests::store::NOON - 40 * DAY);
    look().await;
    look().await;
    assert_eq!(sweeps(), 2);
    assert_eq!(ids(&bench, id).await, sorted([0, 1]));
}

macro_rules! on_both {
    ($($case:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(super::Bench::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(super::Bench::postgres()).await;
            })*
        }
    };
}

on_both!(
    letters_live_as_long_as_their_organisation_says,
    a_past_days_letters_come_into_its_last_release,
    a_sweep_that_was_cut_off_is_finished_by_the_next,
    two_servers_may_sweep_at_once,
    challenges_sessions_and_counts_are_forgotten,
    a_look_at_the_clock_does_what_is_due,
);
