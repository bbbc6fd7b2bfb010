//! What was answered is stored: the real server, many clients, kill -9 at random moments, again and again, on both
//! databases; PostgreSQL is killed, too.
//!
//! 50 kill points, or 1,000 by `cargo xtask test --long` (`FLUISTER_LONG`). Which moments they are follows from a seed
//! as far as threads allow; it is printed, and taken from `FLUISTER_SEED` where that is set.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

use fluister_protocol::random;
use fluister_tests::harness::{Process, assert_whole, process_on};
use fluister_tests::organisation::Organisation;
use fluister_tests::postgres::{Database, signal};
use fluister_tests::posting::{Post, UNHINDERED};
use rustix::process::Signal;

/// Clients at the same time: the first puts chunks, the others post letters.
const CLIENTS: u32 = 8;
/// Kill points on one database before it is verified as a whole and a new one is begun.
const ROUNDS: u32 = 25;
/// How many databases of each kind `--long` takes.
const LONG: u32 = 20;
/// xorshift64*: a sequence that a seed repeats.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        let seed =
            std::env::var("FLUISTER_SEED").ok().map(|seed| seed.parse().expect("FLUISTER_SEED is a number"));
        let seed = seed.unwrap_or_else(|| u64::from_be_bytes(random::bytes(&mut random::system())));
        // shown where the test fails
        println!("FLUISTER_SEED={seed}");
        Self(seed | 1)
    }

    /// From 0 to below `end`.
    fn roll(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        u32::try_from(high % u64::from(end)).expect("below a small number")
    }
}

/// The moment of a kill.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// When so many posts have been answered.
    Answered(u32),
    /// When so many have been begun: some are on their way then.
    Begun(u32),
}

impl Moment {
    fn any(dice: &mut Dice) -> Self {
        let count = 1 + dice.roll(32);
        if dice.roll(2) == 0 { Self::Answered(count) } else { Self::Begun(count) }
    }
}

/// Lets all clients post until `kill`, which is called at that moment, and what they posted. Whatever was not answered
/// as stored was either refused for a while (503) or not answered at all.
fn post_until(server: &Process, acme: &Organisation, moment: Moment, kill: impl FnOnce()) -> Vec<Post> {
    let (begun, answered, over) = (AtomicU32::new(0), AtomicU32::new(0), AtomicBool::new(false));
    let posts = Mutex::new(Vec::new());
    let (now, is_now) = mpsc::channel();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let now = now.clone();
            let (begun, answered, over, posts) = (&begun, &answered, &over, &posts);
            scope.spawn(move || {
                while !over.load(Ordering::SeqCst) {
                    let mut post = Post::new(client == 0);
                    if matches!(moment, Moment::Begun(at) if at == 1 + begun.fetch_add(1, Ordering::SeqCst)) {
                        now.send(()).expect("the test waits");
                    }
                    post.send(server, acme);
                    if post.was_answered
                        && matches!(moment, Moment::Answered(at) if at == 1 + answered.fetch_add(1, Ordering::SeqCst))
                    {
                        now.send(()).expect("the test waits");
                    }
                    posts.lock().unwrap_or_else(PoisonError::into_inner).push(post);
                }
            });
        }
        // what is left are the clients' ends: where all have failed, nobody waits for them
        drop(now);
        let is_now = is_now.recv();
        if is_now.is_ok() {
            kill();
        }
        over.store(true, Ordering::SeqCst);
    });
    posts.into_inner().expect("no client failed")
}

/// Looks at a round's posts, on a server that is well again, and posts again what was not answered, as clients do. All
/// are stored then.
fn verify(server: &Process, acme: &Organisation, posts: &mut [Post], moment: Moment) {
    for post in posts {
        let is_there = post.is_there(server);
        if post.was_answered {
            assert!(is_there, "what was answered 201 is lost, killed at {moment:?}");
        } else {
            post.send_again(server, acme, if is_there { 200 } else { 201 });
        }
        post.forget_body();
    }
}

/// Everything of all rounds, and the database itself.
fn verify_all(server: &Process, posts: &[Post]) {
    for post in posts {
        assert!(post.is_there(server), "a post of a round before is lost");
    }
    assert_whole(&server.database);
}

fn databases() -> u32 {
    if std::env::var_os("FLUISTER_LONG").is_some() { LONG } else { 1 }
}

#[test]
fn sqlite_keeps_what_was_answered_whenever_the_server_is_killed() {
    let mut dice = Dice::new();
    for _ in 0..databases() {
        let directory = tempfile::tempdir().expect("a directory");
        let database = format!("sqlite://{}", directory.path().join("fluister.sqlite").display());
        let mut server = process_on(&database, &UNHINDERED);
        let acme = Organisation::founded_on(&server);
        let mut all = Vec::new();
        for _ in 0..ROUNDS {
            let moment = Moment::any(&mut dice);
            let id = server.id();
            let mut posts =
                post_until(&server, &acme, moment, || signal(id, Signal::KILL).expect("it is there"));
            assert!(!server.wait().0, "it was killed");
            server = process_on(&database, &UNHINDERED);
            verify(&server, &acme, &mut posts, moment);
            all.append(&mut posts);
        }
        verify_all(&server, &all);
    }
}

#[test]
fn postgres_keeps_what_was_answered_whichever_is_killed() {
    let mut dice = Dice::new();
    for _ in 0..databases() {
        let database = Database::alone();
        let mut server = process_on(&database.libpq, &UNHINDERED);
        let acme = Organisation::founded_on(&server);
        let mut all = Vec::new();
        for _ in 0..ROUNDS {
            let moment = Moment::any(&mut dice);
            let id = server.id();
            let kill_server = || signal(id, Signal::KILL).expect("it is there");
            let mut posts = match dice.roll(3) {
                0 => {
                    let posts = post_until(&server, &acme, moment, kill_server);
                    assert!(!server.wait().0, "it was killed");
                    server = process_on(&database.libpq, &UNHINDERED);
                    posts
                }
                1 => {
                    // the server lives on, and finds its database again
                    let posts = post_until(&server, &acme, moment, || database.kill());
                    database.start();
                    posts
                }
                _ => {
                    let posts = post_until(&server, &acme, moment, || {
                        kill_server();
                        database.kill();
                    });
                    assert!(!server.wait().0, "it was killed");
                    database.start();
                    server = process_on(&database.libpq, &UNHINDERED);
                    posts
                }
            };
            verify(&server, &acme, &mut posts, moment);
            all.append(&mut posts);
        }
        verify_all(&server, &all);
    }
}
