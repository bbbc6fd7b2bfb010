//! Chunks of attachments: as clients use them, and each kind of bad input, by which nothing is stored.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_protocol::size;
use fluister_protocol::work::Work;
use fluister_server::problem::Problem;
use fluister_server::stateless_token::work;
use fluister_tests::harness::{Server, process, server, server_with};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Chunk, Organisation, chunks, letters, tokens};

fn founded() -> (Server, Organisation) {
    let server = server();
    let organisation = Organisation::founded(&server);
    (server, organisation)
}

/// Does something, and checks that nothing was stored by it.
#[track_caller]
fn stores_nothing<T>(server: &Server, job: impl FnOnce() -> T) -> T {
    let before = server.stored();
    let done = job();
    assert_eq!(server.stored(), before, "something was stored");
    done
}

fn ask(server: &Server, what: &str, body: impl Into<Vec<u8>>) -> Answer {
    server.request("POST", format!("/v1/chunks/{what}")).octets(body).send()
}

fn fetched(server: &Server, chunk: &Chunk) -> Vec<u8> {
    ask(server, "fetch", *chunk.token.expose()).expect(200).body
}

fn ids(chunks: &[Chunk]) -> Vec<u8> {
    chunks.iter().flat_map(|chunk| *chunk.id().as_bytes()).collect()
}

/// Puts one chunk with work of its own.
fn put(server: &Server, organisation: &Organisation, chunk: &Chunk) -> Answer {
    let ids = chunk.id().0;
    let work = organisation.work(server, &ids);
    organisation.put_chunk(server, chunk, &work, &ids).send()
}

#[test]
fn the_server_names_its_limits() {
    let server = server_with("attachments_mib = 7");
    let info = server.request("GET", "/v1/server").send().expect(200).json();
    assert_eq!(info["sizes"]["chunk"], 262_144);
    assert_eq!((&info["limits"]["chunks"], &info["limits"]["chunk_ids"]), (&32.into(), &512.into()));
    assert_eq!(info["limits"]["attachments"], 7 << 20);
}

#[test]
fn chunks_go_in_and_come_out_as_they_were() {
    let (server, acme) = founded();
    let all = chunks(33);
    acme.put_chunks(&server, &all);
    for chunk in &all {
        assert!(fetched(&server, chunk) == chunk.bytes);
    }
    // zeros where there is none, and never compressed
    let none = server.request("POST", "/v1/chunks/fetch").header("Accept-Encoding", "gzip, br, zstd");
    let none = none.octets([9; 32]).send().expect(200);
    none.plainly_headed();
    assert_eq!(none.header("content-type"), Some("application/octet-stream"));
    assert!(none.body == vec![0; size::CHUNK]);
    // chunks are in no box, and a chunk's id is no letter's
    let as_letters = [all[0].token.clone(), all[1].token.clone(), all[2].token.clone(), all[3].token.clone()];
    let answer = server.request("POST", "/v1/letters/fetch").octets(tokens(&as_letters)).send().expect(200);
    assert!(answer.body == vec![0; 4 * size::LETTER]);
}

#[test]
fn deleting_tells_nothing() {
    let (server, acme) = founded();
    let all = chunks(3);
    acme.put_chunks(&server, &all);
    let some = tokens(&[all[0].token.clone(), all[2].token.clone()]);
    let telling = |answer: Answer| {
        let mut headers = answer.headers;
        headers.retain(|(name, _)| name != "date");
        headers.sort();
        (answer.status, headers, answer.body)
    };
    let one = telling(ask(&server, "delete", some.clone()).expect(204));
    let again = telling(ask(&server, "delete", some).expect(204));
    assert_eq!(one, again);
    assert!(fetched(&server, &all[0]) == vec![0; size::CHUNK]);
    assert!(fetched(&server, &all[1]) == all[1].bytes);
    assert!(fetched(&server, &all[2]) == vec![0; size::CHUNK]);
    // what was deleted can come again
    put(&server, &acme, &all[0]).expect(201);
}

#[test]
fn what_is_missing_is_named_in_the_order_asked_for() {
    let (server, acme) = founded();
    let all = chunks(6);
    acme.put_chunks(&server, &all[2..4]);
    assert_eq!(
        ask(&server, "missing", ids(&all)).expect(200).body,
        [ids(&all[..2]), ids(&all[4..])].concat()
    );
    assert!(ask(&server, "missing", ids(&all[2..4])).expect(200).body.is_empty());
    let mut backwards = all.clone();
    backwards.reverse();
    assert_eq!(ask(&server, "missing", ids(&backwards[..2])).expect(200).body, ids(&backwards[..2]));
    // an id that begins as a known one does is not there
    let mut neighbour = all[2].id().0;
    neighbour[31] ^= 1;
    assert_eq!(ask(&server, "missing", neighbour).expect(200).body, neighbour);
    let most: Vec<u8> = (0..512_u16).flat_map(|n| Id::of_token(&[(n % 251) as u8; 32]).0).collect();
    assert_eq!(ask(&server, "missing", most.clone()).expect(200).body, most);
}

#[test]
fn a_chunk_is_stored_once() {
    let (server, acme) = founded();
    let [first, second] = <[Chunk; 2]>::try_from(chunks(2)).unwrap_or_else(|_| panic!("two"));
    put(&server, &acme, &first).expect(201);
    let bare = |chunk: &Chunk| {
        let path = acme.path(&format!("/chunks/{}", chunk.id()));
        server.request("PUT", path).octets(chunk.bytes.clone()).send()
    };
    stores_nothing(&server, || {
        // the same is answered before any work is looked at
        bare(&first).expect(200);
        bare(&second).refused(Problem::WorkMissing);
        let mut other = first.clone();
        other.bytes[size::CHUNK - 1] ^= 1;
        put(&server, &acme, &other).refused(Problem::ChunkConflict);
        bare(&other).refused(Problem::ChunkConflict);
    });
    assert!(fetched(&server, &first) == first.bytes);
    // to another organisation it is a conflict, too
    let elsewhere = Organisation::new("other", server.today());
    elsewhere.put_directory(&server, Some(&server.admit("other"))).expect(201);
    stores_nothing(&server, || put(&server, &elsewhere, &first).refused(Problem::ChunkConflict));
}

#[test]
fn chunks_of_a_wrong_size() {
    let (server, acme) = founded();
    let mut chunk = chunks(1).remove(0);
    stores_nothing(&server, || {
        for size in [0, 1, size::LETTER, size::CHUNK - 1] {
            chunk.bytes.resize(size, 7);
            put(&server, &acme, &chunk).refused(Problem::ChunkSize);
        }
        chunk.bytes.resize(size::CHUNK + 1, 7);
        put(&server, &acme, &chunk).refused(Problem::BodyLimit);
        // whose length was not announced
        let id = chunk.id().0;
        let request = acme.put_chunk(&server, &chunk, &acme.work(&server, &id), &id);
        let request = request.header("Transfer-Encoding", "chunked");
        for (size, problem) in [(size::CHUNK - 1, Problem::ChunkSize), (size::CHUNK + 1, Problem::BodyLimit)]
        {
            let body = format!("{size:x}\r\n{}\r\n0\r\n\r\n", "x".repeat(size));
            request.send_raw(&request.head(None), body.as_bytes()).refused(problem);
        }
        let json = server.request("PUT", acme.path(&format!("/chunks/{}", chunk.id())));
        json.header("Content-Type", "application/json")
            .body(chunk.bytes.clone())
            .send()
            .refused(Problem::ContentType);
    });
}

#[test]
fn work_that_is_for_other_chunks() {
    let server = server_with("letters_per_release = 8\nhighest_difficulty = 8");
    let acme = Organisation::founded(&server);
    acme.post(&server, &letters(4).1).expect(201);
    let (challenge, difficulty) = acme.challenge(&server);
    assert_eq!(difficulty, 8);
    let all = chunks(3);
    let named = ids(&all[..2]);
    let backwards = [all[1].id().0, all[0].id().0].concat();
    // one that is good for these in this order only
    let good = (0..)
        .map(|nonce| Work { challenge, nonce })
        .find(|work| work.zero_bits(&named) >= 8 && work.zero_bits(&backwards) < 8)
        .unwrap();
    let poor = (0..).map(|nonce| Work { challenge, nonce }).find(|work| work.zero_bits(&named) < 8).unwrap();
    let sent =
        |chunk: &Chunk, work: &Work, ids: &[u8]| acme.put_chunk(&server, chunk, &work.header(), ids).send();
    stores_nothing(&server, || {
        sent(&all[0], &poor, &named).refused(Problem::WorkInsufficient);
        sent(&all[2], &good, &named).refused(Problem::ChunkUnnamed);
        // the work was done for these in this order
        sent(&all[0], &good, &backwards).refused(Problem::WorkInsufficient);
        let forged = Work { challenge: [7; size::CHALLENGE], nonce: 0 };
        sent(&all[0], &forged, &named).refused(Problem::WorkForged);
        // a letter's work is none for a chunk
        let (_, body) = letters(4);
        let other = Work::parse(&acme.work(&server, &body)).unwrap();
        if other.zero_bits(&named) < 8 {
            sent(&all[0], &other, &named).refused(Problem::WorkInsufficient);
        }
    });
    // one proof for both, again and again until its challenge expires
    sent(&all[0], &good, &named).expect(201);
    sent(&all[1], &good, &named).expect(201);
    ask(&server, "delete", tokens(&[all[0].token.clone()])).expect(204);
    sent(&all[0], &good, &named).expect(201);
    ask(&server, "delete", tokens(&[all[0].token.clone()])).expect(204);
    server.clock.advance(work::LIFETIME_SECONDS + 1);
    stores_nothing(&server, || sent(&all[0], &good, &named).refused(Problem::WorkExpired));
}

#[test]
fn headers_that_are_malformed() {
    let (server, acme) = founded();
    let chunk = chunks(1).remove(0);
    let work = acme.work(&server, &chunk.id().0);
    let path = acme.path(&format!("/chunks/{}", chunk.id()));
    let request = || server.request("PUT", path.clone()).header("Fluister-Work", work.clone());
    let good = chunk.id().to_string();
    stores_nothing(&server, || {
        let sent =
            |header: &str| request().header("Fluister-Chunks", header).octets(chunk.bytes.clone()).send();
        request().octets(chunk.bytes.clone()).send().refused(Problem::ChunkUnnamed);
        sent("").refused(Problem::Header);
        sent(&encoding::encode(&[1; 31])).refused(Problem::Header);
        sent(&encoding::encode(&[1; 33 * 32])).refused(Problem::Header);
        sent(&format!("{good}=")).refused(Problem::Encoding);
        // bits in the last letter that no whole byte has: `B` is always such a letter after 42 others
        sent(&format!("{}B", &good[..42])).refused(Problem::Encoding);
        sent(&good[..41]).refused(Problem::Encoding);
        sent("nonsense\u{e9}").refused(Problem::Header);
        let twice = request().header("Fluister-Chunks", good.clone()).header("Fluister-Chunks", good.clone());
        twice.octets(chunk.bytes.clone()).send().refused(Problem::Header);
        let malformed = server.request("PUT", acme.path("/chunks/AAAA")).octets(chunk.bytes.clone());
        malformed.send().refused(Problem::Path);
        let nobody = format!("/v1/organisations/nobody/chunks/{}", chunk.id());
        server
            .request("PUT", nobody)
            .octets(chunk.bytes.clone())
            .send()
            .refused(Problem::UnknownOrganisation);
        request().bearer("AAAA").octets(chunk.bytes.clone()).send().refused(Problem::SessionUnknown);
    });
    let most: Vec<u8> = [chunk.id().0.to_vec(), vec![1; 31 * 32]].concat();
    acme.put_chunk(&server, &chunk, &acme.work(&server, &most), &most).send().expect(201);
}

#[test]
fn bodies_of_tokens_and_ids() {
    let server = server();
    for (what, most, wrong) in [
        ("fetch", 1, Problem::TokenSize),
        ("delete", 32, Problem::TokenSize),
        ("missing", 512, Problem::IdSize),
    ] {
        ask(&server, what, []).refused(wrong);
        ask(&server, what, [1; 31]).refused(wrong);
        ask(&server, what, vec![1; most * 32]).expect(if what == "delete" { 204 } else { 200 });
        ask(&server, what, vec![1; most * 32 + 1]).refused(Problem::BodyLimit);
        let json = server.request("POST", format!("/v1/chunks/{what}")).json(&1);
        json.send().refused(Problem::ContentType);
    }
    ask(&server, "delete", [1; 33]).refused(Problem::TokenSize);
    ask(&server, "missing", [1; 33]).refused(Problem::IdSize);
}

/// A chunk of 256 KiB weighs as much as sixteen letters; many of them cost work, and too many bytes the most.
#[test]
fn chunks_make_the_work_harder() {
    let server = server_with("chunks_per_day = 4\nhighest_difficulty = 10");
    let acme = Organisation::founded(&server);
    let all = chunks(5);
    let calm = acme.work(&server, &ids(&all));
    put(&server, &acme, &all[0]).expect(201);
    assert_eq!(acme.challenge(&server).1, 0);
    put(&server, &acme, &all[1]).expect(201);
    assert_eq!(acme.challenge(&server).1, 8);
    // a challenge that was gathered while it was calm
    stores_nothing(&server, || {
        acme.put_chunk(&server, &all[2], &calm, &ids(&all)).send().refused(Problem::WorkExpired);
    });
    put(&server, &acme, &all[2]).expect(201);
    // an adviser's session is let off, and makes nobody's work harder
    let session = acme.session(&server, 0, &server.origin());
    acme.put_chunk(&server, &all[3], &calm, &ids(&all)).bearer(&session).send().expect(201);
    assert_eq!(acme.challenge(&server).1, 8);
    put(&server, &acme, &all[4]).expect(201);
    assert_eq!(acme.challenge(&server).1, 10);
    // tomorrow it is calm again
    server.clock.advance(86_400);
    server.tend();
    assert_eq!(acme.challenge(&server).1, 0);
    // not so where all of it takes too much room: 4 of them and no letters are a MiB
    let server = server_with("organisation_quota_mib = 1\nhighest_difficulty = 6");
    let acme = Organisation::founded(&server);
    acme.put_chunks(&server, &all[..4]);
    assert_eq!(acme.challenge(&server).1, 0);
    acme.put_chunks(&server, &all[4..]);
    assert_eq!(acme.challenge(&server).1, 6);
    server.clock.advance(86_400);
    server.tend();
    assert_eq!(acme.challenge(&server).1, 6);
    ask(&server, "delete", tokens(&[all[0].token.clone()])).expect(204);
    server.clock.advance(86_400);
    server.tend();
    assert_eq!(acme.challenge(&server).1, 0);
}

#[test]
fn a_full_disk_refuses_chunks() {
    let server = server_with("storage_quota_mib = 2");
    let acme = Organisation::founded(&server);
    let all = chunks(8);
    let stored = all.iter().take_while(|chunk| put(&server, &acme, chunk).status == 201).count();
    assert!((1..8).contains(&stored), "{stored}");
    stores_nothing(&server, || put(&server, &acme, &all[stored]).refused(Problem::StorageFull));
}

/// Peak memory (VmHWM) of a process in KiB.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Twenty who upload and download at once, one chunk after another.
#[test]
fn many_uploads_at_once_take_bounded_memory() {
    let server = process(&["--release-interval", "3600"]);
    let acme = Organisation::new("acme", fluister_server::clock::Clock::system().today());
    acme.put_directory(&server, Some(&server.admit("acme"))).expect(201);
    let all = chunks(20);
    let work = acme.work(&server, &ids(&all));
    std::thread::scope(|threads| {
        for at in 0..20_usize {
            let (server, acme, all, work) = (&server, &acme, &all, &work);
            threads.spawn(move || {
                for round in 0..8 {
                    let chunk = &all[(at + round) % 20];
                    let answer = acme.put_chunk(server, chunk, work, &ids(all)).send();
                    assert!([200, 201].contains(&answer.status), "{answer}");
                    let request = server.request("POST", "/v1/chunks/fetch");
                    assert!(request.octets(*chunk.token.expose()).send().body == chunk.bytes);
                }
            });
        }
    });
    let peak = peak(server.id());
    println!("peak: {peak} KiB");
    assert!(peak < 96 * 1024, "{peak} KiB");
}
