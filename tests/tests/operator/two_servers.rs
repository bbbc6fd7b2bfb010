//! Two servers on one PostgreSQL whose clocks differ by a minute: whoever pages through the box, by turns on either,
//! skips nothing, meets nothing twice, and meets it in order.
//!
//! A letter that is committed while its release closes comes by chance here; `database/conformance/releases.rs` makes it
//! happen, and is what fails when the release's lock is left out.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_tests::harness::{NOON, Server, assert_whole, server_on};
use fluister_tests::organisation::{Organisation, ids, letters};
use fluister_tests::postgres::Database;

const INTERVAL: u64 = 300;
/// How far the second server's clock is ahead.
const AHEAD: u64 = 60;
/// Posts of each of the writers.
const POSTS: usize = 30;
/// Two on each server.
const WRITERS: usize = 4;

/// An adviser who reads on, page by page.
struct Reader {
    sessions: [String; 2],
    next: Option<String>,
    seen: Vec<Id>,
    turn: usize,
}

impl Reader {
    /// Reads pages of `limit` on either server by turns, until all closed releases were served.
    fn catch_up(&mut self, servers: &[Server; 2], acme: &Organisation, limit: usize) {
        loop {
            let at = self.turn % 2;
            self.turn += 1;
            let after = self.next.as_ref().map(|next| format!("&after={next}")).unwrap_or_default();
            let request = servers[at].request("GET", acme.path(&format!("/letters?limit={limit}{after}")));
            let page = request.bearer(&self.sessions[at]).send().expect(200).json();
            for letter in page["letters"].as_array().unwrap() {
                self.seen.push(Id(encoding::decode_array(letter["id"].as_str().unwrap()).unwrap()));
            }
            self.next = Some(page["next"].as_str().unwrap().to_owned());
            if page["complete"].as_bool().unwrap() {
                return;
            }
        }
    }
}

#[test]
fn the_box_skips_nothing_and_doubles_nothing() {
    let database = Database::create();
    let settings =
        format!("release_interval = {INTERVAL}\nletters_per_release = 1000000\nletters_per_day = 1000000");
    let servers =
        [server_on(&database.libpq, NOON, &settings), server_on(&database.libpq, NOON + AHEAD, &settings)];
    let acme = Organisation::founded(&servers[0]);
    // a session opened on one is good on the other
    let session = acme.session(&servers[1], 0, &servers[1].origin());
    let mut reader = Reader { sessions: [session.clone(), session], next: None, seen: Vec::new(), turn: 0 };
    let posted = Mutex::new(Vec::new());
    let writing = AtomicUsize::new(WRITERS);
    let now = AtomicU64::new(NOON);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (server, acme, posted, writing) = (&servers[writer % 2], &acme, &posted, &writing);
            scope.spawn(move || {
                for _ in 0..POSTS {
                    let (_, body) = letters(4);
                    acme.post(server, &body).expect(201);
                    posted.lock().unwrap().extend(ids(&body));
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        // time goes on for both, in steps that let now the one and now the other find a release due
        for step in 0.. {
            let time = now.fetch_add(INTERVAL / 2, Ordering::SeqCst);
            servers[0].clock.set(time);
            servers[1].clock.set(time + AHEAD);
            servers[step % 2].tend();
            servers[1 - step % 2].tend();
            reader.catch_up(&servers, &acme, 1 + step % 7);
            if writing.load(Ordering::SeqCst) == 0 {
                break;
            }
        }
    });
    for _ in 0..4 {
        let time = now.fetch_add(INTERVAL, Ordering::SeqCst);
        servers[0].clock.set(time);
        servers[1].clock.set(time + AHEAD);
        servers.iter().for_each(Server::tend);
    }
    reader.catch_up(&servers, &acme, 5);
    let posted: BTreeSet<Id> = posted.into_inner().unwrap().into_iter().collect();
    let seen: BTreeSet<Id> = reader.seen.iter().copied().collect();
    assert_eq!(posted.len(), WRITERS * POSTS * 4);
    assert_eq!(seen.len(), reader.seen.len(), "a letter was met twice");
    assert!(seen == posted, "{} of {} letters were met", seen.len(), posted.len());
    // in the order in which one who reads it all at once finds it
    let mut other =
        Reader { sessions: reader.sessions.clone(), next: None, seen: Vec::new(), turn: reader.turn };
    other.catch_up(&servers, &acme, 64);
    assert!(other.seen == reader.seen, "the order changed");
    assert_whole(&database.libpq);
}
