//! What goes wrong with a database in the course of a year, and that a running server gets over it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::os::unix::fs::PermissionsExt;

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, SqliteConnection};
use fluister_protocol::id::OrganisationId;
use fluister_server::store::letters::{self, Insertion};
use fluister_server::store::{DatabaseUrl, Fault, Store, StoreError, StoreOptions, rewriting};
use fluister_tests::store::{Bench, numbered};

async fn post(store: &Store, id: OrganisationId, four: u64) -> Result<Insertion, StoreError> {
    fluister_tests::store::post(store, id, four * 4..four * 4 + 4).await
}

async fn count(store: &Store) -> Result<u64, StoreError> {
    store.read("count", letters::count).await
}

fn fault<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> Fault {
    match outcome {
        Err(StoreError::Unavailable { fault, .. }) => fault,
        other => panic!("{other:?}"),
    }
}

fn mode(path: &std::path::Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_for_the_servers_user_alone() {
    let bench = Bench::sqlite();
    let directory = bench.file().parent().unwrap().join("made/by us");
    let options = StoreOptions {
        url: DatabaseUrl::Sqlite(directory.join("a database? 100%#1.sqlite")),
        ..bench.options.clone()
    };
    let store = Store::open(&options, bench.clock.clone()).unwrap();
    assert_eq!(count(&store).await, Ok(0));
    assert_eq!(mode(&directory), 0o700);
    let mut names: Vec<_> = std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap()).collect();
    names.sort_by_key(|entry| entry.file_name());
    let found: Vec<_> =
        names.iter().map(|entry| (entry.file_name().into_string().unwrap(), mode(&entry.path()))).collect();
    let name = "a database? 100%#1.sqlite";
    let expected = ["", "-shm", "-wal"].map(|suffix| (format!("{name}{suffix}"), 0o600));
    assert_eq!(found, expected);
    // the page size in the file's header
    let header = std::fs::read(directory.join(name)).unwrap();
    assert_eq!(u16::from_be_bytes([header[16], header[17]]), 8_192);
}

/// SQLite undoes a whole transaction when the disk is full, not only the statement that found it so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_got_over() {
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    assert_eq!(post(&bench.store, id, 0).await, Ok(Insertion::Done));
    // this connection may not make the file larger, as if there were no room; a new one may
    bench
        .store
        .maintain("no more room", |c| Ok(c.batch_execute("PRAGMA max_page_count = 1")?))
        .await
        .unwrap();
    let mut callers = tokio::task::JoinSet::new();
    for four in 1..9 {
        let store = bench.store.clone();
        callers.spawn(async move { post(&store, id, four).await });
    }
    let outcomes = callers.join_all().await;
    let stored = outcomes.iter().filter(|outcome| outcome.is_ok()).count() as u64;
    let failed: Vec<Fault> = outcomes.into_iter().filter(Result::is_err).map(fault).collect();
    assert!(!failed.is_empty());
    assert!(failed.iter().all(|fault| *fault == Fault::Full), "{failed:?}");
    // what was answered well is there, nothing else is
    assert_eq!(count(&bench.store).await, Ok(4 + 4 * stored));
    for four in 1..9 {
        assert_eq!(post(&bench.store, id, four).await, Ok(Insertion::Done));
    }
    assert_eq!(count(&bench.store).await, Ok(36));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_another_program_holds_is_locked_until_it_lets_go() {
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    let mut other = SqliteConnection::establish(bench.file().to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let waiting = {
        let store = bench.store.clone();
        tokio::spawn(async move { post(&store, id, 0).await })
    };
    // readers are not in its way
    assert_eq!(count(&bench.store).await, Ok(0));
    assert_eq!(fault(waiting.await.unwrap()), Fault::Locked);
    other.batch_execute("ROLLBACK").unwrap();
    assert_eq!(post(&bench.store, id, 0).await, Ok(Insertion::Done));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_is_away_for_a_while_is_found_again() {
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    assert_eq!(post(&bench.store, id, 0).await, Ok(Insertion::Done));
    let directory = bench.file().parent().unwrap().to_owned();
    let away = directory.with_extension("away");
    std::fs::rename(&directory, &away).unwrap();
    let (written, read) = (post(&bench.store, id, 1).await, count(&bench.store).await);
    let maintained = bench.store.maintain("rewrite", rewriting::rewrite).await;
    let opened = Store::open(&bench.options, bench.clock.clone()).map(|_| ());
    std::fs::remove_dir_all(&directory).unwrap();
    std::fs::rename(&away, &directory).unwrap();
    assert_eq!((fault(written), fault(read), fault(maintained)), (Fault::Gone, Fault::Gone, Fault::Gone));
    // a start makes a new database, for it cannot know of another; a running server never does
    assert_eq!(opened, Ok(()));
    assert_eq!(post(&bench.store, id, 1).await, Ok(Insertion::Done));
    assert_eq!(count(&bench.store).await, Ok(8));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_is_every_callers_failure() {
    let bench = Bench::sqlite();
    let id = bench.organisation(1).await;
    // two jobs share a commit where the machine is not too busy, so in one of these rounds they do
    for round in 0..200 {
        let before = bench.count().await;
        let (good, orphan) = with_an_orphan(&bench, id, round).await;
        assert!(matches!(orphan, Err(StoreError::Damaged { .. })), "{orphan:?}");
        match good {
            Ok(done) => {
                assert_eq!(done, Insertion::Done);
                assert_eq!(bench.count().await, before + 4);
            }
            Err(_) => {
                assert_eq!(good, orphan);
                assert_eq!(bench.count().await, before);
                assert_eq!(post(&bench.store, id, round).await, Ok(Insertion::Done));
                assert_eq!(bench.count().await, before + 4);
                return;
            }
        }
    }
    panic!("no two jobs ever shared a commit");
}

/// A good post and one whose commit fails, that wait behind one another.
async fn with_an_orphan(
    bench: &Bench,
    id: OrganisationId,
    four: u64,
) -> (Result<Insertion, StoreError>, Result<Insertion, StoreError>) {
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let (begun, is_begun) = tokio::sync::oneshot::channel();
    let store = bench.store.clone();
    let first = tokio::spawn(async move {
        store
            .write_alone("hold", move |_| {
                begun.send(()).unwrap();
                wait.recv().unwrap();
                Ok(())
            })
            .await
    });
    is_begun.await.unwrap();
    let mut good = Box::pin(post(&bench.store, id, four));
    let mut orphan = Box::pin(bench.store.write("orphan", |c| {
        // SQLite looks for the organisation only at the commit
        c.batch_execute("PRAGMA defer_foreign_keys = ON")?;
        letters::insert(c, OrganisationId([9; 32]), &numbered([u64::MAX]), 1)
    }));
    assert!(is_waiting(good.as_mut()).await && is_waiting(orphan.as_mut()).await);
    go_on.send(()).unwrap();
    first.await.unwrap().unwrap();
    (good.await, orphan.await)
}

async fn is_waiting<F: Future>(mut future: std::pin::Pin<&mut F>) -> bool {
    std::future::poll_fn(|context| std::task::Poll::Ready(future.as_mut().poll(context).is_pending())).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_database_is_said_to_be_none() {
    let bench = Bench::sqlite();
    let path = bench.file().with_extension("txt");
    std::fs::write(&path, "Dear diary, ".repeat(500)).unwrap();
    let options = StoreOptions { url: DatabaseUrl::Sqlite(path.clone()), ..bench.options.clone() };
    match Store::open(&options, bench.clock.clone()).map(|_| ()) {
        Err(StoreError::Damaged { message }) => assert!(message.contains("not a database"), "{message}"),
        other => panic!("{other:?}"),
    }
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("Dear diary"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_is_not_there_is_told_with_its_own_words() {
    let bench = Bench::sqlite();
    let nowhere = bench.file().parent().unwrap().display().to_string();
    let options = StoreOptions {
        url: format!("postgres://anna:hunter2@/fluister?host={nowhere}").parse().unwrap(),
        ..bench.options.clone()
    };
    let error = Store::open(&options, bench.clock.clone()).map(|_| ()).unwrap_err();
    let text = format!("{error} {error:?} {options:?}");
    assert_eq!(fault(Err::<(), _>(error)), Fault::Gone);
    assert!(text.contains("No such file or directory"), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
}
