//! What was verified against a directory that is no longer the newest when it would be written.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use fluister_protocol::chain;
use fluister_protocol::label::Label;
use fluister_server::problem::Problem;
use fluister_server::store::directories;
use fluister_tests::harness::{Server, server};
use fluister_tests::http::{Answer, Request};
use fluister_tests::organisation::Organisation;

fn founded() -> (Server, Organisation) {
    let server = server();
    let organisation = Organisation::founded(&server);
    (server, organisation)
}

/// Four handlers verify against the newest directory before they write. Here another one comes in between: the request
/// is refused, nothing of it is stored, and sent again it gets its proper answer.
#[test]
fn is_not_stored_by_any_of_the_four_handlers() {
    type Build = fn(&Server, &Organisation) -> Request;
    let session: Build = |server, acme| {
        let request = acme.session_request(0, &acme.session_challenge(server, 0), &server.origin());
        server.request("POST", "/v1/sessions").json(&request)
    };
    let directory: Build = |server, acme| {
        let mut directory = acme.directory.clone();
        directory.previous = Some(acme.signed().hash(Label::Directory));
        directory.serial += 1;
        directory.name = "Acme of somebody else's".to_owned();
        let signed = acme.root.sign_payload(&directory).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed)
    };
    let keys: Build = |server, acme| {
        let path = acme.path(&format!("/advisers/{}/keys", acme.adviser(0)));
        server.request("PUT", path).json(&acme.statement(0, 1, server.today()))
    };
    let heartbeat: Build = |server, acme| {
        let path = acme.path(&format!("/advisers/{}/heartbeat", acme.adviser(0)));
        server.request("PUT", path).json(&acme.heartbeat(0, 1, server.today()))
    };
    for (build, needs_keys) in [(session, false), (keys, false), (heartbeat, true)] {
        let (server, mut acme) = founded();
        if needs_keys {
            acme.put_keys(&server, 0, server.today());
        }
        let request = build(&server, &acme);
        sent_while_another_directory_is_published(&server, &mut acme, &request)
            .refused(Problem::StoreUnavailable);
        request.send().expect(201);
    }
    let (server, mut acme) = founded();
    let request = directory(&server, &acme);
    sent_while_another_directory_is_published(&server, &mut acme, &request)
        .refused(Problem::StoreUnavailable);
    request.send().refused(Problem::Serial);
}

/// The one writer is held until the request has read the directory; then the next version is written before its turn.
fn sent_while_another_directory_is_published(
    server: &Server,
    acme: &mut Organisation,
    request: &Request,
) -> Answer {
    let newest = chain::read(&acme.signed()).unwrap();
    acme.go_on();
    let signed = acme.signed();
    let next = chain::next(&newest, &signed).unwrap();
    let store = server.state.store.clone();
    let reads = move || {
        let all = store.metrics();
        all.iter().find(|count| count.name == "directory").map_or(0, |count| count.done)
    };
    let (before, today) = (reads(), server.today());
    let (held, is_held) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let answer = scope.spawn(move || {
            is_held.recv().unwrap();
            request.send()
        });
        let appended = server.write(move |c| {
            held.send(()).unwrap();
            let patience = Instant::now() + Duration::from_secs(60);
            while reads() == before {
                assert!(Instant::now() < patience, "the request has not read the directory");
                std::thread::yield_now();
            }
            directories::append(c, &next, &signed, today)
        });
        assert!(appended);
        answer.join().unwrap()
    })
}
