//! The organisation's box: closed releases, in an order that tells nothing.

use std::collections::BTreeSet;

use fluister_protocol::id::{Id, OrganisationId};
use fluister_server::store::letters::{self, BoxPage, Insertion, Position};
use fluister_server::store::releases;
use fluister_server::sweep;
use fluister_tests::store::{Bench, DAY, INTERVAL, letter};

on_both!(
    only_closed_releases_are_served,
    pages_are_ordered_by_release_and_id,
    each_organisation_has_its_own,
    a_letters_day_is_the_day_its_release_closed,
    a_position_from_a_lost_database_begins_anew,
    nothing_tells_the_order_in_a_release,
);

async fn post(bench: &Bench, organisation: OrganisationId, numbers: impl IntoIterator<Item = u64>) {
    let posted = fluister_tests::store::letters(numbers);
    let done = bench
        .store
        .write("post", move |c| {
            let release = releases::open(c)?.number;
            letters::insert(c, organisation, &posted, release)
        })
        .await;
    assert_eq!(done, Ok(Insertion::Done));
}

async fn close(bench: &Bench) {
    bench.hand.advance(INTERVAL);
    sweep::tend(&bench.store, &bench.clock).await.unwrap();
}

async fn page(bench: &Bench, organisation: OrganisationId, after: Position, limit: usize) -> BoxPage {
    bench.store.read("page", move |c| letters::box_page(c, organisation, after, limit)).await.unwrap()
}

fn ids(page: &BoxPage) -> Vec<Id> {
    page.letters.iter().map(|letter| letter.id).collect()
}

fn sorted(numbers: impl IntoIterator<Item = u64>) -> Vec<Id> {
    numbers.into_iter().map(|number| letter(number).id).collect::<BTreeSet<_>>().into_iter().collect()
}

async fn only_closed_releases_are_served(bench: Bench) {
    let id = bench.organisation(1).await;
    let nothing = BoxPage { letters: Vec::new(), next: Position::end_of(0), complete: true };
    assert_eq!(page(&bench, id, Position::START, 64).await, nothing);
    post(&bench, id, 0..4).await;
    assert_eq!(page(&bench, id, Position::START, 64).await, nothing);
    close(&bench).await;
    post(&bench, id, 4..8).await;
    let first = page(&bench, id, nothing.next, 64).await;
    assert_eq!(ids(&first), sorted(0..4));
    assert_eq!((first.next, first.complete), (Position::end_of(1), true));
    assert_eq!(first.letters[0].bytes.len(), 16_384);
    for letter in &first.letters {
        assert!((0..4).any(|number| {
            let known = fluister_tests::store::letter(number);
            known.id == letter.id && *known.bytes == *letter.bytes
        }));
    }
    close(&bench).await;
    assert_eq!(ids(&page(&bench, id, first.next, 64).await), sorted(4..8));
    // releases in which nothing came
    close(&bench).await;
    close(&bench).await;
    let end = page(&bench, id, first.next, 64).await;
    assert_eq!((ids(&end), end.next, end.complete), (sorted(4..8), Position::end_of(4), true));
}

async fn pages_are_ordered_by_release_and_id(bench: Bench) {
    let id = bench.organisation(1).await;
    let mut all = Vec::new();
    for release in 0..3 {
        post(&bench, id, release * 8..release * 8 + 8).await;
        close(&bench).await;
        all.extend(sorted(release * 8..release * 8 + 8));
    }
    for limit in [1, 3, 7, 8, 9, 23, 24, 25, 64] {
        let mut served = Vec::new();
        let mut after = Position::START;
        loop {
            let page = page(&bench, id, after, limit).await;
            assert!(page.letters.len() <= limit);
            served.extend(ids(&page));
            assert!(page.next > after);
            after = page.next;
            if page.complete {
                assert!(page.letters.len() < limit);
                break;
            }
            assert_eq!(page.letters.last().map(|letter| letter.id), Some(page.next.id));
        }
        assert_eq!((served, after), (all.clone(), Position::end_of(3)), "limit {limit}");
    }
    // a limit of none would never come to an end
    assert_eq!(page(&bench, id, Position::START, 0).await.letters.len(), 1);
}

async fn each_organisation_has_its_own(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    post(&bench, id, 0..4).await;
    post(&bench, other, 4..8).await;
    close(&bench).await;
    assert_eq!(ids(&page(&bench, id, Position::START, 64).await), sorted(0..4));
    assert_eq!(ids(&page(&bench, other, Position::START, 64).await), sorted(4..8));
}

async fn a_letters_day_is_the_day_its_release_closed(bench: Bench) {
    let id = bench.organisation(1).await;
    let today = bench.clock.today();
    post(&bench, id, 0..4).await;
    close(&bench).await;
    post(&bench, id, 4..8).await;
    bench.hand.advance(DAY);
    close(&bench).await;
    let letters = page(&bench, id, Position::START, 64).await.letters;
    for (at, letter) in letters.iter().enumerate() {
        assert_eq!(letter.day, today.plus(if at < 4 { 0 } else { 1 }));
    }
}

async fn a_position_from_a_lost_database_begins_anew(bench: Bench) {
    let id = bench.organisation(1).await;
    post(&bench, id, 0..4).await;
    close(&bench).await;
    for release in [2, 3, 1 << 40, u64::MAX] {
        let page = page(&bench, id, Position { release, id: Id([3; 32]) }, 64).await;
        assert_eq!((ids(&page), page.next), (sorted(0..4), Position::end_of(1)), "release {release}");
    }
}

/// Two databases get the same letters in two orders, in different companies: every way of reading gives them alike.
async fn nothing_tells_the_order_in_a_release(bench: Bench) {
    let another = match bench.place {
        fluister_tests::store::Place::Sqlite(_) => Bench::sqlite(),
        fluister_tests::store::Place::Postgres(_) => Bench::postgres(),
    };
    let mut rows = Vec::new();
    for (bench, is_reversed) in [(&bench, false), (&another, true)] {
        let id = bench.organisation(1).await;
        let mut fours: Vec<Vec<u64>> = (0..10).map(|four| (four * 4..four * 4 + 4).collect()).collect();
        if is_reversed {
            fours.reverse();
        }
        for four in fours {
            post(bench, id, four).await;
        }
        close(bench).await;
        rows.push(bench.store.read("rows", fluister_tests::store::rows_as_they_come).await.unwrap());
        assert_eq!(ids(&page(bench, id, Position::START, 64).await), sorted(0..40));
    }
    assert_eq!(rows[0].len(), 40);
    if matches!(bench.place, fluister_tests::store::Place::Sqlite(_)) {
        assert_eq!(rows[0], rows[1]);
    }
}
