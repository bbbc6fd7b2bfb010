//! Where advisers ask to be told: what is taken, what is refused, and whose it is.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use fluister_protocol::encoding;
use fluister_server::problem::Problem;
use fluister_tests::harness::{Server, server, server_with};
use fluister_tests::http::Answer;
use fluister_tests::organisation::Organisation;
use serde_json::{Value, json};

const MAIL: &str = "origin = ['https://fluister.example']\nsmtp = 'smtp://127.0.0.1:9'\nmail_from = 'fluister@fluister.example'\nweb_push = true";
const PUSH: &str = "https://updates.push.services.mozilla.com/wpush/v2/abc";

fn put(server: &Server, session: &str, asked: &Value) -> Answer {
    server.request("PUT", "/v1/notifications").bearer(session).json(asked).send()
}

fn get(server: &Server, session: &str) -> Answer {
    server.request("GET", "/v1/notifications").bearer(session).send()
}

#[test]
fn each_adviser_has_a_wish_of_their_own() {
    let server = server_with(MAIL);
    let acme = Organisation::founded(&server);
    let sessions = [0, 1].map(|at| acme.session(&server, at, "https://fluister.example"));
    get(&server, &sessions[0]).refused(Problem::NotificationsOff);
    let asked =
        json!({ "email": "sam@example.org", "web_push": { "endpoint": PUSH }, "hour": 7, "language": "nl" });
    put(&server, &sessions[0], &asked).expect(204).plainly_headed();
    assert_eq!(get(&server, &sessions[0]).expect(200).json(), asked);
    get(&server, &sessions[1]).refused(Problem::NotificationsOff);
    // what isn't named any more is off
    let less = json!({ "email": "sam+box@example.org", "hour": 23, "language": "en" });
    put(&server, &sessions[0], &less).expect(204);
    assert_eq!(get(&server, &sessions[0]).expect(200).json(), less);
    for _ in 0..2 {
        server.request("DELETE", "/v1/notifications").bearer(&sessions[0]).send().expect(204);
        get(&server, &sessions[0]).refused(Problem::NotificationsOff);
    }
}

#[test]
fn what_cannot_be_done_is_refused_and_not_stored() {
    let server = server_with(MAIL);
    let acme = Organisation::founded(&server);
    let session = acme.session(&server, 0, "https://fluister.example");
    let refused = |asked: Value, problem| {
        let before = server.stored();
        put(&server, &session, &asked).refused(problem);
        assert_eq!(server.stored(), before, "{asked}: something was stored");
    };
    refused(json!({ "hour": 7, "language": "nl" }), Problem::NotificationsChoice);
    refused(
        json!({ "email": "sam@example.org", "hour": 24, "language": "nl" }),
        Problem::NotificationsChoice,
    );
    for wrong in [
        json!({ "email": "sam@example.org", "hour": 256, "language": "nl" }),
        json!({ "email": "sam@example.org", "hour": -1, "language": "nl" }),
        json!({ "email": "sam@example.org", "hour": 7, "language": "fr" }),
        json!({ "email": "sam@example.org", "hour": 7 }),
        json!({ "email": "sam@example.org", "language": "nl" }),
        json!({ "email": 5, "hour": 7, "language": "nl" }),
        json!({ "web_push": PUSH, "hour": 7, "language": "nl" }),
        json!([]),
    ] {
        refused(wrong, Problem::Json);
    }
    let long = format!("{}@example.org", "a".repeat(243));
    for wrong in [
        "",
        "sam",
        "sam@",
        "@example.org",
        "Sam <sam@example.org>",
        "sam@example.org, kim@example.org",
        "sam@example.org\r\nBcc: all@example.org",
        "säm@example.org",
        "sam@exämple.org",
        long.as_str(),
    ] {
        refused(json!({ "email": wrong, "hour": 7, "language": "nl" }), Problem::EmailAddress);
    }
    for wrong in
        ["https://evil.example/", "http://updates.push.services.mozilla.com/", "http://127.0.0.1:80/", ""]
    {
        let asked = json!({ "web_push": { "endpoint": wrong }, "hour": 7, "language": "nl" });
        refused(asked, Problem::PushEndpoint);
    }
}

#[test]
fn a_session_is_needed_and_one_of_an_adviser_who_is_listed() {
    let server = server_with(MAIL);
    let mut acme = Organisation::founded(&server);
    for method in ["GET", "PUT", "DELETE"] {
        let request = server.request(method, "/v1/notifications");
        let request = request.json(&json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
        request.send().refused(Problem::SessionMissing);
    }
    let session = acme.session(&server, 1, "https://fluister.example");
    let asked = json!({ "email": "robin@example.org", "hour": 7, "language": "nl" });
    put(&server, &session, &asked).expect(204);
    let row = server.stored();
    acme.go_on();
    acme.directory.advisers.truncate(1);
    acme.put_directory(&server, None).expect(201);
    put(&server, &session, &asked).refused(Problem::SessionUnknown);
    assert_eq!(server.stored().last().map(|count| count + 1), row.last().copied(), "the wish is still there");
}

#[test]
fn the_server_says_which_ways_there_are() {
    let said = |server: &Server| {
        server.request("GET", "/v1/server").send().expect(200).json()["notifications"].take()
    };
    let usual = server();
    assert_eq!(said(&usual), json!({ "email": false, "web_push": null }));
    let with_push = server_with("web_push = true");
    let ways = said(&with_push);
    assert_eq!(ways["email"], false);
    let key = encoding::decode(ways["web_push"].as_str().unwrap()).unwrap();
    assert_eq!((key.len(), key[0]), (65, 4));
    let acme = Organisation::founded(&usual);
    let session = acme.session(&usual, 0, &usual.origin());
    let asked = json!({ "email": "sam@example.org", "hour": 7, "language": "nl" });
    put(&usual, &session, &asked).refused(Problem::EmailOff);
    let other = server_with(&MAIL.replace("true", "false"));
    assert_eq!(said(&other), json!({ "email": true, "web_push": null }));
    let acme = Organisation::founded(&other);
    let session = acme.session(&other, 0, "https://fluister.example");
    let asked = json!({ "web_push": { "endpoint": PUSH }, "hour": 7, "language": "nl" });
    put(&other, &session, &asked).refused(Problem::PushEndpoint);
}
