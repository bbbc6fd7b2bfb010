//! Everything that is kept but letters.

use fluister_protocol::day::Day;
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_server::store::admissions::{self, Admission};
use fluister_server::store::founding::{self, Creation};
use fluister_server::store::organisations::{self, Organisation};
use fluister_server::store::sessions::{self, Session};
use fluister_server::store::{StoreError, directories, files, heartbeats, secrets, size, spent, statements};
use fluister_tests::store::{Bench, adviser, first_day, first_directory, next_directory, signed};

on_both!(
    admissions_are_used_once,
    organisations_are_founded_once,
    directories_are_a_log,
    a_directory_takes_away_what_belongs_to_advisers_it_no_longer_lists,
    only_the_newest_statement_and_heartbeat_is_kept,
    files_lie_under_their_hash,
    challenges_are_spent_once,
    sessions_open_and_close,
    secrets_are_made_once,
    the_size_is_told,
);

async fn admissions_are_used_once(bench: Bench) {
    bench
        .store
        .write("test", |c| {
            let today = Day::of_unix_seconds(0);
            assert_eq!(admissions::state(c, [1; 32])?, None);
            assert!(!admissions::use_up(c, [1; 32])?);
            admissions::add(c, [1; 32], "acme", today)?;
            admissions::add(c, [2; 32], "acme", today)?;
            let admission = |used| Some(Admission { slug: "acme".into(), used });
            assert_eq!(admissions::state(c, [1; 32])?, admission(false));
            assert!(admissions::use_up(c, [1; 32])?);
            assert!(!admissions::use_up(c, [1; 32])?);
            assert_eq!(admissions::state(c, [1; 32])?, admission(true));
            assert_eq!(admissions::state(c, [2; 32])?, admission(false));
            Ok(())
        })
        .await
        .unwrap();
    let again =
        bench.store.write("test", |c| admissions::add(c, [1; 32], "other", Day::of_unix_seconds(0))).await;
    assert!(matches!(again, Err(StoreError::Damaged { .. })), "{again:?}");
}

async fn organisations_are_founded_once(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    bench
        .store
        .write("test", move |c| {
            let (directory, signed) = first_directory(1);
            assert_eq!(founding::create(c, &directory, &signed, first_day())?, Creation::IdTaken);
            let expected = Organisation { id, slug: "org-1".into(), retention_days: 30 };
            assert_eq!(organisations::by_slug(c, "org-1")?.as_ref(), Some(&expected));
            assert_eq!(organisations::by_id(c, id)?, Some(expected));
            assert_eq!(organisations::by_slug(c, "org-3")?, None);
            assert_eq!(organisations::by_id(c, OrganisationId([0; 32]))?, None);
            assert_eq!(directories::newest(c, id)?, Some(signed));
            let mut ids = vec![id, other];
            ids.sort();
            let all: Vec<_> = organisations::all(c)?.into_iter().map(|one| one.id).collect();
            assert_eq!(all, ids);
            Ok(())
        })
        .await
        .unwrap();
    // another root key under the same slug
    let (directory, signed) = fluister_tests::store::first_directory_as(3, "org-1");
    let (created, newest) = bench
        .store
        .write("test", move |c| {
            let created = founding::create(c, &directory, &signed, first_day())?;
            Ok((created, directories::newest(c, directory.organisation)?))
        })
        .await
        .unwrap();
    assert_eq!((created, newest), (Creation::SlugTaken, None));
}

async fn directories_are_a_log(bench: Bench) {
    let id = bench.organisation(1).await;
    bench
        .store
        .write("test", move |c| {
            let (first, first_signed) = first_directory(1);
            let (second, second_signed) = next_directory(1, &first, &[], 90);
            assert!(directories::append(c, &second, &second_signed, first_day())?);
            assert_eq!(directories::newest(c, id)?.as_ref(), Some(&second_signed));
            assert_eq!(directories::at(c, id, 1)?, Some(first_signed));
            assert_eq!(directories::at(c, id, 2)?, Some(second_signed));
            assert_eq!(directories::at(c, id, 3)?, None);
            assert_eq!(directories::at(c, id, u64::MAX)?, None);
            assert_eq!(organisations::by_id(c, id)?.unwrap().retention_days, 90);
            // another second version: the first to come stays
            let (rival, rival_signed) = next_directory(1, &first, &[], 60);
            assert!(!directories::append(c, &rival, &rival_signed, first_day())?);
            assert_ne!(directories::newest(c, id)?, Some(rival_signed));
            assert_eq!(organisations::by_id(c, id)?.unwrap().retention_days, 90);
            Ok(())
        })
        .await
        .unwrap();
}

async fn a_directory_takes_away_what_belongs_to_advisers_it_no_longer_lists(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    bench
        .store
        .write("test", move |c| {
            let today = Day::of_unix_seconds(0);
            let (one, two) = (adviser(1), adviser(2));
            let (first, _) = first_directory(1);
            let (second, second_signed) = next_directory(1, &first, &[1, 2], 30);
            assert!(directories::append(c, &second, &second_signed, first_day())?);
            for (number, adviser) in [(1, one), (2, two)] {
                assert!(statements::put(c, id, adviser, 1, &signed("statement"))?);
                assert!(heartbeats::put(c, id, adviser, 1, &signed("heartbeat"))?);
                sessions::open(c, [number; 32], id, adviser, today)?;
            }
            assert!(statements::put(c, other, one, 1, &signed("elsewhere"))?);
            sessions::open(c, [9; 32], other, one, today)?;

            let (third, third_signed) = next_directory(1, &second, &[2], 30);
            assert!(directories::append(c, &third, &third_signed, first_day())?);
            assert_eq!((statements::of(c, id, one)?, heartbeats::of(c, id, one)?), (None, None));
            assert_eq!(statements::all(c, id)?, [signed("statement")]);
            assert_eq!(heartbeats::all(c, id)?, [signed("heartbeat")]);
            assert_eq!(sessions::get(c, [1; 32])?, None);
            assert_eq!(sessions::get(c, [2; 32])?, Some(Session { organisation: id, adviser: two }));
            // another organisation's stay
            assert_eq!(statements::of(c, other, one)?, Some(signed("elsewhere")));
            assert!(sessions::get(c, [9; 32])?.is_some());
            Ok(())
        })
        .await
        .unwrap();
}

async fn only_the_newest_statement_and_heartbeat_is_kept(bench: Bench) {
    let id = bench.organisation(1).await;
    bench
        .store
        .write("test", move |c| {
            let mut advisers = [adviser(1), adviser(2), adviser(3)];
            advisers.sort();
            for at in [2, 0, 1] {
                let name = format!("of adviser {at}");
                assert!(statements::put(c, id, advisers[at], 5, &signed(&name))?);
                assert!(heartbeats::put(c, id, advisers[at], 5, &signed(&name))?);
            }
            let sorted: Vec<_> = (0..3).map(|at| signed(&format!("of adviser {at}"))).collect();
            assert_eq!(statements::all(c, id)?, sorted);
            assert_eq!(heartbeats::all(c, id)?, sorted);

            let one = advisers[0];
            for (number, is_newer) in [(5, false), (4, false), (6, true), (9, true), (6, false)] {
                let new = signed(&format!("number {number}"));
                assert_eq!(statements::put(c, id, one, number, &new)?, is_newer);
                assert_eq!(heartbeats::put(c, id, one, number, &new)?, is_newer);
            }
            assert_eq!(statements::of(c, id, one)?, Some(signed("number 9")));
            assert_eq!(heartbeats::of(c, id, one)?, Some(signed("number 9")));
            assert_eq!((statements::all(c, id)?.len(), heartbeats::all(c, id)?.len()), (3, 3));
            Ok(())
        })
        .await
        .unwrap();
}

async fn files_lie_under_their_hash(bench: Bench) {
    let id = bench.organisation(1).await;
    let other = bench.organisation(2).await;
    bench
        .store
        .write("test", move |c| {
            let photo = vec![7; 1 << 20];
            let hash = Digest32::of_file(&photo);
            assert_eq!((files::get(c, id, hash)?, files::total_bytes(c, id)?), (None, 0));
            files::put(c, id, hash, &photo)?;
            files::put(c, id, hash, &photo)?;
            files::put(c, id, Digest32::of_file(b"a page"), b"a page")?;
            assert_eq!(files::total_bytes(c, id)?, (1 << 20) + 6);
            assert_eq!(files::get(c, id, hash)?, Some(photo));
            assert_eq!((files::get(c, other, hash)?, files::total_bytes(c, other)?), (None, 0));
            Ok(())
        })
        .await
        .unwrap();
}

async fn challenges_are_spent_once(bench: Bench) {
    bench
        .store
        .write("test", |c| {
            let day = |number| Day::new(number).unwrap();
            assert!(spent::spend(c, [1; 32], day(10))?);
            assert!(!spent::spend(c, [1; 32], day(10))?);
            assert!(!spent::spend(c, [1; 32], day(12))?);
            assert!(spent::spend(c, [2; 32], day(11))?);
            // from the eleventh on they are kept
            assert_eq!(spent::forget_before(c, day(11), 100)?, 1);
            assert!(spent::spend(c, [1; 32], day(12))?);
            assert!(!spent::spend(c, [2; 32], day(12))?);
            assert_eq!(spent::forget_before(c, day(99), 1)?, 1);
            assert_eq!(spent::forget_before(c, day(99), 1)?, 1);
            assert_eq!(spent::forget_before(c, day(99), 1)?, 0);
            Ok(())
        })
        .await
        .unwrap();
}

async fn sessions_open_and_close(bench: Bench) {
    let organisation = bench.organisation(1).await;
    bench
        .store
        .write("test", move |c| {
            let day = |number| Day::new(number).unwrap();
            let session = Session { organisation, adviser: adviser(1) };
            assert_eq!(sessions::get(c, [1; 32])?, None);
            for (number, opened) in [(1, 10), (2, 11), (3, 12)] {
                sessions::open(c, [number; 32], organisation, adviser(1), day(opened))?;
            }
            assert_eq!(sessions::get(c, [1; 32])?, Some(session));
            sessions::close(c, [3; 32])?;
            sessions::close(c, [3; 32])?;
            assert_eq!(sessions::get(c, [3; 32])?, None);
            assert_eq!(sessions::forget_before(c, day(11))?, 1);
            assert_eq!(sessions::get(c, [1; 32])?, None);
            assert_eq!(sessions::get(c, [2; 32])?, Some(session));
            Ok(())
        })
        .await
        .unwrap();
}

async fn secrets_are_made_once(bench: Bench) {
    let another = bench.another();
    let mut asked = tokio::task::JoinSet::new();
    for number in 1..=20 {
        let store = if number % 2 == 0 { bench.store.clone() } else { another.clone() };
        asked.spawn(async move {
            store.write("test", move |c| secrets::get_or_create(c, "work", [number; 32])).await.unwrap()
        });
    }
    let mut answers = asked.join_all().await;
    answers.dedup();
    assert_eq!(answers.len(), 1, "the servers disagree");
    let other = bench.store.write("test", |c| secrets::get_or_create(c, "cursor", [99; 32])).await.unwrap();
    assert_eq!(other, [99; 32]);
}

async fn the_size_is_told(bench: Bench) {
    let id = bench.organisation(1).await;
    let before = bench.store.read("test", size::bytes).await.unwrap();
    bench.post(id, 0..64).await;
    let after = bench.store.read("test", size::bytes).await.unwrap();
    assert!(before > 0 && after - before >= 64 * 16_384, "{before} {after}");
}
