//! Who is to be told, and when: at most once a day, and by one server.

use fluister_protocol::id::OrganisationId;
use fluister_server::store::claims::{self, Claim};
use fluister_server::store::notifications::{self, Language, Way, Wish};
use fluister_server::store::{Store, directories};
use fluister_tests::store::{
    Bench, DAY, INTERVAL, NOON, adviser, first_day, first_directory, next_directory,
};

on_both!(
    a_wish_replaces_an_earlier_one,
    who_is_told_waits_until_tomorrow,
    only_letters_are_told_of,
    reading_the_box_leaves_nothing_to_tell,
    what_was_not_told_is_told_the_next_day,
    two_servers_claim_a_row_once,
    a_clock_that_was_wrong_stops_nobody,
    those_who_stay_away_are_forgotten,
);

/// 07:00 on the day after the store's first.
const SEVEN: u64 = NOON - NOON % DAY + DAY + 7 * 3600;

fn wish(email: Option<&str>, web_push: Option<&str>, hour: u8) -> Wish {
    Wish {
        email: email.map(str::to_owned),
        web_push: web_push.map(str::to_owned),
        hour,
        language: Language::Nl,
    }
}

/// An organisation with advisers 1 and 2.
async fn organisation(bench: &Bench) -> OrganisationId {
    let id = bench.organisation(1).await;
    let (first, _) = first_directory(1);
    let (second, signed) = next_directory(1, &first, &[1, 2], 30);
    assert!(
        bench
            .store
            .write("advisers", move |c| directories::append(c, &second, &signed, first_day()))
            .await
            .unwrap()
    );
    id
}

async fn put(bench: &Bench, organisation: OrganisationId, number: u8, wish: Wish) {
    let (now, today) = (bench.clock.unix_hours(), bench.clock.today());
    let put = bench
        .store
        .write_alone("put", move |c| notifications::put(c, organisation, adviser(number), &wish, now, today));
    put.await.unwrap();
}

async fn get(bench: &Bench, organisation: OrganisationId, number: u8) -> Option<Wish> {
    bench.store.read("get", move |c| notifications::get(c, organisation, adviser(number))).await.unwrap()
}

async fn claim(store: &Store, bench: &Bench, way: Way) -> Option<Claim> {
    let now = bench.clock.unix_hours();
    store.write_alone("claim", move |c| claims::claim(c, now, way)).await.unwrap()
}

/// Letters in a release of their own, closed, and the clock as it was.
async fn letters_came(bench: &Bench, organisation: OrganisationId, number: u64) {
    bench.post(organisation, [number]).await;
    let now = bench.clock.unix_seconds();
    bench.close_release().await;
    bench.hand.set(now);
}

async fn a_wish_replaces_an_earlier_one(bench: Bench) {
    let id = organisation(&bench).await;
    assert!(get(&bench, id, 1).await.is_none());
    let (both, push) = (wish(Some("a@a.example"), Some("https://p.example/1"), 7), wish(None, Some("x"), 22));
    put(&bench, id, 1, both.clone()).await;
    put(&bench, id, 2, both.clone()).await;
    assert!(get(&bench, id, 1).await == Some(both.clone()));
    put(&bench, id, 1, push.clone()).await;
    assert!(get(&bench, id, 1).await == Some(push));
    assert!(get(&bench, id, 2).await == Some(both.clone()));
    bench.store.write_alone("remove", move |c| notifications::remove(c, id, adviser(1))).await.unwrap();
    assert!(get(&bench, id, 1).await.is_none());
    // the other's goes with the appointment
    let (first, _) = first_directory(1);
    let (second, _) = next_directory(1, &first, &[1, 2], 30);
    let (third, signed) = next_directory(1, &second, &[1], 30);
    assert!(get(&bench, id, 2).await == Some(both));
    assert!(
        bench
            .store
            .write("fewer", move |c| directories::append(c, &third, &signed, first_day()))
            .await
            .unwrap()
    );
    assert!(get(&bench, id, 2).await.is_none());
}

async fn who_is_told_waits_until_tomorrow(bench: Bench) {
    let id = organisation(&bench).await;
    put(&bench, id, 1, wish(Some("a@a.example"), None, 13)).await;
    letters_came(&bench, id, 1).await;
    // not on the day of the wish, however often it is changed
    bench.hand.set(NOON + 3600);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    put(&bench, id, 1, wish(Some("b@a.example"), None, 7)).await;
    bench.hand.set(SEVEN - 1);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    bench.hand.set(SEVEN);
    assert!(claim(&bench.store, &bench, Way::WebPush).await.is_none());
    let claimed = claim(&bench.store, &bench, Way::Email).await.unwrap();
    assert_eq!((claimed.address.as_str(), claimed.language), ("b@a.example", Language::Nl));
    bench.store.write_alone("told", move |c| claims::told(c, &claimed)).await.unwrap();
    // letters that came since, and a later hour, are tomorrow's
    letters_came(&bench, id, 2).await;
    put(&bench, id, 1, wish(Some("b@a.example"), None, 9)).await;
    bench.hand.set(SEVEN + 12 * 3600);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    bench.hand.set(SEVEN + DAY);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    bench.hand.set(SEVEN + DAY + 2 * 3600);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_some());
}

async fn only_letters_are_told_of(bench: Bench) {
    let id = organisation(&bench).await;
    let other = bench.organisation(2).await;
    put(&bench, id, 1, wish(Some("a@a.example"), None, 7)).await;
    // another organisation's, and one in the open release
    letters_came(&bench, other, 1).await;
    bench.post(id, [2]).await;
    bench.hand.set(SEVEN);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    let now = bench.clock.unix_hours();
    let due = move |c: &mut _| claims::is_something_due(c, now, &[]);
    assert!(bench.store.read("due", due).await.unwrap());
    bench.store.write_alone("pass over", move |c| claims::pass_over(c, now)).await.unwrap();
    assert!(!bench.store.read("due", due).await.unwrap());
    // it is told of when its release is closed and the next day's hour has come
    bench.close_release().await;
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    bench.hand.set(SEVEN + DAY);
    let claimed = claim(&bench.store, &bench, Way::Email).await.unwrap();
    bench.store.write_alone("told", move |c| claims::told(c, &claimed)).await.unwrap();
    // releases without letters of theirs
    letters_came(&bench, other, 3).await;
    bench.hand.set(SEVEN + 2 * DAY);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
}

async fn reading_the_box_leaves_nothing_to_tell(bench: Bench) {
    let id = organisation(&bench).await;
    put(&bench, id, 1, wish(Some("a@a.example"), None, 7)).await;
    put(&bench, id, 2, wish(Some("b@a.example"), None, 7)).await;
    letters_came(&bench, id, 1).await;
    let waits = async |number| {
        bench.store.read("waits", move |c| notifications::is_waiting(c, id, adviser(number))).await.unwrap()
    };
    assert!(waits(1).await && waits(2).await);
    // release 2 is open: who read while 1 was has not seen it
    bench.store.write_alone("looked", move |c| notifications::looked(c, id, adviser(1), 1)).await.unwrap();
    assert!(waits(1).await);
    bench.store.write_alone("looked", move |c| notifications::looked(c, id, adviser(1), 2)).await.unwrap();
    assert!(!waits(1).await && waits(2).await);
    bench.hand.set(SEVEN);
    let claimed = claim(&bench.store, &bench, Way::Email).await.unwrap();
    assert_eq!(claimed.address, "b@a.example");
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
}

async fn what_was_not_told_is_told_the_next_day(bench: Bench) {
    let id = organisation(&bench).await;
    put(&bench, id, 1, wish(Some("a@a.example"), Some("https://p.example/1"), 7)).await;
    letters_came(&bench, id, 1).await;
    bench.hand.set(SEVEN);
    // a server that died while it told
    assert!(claim(&bench.store, &bench, Way::Email).await.is_some());
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    // each way for itself: this one may be tried again in an hour
    let claimed = claim(&bench.store, &bench, Way::WebPush).await.unwrap();
    let later = SEVEN / 3600 + 1;
    let again = claimed.clone();
    bench.store.write_alone("put off", move |c| claims::put_off(c, &again, later)).await.unwrap();
    assert!(claim(&bench.store, &bench, Way::WebPush).await.is_none());
    bench.hand.set(SEVEN + 3600);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    let claimed = claim(&bench.store, &bench, Way::WebPush).await.unwrap();
    // the subscription is no more
    bench.store.write_alone("gone", move |c| claims::gone(c, &claimed)).await.unwrap();
    assert!(get(&bench, id, 1).await == Some(wish(Some("a@a.example"), None, 7)));
    bench.hand.set(SEVEN + DAY);
    let claimed = claim(&bench.store, &bench, Way::Email).await.unwrap();
    // what comes while one is being told is the next day's
    letters_came(&bench, id, 2).await;
    bench.store.write_alone("told", move |c| claims::told(c, &claimed)).await.unwrap();
    bench.hand.set(SEVEN + 2 * DAY);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_some());
}

async fn two_servers_claim_a_row_once(bench: Bench) {
    let id = organisation(&bench).await;
    let another = bench.another();
    for number in [1, 2] {
        put(&bench, id, number, wish(Some(&format!("{number}@a.example")), None, 7)).await;
    }
    letters_came(&bench, id, 1).await;
    bench.hand.set(SEVEN);
    let now = bench.clock.unix_hours();
    let mut asked = tokio::task::JoinSet::new();
    for number in 0..20 {
        let store = if number % 2 == 0 { bench.store.clone() } else { another.clone() };
        asked.spawn(async move {
            store.write_alone("claim", move |c| claims::claim(c, now, Way::Email)).await.unwrap()
        });
    }
    let claimed = asked.join_all().await.into_iter().flatten();
    let mut addresses: Vec<String> = claimed.map(|claim| claim.address).collect();
    addresses.sort();
    assert_eq!(addresses, ["1@a.example", "2@a.example"]);
}

async fn a_clock_that_was_wrong_stops_nobody(bench: Bench) {
    let id = organisation(&bench).await;
    bench.hand.set(NOON + 1000 * DAY);
    put(&bench, id, 1, wish(Some("a@a.example"), None, 7)).await;
    bench.hand.set(NOON);
    letters_came(&bench, id, 1).await;
    assert!(claim(&bench.store, &bench, Way::Email).await.is_some());
    // tomorrow's is as far off as a row can be
    bench.hand.set(SEVEN - 1);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_none());
    bench.hand.set(SEVEN);
    assert!(claim(&bench.store, &bench, Way::Email).await.is_some());
}

async fn those_who_stay_away_are_forgotten(bench: Bench) {
    let id = organisation(&bench).await;
    for number in [1, 2] {
        put(&bench, id, number, wish(Some("a@a.example"), None, 7)).await;
    }
    bench.hand.advance(DAY);
    let today = bench.clock.today();
    let stale = move |c: &mut _| notifications::is_stale(c, id, adviser(2), today);
    assert!(bench.store.read("stale", stale).await.unwrap());
    bench.store.write_alone("touch", move |c| notifications::touch(c, id, adviser(2), today)).await.unwrap();
    assert!(!bench.store.read("stale", stale).await.unwrap());
    // the last of thirty days
    bench.hand.set(NOON + 30 * DAY);
    assert_eq!(bench.sweep().await.notifications, 0);
    bench.hand.advance(DAY);
    assert_eq!(bench.sweep().await.notifications, 1);
    assert!(get(&bench, id, 1).await.is_none() && get(&bench, id, 2).await.is_some());
    bench.hand.advance(INTERVAL);
}
