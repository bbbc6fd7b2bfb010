//! Every 201 that the real server writes to a socket follows a flush of the log that was begun after the letters had been
//! written to it: what survives kill -9 survives a power failure, too.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Command;
use std::sync::Mutex;

use fluister_protocol::size;
use fluister_tests::harness::{Process, process_under};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Organisation, letters};
use fluister_tests::postgres::signal;
use fluister_tests::posting::UNHINDERED;
use rustix::process::Signal;

const CLIENTS: usize = 4;
const POSTS: usize = 6;

/// A post whose first letter says its name in plain text. Gives the port that it was sent from.
fn post(server: &Process, acme: &Organisation, name: &str) -> u16 {
    let (_, mut body) = letters(4);
    for letter in body.chunks_mut(size::POSTED) {
        letter[size::ID + 4..][..name.len()].copy_from_slice(name.as_bytes());
    }
    let work = acme.work(server, &body);
    let request = acme.post_with(server, &body, &work);
    let mut stream = std::net::TcpStream::connect(server.address).unwrap();
    let port = stream.local_addr().unwrap().port();
    stream.write_all(request.head(Some(body.len())).as_bytes()).unwrap();
    stream.write_all(&body).unwrap();
    Answer::read("POST", "", &mut stream).expect(201);
    port
}

/// What the server asked of the system, in its order.
#[derive(Debug, PartialEq, Eq)]
enum Call {
    /// Bytes of these posts were written to the log.
    Written(Vec<String>),
    /// A flush of the log was begun.
    FlushBegun,
    /// It was done.
    FlushDone,
    /// 201, to this port.
    Answered(u16),
}

/// Reads strace's lines. One that another thread's interrupts comes in two parts: a write counts when it is done, an
/// answer when it is begun.
fn calls(trace: &str) -> Vec<Call> {
    let mut unfinished: BTreeMap<&str, &str> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let (thread, call) = line.trim_start().split_once(char::is_whitespace).unwrap();
        let call = call.trim_start();
        let is_resumed = call.starts_with("<... ");
        let is_begun_only = call.ends_with("<unfinished ...>");
        let begun = if is_resumed { unfinished.remove(thread).unwrap_or_default() } else { call };
        let is_log = begun.contains("-wal>");
        let is_flush = is_log && (begun.starts_with("fdatasync(") || begun.starts_with("fsync("));
        if !is_resumed {
            if is_flush {
                calls.push(Call::FlushBegun);
            }
            if begun.contains("HTTP/1.1 201") && begun.contains("->127.0.0.1:") {
                let port = begun.split("->127.0.0.1:").nth(1).unwrap().split(']').next().unwrap();
                calls.push(Call::Answered(port.parse().unwrap()));
            }
            if is_begun_only {
                unfinished.insert(thread, begun);
            }
        }
        if !is_begun_only {
            if is_flush {
                assert!(call.ends_with("= 0"), "{call}");
                calls.push(Call::FlushDone);
            }
            if is_log && begun.starts_with("pwrite64(") {
                let names = begun.split("post-").skip(1).map(|rest| format!("post-{}", &rest[..5]));
                calls.push(Call::Written(names.collect()));
            }
        }
    }
    calls
}

#[test]
fn each_answer_comes_after_the_flush_of_what_it_answers() {
    let has_strace = Command::new("strace").arg("-V").output().is_ok();
    assert!(has_strace, "this machine has no strace: `cargo xtask test --install` installs it");
    let directory = tempfile::tempdir().unwrap();
    let trace = directory.path().join("trace");
    let database = format!("sqlite://{}", directory.path().join("fluister.sqlite").display());
    let what = "trace=pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync";
    let strace = ["strace", "-f", "-yy", "-qq", "-s", "20000", "-e", what, "-e", "signal=none", "-o"];
    let strace = [&strace[..], &[trace.to_str().unwrap()]].concat();
    let mut server = process_under(&strace, &database, &UNHINDERED);
    let acme = Organisation::founded_on(&server);
    let posted = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (server, acme, posted) = (&server, &acme, &posted);
            scope.spawn(move || {
                for number in 0..POSTS {
                    let name = format!("post-{client:02}-{number:02}");
                    let port = post(server, acme, &name);
                    posted.lock().unwrap().push((name, port));
                }
            });
        }
    });
    // strace ends when the server has, with the whole trace written
    let children = format!("/proc/{0}/task/{0}/children", server.id());
    let child = std::fs::read_to_string(children).unwrap();
    signal(child.trim().parse().unwrap(), Signal::TERM).unwrap();
    assert!(server.wait().0);
    let trace = std::fs::read_to_string(&trace).unwrap();
    let calls = calls(&trace);
    let posted = posted.into_inner().unwrap();
    assert_eq!(posted.len(), CLIENTS * POSTS);
    for (name, port) in posted {
        // a port may serve twice: the answer to this post is the first after its letters were written
        let written =
            calls.iter().position(|call| matches!(call, Call::Written(names) if names.contains(&name)));
        let written = written.unwrap_or_else(|| panic!("{name} was not seen in the log"));
        let after = &calls[written..];
        let begun = after.iter().position(|call| *call == Call::FlushBegun);
        let done = begun.and_then(|begun| {
            let done = after[begun..].iter().position(|call| *call == Call::FlushDone);
            done.map(|done| begun + done)
        });
        let answered = after.iter().position(|call| *call == Call::Answered(port));
        let is_in_order = done.zip(answered).is_some_and(|(done, answered)| done < answered);
        assert!(is_in_order, "{name} was answered before it was flushed");
        // nor was it answered before it was written
        let early = calls[..written].iter().filter(|call| **call == Call::Answered(port)).count();
        assert_eq!(early, 0, "{name}: an answer before its letters were written");
    }
}
