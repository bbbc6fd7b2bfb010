//! Posting, fetching, deleting.

use fluister_protocol::id::{Id, OrganisationId};
use fluister_protocol::size;
use fluister_server::store::counts::BySession;
use fluister_server::store::letters::{self, Insertion, Known, Letter};
use fluister_server::store::{Connection, StoreError, counts, releases};
use fluister_tests::store::{Bench, DAY, adviser, letter, numbered};

on_both!(
    what_came_by_session_is_counted_apart,
    what_is_posted_is_compared_with_what_is_there,
    letters_are_inserted_all_or_none,
    ids_that_begin_alike_conflict,
    letters_are_fetched_in_the_order_asked_for,
    deleting_says_nothing,
    an_unknown_organisation_has_no_box,
    letters_are_counted_by_release,
    a_post_that_is_repeated_at_the_same_time_is_stored_once,
);

async fn insert(
    bench: &Bench,
    organisation: OrganisationId,
    posted: Vec<Letter>,
) -> Result<Insertion, StoreError> {
    bench
        .store
        .write("insert", move |c| {
            let release = releases::open(c)?.number;
            letters::insert(c, organisation, &posted, release)
        })
        .await
}

async fn compare(bench: &Bench, organisation: OrganisationId, posted: Vec<Letter>) -> Known {
    bench.store.read("compare", move |c| letters::compare(c, organisation, &posted)).await.unwrap()
}

/// The same id with another last byte.
fn altered(number: u64) -> Letter {
    let mut letter = letter(number);
    *letter.bytes.last_mut().unwrap() ^= 1;
    letter
}

/// The same bytes, under an id whose first 63 bits are the same.
fn neighbour(number: u64, byte: usize, bit: u8) -> Letter {
    let mut letter = letter(number);
    letter.id.0[byte] ^= bit;
    letter
}

async fn what_is_posted_is_compared_with_what_is_there(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    assert_eq!(compare(&bench, id, numbered(0..4)).await, Known::New);
    assert_eq!(insert(&bench, id, numbered(0..4)).await, Ok(Insertion::Done));
    assert_eq!(compare(&bench, id, numbered(0..4)).await, Known::Same);
    assert_eq!(compare(&bench, id, numbered([3, 1])).await, Known::Same);
    assert_eq!(compare(&bench, id, numbered(2..6)).await, Known::New);
    assert_eq!(compare(&bench, other, numbered(0..4)).await, Known::Conflict);
    assert_eq!(compare(&bench, other, numbered([9, 9, 9, 0])).await, Known::Conflict);
    let mut posted = numbered(8..11);
    posted.push(altered(0));
    assert_eq!(compare(&bench, id, posted).await, Known::Conflict);
}

async fn letters_are_inserted_all_or_none(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    assert_eq!(insert(&bench, id, numbered(0..4)).await, Ok(Insertion::Done));
    // one is known with other bytes, wherever it stands
    for at in 0..4 {
        let mut posted = numbered(10..14);
        posted[at] = altered(2);
        assert_eq!(insert(&bench, id, posted).await, Ok(Insertion::Conflict));
        assert_eq!(bench.count().await, 4);
    }
    // one is known in another organisation
    assert_eq!(insert(&bench, other, numbered([20, 21, 22, 1])).await, Ok(Insertion::Conflict));
    assert_eq!(bench.count().await, 4);
    // some are known and the same: the others come beside them
    assert_eq!(insert(&bench, id, numbered(2..6)).await, Ok(Insertion::Done));
    assert_eq!(insert(&bench, id, numbered(0..6)).await, Ok(Insertion::Done));
    assert_eq!(bench.count().await, 6);
    assert_eq!(compare(&bench, id, numbered(0..6)).await, Known::Same);
}

async fn ids_that_begin_alike_conflict(bench: Bench) {
    let id = bench.organisation(1).await;
    assert_eq!(insert(&bench, id, numbered(0..4)).await, Ok(Insertion::Done));
    // the last bit of 64 is not of the row's number; all after it are not either
    for (byte, bit) in [(7, 1), (8, 0x80), (31, 1)] {
        let neighbour = neighbour(1, byte, bit);
        assert_eq!(compare(&bench, id, vec![neighbour.clone()]).await, Known::Conflict);
        assert_eq!(insert(&bench, id, vec![letter(9), neighbour.clone()]).await, Ok(Insertion::Conflict));
        let ids = [neighbour.id];
        let found = bench.store.read("fetch", move |c| letters::fetch(c, &ids)).await.unwrap();
        assert_eq!(found, [None]);
        bench.store.write("delete", move |c| letters::delete(c, &ids)).await.unwrap();
        assert_eq!(bench.count().await, 4);
    }
    assert_eq!(insert(&bench, id, vec![neighbour(1, 7, 2)]).await, Ok(Insertion::Done));
    assert_eq!(bench.count().await, 5);
}

async fn letters_are_fetched_in_the_order_asked_for(bench: Bench) {
    let id = bench.organisation(1).await;
    assert_eq!(insert(&bench, id, numbered(0..8)).await, Ok(Insertion::Done));
    let ids: Vec<Id> = [7, 99, 0, 3, 3].map(|number| letter(number).id).to_vec();
    let found = bench.store.read("fetch", move |c| letters::fetch(c, &ids)).await.unwrap();
    let bytes = |number| Some(letter(number).bytes.into_vec());
    assert_eq!(found, [bytes(7), None, bytes(0), bytes(3), bytes(3)]);
}

async fn deleting_says_nothing(bench: Bench) {
    let id = bench.organisation(1).await;
    assert_eq!(insert(&bench, id, numbered(0..8)).await, Ok(Insertion::Done));
    let ids: Vec<Id> = [7, 99, 0, 3].map(|number| letter(number).id).to_vec();
    for _ in 0..2 {
        let ids = ids.clone();
        bench.store.write("delete", move |c| letters::delete(c, &ids)).await.unwrap();
        assert_eq!(bench.count().await, 5);
    }
    let found = bench.store.read("fetch", move |c| letters::fetch(c, &ids)).await.unwrap();
    assert_eq!(found, [None, None, None, None]);
    // what was deleted can come again
    assert_eq!(insert(&bench, id, numbered(0..4)).await, Ok(Insertion::Done));
    assert_eq!(bench.count().await, 7);
}

async fn an_unknown_organisation_has_no_box(bench: Bench) {
    let refused = insert(&bench, OrganisationId([5; 32]), numbered(0..4)).await;
    assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{refused:?}");
    assert_eq!(bench.count().await, 0);
}

async fn letters_are_counted_by_release(bench: Bench) {
    let bench = &bench;
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    for (organisation, release, letters) in [(id, 1, 4), (id, 1, 16), (id, 2, 8), (other, 1, 12)] {
        bench.store.write("count", move |c| counts::add(c, organisation, release, letters)).await.unwrap();
    }
    let recent = |organisation| async move {
        let found = bench.store.read("recent", move |c| counts::recent(c, organisation)).await.unwrap();
        (found.open_release, found.today, found.bytes / size::LETTER as u64)
    };
    assert_eq!(recent(id).await, (20, 28, 28));
    assert_eq!(recent(other).await, (12, 12, 12));
    bench.close_release().await;
    assert_eq!(recent(id).await, (8, 28, 28));
    assert_eq!(recent(other).await, (0, 12, 12));
}

/// A melder's client whose connection broke tries again while the first try is still under way, on two servers.
async fn a_post_that_is_repeated_at_the_same_time_is_stored_once(bench: Bench) {
    let id = bench.organisation(1).await;
    let another = bench.another();
    for round in 0..10 {
        let mut posts = tokio::task::JoinSet::new();
        for at in 0..16 {
            let store = if at % 2 == 0 { bench.store.clone() } else { another.clone() };
            let first = round * 4;
            let mut posted = numbered(first..first + 4);
            // every second one tells another story about one of the letters
            let is_rival = at >= 8;
            if is_rival {
                posted[1] = altered(first + 1);
            }
            posts.spawn(async move {
                let done = store
                    .write("post", move |c| {
                        let release = releases::open(c)?.number;
                        letters::insert(c, id, &posted, release)
                    })
                    .await
                    .unwrap();
                (is_rival, done)
            });
        }
        let outcomes = posts.join_all().await;
        // one story is believed, the same for all
        let believed: Vec<bool> =
            outcomes.iter().filter(|(_, done)| *done == Insertion::Done).map(|(rival, _)| *rival).collect();
        assert_eq!(believed.len(), 8, "{outcomes:?}");
        assert!(believed.iter().all(|rival| *rival == believed[0]), "{outcomes:?}");
        assert_eq!(bench.count().await, (round + 1) * 4);
    }
}

async fn what_came_by_session_is_counted_apart(bench: Bench) {
    let (id, other) = (bench.organisation(1).await, bench.organisation(2).await);
    let today = bench.clock.today();
    bench.post(id, [0, 1, 2, 3]).await;
    // both writers of PostgreSQL count, each for itself
    let jobs: Vec<_> = (0..8)
        .map(|_| {
            let store = bench.store.clone();
            tokio::spawn(async move {
                let by_session = move |c: &mut Connection| {
                    let release = releases::open(c)?.number;
                    counts::add_by_session(c, id, adviser(1), release, 4, today)?;
                    counts::add_chunk_by_session(c, id, adviser(1), today)
                };
                store.write("by session", by_session).await
            })
        })
        .collect();
    for job in jobs {
        job.await.unwrap().unwrap();
    }
    let by = |organisation, number: u8, day| {
        let store = bench.store.clone();
        async move {
            let came = move |c: &mut Connection| counts::by_session(c, organisation, adviser(number), day);
            store.read("by session", came).await.unwrap()
        }
    };
    assert_eq!(by(id, 1, today).await, BySession { letters: 32, chunks: 8 });
    for none in [by(id, 2, today).await, by(other, 1, today).await, by(id, 1, today.plus(1)).await] {
        assert_eq!(none, BySession::default());
    }
    let recent = bench.store.read("recent", move |c| counts::recent(c, id)).await.unwrap();
    assert_eq!((recent.open_release, recent.today, recent.chunks_today), (4, 4, 0));
    bench.close_release().await;
    bench.hand.advance(DAY);
    bench.sweep().await;
    assert_eq!(by(id, 1, today).await, BySession::default());
}
