//! Bad input: for each kind the exact problem, and nothing stored.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bodies;
mod letters;
mod sessions;
mod signed;

use fluister_protocol::work::Work;
use fluister_tests::harness::{Server, server};
use fluister_tests::organisation::Organisation;

/// Does something, and checks that nothing was stored by it.
#[track_caller]
fn stores_nothing<T>(server: &Server, job: impl FnOnce() -> T) -> T {
    let before = server.stored();
    let done = job();
    assert_eq!(server.stored(), before, "something was stored");
    done
}

/// A server with an organisation on it.
fn founded() -> (Server, Organisation) {
    let server = server();
    let organisation = Organisation::founded(&server);
    (server, organisation)
}

/// A header with fresh work for this body.
fn work_for(server: &Server, organisation: &Organisation, body: &[u8]) -> String {
    let (challenge, difficulty) = organisation.challenge(server);
    Work::find(challenge, difficulty, body, |_| true).unwrap().header()
}
