//! The release that is open: when it closes, and what is in it when it does.

use std::time::Duration;

use fluister_server::store::letters::{self, Insertion, Position};
use fluister_server::store::{Store, releases};
use fluister_tests::store::{Bench, DAY, INTERVAL, NOON, numbered};

on_both!(
    a_release_closes_when_it_is_due,
    a_clock_that_was_set_back_closes_nothing_early,
    a_clock_that_was_far_ahead_does_not_hold_a_release_open,
    two_servers_close_a_release_once,
    nothing_that_commits_late_is_skipped,
);

const HOUR: Duration = Duration::from_secs(INTERVAL);

async fn close_if_due(store: &Store, now: u64) -> bool {
    store.write_alone("close", move |c| releases::close_if_due(c, now, HOUR)).await.unwrap().is_some()
}

async fn open(store: &Store) -> (u64, u64) {
    let open = store.write("open", releases::open).await.unwrap();
    (open.number, open.due)
}

async fn a_release_closes_when_it_is_due(bench: Bench) {
    let store = &bench.store;
    assert_eq!(open(store).await, (1, NOON + INTERVAL));
    assert!(!close_if_due(store, NOON + INTERVAL - 1).await);
    assert_eq!(store.read("left", |c| releases::seconds_left(c, NOON + 600)).await, Ok(INTERVAL - 600));
    assert!(close_if_due(store, NOON + INTERVAL).await);
    assert!(!close_if_due(store, NOON + INTERVAL).await);
    assert_eq!(open(store).await, (2, NOON + 2 * INTERVAL));
    // however late
    assert!(close_if_due(store, NOON + 9 * INTERVAL + 7).await);
    assert_eq!(open(store).await, (3, NOON + 10 * INTERVAL + 7));
    assert_eq!(store.read("left", |c| releases::seconds_left(c, NOON + 99 * INTERVAL)).await, Ok(0));
    // and whoever opens the database next finds it so
    let another = bench.another();
    assert_eq!(open(&another).await, (3, NOON + 10 * INTERVAL + 7));
}

async fn a_clock_that_was_set_back_closes_nothing_early(bench: Bench) {
    let store = &bench.store;
    assert!(close_if_due(store, NOON + INTERVAL).await);
    // by half an hour
    assert!(!close_if_due(store, NOON + INTERVAL / 2).await);
    assert_eq!(open(store).await, (2, NOON + INTERVAL / 2 + INTERVAL));
    // by ten hours: a whole interval from now
    let back = NOON - 10 * INTERVAL;
    assert!(!close_if_due(store, back).await);
    assert_eq!(open(store).await, (2, back + INTERVAL));
    assert!(!close_if_due(store, back + INTERVAL - 1).await);
    assert!(close_if_due(store, back + INTERVAL).await);
    assert_eq!(open(store).await, (3, back + 2 * INTERVAL));
}

async fn a_clock_that_was_far_ahead_does_not_hold_a_release_open(bench: Bench) {
    let store = &bench.store;
    assert!(close_if_due(store, NOON + 365 * DAY).await);
    assert!(!close_if_due(store, NOON).await);
    assert_eq!(open(store).await, (2, NOON + INTERVAL));
    assert!(close_if_due(store, NOON + INTERVAL).await);
}

async fn two_servers_close_a_release_once(bench: Bench) {
    let another = bench.another();
    for round in 1..=5 {
        let now = NOON + round * INTERVAL;
        let mut closers = tokio::task::JoinSet::new();
        for store in [&bench.store, &another, &bench.store, &another] {
            let store = store.clone();
            closers.spawn(async move { close_if_due(&store, now).await });
        }
        let closed = closers.join_all().await.into_iter().filter(|closed| *closed).count();
        assert_eq!(closed, 1);
        assert_eq!(open(&another).await.0, round + 1);
    }
}

/// One server's post is slow to commit; another server wants to close the release that it goes into, and an adviser
/// reads on and on.
async fn nothing_that_commits_late_is_skipped(bench: Bench) {
    let id = bench.organisation(1).await;
    let another = bench.another();
    let (inserted, is_inserted) = tokio::sync::oneshot::channel();
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let slow = tokio::spawn({
        let store = bench.store.clone();
        async move {
            store
                .write("slow post", move |c| {
                    let release = releases::open(c)?.number;
                    let done = letters::insert(c, id, &numbered(0..4), release)?;
                    inserted.send(()).unwrap();
                    wait.recv().unwrap();
                    Ok(done)
                })
                .await
        }
    });
    is_inserted.await.unwrap();
    let closer = tokio::spawn({
        let another = another.clone();
        async move { close_if_due(&another, NOON + INTERVAL).await }
    });
    let mut after = Position::START;
    let mut served = 0;
    for _ in 0..200 {
        let page = another.read("page", move |c| letters::box_page(c, id, after, 64)).await.unwrap();
        served += page.letters.len();
        after = page.next;
    }
    assert_eq!(served, 0);
    go_on.send(()).unwrap();
    assert_eq!(slow.await.unwrap(), Ok(Insertion::Done));
    assert!(closer.await.unwrap());
    let page = another.read("page", move |c| letters::box_page(c, id, after, 64)).await.unwrap();
    assert_eq!((page.letters.len(), page.complete, page.next), (4, true, Position::end_of(1)));
}
