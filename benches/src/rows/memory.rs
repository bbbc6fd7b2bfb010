//! Memory of the real process.

use std::cell::Cell;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use fluister_protocol::work::Work;
use fluister_protocol::{encoding, size};
use fluister_tests::harness;
use tokio::task::JoinSet;

use super::filled::{self, Filled};
use crate::load::{self, Caller};
use crate::report::{Goal, Row};
use crate::rounds::Samples;
use crate::scale::Scale;
use crate::{memory, posts};

/// Idle, with many connections, and while attachments come.
pub fn measure(scale: &Scale) -> Vec<Row> {
    vec![idle(), connections(scale), uploads(scale)]
}

fn row(what: String, measured: &Samples, most: f64) -> Row {
    let said = format!("{:.1} MiB", measured.median());
    Row::new(what, said, "").outcome(measured.clone(), "MiB", Goal::AtMost(most))
}

fn idle() -> Row {
    let ask = load::request("GET", "/v1/server", &[], &[]);
    let idle = (0..3).map(|_| {
        let server = harness::process(&[]);
        load::block_on(async { Caller::connect(server.address).await.expect(&ask, 200).await.len() });
        memory::resident(server.id())
    });
    let idle = Samples::new(idle.collect());
    row("memory, idle".to_owned(), &idle, 15.0).note("Resident, after one request; three servers.")
}

fn connections(scale: &Scale) -> Row {
    let database = Filled::with(scale.filled[0]);
    let server = database.server();
    let now = Cell::new(0.0);
    load::block_on(async {
        let mut open = load::connect(server.address, scale.connections).await;
        // all ask, so many at a time, and stay
        let mut asked = Vec::with_capacity(open.len());
        let mut asking = JoinSet::new();
        while !open.is_empty() || !asking.is_empty() {
            if asking.len() < scale.callers
                && let Some(mut caller) = open.pop()
            {
                let fetch = filled::fetch(database.letters);
                asking.spawn(async move {
                    caller.expect(&fetch, 200).await;
                    caller
                });
            } else if let Some(caller) = asking.join_next().await {
                asked.push(caller.expect("a caller does not panic"));
            }
        }
        now.set(memory::resident(server.id()));
        assert_eq!(asked.len(), scale.connections, "all are open");
    });
    let most = Samples::new(vec![memory::most_resident(server.id())]);
    let now = now.get();
    row(format!("memory, at {} connections", scale.connections), &most, 64.0).note(format!(
        "The most that was ever resident, while each connection fetched four letters, {} at a time; {now:.1} MiB at \
         the end.",
        scale.callers
    ))
}

fn uploads(scale: &Scale) -> Row {
    let server = posts::server();
    let begun = Instant::now();
    let sent = load::block_on(async {
        let mut tasks = JoinSet::new();
        for attachment in 0..scale.uploads {
            let until = begun + scale.uploading;
            tasks.spawn(upload(server.address, attachment, scale.chunks, until));
        }
        tasks.join_all().await.into_iter().sum::<usize>()
    });
    let took: Duration = begun.elapsed();
    let most = Samples::new(vec![memory::most_resident(server.id())]);
    let mib = |chunks: usize| (chunks * size::CHUNK) >> 20;
    row(
        format!("memory, {} parallel uploads of {} MiB", scale.uploads, mib(scale.chunks)),
        &most,
        96.0,
    )
    .note(format!(
        "The most that was ever resident. {} of {} MiB were sent in {:.0} s, {:.0} MiB a second; {:.1} MiB resident \
         at the end.",
        mib(sent),
        mib(scale.chunks * scale.uploads),
        took.as_secs_f64(),
        mib(sent) as f64 / took.as_secs_f64(),
        memory::resident(server.id()),
    ))
}

/// Puts chunks, one proof of work for each 32 of them, until all are sent or the time is over. How many were sent.
async fn upload(address: SocketAddr, attachment: usize, chunks: usize, until: Instant) -> usize {
    let mut caller = Caller::connect(address).await;
    let mut bytes = vec![0; size::CHUNK];
    let mut sent = 0;
    let number = |chunk: usize| (1 << 50) + ((attachment as u64) << 20) + chunk as u64;
    for some in (0..chunks).collect::<Vec<_>>().chunks(32) {
        let letters: Vec<_> = some.iter().map(|chunk| posts::numbered(number(*chunk))).collect();
        let ids: Vec<u8> = letters.iter().flat_map(|letter| *letter.id.as_bytes()).collect();
        let challenge = load::request("GET", "/v1/organisations/acme/challenge", &[], &[]);
        let challenge = posts::read_challenge(caller.expect(&challenge, 200).await);
        let work = format!("Fluister-Work: {}", Work { challenge, nonce: 0 }.header());
        let named = format!("Fluister-Chunks: {}", encoding::encode(&ids));
        for letter in letters {
            if Instant::now() > until {
                return sent;
            }
            for piece in bytes.chunks_mut(size::LETTER) {
                piece.copy_from_slice(&letter.bytes);
            }
            let path = format!("/v1/organisations/acme/chunks/{}", letter.id);
            caller.expect(&load::octets("PUT", &path, &[&work, &named], &bytes), 201).await;
            sent += 1;
        }
    }
    sent
}
