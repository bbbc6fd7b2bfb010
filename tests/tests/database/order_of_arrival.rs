//! When a day is over, the files themselves tell no order in which its letters came.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::ops::Range;

use diesel::sql_types::{BigInt, Binary};
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl};
use fluister_protocol::id::{Id, OrganisationId};
use fluister_server::store::{letters, sessions, spent};
use fluister_server::sweep;
use fluister_tests::store::{Bench, DAY, Place, TextRow, adviser, letter, rows_as_they_come, sorted_ids};

async fn delete(bench: &Bench, numbers: &[u64]) {
    let ids: Vec<Id> = numbers.iter().map(|number| letter(*number).id).collect();
    bench.store.write("delete", move |c| letters::delete(c, &ids)).await.unwrap();
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
        bench.post(id, four.clone()).await;
        if is_other {
            let at = at as u64;
            bench.post(id, [1000 + at, 2000 + at, 3000 + at, 4000 + at]).await;
            bench.post(id, four.clone()).await;
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
            bench.close_release().await;
        }
    }
    bench.post(second, if is_other { [500, 501] } else { [501, 500] }).await;
    bench.close_release().await;
    id
}

/// Two days on, so that sessions and challenges are forgotten as well.
async fn the_day_after_tomorrow(bench: &Bench) {
    bench.hand.advance(2 * DAY);
    bench.close_release().await;
    bench.sweep().await;
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
    assert_eq!(one.box_ids(id).await, sorted_ids(0..120));
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

/// Where each of these bytes begins in the file.
fn found_at(file: &[u8], needles: &[Vec<u8>]) -> Vec<usize> {
    let finder = aho_corasick::AhoCorasick::new(needles).unwrap();
    let mut found = vec![usize::MAX; needles.len()];
    for at in finder.find_iter(file) {
        assert_eq!(found[at.pattern().as_usize()], usize::MAX, "twice in the file");
        found[at.pattern().as_usize()] = at.start();
    }
    assert!(!found.contains(&usize::MAX), "not all of it is in the file");
    found
}

/// How many came next to one another and lie next to one another.
fn neighbours(places: &[usize]) -> usize {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| places[*at]);
    order.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) == 1).count()
}

/// A file too large to be rewritten as a whole: what came in a row no longer lies in a row, and where it lies instead is
/// chance, not to be computed back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_large_file_letters_and_chunks_of_a_past_day_are_shuffled() {
    let (one, other) = (a_shuffled_day().await, a_shuffled_day().await);
    assert!(one.0 != other.0 && one.1 != other.1, "the same day is shuffled the same way");
}

/// Where the same letters and chunks, which came in the same order, lie afterwards.
async fn a_shuffled_day() -> (Vec<usize>, Vec<usize>) {
    const MANY: u64 = 100;
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    for number in 0..MANY {
        bench.post(id, [number]).await;
    }
    for number in 1000..1000 + MANY {
        bench.put_chunk(id, number).await;
    }
    let letters: Vec<Vec<u8>> = (0..MANY).map(|number| letter(number).bytes[8000..8032].to_vec()).collect();
    bench.close_release().await;
    let before = std::fs::read(bench.file()).unwrap();
    assert!(neighbours(&found_at(&before, &letters)) > 90, "the search finds no order where there is one");
    let chunk_places = |file: &[u8]| -> Vec<usize> {
        // a chunk here repeats a letter's bytes
        let begins = |number| letter(number).bytes[8000..8032].to_vec();
        let finder = aho_corasick::AhoCorasick::new((1000..1000 + MANY).map(begins)).unwrap();
        let mut found = vec![usize::MAX; MANY as usize];
        for at in finder.find_iter(file) {
            let first = &mut found[at.pattern().as_usize()];
            *first = at.start().min(*first);
        }
        assert!(!found.contains(&usize::MAX), "not all of it is in the file");
        found
    };
    assert!(neighbours(&chunk_places(&before)) > 90);
    bench.hand.advance(DAY);
    let swept = sweep::sweep_and_rewrite(&bench.store, &bench.clock, 0).await.unwrap();
    assert_eq!((swept.settled, swept.settled_chunks), (100, 100));
    assert_eq!(std::fs::metadata(log_of(&bench)).unwrap().len(), 0);
    let after = std::fs::read(bench.file()).unwrap();
    let places = (found_at(&after, &letters), chunk_places(&after));
    assert!(neighbours(&places.0) < 20 && neighbours(&places.1) < 20);
    places
}

/// Searches the files for what was deleted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleted_letters_are_gone_from_the_files() {
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    bench.post(id, [0, 1, 2, 3]).await;
    let is_found = |number: u64| {
        let bytes = letter(number).bytes;
        let some = &bytes[8000..8032];
        [bench.file(), log_of(&bench)].iter().any(|file| {
            let content = std::fs::read(file).unwrap();
            content.windows(some.len()).any(|window| window == some)
        })
    };
    assert!((0..4).all(is_found), "the search itself finds nothing");
    bench.close_release().await;
    delete(&bench, &[1, 3]).await;
    bench.close_release().await;
    // overwritten in place; the log was emptied when the release closed
    assert!(is_found(0) && is_found(2));
    assert!(!is_found(1) && !is_found(3));
}

#[derive(QueryableByName)]
struct Made {
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
    for number in 0..40 {
        bench.put_chunk(id, number).await;
    }
    the_day_after_tomorrow(&bench).await;
    assert_eq!(bench.box_ids(id).await, sorted_ids(0..120));
    let Place::Postgres(database) = &bench.place else { panic!() };
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let rows: Vec<Made> = diesel::sql_query(
        "SELECT id, xmin::text::bigint AS made_by FROM letters WHERE organisation = \
         (SELECT id FROM organisations WHERE slug = 'org-1') ORDER BY ctid",
    )
    .load(&mut c)
    .unwrap();
    assert_eq!(rows.len(), 120);
    assert!(rows.is_sorted_by_key(|row| &row.id), "rows lie in another order than their ids'");
    assert!(rows.is_sorted_by_key(|row| row.made_by), "rows tell which transaction made them");
    let chunks: Vec<Made> =
        diesel::sql_query("SELECT id, xmin::text::bigint AS made_by FROM chunks ORDER BY ctid")
            .load(&mut c)
            .unwrap();
    assert_eq!(chunks.len(), 40);
    assert!(chunks.is_sorted_by_key(|row| &row.id) && chunks.is_sorted_by_key(|row| row.made_by));
    let toast: Vec<TextRow> = diesel::sql_query(
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
