//! Nothing of what clients sent stays in the server's memory once they are gone: no token, no session, no admission.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use fluister_protocol::day::Day;
use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_protocol::random;
use fluister_tests::harness::{Process, process};
use fluister_tests::memory::{Found, search};
use fluister_tests::organisation::Organisation;
use fluister_tests::vault::{delete, put, record};

/// Stands in every half of every token here, so that a part of one is found, too.
struct Mark([u8; 8]);

impl Mark {
    fn token(&self) -> [u8; 32] {
        let mut token = random::bytes::<32>(&mut random::system());
        token[..8].copy_from_slice(&self.0);
        token[16..24].copy_from_slice(&self.0);
        token
    }

    fn tokens(&self, count: usize) -> Vec<u8> {
        (0..count).flat_map(|_| self.token()).collect()
    }
}

fn today() -> Day {
    fluister_server::clock::Clock::system().today()
}

/// One request after another on one connection, in pieces, until the server has answered each.
fn on_one_connection(server: &Process, requests: &[Vec<u8>]) {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_nodelay(true).unwrap();
    for request in requests {
        for piece in request.chunks(150) {
            stream.write_all(piece).unwrap();
        }
        read_one(&mut stream);
    }
}

/// Reads one answer with a `Content-Length`, or none.
fn read_one(stream: &mut TcpStream) {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        bytes.push(byte[0]);
    }
    let head = String::from_utf8(bytes).unwrap().to_ascii_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |l| l.parse().unwrap());
    std::io::copy(&mut stream.take(length), &mut std::io::sink()).unwrap();
}

fn request(path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn chunked(path: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    let mut request = head.into_bytes();
    for chunk in body.chunks(48) {
        request.extend(format!("{:x}\r\n", chunk.len()).bytes());
        request.extend(chunk);
        request.extend(b"\r\n");
    }
    request.extend(b"0\r\n\r\n");
    request
}

/// Waits until the server has no connection any more.
fn wait_until_alone(server: &Process) {
    let own = format!(":{:04X} ", server.address.port());
    let deadline = Instant::now() + Duration::from_secs(300);
    let established = || {
        let connections = std::fs::read_to_string("/proc/net/tcp").unwrap();
        // state 01: established; 08: closed by the client, not yet by the server
        connections.lines().any(|line| {
            let fields: Vec<_> = line.split_ascii_whitespace().collect();
            fields.get(1).is_some_and(|local| format!("{local} ").ends_with(&own))
                && ["01", "08"].contains(&fields[3])
        })
    };
    while established() {
        assert!(Instant::now() < deadline, "a connection stays");
        std::thread::yield_now();
    }
}

#[test]
fn no_token_stays_in_memory() {
    let server = process(&["--release-interval", "3600"]);
    let mark = Mark(random::bytes(&mut random::system()));
    let admission = server.admit("acme");
    let acme = Organisation::new("acme", today());
    acme.put_directory(&server, Some(&admission)).expect(201);
    let session = acme.session(&server, 0, &format!("http://{}", server.address));
    // sessions in use, twice on a connection, and refused; tokens in all sizes, shapes and failures
    for _ in 0..20 {
        server.request("GET", acme.path("/letters")).bearer(&session).send().expect(200);
        server.request("GET", acme.path("/letters?after=AAAA")).bearer(&session).send().expect(400);
    }
    let authorization = format!("Authorization: Bearer {session}\r\n");
    // a vault and its wrap record, whose token travels in a header
    let vault = mark.token();
    let vault_text = encoding::encode(&vault);
    let vault_header = format!("Fluister-Vault: {vault_text}\r\n");
    for round in 0..40 {
        let count = [4, 8, 12, 16][round % 4];
        let mut requests = Vec::new();
        for path in ["/v1/letters/fetch", "/v1/letters/delete"] {
            requests.push(request(path, "", &mark.tokens(count)));
            requests.push(chunked(path, &mark.tokens(count)));
            requests.push(request(path, &authorization, &mark.tokens(count)));
            requests.push(request(path, "", &mark.tokens(3)));
        }
        for path in ["/v1/chunks/fetch", "/v1/chunks/delete"] {
            requests.push(request(path, "", &mark.tokens(1)));
            requests.push(chunked(path, &mark.tokens(1)));
            requests.push(request(path, "", &mark.token()[1..]));
        }
        for batch in [put(Id([9; 32]), round as u32, &record(1, 9)), delete(Id([9; 32]), 9_999)] {
            let headers = format!("{authorization}{vault_header}");
            requests.push(request("/v1/vault/records", &headers, &batch));
        }
        on_one_connection(&server, &requests);
        for path in ["/v1/vault/wrap", "/v1/vault/records", "/v1/vault/records?limit=0", "/v1/nowhere"] {
            server.request("GET", path).header("Fluister-Vault", vault_text.clone()).send();
        }
        let refused =
            server.request("POST", "/v1/vault/records").header("Fluister-Vault", vault_text.clone());
        refused.octets(delete(Id([9; 32]), 1)).send().expect(401);
        // refused before the body is read, and after some of it
        server.request("POST", "/v1/letters/fetch").body(mark.tokens(4)).send().expect(415);
        server.request("POST", "/v1/letters/fetch").octets(mark.tokens(20)).send().expect(413);
        server.request("POST", "/v1/nowhere").octets(mark.tokens(4)).bearer(&session).send().expect(404);
        server.request("PUT", "/v1/letters/fetch").octets(mark.tokens(4)).send().expect(405);
        // and a token where none should be, by a client's fault
        let lost =
            server.request("POST", "/v1/letters/fetch").header("X-Token", encoding::encode(&mark.token()));
        lost.octets(mark.tokens(4)).send().expect(200);
    }
    let raw = |text: &str| encoding::decode(text).unwrap();
    let (session_raw, admission_raw) = (raw(&session), raw(&admission));
    let needles: [(&str, &[u8]); 9] = [
        ("half a token", &mark.0),
        ("the session", &session.as_bytes()[..16]),
        ("the vault", &vault_text.as_bytes()[..16]),
        ("the vault's end", &vault_text.as_bytes()[27..]),
        ("the session's end", &session.as_bytes()[64..]),
        ("the session, decoded", &session_raw[8..24]),
        ("the session's tag, decoded", &session_raw[40..]),
        ("the admission", &admission.as_bytes()[..16]),
        ("the admission, decoded", &admission_raw[..16]),
    ];
    // a client that is still there: what it has sent is found, or this test would find nothing anywhere
    let waiting = server.request("POST", "/v1/letters/fetch").bearer(&session).octets(Vec::new());
    let waiting = waiting.begin(4 * 32, &mark.tokens(2));
    let deadline = Instant::now() + Duration::from_secs(300);
    loop {
        let found = search(server.id(), &needles[..2]);
        if found.iter().any(|found| found.needle == needles[0].0)
            && found.iter().any(|found| found.needle == needles[1].0)
        {
            break;
        }
        assert!(Instant::now() < deadline, "the search finds nothing");
    }
    drop(waiting);
    nothing_is_left(&server, &needles);
    // whatever came last: nothing runs after it that would overwrite its traces by chance
    let path = "/v1/letters/fetch";
    on_one_connection(&server, &[request(path, "", &mark.tokens(4))]);
    nothing_is_left(&server, &needles);
    on_one_connection(&server, &[request("/v1/letters/delete", "", &mark.tokens(16))]);
    nothing_is_left(&server, &needles);
    server.request("GET", acme.path("/letters")).bearer(&session).send().expect(200);
    nothing_is_left(&server, &needles);
    server.request("DELETE", "/v1/sessions").bearer(&session).send().expect(204);
    nothing_is_left(&server, &needles);
    acme.put_directory(&server, Some(&admission)).expect(200);
    nothing_is_left(&server, &needles);
}

/// Searches once the server has no connection any more.
#[track_caller]
fn nothing_is_left(server: &Process, needles: &[(&str, &[u8])]) {
    wait_until_alone(server);
    // the last connection's buffers are freed a moment after its socket
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut found: Vec<Found> = search(server.id(), needles);
    while !found.is_empty() && Instant::now() < deadline {
        found = search(server.id(), needles);
    }
    assert!(found.is_empty(), "{} left: {found:#?}", found.len());
}
