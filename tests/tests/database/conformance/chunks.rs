//! Chunks: one by one, found by their ids alone.

use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};
use fluister_protocol::size;
use fluister_server::store::chunks::{self, Chunk};
use fluister_server::store::counts;
use fluister_server::store::letters::Known;
use fluister_server::store::retentions::Past;
use fluister_tests::store::{Bench, DAY, chunk};

on_both!(
    a_chunk_is_stored_once_and_as_it_came,
    a_chunk_under_anothers_beginning_conflicts,
    what_is_missing_is_said_in_order,
    chunks_are_deleted_without_a_word,
    chunks_are_counted_and_measured,
    a_chunk_that_is_sent_twice_at_once_is_stored_once,
    past_chunks_are_written_anew_once,
);

async fn insert(bench: &Bench, organisation: OrganisationId, id: Id, bytes: Vec<u8>) -> Known {
    let today = bench.clock.today();
    bench
        .store
        .write("insert", move |c| chunks::insert(c, Chunk { id, organisation, bytes: &bytes }, today))
        .await
        .unwrap()
}

async fn numbered(bench: &Bench, organisation: OrganisationId, numbers: impl IntoIterator<Item = u64>) {
    for number in numbers {
        let (id, bytes) = chunk(number);
        assert_eq!(insert(bench, organisation, id, bytes).await, Known::New);
    }
}

async fn fetch(bench: &Bench, id: Id) -> Option<Vec<u8>> {
    bench.store.read("fetch", move |c| chunks::fetch(c, id)).await.unwrap()
}

async fn count(bench: &Bench) -> u64 {
    bench.store.read("count", chunks::count).await.unwrap()
}

async fn a_chunk_is_stored_once_and_as_it_came(bench: Bench) {
    let one = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    let (id, bytes) = chunk(1);
    assert_eq!(fetch(&bench, id).await, None);
    assert_eq!(insert(&bench, one, id, bytes.clone()).await, Known::New);
    assert_eq!(insert(&bench, one, id, bytes.clone()).await, Known::Same);
    assert_eq!(insert(&bench, other, id, bytes.clone()).await, Known::Conflict);
    let mut altered = bytes.clone();
    altered[size::CHUNK - 1] ^= 1;
    assert_eq!(insert(&bench, one, id, altered).await, Known::Conflict);
    assert!(fetch(&bench, id).await == Some(bytes));
    assert_eq!(count(&bench).await, 1);
}

async fn a_chunk_under_anothers_beginning_conflicts(bench: Bench) {
    let one = bench.organisation(1).await;
    numbered(&bench, one, [1]).await;
    let (mut id, bytes) = chunk(1);
    id.0[31] ^= 1;
    assert_eq!(insert(&bench, one, id, bytes).await, Known::Conflict);
    assert_eq!(fetch(&bench, id).await, None);
    bench.store.write("delete", move |c| chunks::delete(c, &[id])).await.unwrap();
    assert_eq!(count(&bench).await, 1);
}

async fn what_is_missing_is_said_in_order(bench: Bench) {
    let one = bench.organisation(1).await;
    numbered(&bench, one, [2, 4]).await;
    let ids: Vec<Id> = [5, 4, 3, 2, 1].map(|number| chunk(number).0).to_vec();
    let missing = bench.store.read("missing", move |c| chunks::missing(c, &ids)).await.unwrap();
    assert_eq!(missing, [5, 3, 1].map(|number| chunk(number).0));
}

async fn chunks_are_deleted_without_a_word(bench: Bench) {
    let one = bench.organisation(1).await;
    numbered(&bench, one, 0..4).await;
    let ids: Vec<Id> = [3, 99, 0].map(|number| chunk(number).0).to_vec();
    for _ in 0..2 {
        let ids = ids.clone();
        bench.store.write("delete", move |c| chunks::delete(c, &ids)).await.unwrap();
        assert_eq!(count(&bench).await, 2);
    }
    numbered(&bench, one, [0, 3]).await;
    assert_eq!(count(&bench).await, 4);
}

async fn chunks_are_counted_and_measured(bench: Bench) {
    let (one, other) = (bench.organisation(1).await, bench.organisation(2).await);
    let today = bench.clock.today();
    for organisation in [one, one, other] {
        bench.store.write("count", move |c| counts::add_chunk(c, organisation, today)).await.unwrap();
    }
    bench.post(one, 0..4).await;
    numbered(&bench, one, [10, 11, 12]).await;
    let recent = async |organisation| {
        let found = bench.store.read("recent", move |c| counts::recent(c, organisation)).await.unwrap();
        (found.today, found.chunks_today, found.bytes)
    };
    let bytes = |letters: usize, chunks: usize| (letters * size::LETTER + chunks * size::CHUNK) as u64;
    assert_eq!(recent(one).await, (4, 2, bytes(4, 2)));
    assert_eq!(recent(other).await, (0, 1, bytes(0, 1)));
    // what is there is counted one by one once a day; until the next time only what comes is added
    for _ in 0..2 {
        let found = bench.store.read("measure", move |c| counts::measure(c, one)).await.unwrap();
        assert_eq!(found, bytes(4, 3));
        bench.store.write("note", move |c| counts::note_volume(c, one, found)).await.unwrap();
    }
    assert_eq!(recent(one).await, (4, 2, bytes(8, 5)));
    let tomorrow = today.plus(1);
    let forgotten = bench.store.write("forget", move |c| counts::forget_before(c, tomorrow)).await.unwrap();
    // PostgreSQL's two connections may each have counted
    assert!((2..=3).contains(&forgotten), "{forgotten}");
    assert_eq!(recent(one).await, (4, 0, bytes(8, 3)));
}

async fn a_chunk_that_is_sent_twice_at_once_is_stored_once(bench: Bench) {
    let one = bench.organisation(1).await;
    let another = bench.another();
    let today = bench.clock.today();
    for number in 0..4 {
        let mut puts = tokio::task::JoinSet::new();
        for at in 0..8 {
            let store = if at % 2 == 0 { bench.store.clone() } else { another.clone() };
            puts.spawn(async move {
                let (id, bytes) = chunk(number);
                let chunk =
                    move |c: &mut _| chunks::insert(c, Chunk { id, organisation: one, bytes: &bytes }, today);
                store.write("put", chunk).await.unwrap()
            });
        }
        let mut told = puts.join_all().await;
        told.sort_by_key(|known| *known != Known::New);
        assert_eq!(told[0], Known::New);
        assert!(told[1..].iter().all(|known| *known == Known::Same), "{told:?}");
        assert_eq!(count(&bench).await, number + 1);
    }
}

async fn past_chunks_are_written_anew_once(bench: Bench) {
    let (one, other) = (bench.organisation(1).await, bench.organisation(2).await);
    numbered(&bench, one, 0..5).await;
    numbered(&bench, other, 5..6).await;
    let unsettled =
        async |today| bench.store.read("unsettled", move |c| chunks::unsettled(c, one, today)).await.unwrap();
    let today = bench.clock.today();
    assert_eq!(unsettled(today).await, []);
    bench.hand.advance(DAY);
    numbered(&bench, one, 6..7).await;
    let past = unsettled(today.plus(1)).await;
    let mut due: Vec<Id> = (0..5).map(|number| chunk(number).0).collect();
    due.sort();
    assert_eq!(past, due);
    // one is deleted in between
    let gone = past[2];
    bench.store.write("delete", move |c| chunks::delete(c, &[gone])).await.unwrap();
    bench.store.write("settle", move |c| chunks::settle(c, &past)).await.unwrap();
    assert_eq!(unsettled(today.plus(1)).await, []);
    assert_eq!(unsettled(today.plus(2)).await, [chunk(6).0]);
    assert_eq!(count(&bench).await, 6);
    for (id, bytes) in (0..5).map(chunk) {
        assert!(fetch(&bench, id).await == (id != gone).then_some(bytes));
    }
    // of the same day as before
    let expire = async |day| {
        bench
            .store
            .write("expire", move |c| {
                chunks::expire(c, one, Past { from: Day::of_unix_seconds(0), before: day }, 99)
            })
            .await
            .unwrap()
    };
    assert_eq!((expire(today).await, expire(today.plus(1)).await, expire(today.plus(2)).await), (0, 4, 1));
}
