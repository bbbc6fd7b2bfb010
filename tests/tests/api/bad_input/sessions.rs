//! Advisers' sessions, and the cursors that they are served by.

use fluister_protocol::encoding;
use fluister_server::problem::Problem;
use fluister_server::stateless_token::session;
use fluister_tests::organisation::{Organisation, letters};
use serde_json::json;

use super::{founded, stores_nothing, work_for};

#[test]
fn session_challenges_again() {
    let (server, acme) = founded();
    let open = |request: &serde_json::Value| server.request("POST", "/v1/sessions").json(request).send();
    let challenge = acme.session_challenge(&server, 0);
    let request = acme.session_request(0, &challenge, &server.origin());
    open(&request).expect(201);
    stores_nothing(&server, || {
        open(&request).refused(Problem::SessionChallengeSpent);
        // another adviser's
        open(&acme.session_request(1, &challenge, &server.origin())).refused(Problem::SessionChallengeForged);
        // made up
        let made_up = encoding::encode(&[7; 48]);
        open(&acme.session_request(0, &made_up, &server.origin())).refused(Problem::SessionChallengeForged);
        // signed for another server, which could have passed it on
        let fresh = acme.session_challenge(&server, 0);
        let elsewhere = acme.session_request(0, &fresh, "https://elsewhere.example");
        open(&elsewhere).refused(Problem::Signature);
        let mut named = elsewhere.clone();
        named["origin"] = json!("https://elsewhere.example");
        open(&named).refused(Problem::SessionOrigin);
    });
    let late = acme.session_request(0, &acme.session_challenge(&server, 0), &server.origin());
    server.clock.advance(session::CHALLENGE_SECONDS + 1);
    stores_nothing(&server, || open(&late).refused(Problem::SessionChallengeExpired));
}

#[test]
fn sessions_of_strangers() {
    let (server, acme) = founded();
    let open = |request: &serde_json::Value| server.request("POST", "/v1/sessions").json(request).send();
    let mut stranger = Organisation::new("acme", server.today());
    stores_nothing(&server, || {
        // of an organisation that is not here
        let challenge = stranger.session_challenge(&server, 0);
        let request = stranger.session_request(0, &challenge, &server.origin());
        open(&request).refused(Problem::UnknownOrganisation);
        // of an adviser who is not listed
        stranger.directory = acme.directory.clone();
        let challenge = stranger.session_challenge(&server, 0);
        let request = stranger.session_request(0, &challenge, &server.origin());
        open(&request).refused(Problem::UnknownAdviser);
    });
}

#[test]
fn sessions_that_are_none() {
    let (server, acme) = founded();
    let token = acme.session(&server, 0, &server.origin());
    let look = |token: &str| server.request("GET", acme.path("/letters")).bearer(token).send();
    look(&token).expect(200);
    let other = Organisation::new("other", server.today());
    other.put_directory(&server, Some(&server.admit("other"))).expect(201);
    stores_nothing(&server, || {
        server.request("GET", acme.path("/letters")).send().refused(Problem::SessionMissing);
        server.request("DELETE", "/v1/sessions").send().refused(Problem::SessionMissing);
        let basic = server.request("GET", acme.path("/letters")).header("Authorization", "Basic AAAA");
        basic.send().refused(Problem::SessionMissing);
        look("AAAA").refused(Problem::SessionUnknown);
        look(&encoding::encode(&[7; 64])).refused(Problem::SessionUnknown);
        server
            .request("GET", other.path("/letters"))
            .bearer(&token)
            .send()
            .refused(Problem::SessionOrganisation);
        // a post, too, is refused under a bad session rather than taken as nobody's
        let (_, body) = letters(4);
        let work = work_for(&server, &acme, &body);
        acme.post_with(&server, &body, &work).bearer("AAAA").send().refused(Problem::SessionUnknown);
        let work = work_for(&server, &other, &body);
        other.post_with(&server, &body, &work).bearer(&token).send().refused(Problem::SessionOrganisation);
    });
    assert_eq!(look("AAAA").header("www-authenticate"), Some("Bearer"));
    server.clock.advance(session::SESSION_SECONDS + 1);
    look(&token).refused(Problem::SessionExpired);
    server.clock.set(fluister_tests::harness::NOON);
    server.request("DELETE", "/v1/sessions").bearer(&token).send().expect(204);
    look(&token).refused(Problem::SessionUnknown);
}

#[test]
fn a_session_ends_with_the_appointment() {
    let (server, mut acme) = founded();
    let tokens = [0, 1].map(|at| acme.session(&server, at, &server.origin()));
    let path = acme.path("/letters");
    acme.go_on();
    acme.directory.advisers.pop();
    acme.put_directory(&server, None).expect(201);
    server.request("GET", path.clone()).bearer(&tokens[0]).send().expect(200);
    server.request("GET", path).bearer(&tokens[1]).send().refused(Problem::SessionUnknown);
}

#[test]
fn cursors_from_elsewhere() {
    let (server, acme) = founded();
    let other = Organisation::new("other", server.today());
    other.put_directory(&server, Some(&server.admit("other"))).expect(201);
    let token = acme.session(&server, 0, &server.origin());
    let theirs = other.session(&server, 0, &server.origin());
    let page = |organisation: &Organisation, token: &str, query: &str| {
        server.request("GET", organisation.path(&format!("/letters{query}"))).bearer(token).send()
    };
    let next = page(&other, &theirs, "").expect(200).json()["next"].as_str().unwrap().to_owned();
    page(&other, &theirs, &format!("?after={next}")).expect(200);
    page(&acme, &token, &format!("?after={next}")).refused(Problem::Cursor);
    let last = if next.ends_with('A') { "Q" } else { "A" };
    let changed = format!("{}{last}", &next[..next.len() - 1]);
    for wrong in ["AAAA", "", "%00", &encoding::encode(&[0; 56]), &changed, &format!("{next}=")] {
        page(&other, &theirs, &format!("?after={wrong}")).refused(Problem::Cursor);
    }
    for wrong in ["?limit=0", "?limit=65", "?limit=x", "?limit=1&limit=2", "?before=AAAA"] {
        page(&acme, &token, wrong).refused(Problem::Query);
    }
}
