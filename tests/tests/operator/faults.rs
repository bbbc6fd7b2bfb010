//! Faults of the disk and the database under the real server: it says 503 and why, loses and breaks nothing, and goes on
//! by itself when they are over. (What the store does with them stands in `database/faults.rs`.)
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use fluister_server::problem::Problem;
use fluister_tests::harness::{self, Process, assert_whole, process, process_on, process_under};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Organisation, letters, tokens};
use fluister_tests::postgres::{Database, signal};
use fluister_tests::posting::{Post, UNHINDERED};
use rustix::process::Signal;

/// What a client gets now that tries to write, and one that tries to read.
fn is_unavailable(server: &Process, acme: &Organisation) {
    acme.try_post(server, &letters(4).1).unwrap().refused(Problem::StoreUnavailable);
    let fetch = server.request("POST", "/v1/letters/fetch").octets(tokens(&letters(4).0)).send();
    fetch.refused(Problem::StoreUnavailable);
    assert!(fetch.header("retry-after").is_some(), "{fetch}");
    // it lives, and says that it is not ready
    fluister_tests::http::Request::new(server.operator, "GET", "/livez").send().expect(200);
    fluister_tests::http::Request::new(server.operator, "GET", "/readyz").send().expect(503);
}

fn is_well(server: &Process, acme: &Organisation, before: &[Post]) {
    for post in before {
        assert!(post.is_there(server), "what was answered is lost");
    }
    assert!(Post::stored(server, acme).is_there(server));
    fluister_tests::http::Request::new(server.operator, "GET", "/readyz").send().expect(200);
}

/// `unshare`'s option for disks of a process's own, which go with it; who is not root needs a user namespace, too.
fn namespace() -> &'static str {
    if rustix::process::geteuid().is_root() { "-m" } else { "-rm" }
}

/// A command that may do to a server under `unshare` what root may do to any process, and sees its disks.
fn inside(server: &Process) -> Command {
    let mut command = Command::new("nsenter");
    command.args(["-t", &server.id().to_string(), "-m"]);
    if namespace() != "-m" {
        command.args(["-U", "--preserve-credentials"]);
    }
    command
}

#[test]
fn a_full_disk_is_told_and_got_over_when_there_is_room() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path().to_str().unwrap();
    // a small disk of this server's own
    let script =
        "mount -t tmpfs -o size=8m tmpfs \"$0\" && head -c 3M /dev/zero > \"$0/ballast\" && exec \"$@\"";
    let database = format!("sqlite://{here}/fluister.sqlite");
    let server = process_under(&["unshare", namespace(), "sh", "-c", script, here], &database, &UNHINDERED);
    // the disk, as it is seen from outside
    let disk = format!("/proc/{}/root{here}", server.id());
    // the command, with that disk
    let operate = |arguments: &[&str]| {
        let command = &mut inside(&server);
        command.arg(harness::binary()).args(arguments).args(["--database", &database]).output().unwrap()
    };
    let admission = operate(&["admit", "acme"]);
    let acme = Organisation::new("acme", fluister_server::clock::Clock::system().today());
    let admission = String::from_utf8(admission.stdout).unwrap();
    acme.put_directory(&server, Some(admission.trim())).expect(201);
    let mut posts = Vec::new();
    let refused = loop {
        let (_, body) = letters(4);
        let answer = acme.try_post(&server, &body).unwrap();
        if answer.status != 201 {
            break answer;
        }
        posts.push(Post::of_letters(body));
        assert!(posts.len() < 200, "the disk never was full");
    };
    refused.refused(Problem::StorageFull);
    assert_eq!(refused.status, 503);
    // whoever has letters here gets them all the same
    for post in &posts {
        post.is_as_posted(&server, &acme);
    }
    std::fs::remove_file(format!("{disk}/ballast")).unwrap();
    assert!(Post::stored(&server, &acme).is_there(&server));
    for post in &posts {
        post.is_as_posted(&server, &acme);
    }
    assert!(operate(&["check"]).stdout.starts_with(b"whole: "));
}

/// A disk that turned read-only under a running server, as its system sees it: what would change the database's files is
/// refused. A real one cannot be had: none is remounted so while a file on it is open for writing.
struct ReadOnly(Child);

impl ReadOnly {
    /// From now on. `calls` are the system calls that are refused, in strace's words.
    fn turn(server: &Process, calls: &str) -> Self {
        let file = server.database.strip_prefix("sqlite://").unwrap();
        let mut strace = inside(server);
        strace.args(["strace", "-f", "-p", &server.id().to_string()]);
        for suffix in ["", "-wal", "-shm"] {
            strace.args(["-P", &format!("{file}{suffix}")]);
        }
        let names = calls.split(':').next().unwrap();
        strace.args(["-e", &format!("trace={names}"), "-e", &format!("inject={calls}:error=EROFS")]);
        strace.args(["-e", "signal=none", "-o", "/dev/null"]).stderr(Stdio::piped());
        let mut strace =
            strace.spawn().expect("this machine has no strace: `cargo xtask test --install` installs it");
        let mut said = String::new();
        BufReader::new(strace.stderr.as_mut().unwrap()).read_line(&mut said).unwrap();
        if !said.contains(" attached") {
            strace.stderr.as_mut().unwrap().read_to_string(&mut said).unwrap();
            panic!("strace is not attached: {said}");
        }
        Self(strace)
    }

    fn turn_back(mut self) {
        // nsenter has become strace
        signal(self.0.id(), Signal::INT).unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn a_disk_that_is_read_only_for_a_while_is_told_and_got_over() {
    let directory = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", directory.path().join("fluister.sqlite").display());
    let server = process_under(&["unshare", namespace()], &database, &UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let mut posts = vec![Post::stored(&server, &acme)];
    // at once; in the middle of a transaction; and for a connection that is made meanwhile, too
    for calls in [
        "pwrite64,pwritev,write,ftruncate,fallocate",
        "pwrite64:when=3+",
        "pwrite64,pwritev,write,ftruncate,fallocate,openat",
    ] {
        let read_only = ReadOnly::turn(&server, calls);
        let mut refused: Vec<Post> = (0..3).map(|at| Post::new(at == 2)).collect();
        for post in &mut refused {
            let answer = post.try_once(&server, &acme).unwrap();
            answer.refused(Problem::StoreUnavailable);
            assert!(answer.header("retry-after").is_some(), "{answer}");
        }
        for post in &posts {
            assert!(post.is_there(&server), "reading goes on");
        }
        fluister_tests::http::Request::new(server.operator, "GET", "/livez").send().expect(200);
        read_only.turn_back();
        for post in &mut refused {
            assert!(!post.is_there(&server), "what was refused is stored");
            post.send_again(&server, &acme, 201);
        }
        is_well(&server, &acme, &posts);
        posts.append(&mut refused);
    }
    assert_whole(&server.database);
    // and so it is for a server that begins with what is on the disk
    drop(server);
    let again = process_on(&database, &UNHINDERED);
    is_well(&again, &acme, &posts);
}

#[test]
fn a_server_does_not_start_on_a_read_only_disk_and_says_why() {
    let server = process(&UNHINDERED);
    Organisation::founded_on(&server);
    let (empty, full) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let copy = full.path().join("fluister.sqlite");
    assert!(server.operate(&["backup", "--output", copy.to_str().unwrap()]).status.success());
    for directory in [&empty, &full] {
        let here = directory.path().to_str().unwrap();
        let script = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";
        let run = Command::new("unshare")
            .args([namespace(), "sh", "-c", script, here])
            .arg(harness::binary())
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                &format!("sqlite://{here}/fluister.sqlite"),
            ])
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(1), &b""[..]), "{said}");
        assert!(said.contains("it is read-only: look at its disk") && said.contains(here), "{said}");
    }
}

#[test]
fn a_database_that_is_gone_and_back_is_told_and_found() {
    let server = process(&UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let posts = [Post::stored(&server, &acme)];
    let away = server.directory().with_extension("away");
    std::fs::rename(server.directory(), &away).unwrap();
    is_unavailable(&server, &acme);
    std::fs::rename(&away, server.directory()).unwrap();
    is_well(&server, &acme, &posts);
    assert_whole(&server.database);
}

#[test]
fn a_postgres_that_stops_and_starts_is_told_and_found() {
    let database = Database::alone();
    let server = process_on(&database.libpq, &UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let posts = [Post::stored(&server, &acme)];
    database.stop();
    is_unavailable(&server, &acme);
    database.start();
    is_well(&server, &acme, &posts);
    database.kill();
    is_unavailable(&server, &acme);
    database.start();
    is_well(&server, &acme, &posts);
    assert_whole(&server.database);
}

#[test]
fn a_postgres_that_is_read_only_for_a_while_is_told() {
    let database = Database::alone();
    let server = process_on(&database.libpq, &UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let posts = [Post::stored(&server, &acme)];
    database.read_only(true);
    acme.try_post(&server, &letters(4).1).unwrap().refused(Problem::StoreUnavailable);
    assert!(posts[0].is_there(&server), "reading goes on");
    database.read_only(false);
    is_well(&server, &acme, &posts);
    assert_whole(&server.database);
}

#[test]
fn a_clock_that_is_set_back_a_day_stops_nothing() {
    let server = harness::server();
    let acme = Organisation::founded(&server);
    let session = acme.session(&server, 0, &server.origin());
    let mut posted = vec![letters(4)];
    acme.post(&server, &posted[0].1).expect(201);
    server.close_release();
    server.clock.set(harness::NOON - 86_400);
    server.tend();
    posted.push(letters(4));
    acme.post(&server, &posted[1].1).expect(201);
    server.close_release();
    server.clock.set(harness::NOON + 86_400);
    server.tend();
    posted.push(letters(4));
    acme.post(&server, &posted[2].1).expect(201);
    server.close_release();
    let session = if server.request("GET", acme.path("/letters")).bearer(&session).send().status == 200 {
        session
    } else {
        acme.session(&server, 0, &server.origin())
    };
    let page = server.request("GET", acme.path("/letters")).bearer(&session).send().expect(200).json();
    assert_eq!(page["letters"].as_array().unwrap().len(), 12);
    for (_, body) in &posted {
        let post = Post::of_letters(body.clone());
        post.is_as_posted(&server, &acme);
    }
    assert_whole(&format!("sqlite://{}", server.database.display()));
}

#[test]
fn what_was_accepted_before_a_stop_is_answered_and_stored() {
    let mut server = process(&UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let posts: Vec<Vec<u8>> = (0..6).map(|_| letters(4).1).collect();
    let mut begun: Vec<_> = posts
        .iter()
        .map(|body| {
            let request = acme.post_with(&server, body, &acme.work(&server, body));
            let half = body.len() / 2;
            request.begin(body.len(), &body[..half])
        })
        .collect();
    // answered after the others were begun
    server.request("GET", "/v1/server").send().expect(200);
    server.signal("TERM");
    // it has begun to stop when it listens no more
    while std::net::TcpStream::connect(server.address).is_ok() {}
    for (stream, body) in begun.iter_mut().zip(&posts) {
        stream.write_all(&body[body.len() / 2..]).unwrap();
    }
    for stream in &mut begun {
        Answer::read("POST", "", stream).expect(201);
    }
    drop(begun);
    assert!(server.wait().0);
    assert_whole(&server.database);
    let again = server.another();
    for body in posts {
        Post::of_letters(body).is_as_posted(&again, &acme);
    }
}
