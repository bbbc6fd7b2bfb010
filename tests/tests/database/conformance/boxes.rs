//! The organisation's box: closed releases, in an order that tells nothing.

use fluister_protocol::id::Id;
use fluister_server::store::letters::{BoxPage, Position};
use fluister_tests::store::{Bench, DAY, Place, rows_as_they_come, sorted_ids};

on_both!(
    only_closed_releases_are_served,
    pages_are_ordered_by_release_and_id,
    each_organisation_has_its_own,
    a_letters_day_is_the_day_its_release_closed,
    a_position_from_a_lost_database_begins_anew,
    nothing_tells_the_order_in_a_release,
);

fn ids(page: &BoxPage) -> Vec<Id> {
    page.letters.iter().map(|letter| letter.id).collect()
}

async fn only_closed_releases_are_served(bench: Bench) {
    let id = bench.organisation(1).await;
    let nothing = BoxPage { letters: Vec::new(), next: Position::end_of(0), complete: true };
    assert_eq!(bench.page(id, Position::START, 64).await, nothing);
    bench.post(id, 0..4).await;
    assert_eq!(bench.page(id, Position::START, 64).await, nothing);
    bench.close_release().await;
    bench.post(id, 4..8).await;
    let first = bench.page(id, nothing.next, 64).await;
    assert_eq!(ids(&first), sorted_ids(0..4));
    assert_eq!((first.next, first.complete), (Position::end_of(1), true));
    assert_eq!(first.letters[0].bytes.len(), 16_384);
    for letter in &first.letters {
        assert!((0..4).any(|number| {
            let known = fluister_tests::store::letter(number);
            known.id == letter.id && *known.bytes == *letter.bytes
        }));
    }
    bench.close_release().await;
    assert_eq!(ids(&bench.page(id, first.next, 64).await), sorted_ids(4..8));
    // releases in which nothing came
    bench.close_release().await;
    bench.close_release().await;
    let end = bench.page(id, first.next, 64).await;
    assert_eq!((ids(&end), end.next, end.complete), (sorted_ids(4..8), Position::end_of(4), true));
}

async fn pages_are_ordered_by_release_and_id(bench: Bench) {
    let id = bench.organisation(1).await;
    let mut all = Vec::new();
    for release in 0..3 {
        bench.post(id, release * 8..release * 8 + 8).await;
        bench.close_release().await;
        all.extend(sorted_ids(release * 8..release * 8 + 8));
    }
    for limit in [1, 3, 7, 8, 9, 23, 24, 25, 64] {
        let mut served = Vec::new();
        let mut after = Position::START;
        loop {
            let page = bench.page(id, after, limit).await;
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
    assert_eq!(bench.page(id, Position::START, 0).await.letters.len(), 1);
}

async fn each_organisation_has_its_own(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    bench.post(id, 0..4).await;
    bench.post(other, 4..8).await;
    bench.close_release().await;
    assert_eq!(ids(&bench.page(id, Position::START, 64).await), sorted_ids(0..4));
    assert_eq!(ids(&bench.page(other, Position::START, 64).await), sorted_ids(4..8));
}

async fn a_letters_day_is_the_day_its_release_closed(bench: Bench) {
    let id = bench.organisation(1).await;
    let today = bench.clock.today();
    bench.post(id, 0..4).await;
    bench.close_release().await;
    bench.post(id, 4..8).await;
    bench.hand.advance(DAY);
    bench.close_release().await;
    let letters = bench.page(id, Position::START, 64).await.letters;
    for (at, letter) in letters.iter().enumerate() {
        assert_eq!(letter.day, today.plus(if at < 4 { 0 } else { 1 }));
    }
}

async fn a_position_from_a_lost_database_begins_anew(bench: Bench) {
    let id = bench.organisation(1).await;
    bench.post(id, 0..4).await;
    bench.close_release().await;
    for release in [2, 3, 1 << 40, u64::MAX] {
        let page = bench.page(id, Position { release, id: Id([3; 32]) }, 64).await;
        assert_eq!((ids(&page), page.next), (sorted_ids(0..4), Position::end_of(1)), "release {release}");
    }
}

/// Two databases get the same letters in two orders, in different companies: every way of reading gives them alike.
async fn nothing_tells_the_order_in_a_release(bench: Bench) {
    let another = match bench.place {
        Place::Sqlite(_) => Bench::sqlite(),
        Place::Postgres(_) => Bench::postgres(),
    };
    let mut rows = Vec::new();
    for (bench, is_reversed) in [(&bench, false), (&another, true)] {
        let id = bench.organisation(1).await;
        let mut fours: Vec<Vec<u64>> = (0..10).map(|four| (four * 4..four * 4 + 4).collect()).collect();
        if is_reversed {
            fours.reverse();
        }
        for four in fours {
            bench.post(id, four).await;
        }
        bench.close_release().await;
        rows.push(bench.store.read("rows", rows_as_they_come).await.unwrap());
        assert_eq!(ids(&bench.page(id, Position::START, 64).await), sorted_ids(0..40));
    }
    assert_eq!(rows[0].len(), 40);
    if matches!(bench.place, Place::Sqlite(_)) {
        assert_eq!(rows[0], rows[1]);
    }
}
