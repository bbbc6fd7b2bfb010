//! `fluister-server backup`: a copy of a running database is whole, is for its user alone, and a server that is started
//! on it has everything that was stored before the copy was begun.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use fluister_tests::harness::{assert_whole, operate, process, process_on};
use fluister_tests::organisation::Organisation;
use fluister_tests::postgres::Database;
use fluister_tests::posting::{Post, UNHINDERED};

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// Copies, and gives what was said, which is nothing where it was done.
fn copy(database: &str, to: &Path) -> Result<(), String> {
    let run = operate(database, &["backup", "--output", to.to_str().unwrap()]);
    let said = String::from_utf8([run.stdout, run.stderr].concat()).unwrap();
    if run.status.success() {
        assert_eq!(said, "");
        Ok(())
    } else {
        Err(said)
    }
}

/// Runs `job` again and again, while posts are stored, until some were stored while it ran. Gives what the last run
/// found stored when it began.
fn while_posting(
    server: &fluister_tests::harness::Process,
    acme: &Organisation,
    mut job: impl FnMut(usize),
) -> (Vec<Post>, usize) {
    let (posts, over) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let count = || posts.lock().unwrap().len();
    let mut before = 0;
    std::thread::scope(|scope| {
        let _end = SetAtEnd(&over);
        for _ in 0..3 {
            scope.spawn(|| {
                while !over.load(Ordering::SeqCst) {
                    let post = Post::stored(server, acme);
                    posts.lock().unwrap().push(post);
                }
            });
        }
        for run in 0.. {
            before = count();
            job(run);
            if before > 20 && count() > before {
                break;
            }
        }
    });
    (posts.into_inner().unwrap(), before)
}

/// However a scope ends, a failed test among them, its threads are told.
struct SetAtEnd<'a>(&'a AtomicBool);

impl Drop for SetAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_copy_of_a_running_database_has_what_was_stored_before_it() {
    let server = process(&UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let folder = tempfile::tempdir().unwrap();
    let newest = Mutex::new(folder.path().to_owned());
    let (posts, before) = while_posting(&server, &acme, |run| {
        let path = folder.path().join(format!("copy {run}?.sqlite"));
        copy(&server.database, &path).unwrap();
        *newest.lock().unwrap() = path;
    });
    let path = newest.into_inner().unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    // copies alone: no logs, nothing half-written
    let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| name.to_str().unwrap().ends_with("?.sqlite")));
    assert_whole(&url(&path));
    let restored = process_on(&url(&path), &UNHINDERED);
    for (at, post) in posts.iter().enumerate() {
        assert!(post.is_there(&server));
        assert!(post.is_there(&restored) || at >= before, "a post from before the copy is not in it");
    }
    // it goes on as a server does
    assert!(Post::stored(&restored, &acme).is_there(&restored));
    assert_whole(&restored.database);
    assert_whole(&server.database);
}

#[test]
fn nothing_is_overwritten_and_nothing_half_done_is_left() {
    let mut server = process(&[]);
    Organisation::founded_on(&server);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.sqlite");
    std::fs::write(&path, "something dear").unwrap();
    let said = copy(&server.database, &path).unwrap_err();
    assert!(said.contains("nothing is overwritten"), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), b"something dear");
    // a name that leads to another file is one, too
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), &link).unwrap();
    assert!(copy(&server.database, &link).unwrap_err().contains("nothing is overwritten"));
    // the database itself
    let own = server.database.strip_prefix("sqlite://").unwrap().to_owned();
    assert!(copy(&server.database, Path::new(&own)).unwrap_err().contains("nothing is overwritten"));
    assert!(copy(&server.database, Path::new("/nowhere/at/all")).unwrap_err().contains("/nowhere/at/all"));
    // what is damaged is not copied
    server.kill();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{own}{suffix}"));
    }
    std::fs::write(&own, "Dear diary, ".repeat(5_000)).unwrap();
    assert!(copy(&server.database, &folder.path().join("another")).unwrap_err().contains("not a database"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_copy_of_a_stopped_database_is_another_start() {
    let mut server = process(&UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let post = Post::stored(&server, &acme);
    // killed, so that its log is part of it
    server.kill();
    let path = server.directory().join("copy.sqlite");
    copy(&server.database, &path).unwrap();
    assert_whole(&url(&path));
    assert!(post.is_there(&process_on(&url(&path), &[])));
}

/// What README.md of deploy/ tells operators of PostgreSQL to do.
#[test]
fn postgres_is_copied_by_its_own_programs() {
    let database = Database::alone();
    let server = process_on(&database.libpq, &UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let folder = tempfile::tempdir().unwrap();
    let said = copy(&database.libpq, &folder.path().join("copy")).unwrap_err();
    assert!(said.contains("pg_dump --format=custom"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let dump = database.files().join("dump");
    let (posts, before) = while_posting(&server, &acme, |_| {
        let mut dumping = database.program("pg_dump");
        let run =
            dumping.args(["--format=custom", "--file"]).arg(&dump).arg(&database.libpq).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    });
    let restored = database.empty("restored");
    let mut restoring = database.program("pg_restore");
    let run = restoring.args(["--exit-on-error", "--dbname", &restored]).arg(&dump).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_whole(&restored);
    let restored = process_on(&restored, &UNHINDERED);
    for post in &posts[..before] {
        assert!(post.is_there(&restored), "a post from before the copy is not in it");
    }
    assert!(Post::stored(&restored, &acme).is_there(&restored));
    assert_whole(&restored.database);
}
