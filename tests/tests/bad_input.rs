//! Bad input: for each kind the exact problem, and nothing stored.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::Shutdown;

use fluister_protocol::encoding;
use fluister_protocol::id::{Digest32, Id};
use fluister_protocol::keys::{IdentitySecret, OrganisationSecret};
use fluister_protocol::label::Label;
use fluister_protocol::random;
use fluister_protocol::size;
use fluister_protocol::work::Work;
use fluister_server::problem::Problem;
use fluister_server::ticket::{session, work};
use fluister_tests::harness::{Server, server, server_with};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Organisation, letters, tokens};
use serde_json::json;

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

#[test]
fn letters_of_a_wrong_size() {
    let (server, acme) = founded();
    let (_, body) = letters(4);
    for wrong in [&body[1..], &body[..body.len() - 1], &body[..100], &body[..size::POSTED * 3 + 1]] {
        stores_nothing(&server, || acme.post(&server, wrong).refused(Problem::LetterSize));
    }
    let mut longer = body.clone();
    longer.push(0);
    stores_nothing(&server, || acme.post(&server, &longer).refused(Problem::LetterSize));
}

#[test]
fn a_body_that_is_no_letter() {
    let (server, acme) = founded();
    let (_, body) = letters(4);
    for first in [*b"FLU2", *b"flu1", [0; 4]] {
        let mut wrong = body.clone();
        let at = size::POSTED * 3 + size::ID;
        wrong[at..at + 4].copy_from_slice(&first);
        stores_nothing(&server, || acme.post(&server, &wrong).refused(Problem::NotALetter));
    }
}

#[test]
fn other_bytes_under_a_known_id() {
    let (server, acme) = founded();
    let (known, body) = letters(4);
    acme.post(&server, &body).expect(201);
    // a part of the post is known and differs, the rest is new
    let (_, mut mixed) = letters(8);
    mixed[..size::POSTED].copy_from_slice(&body[..size::POSTED]);
    mixed[size::POSTED - 1] ^= 1;
    stores_nothing(&server, || acme.post(&server, &mixed).refused(Problem::LetterConflict));
    // what lay there lies there still
    let fetched = server.request("POST", "/v1/letters/fetch").octets(tokens(&known)).send().expect(200);
    assert!(
        fetched.body.chunks(size::LETTER).eq(body.chunks(size::POSTED).map(|posted| &posted[size::ID..]))
    );
    // the same letters, sent to another organisation
    let other = Organisation::new("other", server.today());
    other.put_directory(&server, Some(&server.admit("other"))).expect(201);
    stores_nothing(&server, || other.post(&server, &body).refused(Problem::LetterConflict));
}

#[test]
fn work_that_is_missing_or_malformed() {
    let (server, acme) = founded();
    let (_, body) = letters(4);
    let post = || server.request("POST", acme.path("/letters")).octets(body.clone());
    stores_nothing(&server, || {
        post().send().refused(Problem::WorkMissing);
        let work = work_for(&server, &acme, &body);
        post().header("Fluister-Work", &work[1..]).send().refused(Problem::Encoding);
        post().header("Fluister-Work", format!("{work}=")).send().refused(Problem::Encoding);
        let twice = post().header("Fluister-Work", work.clone()).header("Fluister-Work", work);
        twice.send().refused(Problem::Header);
    });
}

#[test]
fn work_that_is_forged_expired_or_used() {
    let (server, acme) = founded();
    let (_, body) = letters(4);
    let other = Organisation::new("other", server.today());
    other.put_directory(&server, Some(&server.admit("other"))).expect(201);
    let sent = |work: &str| acme.post_with(&server, &body, work).send();
    let good = work_for(&server, &acme, &body);
    stores_nothing(&server, || {
        let forged = Work { challenge: [7; size::CHALLENGE], nonce: 0 };
        sent(&forged.header()).refused(Problem::WorkForged);
        let mut changed = Work::parse(&good).unwrap();
        changed.challenge[40] ^= 1;
        sent(&changed.header()).refused(Problem::WorkForged);
        sent(&work_for(&server, &other, &body)).refused(Problem::WorkForged);
    });
    sent(&good).expect(201);
    // letters that are there already are answered before any work is looked at, used or none
    stores_nothing(&server, || {
        sent(&good).expect(200);
        server.request("POST", acme.path("/letters")).octets(body.clone()).send().expect(200);
    });
    let (_, next) = letters(4);
    stores_nothing(&server, || acme.post_with(&server, &next, &good).send().refused(Problem::WorkSpent));
    let old = work_for(&server, &acme, &next);
    server.clock.advance(work::LIFETIME_SECONDS + 1);
    stores_nothing(&server, || acme.post_with(&server, &next, &old).send().refused(Problem::WorkExpired));
}

#[test]
fn work_that_is_not_enough() {
    let server = server_with("letters_per_release = 8\nhighest_difficulty = 10");
    let acme = Organisation::founded(&server);
    let calm = organisations_work_in_advance(&server, &acme);
    acme.post(&server, &letters(4).1).expect(201);
    let (challenge, difficulty) = acme.challenge(&server);
    assert_eq!(difficulty, 8, "half the quota is calm");
    let (_, body) = letters(4);
    let poor = (0..).map(|nonce| Work { challenge, nonce }).find(|work| work.zero_bits(&body) < 8).unwrap();
    stores_nothing(&server, || {
        acme.post_with(&server, &body, &poor.header()).send().refused(Problem::WorkInsufficient);
        // work for another body
        let (_, other) = letters(4);
        let good = (0..)
            .map(|nonce| Work { challenge, nonce })
            .find(|work| work.zero_bits(&other) >= 8 && work.zero_bits(&body) < 8)
            .unwrap();
        acme.post_with(&server, &body, &good.header()).send().refused(Problem::WorkInsufficient);
        // a challenge that was gathered while it was calm
        let (body, work) = calm;
        acme.post_with(&server, &body, &work).send().refused(Problem::WorkExpired);
    });
    acme.post(&server, &body).expect(201);
}

fn organisations_work_in_advance(server: &Server, organisation: &Organisation) -> (Vec<u8>, String) {
    let (_, body) = letters(4);
    let work = work_for(server, organisation, &body);
    (body, work)
}

#[test]
fn three_five_or_twenty() {
    let (server, acme) = founded();
    for count in [1, 2, 3, 5, 6, 7, 9, 15] {
        let (secret, body) = letters(count);
        stores_nothing(&server, || acme.post(&server, &body).refused(Problem::NotInFours));
        for path in ["/v1/letters/fetch", "/v1/letters/delete"] {
            let answer = server.request("POST", path).octets(tokens(&secret)).send();
            answer.refused(Problem::NotInFours);
        }
    }
    let (secret, body) = letters(20);
    stores_nothing(&server, || acme.post(&server, &body).refused(Problem::BodyLimit));
    for path in ["/v1/letters/fetch", "/v1/letters/delete"] {
        server.request("POST", path).octets(tokens(&secret)).send().refused(Problem::BodyLimit);
        server.request("POST", path).octets(Vec::new()).send().refused(Problem::NotInFours);
        server.request("POST", path).octets(&tokens(&secret)[..127]).send().refused(Problem::TokenSize);
        server.request("POST", path).octets(&tokens(&secret)[..129]).send().refused(Problem::TokenSize);
    }
}

#[test]
fn the_same_id_twice() {
    let (server, acme) = founded();
    let (_, mut body) = letters(8);
    body.copy_within(..size::ID, size::POSTED * 5);
    stores_nothing(&server, || acme.post(&server, &body).refused(Problem::LetterTwice));
    // nor the same letter twice, byte for byte
    body.copy_within(..size::POSTED, size::POSTED * 5);
    stores_nothing(&server, || acme.post(&server, &body).refused(Problem::LetterTwice));
}

#[test]
fn base64_that_is_not_canonical() {
    let (server, acme) = founded();
    let statement = acme.statement(0, 1, server.today());
    let (payload, signature) =
        (encoding::encode(&statement.payload), encoding::encode(&statement.signature.0));
    let put = |payload: &str, signature: &str| {
        let body = json!({ "payload": payload, "signature": signature });
        server.request("PUT", acme.adviser_path(0, "keys")).json(&body).send()
    };
    stores_nothing(&server, || {
        put(&format!("{payload}="), &signature).refused(Problem::Encoding);
        put(&payload, &format!("{signature}==")).refused(Problem::Encoding);
        put(&payload, &signature[1..]).refused(Problem::Encoding);
        put(&payload, &format!(" {signature}")).refused(Problem::Encoding);
        // the last character of 64 bytes carries four unused bits: R is not canonical where Q is
        let last = if signature.ends_with('A') { 'B' } else { 'R' };
        put(&payload, &format!("{}{last}", &signature[..85])).refused(Problem::Encoding);
        put(
            &payload.replace('-', "+").replace('_', "/"),
            &signature.replace(|c: char| c.is_ascii_digit(), "+"),
        )
        .refused(Problem::Encoding);
        // in the path, the header, and elsewhere in JSON
        let path = format!("{}=", acme.path(&format!("/files/{}", Digest32([1; 32]))));
        server.request("GET", path).send().refused(Problem::Path);
        let asked = json!({ "organisation": format!("{}=", acme.id()), "adviser": acme.adviser(0) });
        server.request("POST", "/v1/sessions/challenge").json(&asked).send().refused(Problem::Encoding);
        let other = Organisation::new("other", server.today());
        other.put_directory(&server, Some("AAAA")).refused(Problem::Encoding);
    });
    put(&payload, &signature).expect(201);
}

#[test]
fn json_that_is_not_strict() {
    let (server, acme) = founded();
    let put = |body: &str| {
        let request =
            server.request("PUT", acme.adviser_path(0, "keys")).header("Content-Type", "application/json");
        request.body(body.as_bytes()).send()
    };
    stores_nothing(&server, || {
        for body in [
            "",
            "nonsense",
            "[]",
            "{}",
            r#"{"payload":"AA"}"#,
            r#"{"payload":1,"signature":"AA"}"#,
            r#"{"payload":"AA","payload":"AA","signature":"AA"}"#,
            r#"{"payload":"AA","signature":"AA","n":1.5}"#,
            r#"{"payload":"AA","signature":"AA","n":9007199254740992}"#,
            r#"{"payload":"\ud800","signature":"AA"}"#,
            r#"{"payload":"AA","signature":"AA"} more"#,
        ] {
            put(body).refused(Problem::Json);
        }
        put(&("[".repeat(5_000) + &"]".repeat(5_000))).refused(Problem::Json);
        let body = [b"{\"payload\":\"".as_slice(), &[0xff], b"\"}"].concat();
        let request =
            server.request("PUT", acme.adviser_path(0, "keys")).header("Content-Type", "application/json");
        request.body(body).send().refused(Problem::Json);
    });
}

#[test]
fn directories_out_of_turn() {
    let (server, mut acme) = founded();
    let first = acme.signed();
    acme.go_on();
    acme.put_directory(&server, None).expect(201);
    stores_nothing(&server, || {
        // the newest again is no fault
        acme.put_directory(&server, None).expect(200);
        // an older one
        server.request("PUT", acme.path("/directory")).json(&first).send().refused(Problem::Serial);
        // another one of the newest's serial
        acme.directory.name = "Another".to_owned();
        acme.put_directory(&server, None).refused(Problem::Serial);
        // one too far
        acme.directory.serial += 2;
        acme.put_directory(&server, None).refused(Problem::Serial);
        // the next, which continues something else
        acme.directory.serial -= 1;
        acme.put_directory(&server, None).refused(Problem::Previous);
    });
}

#[test]
fn directories_of_another_root() {
    let (server, mut acme) = founded();
    acme.go_on();
    let put = |acme: &Organisation| acme.put_directory(&server, None);
    let thief = OrganisationSecret::generate(&mut random::system());
    stores_nothing(&server, || {
        // the whole organisation another's
        put(&Organisation::new("acme", server.today())).refused(Problem::OtherOrganisation);
        // signed by another's key
        let signed = thief.sign_payload(&acme.directory).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send().refused(Problem::Signature);
        // another root after ours, which ours did not name
        let mut taken = acme.directory.clone();
        taken.roots.push(fluister_protocol::directory::Root { key: thief.public(), first_serial: 2 });
        let signed = thief.sign_payload(&taken).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send().refused(Problem::Successor);
        // another successor
        let mut renamed = acme.directory.clone();
        renamed.successor = thief.public().successor_hash();
        let signed = acme.root.sign_payload(&renamed).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send().refused(Problem::Successor);
    });
    // the successor takes over, and the old root is done
    acme.directory
        .roots
        .push(fluister_protocol::directory::Root { key: acme.next_root.public(), first_serial: 2 });
    let old = acme.directory.roots[..1].to_vec();
    let signed = acme.next_root.sign_payload(&acme.directory).unwrap();
    server.request("PUT", acme.path("/directory")).json(&signed).send().expect(201);
    acme.directory.previous = Some(signed.hash(Label::Directory));
    acme.directory.serial = 3;
    acme.directory.roots = old;
    stores_nothing(&server, || put(&acme).refused(Problem::RetiredRoot));
}

#[test]
fn payloads_outside_their_limits() {
    let (server, mut acme) = founded();
    acme.go_on();
    let put = |change: &dyn Fn(&mut fluister_protocol::directory::Directory)| {
        let mut directory = acme.directory.clone();
        change(&mut directory);
        let signed = acme.root.sign_payload(&directory).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send()
    };
    let today = server.today();
    stores_nothing(&server, || {
        put(&|d| d.version = 2).refused(Problem::PayloadVersion);
        put(&|d| d.name = String::new()).refused(Problem::PayloadLimit);
        put(&|d| d.policy.shelf_life_days = 119).refused(Problem::PayloadLimit);
        put(&|d| d.expires = today.plus(400)).refused(Problem::PayloadLimit);
        put(&|d| {
            d.issued = today.minus(20);
            d.expires = today.minus(1);
        })
        .refused(Problem::Days);
        put(&|d| d.issued = today.plus(2)).refused(Problem::Days);
        put(&|d| d.name = "x".repeat(48_001)).refused(Problem::Payload);
        let nonsense =
            json!({ "payload": encoding::encode(b"nonsense"), "signature": encoding::encode(&[0; 64]) });
        server.request("PUT", acme.path("/directory")).json(&nonsense).send().refused(Problem::Payload);
    });
    let other = Organisation::new("other", today);
    let token = server.admit("acme2");
    stores_nothing(&server, || {
        let request = server.request("PUT", "/v1/organisations/acme2/directory").json(&other.signed());
        request.bearer(&token).send().refused(Problem::SlugMismatch);
    });
}

#[test]
fn wrong_signatures_and_unknown_advisers() {
    let (server, acme) = founded();
    let today = server.today();
    let stranger = Organisation {
        advisers: [(); 2].map(|()| IdentitySecret::generate(&mut random::system())),
        root: OrganisationSecret::from_seed(&acme.root.expose_seed()),
        next_root: OrganisationSecret::from_seed(&acme.next_root.expose_seed()),
        directory: acme.directory.clone(),
    };
    stores_nothing(&server, || {
        for (what, good) in
            [("keys", acme.statement(0, 1, today)), ("heartbeat", acme.heartbeat(0, 1, today))]
        {
            let mut wrong = good.clone();
            wrong.signature.0[0] ^= 1;
            server.request("PUT", acme.adviser_path(0, what)).json(&wrong).send().refused(Problem::Signature);
            server
                .request("PUT", acme.adviser_path(1, what))
                .json(&good)
                .send()
                .refused(Problem::AdviserMismatch);
        }
        // a signature of one kind under another
        let statement = acme.statement(0, 1, today);
        let answer = server.request("PUT", acme.adviser_path(0, "heartbeat")).json(&statement).send();
        answer.refused(Problem::Payload);
        for (what, signed) in
            [("keys", stranger.statement(0, 1, today)), ("heartbeat", stranger.heartbeat(0, 1, today))]
        {
            let answer = server.request("PUT", stranger.adviser_path(0, what)).json(&signed).send();
            answer.refused(Problem::UnknownAdviser);
        }
        // for another organisation
        let other = Organisation::new("other", today);
        let answer =
            server.request("PUT", acme.adviser_path(0, "keys")).json(&other.statement(0, 1, today)).send();
        answer.refused(Problem::OtherOrganisation);
        // for none that is here
        let nowhere =
            server.request("PUT", other.adviser_path(0, "keys")).json(&other.statement(0, 1, today));
        nowhere.send().refused(Problem::UnknownOrganisation);
    });
}

#[test]
fn falling_numbers() {
    let (server, acme) = founded();
    let today = server.today();
    let keys = |signed: &_| server.request("PUT", acme.adviser_path(0, "keys")).json(signed).send();
    let beats = |signed: &_| server.request("PUT", acme.adviser_path(0, "heartbeat")).json(signed).send();
    let (second, beat) = (acme.statement(0, 2, today), acme.heartbeat(0, 2, today));
    keys(&second).expect(201);
    beats(&beat).expect(201);
    stores_nothing(&server, || {
        keys(&second).expect(200);
        beats(&beat).expect(200);
        keys(&acme.statement(0, 1, today)).refused(Problem::Old);
        beats(&acme.heartbeat(0, 1, today)).refused(Problem::Old);
        keys(&acme.statement(0, 2, today.minus(1))).refused(Problem::TwoHistories);
        beats(&acme.heartbeat(0, 2, today)).refused(Problem::TwoHistories);
    });
}

#[test]
fn admissions_that_do_not_admit() {
    let server = server();
    let today = server.today();
    let (acme, other) = (Organisation::new("acme", today), Organisation::new("other", today));
    let (for_acme, for_other) = (server.admit("acme"), server.admit("other"));
    stores_nothing(&server, || {
        acme.put_directory(&server, None).refused(Problem::AdmissionMissing);
        acme.put_directory(&server, Some(&encoding::encode(&[7; 32]))).refused(Problem::AdmissionUnknown);
        acme.put_directory(&server, Some(&for_other)).refused(Problem::AdmissionSlug);
    });
    acme.put_directory(&server, Some(&for_acme)).expect(201);
    stores_nothing(&server, || {
        other.put_directory(&server, Some(&for_acme)).refused(Problem::AdmissionUsed);
        // the organisation is here already, and cannot have a second name
        let mut second = Organisation::new("other", today);
        second.directory.roots.clone_from(&acme.directory.roots);
        second.directory.organisation = acme.id();
        let signed = acme.root.sign_payload(&second.directory).unwrap();
        let request = server.request("PUT", "/v1/organisations/other/directory").json(&signed);
        request.bearer(&for_other).send().refused(Problem::OrganisationExists);
    });
    other.put_directory(&server, Some(&for_other)).expect(201);
}

#[test]
fn files_of_others() {
    let (server, acme) = founded();
    let bytes = b"a photo".as_slice();
    let path = acme.path(&format!("/files/{}", Digest32::of_file(bytes)));
    let put = |signature: &str| {
        server.request("PUT", path.clone()).header("Fluister-Signature", signature).octets(bytes).send()
    };
    stores_nothing(&server, || {
        server.request("PUT", path.clone()).octets(bytes).send().refused(Problem::Header);
        put("AAAA").refused(Problem::Encoding);
        put(&acme.file_signature(0, b"another photo")).refused(Problem::Signature);
        put(&Organisation::new("acme", server.today()).file_signature(0, bytes)).refused(Problem::FileSigner);
        let elsewhere = acme.path(&format!("/files/{}", Digest32([1; 32])));
        let request = server.request("PUT", elsewhere.clone()).octets(bytes);
        request.header("Fluister-Signature", acme.file_signature(0, bytes)).send().refused(Problem::FileHash);
        server.request("GET", elsewhere).send().refused(Problem::UnknownFile);
    });
    put(&acme.file_signature(0, bytes)).expect(201);
}

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

#[test]
fn bodies_past_their_limit() {
    let (server, acme) = founded();
    let (_, body) = letters(17);
    stores_nothing(&server, || {
        acme.post(&server, &body).refused(Problem::BodyLimit);
        server.request("POST", "/v1/letters/fetch").octets(vec![0; 513]).send().refused(Problem::BodyLimit);
        server.request("POST", "/v1/letters/delete").octets(vec![0; 513]).send().refused(Problem::BodyLimit);
        let large = vec![b' '; 64 * 1024 + 1];
        for (method, path) in [
            ("PUT", acme.path("/directory")),
            ("PUT", acme.adviser_path(0, "keys")),
            ("PUT", acme.adviser_path(0, "heartbeat")),
            ("POST", "/v1/sessions/challenge".to_owned()),
            ("POST", "/v1/sessions".to_owned()),
        ] {
            let request = server.request(method, path).header("Content-Type", "application/json");
            request.body(large.clone()).send().refused(Problem::BodyLimit);
        }
        let file = vec![0; size::FILE + 1];
        let path = acme.path(&format!("/files/{}", Digest32::of_file(&file)));
        let request = server.request("PUT", path).header("Fluister-Signature", acme.file_signature(0, &file));
        request.octets(file.clone()).send().refused(Problem::BodyLimit);
        // a length is announced that will never come, or none at all
        let request = server.request("POST", "/v1/letters/fetch").octets(Vec::new());
        request.send_raw(&request.head(Some(usize::MAX / 2)), b"").refused(Problem::BodyLimit);
        let request = request.header("Transfer-Encoding", "chunked");
        let chunk = format!("401\r\n{}\r\n0\r\n\r\n", "x".repeat(0x401));
        request.send_raw(&request.head(None), chunk.as_bytes()).refused(Problem::BodyLimit);
    });
}

#[test]
fn a_slow_body() {
    let server = server_with("body_timeout = 1");
    let acme = Organisation::founded(&server);
    let (_, body) = letters(4);
    stores_nothing(&server, || {
        let work = work_for(&server, &acme, &body);
        let request = acme.post_with(&server, &[], &work);
        let mut stream = request.begin(body.len(), &body[..size::POSTED]);
        Answer::read("POST", &acme.path("/letters"), &mut stream).refused(Problem::BodySlow);
    });
}

#[test]
fn a_slow_head() {
    let server = server_with("head_timeout = 1");
    let mut stream = std::net::TcpStream::connect(server.address).unwrap();
    stream.write_all(b"GET /v1/server HTTP/1.1\r\nHost: ").unwrap();
    let answer = Answer::read("GET", "/v1/server", &mut stream);
    assert_eq!(answer.status, 408, "{answer}");
}

#[test]
fn a_body_cut_off() {
    let (server, acme) = founded();
    let (_, body) = letters(4);
    stores_nothing(&server, || {
        let work = work_for(&server, &acme, &body);
        let request = acme.post_with(&server, &[], &work);
        let mut stream = request.begin(body.len(), &body[..size::POSTED]);
        stream.shutdown(Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        // nothing, or why
        if !answer.is_empty() {
            Answer::parse("POST", &acme.path("/letters"), &answer).refused(Problem::BodyIncomplete);
        }
        // chunks that are none
        let request = request.header("Transfer-Encoding", "chunked");
        request.send_raw(&request.head(None), b"zz\r\nnonsense\r\n").refused(Problem::BodyIncomplete);
    });
}

#[test]
fn unknown_paths_and_wrong_methods() {
    let (server, acme) = founded();
    for path in
        ["/v1", "/v1/", "/v2/server", "/v1/organisations", "/v1/server/", "/livez", "/metrics", "/docs/../x"]
    {
        server.request("GET", path).send().refused(Problem::NotFound);
    }
    for (method, path, allow) in [
        ("POST", "/v1/server".to_owned(), "GET"),
        ("DELETE", acme.path(""), "GET"),
        ("GET", acme.path("/directory"), "PUT"),
        ("DELETE", acme.path("/letters"), "GET, POST"),
        ("PATCH", acme.path(&format!("/files/{}", Digest32([0; 32]))), "GET, PUT"),
        ("GET", "/v1/letters/fetch".to_owned(), "POST"),
        ("GET", "/v1/sessions".to_owned(), "POST, DELETE"),
        ("HEAD", "/v1/server".to_owned(), "GET"),
        ("BREW", "/v1/server".to_owned(), "GET"),
    ] {
        let answer = server.request(method, path).send();
        assert_eq!(answer.status, 405, "{answer}");
        assert_eq!(answer.header("allow"), Some(allow), "{answer}");
        if method != "HEAD" {
            answer.refused(Problem::MethodNotAllowed);
        }
    }
}

#[test]
fn paths_that_are_malformed() {
    let server = server();
    let id = Id([1; 32]);
    for path in [
        "/v1/organisations/Acme".to_owned(),
        "/v1/organisations/-acme/challenge".to_owned(),
        "/v1/organisations/a%2Fb/heartbeats".to_owned(),
        format!("/v1/organisations/{}", "a".repeat(64)),
        "/v1/organisations/acme/directory/0".to_owned(),
        "/v1/organisations/acme/directory/-1".to_owned(),
        "/v1/organisations/acme/directory/18446744073709551616".to_owned(),
        format!("/v1/organisations/acme/files/{id}A"),
        "/v1/organisations/acme/files/AAAA".to_owned(),
    ] {
        server.request("GET", path).send().refused(Problem::Path);
    }
    for rest in ["", "/heartbeats", "/challenge", "/directory/1"] {
        let path = format!("/v1/organisations/nobody{rest}");
        server.request("GET", path).send().refused(Problem::UnknownOrganisation);
    }
    let (server, acme) = founded();
    server.request("GET", acme.path("/directory/2")).send().refused(Problem::UnknownVersion);
    server
        .request("GET", acme.path("/directory/18446744073709551615"))
        .send()
        .refused(Problem::UnknownVersion);
}

#[test]
fn wrong_content_types() {
    let (server, acme) = founded();
    let (secret, body) = letters(4);
    let work = work_for(&server, &acme, &body);
    stores_nothing(&server, || {
        for media_type in
            [None, Some("application/json"), Some("text/plain"), Some("multipart/form-data"), Some("")]
        {
            let typed = |path: String, body: Vec<u8>| {
                let request = server.request("POST", path).header("Fluister-Work", work.clone()).body(body);
                match media_type {
                    None => request.send(),
                    Some(media_type) => request.header("Content-Type", media_type).send(),
                }
            };
            typed(acme.path("/letters"), body.clone()).refused(Problem::ContentType);
            typed("/v1/letters/fetch".to_owned(), tokens(&secret)).refused(Problem::ContentType);
        }
        let put = server.request("PUT", acme.adviser_path(0, "keys")).octets(b"{}".as_slice());
        put.send().refused(Problem::ContentType);
        let squeezed = acme.post_with(&server, &body, &work).header("Content-Encoding", "gzip");
        squeezed.send().refused(Problem::ContentEncoding);
    });
}

#[test]
fn deleting_what_exists_nowhere_is_answered_alike() {
    let (server, acme) = founded();
    let (known, body) = letters(4);
    acme.post(&server, &body).expect(201);
    let (unknown, _) = letters(4);
    let delete =
        |tokens: Vec<u8>| server.request("POST", "/v1/letters/delete").octets(tokens).send().expect(204);
    let (one, other) = (delete(tokens(&unknown)), delete(tokens(&known)));
    assert_eq!(one.body, other.body);
    let telling = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.retain(|(name, _)| name != "date");
        headers.sort();
        headers
    };
    assert_eq!(telling(&one), telling(&other));
    let fetched = server.request("POST", "/v1/letters/fetch").octets(tokens(&known)).send().expect(200);
    assert!(fetched.body == vec![0; 4 * size::LETTER], "deleted");
}

#[test]
fn answers_do_not_quote_what_was_sent() {
    let (server, acme) = founded();
    let word = "geheim";
    let payload = encoding::encode(format!("{{\"{word}\":").as_bytes());
    let bodies = [
        word.to_owned(),
        format!("{{\"{word}\":1,\"{word}\":2}}"),
        format!("{{\"payload\":\"{word}\",\"signature\":\"{word}\"}}"),
        format!("{{\"organisation\":\"{word}\",\"adviser\":{{\"{word}\":\"{word}\"}}}}"),
        json!({ "payload": payload, "signature": encoding::encode(&[0; 64]) }).to_string(),
    ];
    for body in bodies {
        for (method, path) in [
            ("PUT", acme.path("/directory")),
            ("PUT", acme.adviser_path(0, "keys")),
            ("POST", "/v1/sessions".to_owned()),
            ("POST", "/v1/letters/fetch".to_owned()),
            ("GET", format!("/v1/organisations/{word}")),
            ("GET", acme.path(&format!("/letters?{word}={word}"))),
            ("GET", format!("/{word}/{word}")),
        ] {
            let request =
                server.request(method, path).header("Content-Type", "application/json").bearer(word);
            let answer = request.header("Fluister-Work", word).body(body.as_bytes()).send();
            assert!((400..500).contains(&answer.status), "{answer}");
            assert!(!String::from_utf8_lossy(&answer.body).contains(word), "{answer}");
            let quoted =
                answer.headers.iter().any(|(name, value)| name.contains(word) || value.contains(word));
            assert!(!quoted, "{answer}");
        }
    }
}
