//! A letter whose sender was told that it is stored is on the disk: after kill -9, and (by watching the system calls)
//! after the power fails.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, RunQueryDsl, SqliteConnection};
use fluister_protocol::id::{Id, OrganisationId};
use fluister_server::clock::Clock;
use fluister_server::store::letters::{self, Insertion};
use fluister_server::store::{DatabaseUrl, Store, StoreOptions, founding};
use fluister_tests::store::{Bench, INTERVAL, Place, TextRow, first_day, first_directory, letter};

/// Tells this program, started by itself, which database to write to, how many callers to be, and where to begin.
const CHILD: &str = "FLUISTER_TEST_CHILD";

fn options(path: &Path) -> StoreOptions {
    StoreOptions {
        url: DatabaseUrl::Sqlite(path.to_owned()),
        readers: 1,
        release_interval: std::time::Duration::from_secs(INTERVAL),
    }
}

fn organisation() -> OrganisationId {
    first_directory(1).0.organisation
}

async fn post(store: &Store, four: u64) {
    let done = fluister_tests::store::post(store, organisation(), four * 4..four * 4 + 4).await;
    assert_eq!(done, Ok(Insertion::Done));
}

/// No test of its own: what the others start. Writes fours and says so after each, for ever or up to a number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_child() {
    let Ok(what) = std::env::var(CHILD) else { return };
    let mut what = what.splitn(4, ' ');
    let mut number = || what.next().unwrap().parse::<u64>().unwrap();
    let (callers, first, last) = (number(), number(), number());
    let store = Store::open(&options(Path::new(what.next().unwrap())), Clock::system()).unwrap();
    let (directory, signed) = first_directory(1);
    let _ =
        store.write("create", move |c| founding::create(c, &directory, &signed, first_day())).await.unwrap();
    let mut writing = tokio::task::JoinSet::new();
    for caller in 0..callers {
        let store = store.clone();
        writing.spawn(async move {
            for four in (first + caller..last).step_by(callers as usize) {
                post(&store, four).await;
                std::io::stdout().write_all(format!("\nstored {four}\n").as_bytes()).unwrap();
            }
        });
    }
    writing.join_all().await;
}

fn start(command: &mut Command, callers: u64, first: u64, last: u64, path: &Path) -> Child {
    // as the test runner calls it: without the program's name
    let module = module_path!().split_once("::").expect("a module of the tests' program").1;
    command
        .args(["--exact", &format!("{module}::the_child"), "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{callers} {first} {last} {}", path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starting a child")
}

fn stored(line: &str) -> Option<u64> {
    line.strip_prefix("stored ")?.parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_survives_kill_9() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fluister.sqlite");
    let mut acknowledged = Vec::new();
    for round in 0..4 {
        let mut child =
            start(&mut Command::new(std::env::current_exe().unwrap()), 16, round * 100_000, u64::MAX, &path);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let before = acknowledged.len();
        for line in lines.by_ref() {
            acknowledged.extend(stored(&line));
            if acknowledged.len() - before >= 40 + 17 * round as usize {
                child.kill().unwrap();
                break;
            }
        }
        // what it said before it was gone
        acknowledged.extend(lines.filter_map(|line| stored(&line)));
        child.wait().unwrap();
        assert!(acknowledged.len() - before >= 40, "the child did not write");
        let store = Store::open(&options(&path), Clock::system()).unwrap();
        for four in &acknowledged {
            let ids: Vec<Id> = (four * 4..four * 4 + 4).map(|number| letter(number).id).collect();
            let found = store.read("fetch", move |c| letters::fetch(c, &ids)).await.unwrap();
            let expected: Vec<_> =
                (four * 4..four * 4 + 4).map(|number| Some(letter(number).bytes.into_vec())).collect();
            assert!(found == expected, "a post that was answered is lost");
        }
        // all or none of every other
        assert_eq!(store.read("count", letters::count).await.unwrap() % 4, 0);
        store.close().await;
    }
    let mut c = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let check: Vec<TextRow> =
        diesel::sql_query("SELECT integrity_check AS text FROM pragma_integrity_check").load(&mut c).unwrap();
    assert_eq!(check[0].text, "ok");
}

/// Between any two answers the log was flushed to the disk.
#[test]
fn what_is_answered_was_flushed_before() {
    let directory = tempfile::tempdir().unwrap();
    let trace = directory.path().join("trace");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-y", "-qq", "-e", "trace=write,fsync,fdatasync", "-e", "signal=none", "-o"])
        .arg(&trace);
    strace.arg(std::env::current_exe().unwrap());
    let has_strace = Command::new("strace").arg("-V").output().is_ok();
    assert!(has_strace, "this machine has no strace: `cargo xtask test --install` installs it");
    let child = start(&mut strace, 1, 0, 25, &directory.path().join("fluister.sqlite"));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let trace = std::fs::read_to_string(&trace).unwrap();
    let mut flushing = std::collections::BTreeSet::new();
    let mut is_flushed = false;
    let mut answers = 0;
    for line in trace.lines() {
        let (thread, call) = line.split_once(char::is_whitespace).unwrap();
        let is_log = call.contains("sync(") && call.contains("-wal>");
        if is_log && call.contains("unfinished") {
            flushing.insert(thread);
        } else if call.contains("= 0") && (is_log || call.contains("sync resumed") && flushing.remove(thread))
        {
            is_flushed = true;
        }
        if call.contains(r#""\nstored "#) {
            assert!(is_flushed, "answer {answers} was given before the log was flushed");
            is_flushed = false;
            answers += 1;
        }
    }
    assert_eq!(answers, 25, "the trace was not understood:\n{trace}");
}

/// PostgreSQL may be set to answer early; this server asks it not to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_flushes_whatever_its_default() {
    let bench = Bench::postgres();
    let Place::Postgres(database) = &bench.place else { panic!() };
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let name: Vec<TextRow> =
        diesel::sql_query("SELECT current_database()::text AS text").load(&mut c).unwrap();
    c.batch_execute(&format!("ALTER DATABASE {} SET synchronous_commit = off", name[0].text)).unwrap();
    let show = "SELECT current_setting('synchronous_commit') AS text";
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let default: Vec<TextRow> = diesel::sql_query(show).load(&mut c).unwrap();
    let another = bench.another();
    let ours: Vec<TextRow> =
        another.write("show", move |c| Ok(diesel::sql_query(show).load(c)?)).await.unwrap();
    assert_eq!((default[0].text.as_str(), ours[0].text.as_str()), ("off", "on"));
}
