//! The sweeper: what is past its time goes, and the letters of a day that is over come together.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use fluister_protocol::day::Day;
use fluister_protocol::id::Id;
use fluister_protocol::size;
use fluister_server::store::letters::{self, Position};
use fluister_server::store::organisations::Organisation;
use fluister_server::store::{
    chunks, counts, directories, organisations, releases, retentions, sessions, settling, spent,
};
use fluister_server::sweep::{self, Swept};
use fluister_tests::store::{
    Bench, DAY, INTERVAL, NOON, adviser, first_day, first_directory, next_directory, sorted_ids,
};

async fn letters_live_as_long_as_their_organisation_says(bench: Bench) {
    let short = bench.organisation(1).await;
    let long = bench.organisation(2).await;
    let (first, _) = first_directory(2);
    let (second, signed) = next_directory(2, &first, &[], 31);
    bench
        .store
        .write("longer", move |c| directories::append(c, &second, &signed, first_day()))
        .await
        .unwrap();
    // more than one batch
    let many: Vec<u64> = (0..150).collect();
    bench.post(short, many).await;
    bench.post(long, [200, 201, 202, 203]).await;
    bench.close_release().await;
    bench.hand.advance(DAY);
    bench.post(short, [300, 301, 302, 303]).await;
    bench.close_release().await;
    // the last day of thirty
    bench.hand.advance(29 * DAY);
    assert_eq!(bench.sweep().await.expired, 0);
    assert_eq!(bench.count().await, 158);
    bench.hand.advance(DAY);
    let swept = bench.sweep().await;
    assert_eq!(swept.expired, 150);
    assert_eq!(
        (bench.box_ids(short).await, bench.box_ids(long).await),
        (sorted_ids(300..304), sorted_ids(200..204))
    );
    bench.hand.advance(DAY);
    assert_eq!(bench.sweep().await.expired, 8);
    assert_eq!(bench.count().await, 0);
    // nothing is left that names a release
    let (due, settled) = bench
        .store
        .read("days", |c| Ok((settling::due(c, Day::LAST)?, settling::settled(c)?)))
        .await
        .unwrap();
    assert_eq!((due, settled), (vec![], vec![]));
}

async fn chunks_live_as_long_as_letters(bench: Bench) {
    let short = bench.organisation(1).await;
    let long = bench.organisation(2).await;
    let (first, _) = first_directory(2);
    let (second, signed) = next_directory(2, &first, &[], 31);
    bench
        .store
        .write("longer", move |c| directories::append(c, &second, &signed, first_day()))
        .await
        .unwrap();
    // more than one batch
    for number in 0..40 {
        bench.put_chunk(short, number).await;
    }
    bench.put_chunk(long, 50).await;
    bench.hand.advance(DAY);
    bench.put_chunk(short, 60).await;
    let mut left = [42, 2, 0];
    for days in [29, 1, 1] {
        bench.hand.advance(days * DAY);
        let before = bench.store.read("count", chunks::count).await.unwrap();
        let swept = bench.sweep().await;
        let after = bench.store.read("count", chunks::count).await.unwrap();
        assert_eq!(before - after, swept.expired_chunks as u64);
        assert_eq!(after, left[0]);
        left.rotate_left(1);
    }
}

async fn a_past_days_letters_come_into_its_last_release(bench: Bench) {
    let id = bench.organisation(1).await;
    let today = bench.clock.today();
    for hour in 0..3 {
        bench.post(id, [hour, 10 + hour]).await;
        bench.close_release().await;
    }
    bench.hand.advance(DAY);
    bench.post(id, [100, 101]).await;
    let (now, hour) = (bench.clock.unix_seconds(), std::time::Duration::from_secs(INTERVAL));
    // without the sweep that a look at the clock would bring
    let closed = bench.store.write("close", move |c| releases::close_if_due(c, now, hour)).await;
    assert_eq!(closed, Ok(Some(4)));
    let swept = bench.sweep().await;
    assert_eq!((swept.settled, swept.expired, swept.counts > 0), (6, 0, true));
    // one who read the first release gets the rest, and the first again
    let after = Position::end_of(1);
    let page = bench.store.read("box", move |c| letters::box_page(c, id, after, 6)).await.unwrap();
    let served: Vec<Id> = page.letters.iter().map(|letter| letter.id).collect();
    assert_eq!(served, sorted_ids([0, 1, 2, 10, 11, 12]));
    assert!(page.letters.iter().all(|letter| letter.day == today));
    assert_eq!(page.next, Position { release: 3, id: *served.last().unwrap() });
    // one who read all three gets none of it again
    let after = Position::end_of(3);
    let page = bench.store.read("box", move |c| letters::box_page(c, id, after, 6)).await.unwrap();
    assert_eq!(page.letters.iter().map(|letter| letter.id).collect::<Vec<_>>(), sorted_ids([100, 101]));
    // a second sweep finds nothing to do
    let again = bench.sweep().await;
    assert_eq!(again, Swept::default());
}

async fn a_sweep_that_was_cut_off_is_finished_by_the_next(bench: Bench) {
    let id = bench.organisation(1).await;
    for hour in 0..3 {
        bench.post(id, [hour, 10 + hour, 20 + hour, 30 + hour]).await;
        bench.close_release().await;
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
    assert_eq!(bench.box_ids(id).await.len(), 11);
    assert_eq!(bench.sweep().await.settled, 11);
    assert_eq!(bench.box_ids(id).await.len(), 11);
    assert_eq!(bench.store.read("days", move |c| settling::due(c, today)).await.unwrap(), []);
}

async fn two_servers_may_sweep_at_once(bench: Bench) {
    let id = bench.organisation(1).await;
    let another = bench.another();
    for round in 0..3 {
        for hour in 0..3 {
            let numbers: Vec<u64> = (0..40).map(|at| round * 1000 + hour * 100 + at).collect();
            bench.post(id, numbers).await;
            bench.close_release().await;
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
        assert_eq!(bench.box_ids(id).await.len(), (round as usize + 1) * 120);
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
    bench.post(id, [0, 1, 2, 3]).await;
    bench.close_release().await;
    assert_eq!(bench.sweep().await, Swept::default());
    bench.hand.advance(DAY);
    visit(2).await;
    let swept = bench.sweep().await;
    assert_eq!((swept.challenges, swept.sessions, swept.counts), (0, 0, 1));
    assert_eq!(
        bench.store.read("recent", move |c| counts::recent(c, id)).await,
        Ok(counts::Recent { bytes: 4 * size::LETTER as u64, ..Default::default() })
    );
    bench.hand.advance(DAY);
    let swept = bench.sweep().await;
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
    bench.post(id, [0, 1]).await;
    assert_eq!(look().await, 15);
    assert_eq!(bench.box_ids(id).await, []);
    bench.hand.advance(INTERVAL - 3);
    assert_eq!(look().await, 3);
    assert_eq!(bench.box_ids(id).await, []);
    bench.hand.advance(3);
    look().await;
    assert_eq!(bench.box_ids(id).await, sorted_ids([0, 1]));
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
    bench.hand.set(NOON - 40 * DAY);
    look().await;
    look().await;
    assert_eq!(sweeps(), 2);
    assert_eq!(bench.box_ids(id).await, sorted_ids([0, 1]));
}

/// Whoever holds the root key cannot delete what lies there by saying that it is kept for less.
async fn a_shorter_retention_holds_for_what_comes_after_it(bench: Bench) {
    let id = bench.organisation(1).await;
    let mut newest = first_directory(1).0;
    let mut keep_for = async |days| {
        let (next, signed) = next_directory(1, &newest, &[], days);
        newest = next.clone();
        let today = bench.clock.today();
        let appended =
            bench.store.write("retention", move |c| directories::append(c, &next, &signed, today)).await;
        assert_eq!(appended, Ok(true));
    };
    let there = || {
        let store = bench.store.clone();
        async move { store.read("count", |c| Ok((letters::count(c)?, chunks::count(c)?))).await.unwrap() }
    };
    let start = bench.clock.unix_seconds();
    let is_left_on = async |day: u64| {
        bench.hand.set(start + day * DAY);
        bench.sweep().await;
        there().await
    };
    keep_for(180).await;
    // the eve: in the release that is open when the shorter one comes, and closes a day late
    bench.post(id, [0, 1, 2, 3]).await;
    bench.put_chunk(id, 50).await;
    keep_for(30).await;
    bench.hand.set(start + DAY);
    sweep::tend(&bench.store, &bench.clock).await.unwrap();
    assert_eq!(bench.box_ids(id).await.len(), 4);
    // and after it
    bench.hand.set(start + 3 * DAY);
    bench.post(id, [10, 11]).await;
    bench.put_chunk(id, 60).await;
    bench.close_release().await;
    assert_eq!(is_left_on(32).await, (6, 2));
    assert_eq!(is_left_on(34).await, (4, 1));
    // shorter still, longer, and shorter again: what was promised stays promised
    keep_for(60).await;
    keep_for(30).await;
    assert_eq!(is_left_on(180).await, (4, 1));
    assert_eq!(is_left_on(181).await, (4, 0));
    assert_eq!(is_left_on(182).await, (0, 0));
    is_left_on(200).await;
    // and is then forgotten
    let longest =
        async |c: Organisation| bench.store.read("longest", move |r| retentions::longest(r, &c)).await;
    let organisation = bench.store.read("all", organisations::all).await.unwrap().remove(0);
    assert_eq!(longest(organisation).await, Ok(30));
}

/// A clock that runs ahead must not be what deletes letters: only the operator knows whether it is right.
async fn a_clock_that_leaps_deletes_nothing_without_the_operators_word(bench: Bench) {
    let id = bench.organisation(1).await;
    bench.post(id, [0, 1, 2, 3]).await;
    bench.put_chunk(id, 50).await;
    bench.close_release().await;
    let start = bench.clock.unix_seconds();
    let there = || {
        let store = bench.store.clone();
        async move { store.read("count", |c| Ok((letters::count(c)?, chunks::count(c)?))).await.unwrap() }
    };
    let tend = || async { sweep::tend(&bench.store, &bench.clock).await.unwrap() };
    for days in [4, 40, 400, 4_000] {
        bench.hand.set(start + days * DAY);
        tend().await;
        tend().await;
        assert_eq!(there().await, (4, 1), "{days} days ahead");
    }
    // everything else goes on: what was posted comes out, and is past its time for nobody
    bench.post(id, [10, 11]).await;
    bench.close_release().await;
    assert_eq!(bench.box_ids(id).await.len(), 6);
    // set right again, and set back: neither deletes, nor makes the right time a leap
    bench.hand.set(start + DAY);
    tend().await;
    bench.hand.set(start - 4_000 * DAY);
    tend().await;
    // three days at a time are believed: a server that is off over a weekend needs nobody
    for days in [1, 4, 7] {
        bench.hand.set(start + days * DAY);
        tend().await;
        assert_eq!(sweep::believe(&bench.store, &bench.clock).await.unwrap(), None, "{days} days later");
    }
    assert_eq!(there().await, (6, 1));
    // the operator says so, once
    bench.hand.set(start + 31 * DAY);
    let today = bench.clock.today();
    tend().await;
    assert_eq!(there().await, (6, 1));
    let leap = sweep::believe(&bench.store, &bench.clock).await.unwrap().unwrap();
    assert_eq!((leap.seen, leap.today), (today.minus(24), today));
    assert_eq!(sweep::believe(&bench.store, &bench.clock).await.unwrap(), None);
    tend().await;
    // the two that came while the clock was ahead have its day
    assert_eq!(there().await, (2, 0));
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
    chunks_live_as_long_as_letters,
    a_past_days_letters_come_into_its_last_release,
    a_sweep_that_was_cut_off_is_finished_by_the_next,
    two_servers_may_sweep_at_once,
    challenges_sessions_and_counts_are_forgotten,
    a_look_at_the_clock_does_what_is_due,
    a_shorter_retention_holds_for_what_comes_after_it,
    a_clock_that_leaps_deletes_nothing_without_the_operators_word,
);
