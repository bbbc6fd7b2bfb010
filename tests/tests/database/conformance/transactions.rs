//! What a store promises of its transactions, whatever is in them.

use std::sync::mpsc;

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use fluister_protocol::id::OrganisationId;
use fluister_server::store::letters::{self, Insertion};
use fluister_server::store::{Connection, Fault, Store, StoreError, spent};
use fluister_tests::store::{Bench, Place, letter};

on_both!(
    an_error_undoes_only_its_own_job,
    a_failure_that_the_last_job_hides_is_no_success,
    a_panic_undoes_only_its_own_job,
    a_panic_while_reading_is_only_its_own_jobs,
    an_inner_transaction_undoes_only_itself,
    reading_cannot_write,
    reading_sees_one_state,
    what_64_callers_were_told_is_stored_is_there_after_reopening,
    two_stores_on_one_database_write_at_once,
    closing_answers_what_was_accepted,
    transactions_are_counted_by_name,
    a_lost_connection_is_made_anew,
);

fn spend(c: &mut Connection, number: u8) -> Result<bool, StoreError> {
    spent::spend(c, [number; 32], fluister_protocol::day::Day::of_unix_seconds(0))
}

async fn spent_numbers(store: &Store) -> Vec<u8> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Binary)]
        hash: Vec<u8>,
    }
    let rows: Vec<Row> = store
        .read("spent", |c| Ok(diesel::sql_query("SELECT hash FROM spent ORDER BY hash").load(c)?))
        .await
        .unwrap();
    rows.into_iter().map(|row| row.hash[0]).collect()
}

/// Keeps every writing thread busy until it is told to go on, so that jobs gather behind.
struct Held {
    go_on: Vec<mpsc::Sender<()>>,
    holders: tokio::task::JoinSet<()>,
}

impl Held {
    async fn all_writers(bench: &Bench) -> Self {
        let writers = match bench.place {
            Place::Sqlite(_) => 1,
            Place::Postgres(_) => 2,
        };
        let mut held = Self { go_on: Vec::new(), holders: tokio::task::JoinSet::new() };
        for _ in 0..writers {
            let (go_on, wait) = mpsc::channel();
            let (begun, is_begun) = tokio::sync::oneshot::channel();
            let store = bench.store.clone();
            held.holders.spawn(async move {
                store
                    .write_alone("hold", move |_| {
                        begun.send(()).unwrap();
                        wait.recv().unwrap();
                        Ok(())
                    })
                    .await
                    .unwrap();
            });
            is_begun.await.unwrap();
            held.go_on.push(go_on);
        }
        held
    }

    async fn go_on(self) {
        self.go_on.iter().for_each(|go_on| go_on.send(()).unwrap());
        self.holders.join_all().await;
    }
}

type Job<T> = Box<dyn FnOnce(&mut Connection) -> Result<T, StoreError> + Send>;

/// Hands jobs over one after another while the writers are held, then lets go.
async fn together<T: Send + 'static>(bench: &Bench, jobs: Vec<Job<T>>) -> Vec<Result<T, StoreError>> {
    let held = Held::all_writers(bench).await;
    let mut asked = Vec::new();
    for job in jobs {
        let store = bench.store.clone();
        let mut answer = Box::pin(async move { store.write("job", job).await });
        // polled once, the job is in the queue
        assert!(futures_pending(&mut answer).await);
        asked.push(answer);
    }
    held.go_on().await;
    let mut answers = Vec::new();
    for answer in asked {
        answers.push(answer.await);
    }
    answers
}

async fn futures_pending<F: Future + Unpin>(future: &mut F) -> bool {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(std::pin::Pin::new(&mut *future).poll(context).is_pending())
    })
    .await
}

async fn an_error_undoes_only_its_own_job(bench: Bench) {
    let job = |number: u8| -> Job<u8> {
        Box::new(move |c| {
            assert!(spend(c, number)?);
            match number % 3 {
                1 => Err(StoreError::damaged("changed its mind")),
                // the database's own error, which leaves PostgreSQL's transaction useless until it is undone
                2 => Ok(c.batch_execute("SELECT nothing FROM nowhere").map(|()| number)?),
                _ => Ok(number),
            }
        })
    };
    let answers = together(&bench, (0..30).map(job).collect()).await;
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer.is_ok(), number % 3 == 0, "{number}: {answer:?}");
    }
    assert_eq!(spent_numbers(&bench.store).await, (0..30).step_by(3).collect::<Vec<u8>>());
}

/// PostgreSQL undoes a transaction in which a statement failed, and calls its commit a success.
async fn a_failure_that_the_last_job_hides_is_no_success(bench: Bench) {
    let job = |number: u8| -> Job<bool> {
        Box::new(move |c| {
            let is_first = spend(c, number)?;
            if number == 3 {
                drop(c.batch_execute("SELECT nothing FROM nowhere"));
            }
            Ok(is_first)
        })
    };
    let answers = together(&bench, (1..=3).map(job).collect()).await;
    let stored = spent_numbers(&bench.store).await;
    let told = (1..=3).zip(&answers).filter(|(_, answer)| answer.is_ok()).map(|(number, _)| number);
    assert_eq!(told.collect::<Vec<u8>>(), stored, "{answers:?}");
}

async fn a_panic_undoes_only_its_own_job(bench: Bench) {
    let job = |number: u8| -> Job<u8> {
        Box::new(move |c| {
            use diesel::Connection as _;
            assert!(spend(c, number)?);
            c.transaction(|c| {
                assert!(spend(c, 100 + number)?);
                assert!(number % 4 != 1, "the test's own panic");
                Ok(number)
            })
        })
    };
    let answers = together(&bench, (0..20).map(job).collect()).await;
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer.is_ok(), number % 4 != 1, "{number}: {answer:?}");
        assert!(answer.is_ok() || matches!(answer, Err(StoreError::Damaged { .. })));
    }
    let mut expected: Vec<u8> = (0..20).filter(|number| number % 4 != 1).collect();
    expected.extend(expected.clone().iter().map(|number| 100 + number));
    assert_eq!(spent_numbers(&bench.store).await, expected);
}

/// On every reading thread, so that the next reader meets one that panicked.
async fn a_panic_while_reading_is_only_its_own_jobs(bench: Bench) {
    for _ in 0..4 {
        let answer = bench
            .store
            .read::<()>("panic", |c| {
                use diesel::Connection as _;
                c.transaction(|c| {
                    letters::count(c)?;
                    panic!("the test's own panic")
                })
            })
            .await;
        assert!(matches!(answer, Err(StoreError::Damaged { .. })), "{answer:?}");
    }
    for _ in 0..4 {
        assert_eq!(bench.store.read("count", letters::count).await, Ok(0));
    }
}

async fn an_inner_transaction_undoes_only_itself(bench: Bench) {
    bench
        .store
        .write("outer", |c| {
            use diesel::Connection as _;
            assert!(spend(c, 1)?);
            let inner: Result<(), StoreError> = c.transaction(|c| {
                assert!(spend(c, 2)?);
                Err(StoreError::damaged("changed its mind"))
            });
            assert!(inner.is_err());
            assert!(spend(c, 3)?);
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(spent_numbers(&bench.store).await, [1, 3]);
}

async fn reading_cannot_write(bench: Bench) {
    let refused = bench.store.read("write", |c| spend(c, 1)).await;
    assert!(matches!(&refused, Err(StoreError::Unavailable { fault: Fault::ReadOnly, .. })), "{refused:?}");
    assert_eq!(spent_numbers(&bench.store).await, Vec::<u8>::new());
    assert_eq!(bench.store.write("write", |c| spend(c, 1)).await, Ok(true));
}

async fn reading_sees_one_state(bench: Bench) {
    let store = bench.store.clone();
    let (looked, has_looked) = tokio::sync::oneshot::channel();
    let (go_on, wait) = mpsc::channel::<()>();
    let reader = tokio::spawn(async move {
        store
            .read("look twice", move |c| {
                let before = letters::count(c)?;
                looked.send(()).unwrap();
                wait.recv().unwrap();
                Ok((before, letters::count(c)?))
            })
            .await
    });
    has_looked.await.unwrap();
    let id = bench.organisation(1).await;
    post(&bench.store, id, 0).await;
    go_on.send(()).unwrap();
    assert_eq!(reader.await.unwrap(), Ok((0, 0)));
    assert_eq!(bench.store.read("count", letters::count).await, Ok(4));
}

async fn post(store: &Store, id: OrganisationId, four: u64) {
    let done = fluister_tests::store::post(store, id, four * 4..four * 4 + 4).await;
    assert_eq!(done, Ok(Insertion::Done));
}

async fn what_64_callers_were_told_is_stored_is_there_after_reopening(bench: Bench) {
    let id = bench.organisation(1).await;
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..64 {
        let store = bench.store.clone();
        callers.spawn(async move {
            post(&store, id, caller * 2).await;
            post(&store, id, caller * 2 + 1).await;
        });
    }
    callers.join_all().await;
    bench.store.close().await;
    let store = Store::open(&bench.options, bench.clock.clone()).unwrap();
    assert_eq!(store.read("count", letters::count).await, Ok(512));
    for number in 0..512 {
        let known = letter(number);
        let found = store.read("fetch", move |c| letters::fetch(c, &[known.id])).await.unwrap();
        assert_eq!(found, [Some(known.bytes.into_vec())]);
    }
}

async fn two_stores_on_one_database_write_at_once(bench: Bench) {
    let id = bench.organisation(1).await;
    let another = bench.another();
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..32 {
        let store = if caller % 2 == 0 { bench.store.clone() } else { another.clone() };
        callers.spawn(async move {
            for at in 0..4 {
                post(&store, id, caller * 4 + at).await;
            }
        });
    }
    callers.join_all().await;
    for store in [bench.store, another] {
        assert_eq!(store.read("count", letters::count).await, Ok(512));
        store.close().await;
    }
}

async fn closing_answers_what_was_accepted(bench: Bench) {
    let held = Held::all_writers(&bench).await;
    let mut accepted = Vec::new();
    for number in 0..50 {
        let store = bench.store.clone();
        let mut answer = Box::pin(async move { store.write("spend", move |c| spend(c, number)).await });
        assert!(futures_pending(&mut answer).await);
        accepted.push(answer);
    }
    let mut closing = Box::pin(bench.store.clone().close());
    assert!(futures_pending(&mut closing).await);
    let late = bench.store.write("late", |c| spend(c, 99)).await;
    assert!(matches!(late, Err(StoreError::Unavailable { fault: Fault::Stopping, .. })), "{late:?}");
    let late = bench.store.read("late", letters::count).await;
    assert!(matches!(late, Err(StoreError::Unavailable { fault: Fault::Stopping, .. })), "{late:?}");
    held.go_on().await;
    for answer in accepted {
        assert_eq!(answer.await, Ok(true));
    }
    closing.await;
    // a second time, by another clone
    bench.store.clone().close().await;
    let store = Store::open(&bench.options, bench.clock.clone()).unwrap();
    assert_eq!(spent_numbers(&store).await, (0..50).collect::<Vec<u8>>());
}

async fn transactions_are_counted_by_name(bench: Bench) {
    for number in [1, 1, 2] {
        bench.store.write("spend", move |c| spend(c, number)).await.unwrap();
    }
    let _ = bench.store.write::<()>("fail", |_| Err(StoreError::damaged("on purpose"))).await;
    bench.store.read("read", letters::count).await.unwrap();
    let counts: Vec<_> =
        bench.store.metrics().into_iter().map(|count| (count.name, count.done, count.failed)).collect();
    assert_eq!(counts, [("fail", 0, 1), ("read", 1, 0), ("spend", 3, 0)]);
}

/// As when PostgreSQL was started anew, or SQLite's file was put back from a copy.
async fn a_lost_connection_is_made_anew(bench: Bench) {
    assert_eq!(bench.store.write("spend", |c| spend(c, 1)).await, Ok(true));
    assert_eq!(spent_numbers(&bench.store).await, [1]);
    match &bench.place {
        Place::Sqlite(_) => {
            bench
                .store
                .maintain("empty the log", fluister_server::store::rewriting::truncate_log)
                .await
                .unwrap();
            let copy = bench.file().with_extension("copy");
            std::fs::copy(bench.file(), &copy).unwrap();
            std::fs::rename(&copy, bench.file()).unwrap();
            for suffix in ["-wal", "-shm"] {
                let mut name = bench.file().into_os_string();
                name.push(suffix);
                let _ = std::fs::remove_file(name);
            }
        }
        Place::Postgres(database) => database.end_connections(),
    }
    for number in 2..6 {
        assert_eq!(bench.store.write("spend", move |c| spend(c, number)).await, Ok(true));
        assert_eq!(spent_numbers(&bench.store).await, (1..=number).collect::<Vec<u8>>());
    }
    let another = bench.another();
    assert_eq!(spent_numbers(&another).await, [1, 2, 3, 4, 5]);
}
