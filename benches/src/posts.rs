//! What is posted, and a server that takes it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use fluister_protocol::id::Id;
use fluister_protocol::work::Work;
use fluister_protocol::{encoding, size};
use fluister_server::store::letters::Letter;
use fluister_tests::harness::{self, Process};
use fluister_tests::organisation::Organisation;
use fluister_tests::store;

use crate::load::{self, Request};

/// No letter or chunk costs work, however many came.
const WITHOUT_LIMITS: [&str; 8] = [
    "--letters-per-release",
    "1000000000",
    "--letters-per-day",
    "1000000000",
    "--chunks-per-day",
    "1000000000",
    "--organisation-quota-mib",
    "1000000",
];

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A real server on a database of its own, with the organisation `acme`.
pub fn server() -> Process {
    let server = harness::process(&WITHOUT_LIMITS);
    Organisation::founded_on(&server);
    server
}

/// The same on this database.
pub fn server_on(database: &str) -> Process {
    harness::process_on(database, &WITHOUT_LIMITS)
}

/// A letter that was never there before.
pub fn letter() -> Letter {
    numbered(NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The token of a letter that was made from this number.
pub fn token(number: u64) -> [u8; 32] {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    seed
}

/// A letter whose id and bytes follow from a number, as the server takes them.
pub fn numbered(number: u64) -> Letter {
    let mut letter = store::letter(number);
    letter.bytes[..4].copy_from_slice(b"FLU1");
    debug_assert!(letter.id == Id::of_token(&token(number)), "the token of this number");
    letter
}

/// So many posts of four new letters, each with a challenge of its own.
pub fn posts(address: SocketAddr, count: usize) -> Vec<Request> {
    let challenges = challenges(address, count);
    challenges
        .into_iter()
        .map(|challenge| {
            let body: Vec<u8> = (0..size::FOUR)
                .flat_map(|_| {
                    let letter = letter();
                    [letter.id.as_bytes().as_slice(), &letter.bytes].concat()
                })
                .collect();
            let work = format!("Fluister-Work: {}", Work { challenge, nonce: 0 }.header());
            load::octets("POST", "/v1/organisations/acme/letters", &[&work], &body)
        })
        .collect()
}

/// So many challenges; while it is calm nothing is to be computed for them.
pub fn challenges(address: SocketAddr, count: usize) -> Vec<[u8; size::CHALLENGE]> {
    let ask = load::request("GET", "/v1/organisations/acme/challenge", &[], &[]);
    load::block_on(async {
        let mut caller = load::Caller::connect(address).await;
        let mut challenges = Vec::with_capacity(count);
        for _ in 0..count {
            challenges.push(read_challenge(caller.expect(&ask, 200).await));
        }
        challenges
    })
}

/// The challenge in an answer.
pub fn read_challenge(answer: &[u8]) -> [u8; size::CHALLENGE] {
    let answer = String::from_utf8_lossy(answer);
    assert!(answer.contains("\"difficulty\":0"), "posting costs work: {answer}");
    let text = answer.split("\"challenge\":\"").nth(1).and_then(|rest| rest.split('"').next());
    encoding::decode_array(text.unwrap_or_default()).expect("a challenge")
}

/// A fetch of four tokens.
pub fn fetch(tokens: impl IntoIterator<Item = [u8; 32]>) -> Request {
    load::octets("POST", "/v1/letters/fetch", &[], &tokens.into_iter().collect::<Vec<_>>().concat())
}
