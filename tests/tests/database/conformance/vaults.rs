//! Vaults: batches that are done wholly or not at all, whoever writes at the same moment.

use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};
use fluister_server::batch;
use fluister_server::store::vault_batches::{self, Change};
use fluister_server::store::vaults::{self, Listed, Versioned};
use fluister_server::store::{Store, StoreError};
use fluister_tests::store::Bench;
use fluister_tests::vault::{RECORD, delete, delete_wrap, put, put_wrap, record};

on_both!(
    a_vaults_records_are_kept_by_version,
    a_batch_does_all_or_nothing,
    a_batch_that_is_repeated_changes_nothing,
    a_vault_is_its_organisations,
    a_vault_is_deleted_in_parts,
    forgotten_vaults_and_wraps_go,
    of_many_devices_one_is_first,
    of_two_vaults_one_takes_the_wrap,
);

const VAULT: Id = Id([1; 32]);
const OTHER: Id = Id([2; 32]);
const WRAP: Id = Id([3; 32]);

fn id(number: u8) -> Id {
    Id([number; 32])
}

async fn apply(
    store: &Store,
    organisation: OrganisationId,
    vault: Id,
    operations: &[Vec<u8>],
    today: Day,
) -> Result<Change, StoreError> {
    let operations = batch::parse(operations.concat().into()).unwrap();
    store
        .write_alone("change", move |c| vault_batches::apply(c, organisation, vault, &operations, today))
        .await
}

async fn change(bench: &Bench, organisation: OrganisationId, vault: Id, operations: &[Vec<u8>]) -> Change {
    apply(&bench.store, organisation, vault, operations, bench.clock.today()).await.unwrap()
}

async fn list(bench: &Bench, vault: Id, after: Option<Id>, limit: i64) -> Vec<Listed> {
    bench.store.read("list", move |c| vaults::list(c, vault, after, limit)).await.unwrap()
}

async fn get(bench: &Bench, vault: Id, id: Id) -> Option<Versioned> {
    bench.store.read("record", move |c| vaults::record(c, vault, id)).await.unwrap()
}

async fn wrap(bench: &Bench, id: Id) -> Option<Versioned> {
    bench.store.read("wrap", move |c| vaults::wrap(c, id)).await.unwrap()
}

async fn is_there(bench: &Bench, vault: Id) -> bool {
    bench.store.read("vault", move |c| vaults::organisation(c, vault)).await.unwrap().is_some()
}

async fn a_vaults_records_are_kept_by_version(bench: Bench) {
    let one = bench.organisation(1).await;
    assert_eq!(list(&bench, VAULT, None, 9).await, []);
    let first = [put(id(9), 0, &record(1, 9)), put(id(8), 0, &record(2, 8)), put(id(0), 0, &record(1, 7))];
    assert_eq!(change(&bench, one, VAULT, &first).await, Change::Done);
    let listed = |number, version, size| Listed { id: id(number), version, size: size as u64 };
    let due = [listed(0, 1, RECORD), listed(8, 1, RECORD + 4_096), listed(9, 1, RECORD)];
    assert_eq!(list(&bench, VAULT, None, 9).await, due);
    assert_eq!(list(&bench, VAULT, None, 2).await, due[..2]);
    assert_eq!(list(&bench, VAULT, Some(id(0)), 9).await, due[1..]);
    assert_eq!(list(&bench, VAULT, Some(id(9)), 9).await, []);
    assert_eq!(list(&bench, OTHER, None, 9).await, []);
    assert_eq!(change(&bench, one, VAULT, &[put(id(8), 1, &record(1, 1))]).await, Change::Done);
    assert_eq!(get(&bench, VAULT, id(8)).await, Some(Versioned { version: 2, bytes: record(1, 1) }));
    assert_eq!(get(&bench, OTHER, id(8)).await, None);
    assert_eq!(list(&bench, VAULT, Some(id(7)), 1).await, [listed(8, 2, RECORD)]);
}

async fn a_batch_does_all_or_nothing(bench: Bench) {
    let one = bench.organisation(1).await;
    let first = [put(id(1), 0, &record(1, 1)), put_wrap(WRAP, 0, &record(1, 2))];
    assert_eq!(change(&bench, one, VAULT, &first).await, Change::Done);
    let before = list(&bench, VAULT, None, 9).await;
    for wrong in [put(id(1), 0, &record(1, 5)), delete(id(4), 1), delete(id(1), 3), delete_wrap(WRAP, 2)] {
        let batch = [put(id(5), 0, &record(1, 5)), wrong];
        assert_eq!(change(&bench, one, VAULT, &batch).await, Change::Unexpected);
    }
    let stale = [put(id(5), 0, &record(1, 5)), delete_wrap(WRAP, 2)];
    assert_eq!(change(&bench, one, OTHER, &stale).await, Change::Unexpected);
    assert_eq!(list(&bench, VAULT, None, 9).await, before);
    assert_eq!(wrap(&bench, WRAP).await, Some(Versioned { version: 1, bytes: record(1, 2) }));
    // a vault that nothing came into is none
    assert!(is_there(&bench, VAULT).await && !is_there(&bench, OTHER).await);
    let all = [delete(id(1), 1), delete_wrap(WRAP, 1)];
    assert_eq!(change(&bench, one, VAULT, &all).await, Change::Done);
    assert!(!is_there(&bench, VAULT).await);
    assert_eq!(wrap(&bench, WRAP).await, None);
}

async fn a_batch_that_is_repeated_changes_nothing(bench: Bench) {
    let one = bench.organisation(1).await;
    let first = [put(id(1), 0, &record(1, 1)), put(id(2), 0, &record(1, 1))];
    let second = [put(id(1), 1, &record(2, 2)), delete(id(2), 1), put_wrap(WRAP, 0, &record(1, 2))];
    for batch in [&first[..], &second[..]] {
        assert_eq!(change(&bench, one, VAULT, batch).await, Change::Done);
        let before = list(&bench, VAULT, None, 9).await;
        assert_eq!(change(&bench, one, VAULT, batch).await, Change::Done);
        assert_eq!(list(&bench, VAULT, None, 9).await, before);
    }
    assert_eq!(change(&bench, one, VAULT, &first).await, Change::Unexpected);
    let nearly = [put(id(1), 1, &record(2, 3)), delete(id(2), 1), put_wrap(WRAP, 0, &record(1, 2))];
    assert_eq!(change(&bench, one, VAULT, &nearly).await, Change::Unexpected);
}

async fn a_vault_is_its_organisations(bench: Bench) {
    let (one, other) = (bench.organisation(1).await, bench.organisation(2).await);
    let first = [put(id(1), 0, &record(1, 1)), put_wrap(WRAP, 0, &record(1, 2))];
    assert_eq!(change(&bench, one, VAULT, &first).await, Change::Done);
    for batch in [&first[..], &[put(id(1), 1, &record(1, 1))], &[delete(id(1), 1)]] {
        assert_eq!(change(&bench, other, VAULT, batch).await, Change::Elsewhere);
    }
    let swap = [put(id(1), 0, &record(1, 1)), put_wrap(WRAP, 1, &record(1, 9))];
    assert_eq!(change(&bench, other, OTHER, &swap).await, Change::Elsewhere);
    assert!(!is_there(&bench, OTHER).await);
    assert_eq!(wrap(&bench, WRAP).await, Some(Versioned { version: 1, bytes: record(1, 2) }));
}

async fn a_vault_is_deleted_in_parts(bench: Bench) {
    let one = bench.organisation(1).await;
    let batch: Vec<Vec<u8>> = (0..10).map(|number| put(id(number), 0, &record(1, 1))).collect();
    assert_eq!(change(&bench, one, VAULT, &batch).await, Change::Done);
    assert_eq!(change(&bench, one, OTHER, &batch[..1]).await, Change::Done);
    for left in [6, 2, 0] {
        let is_gone = bench.store.write_alone("delete", |c| vaults::delete_some(c, VAULT, 4)).await.unwrap();
        assert_eq!(is_gone, left == 0);
        assert_eq!(list(&bench, VAULT, None, 99).await.len(), left);
        assert_eq!(is_there(&bench, VAULT).await, left > 0);
    }
    assert_eq!(bench.store.write_alone("delete", |c| vaults::delete_some(c, VAULT, 4)).await, Ok(true));
    assert_eq!(list(&bench, OTHER, None, 99).await.len(), 1);
}

async fn forgotten_vaults_and_wraps_go(bench: Bench) {
    let one = bench.organisation(1).await;
    let today = bench.clock.today();
    let batch = [put(id(1), 0, &record(1, 1)), put_wrap(WRAP, 0, &record(1, 2))];
    assert_eq!(change(&bench, one, VAULT, &batch).await, Change::Done);
    assert_eq!(change(&bench, one, OTHER, &batch[..1]).await, Change::Done);
    let tomorrow = today.plus(1);
    let is_stale = async |day| {
        let both =
            move |c: &mut _| Ok((vaults::is_stale(c, OTHER, day)?, vaults::is_stale_wrap(c, WRAP, day)?));
        bench.store.read("stale", both).await.unwrap()
    };
    assert_eq!((is_stale(today).await, is_stale(tomorrow).await), ((false, false), (true, true)));
    let forget = async |day| {
        let forget = move |c: &mut _| Ok((vaults::forget_one(c, day)?, vaults::forget_wraps(c, day)?));
        bench.store.write_alone("forget", forget).await.unwrap()
    };
    assert_eq!(forget(today).await, (false, 0));
    bench.store.write("touch", move |c| vaults::touch(c, OTHER, tomorrow)).await.unwrap();
    assert_eq!(forget(tomorrow).await, (true, 1));
    assert_eq!(forget(tomorrow).await, (false, 0));
    assert_eq!((is_there(&bench, VAULT).await, is_there(&bench, OTHER).await), (false, true));
    assert_eq!((list(&bench, VAULT, None, 9).await.len(), wrap(&bench, WRAP).await), (0, None));
}

/// Devices of one adviser, by two servers, each with what it wants to write.
async fn of_many_devices_one_is_first(bench: Bench) {
    let one = bench.organisation(1).await;
    let another = bench.another();
    let today = bench.clock.today();
    for version in 0..5 {
        let mut devices = tokio::task::JoinSet::new();
        for device in 0..8 {
            let store = if device % 2 == 0 { bench.store.clone() } else { another.clone() };
            devices.spawn(async move {
                let batch =
                    [put(id(1), version, &record(1, device)), put(id(2), version, &record(1, device))];
                (device, apply(&store, one, VAULT, &batch, today).await.unwrap())
            });
        }
        let told = devices.join_all().await;
        let first: Vec<u8> =
            told.iter().filter(|(_, change)| *change == Change::Done).map(|(device, _)| *device).collect();
        assert_eq!(first.len(), 1, "{told:?}");
        let due = Some(Versioned { version: version + 1, bytes: record(1, first[0]) });
        assert_eq!((get(&bench, VAULT, id(1)).await, get(&bench, VAULT, id(2)).await), (due.clone(), due));
    }
}

/// Two devices rotate at one moment: each has written a vault of its own, and both mean to swap the wrap record.
async fn of_two_vaults_one_takes_the_wrap(bench: Bench) {
    let one = bench.organisation(1).await;
    let another = bench.another();
    let today = bench.clock.today();
    for version in 0..5 {
        let swap = |store: Store, vault: Id| async move {
            let batch = [put(id(1), version, &record(1, 1)), put_wrap(WRAP, version, &record(1, vault.0[0]))];
            loop {
                match apply(&store, one, vault, &batch, today).await {
                    // at the very same moment: nothing was done, and the next try tells
                    Err(StoreError::Unavailable { .. }) => {}
                    told => return told.unwrap(),
                }
            }
        };
        let [first, second] = [(bench.store.clone(), VAULT), (another.clone(), OTHER)]
            .map(|(store, vault)| tokio::spawn(swap(store, vault)));
        let mut told = [first.await.unwrap(), second.await.unwrap()];
        let winner = if told[0] == Change::Done { VAULT } else { OTHER };
        told.sort_by_key(|change| *change != Change::Done);
        assert_eq!(told, [Change::Done, Change::Unexpected]);
        let due = Some(Versioned { version: version + 1, bytes: record(1, winner.0[0]) });
        assert_eq!(wrap(&bench, WRAP).await, due);
        let loser = if winner == VAULT { OTHER } else { VAULT };
        // both begin the next round alike
        assert_eq!(change(&bench, one, loser, &[put(id(1), version, &record(1, 1))]).await, Change::Done);
    }
}
