//! Letters, tokens and the work that a post needs.

use fluister_protocol::size;
use fluister_protocol::work::Work;
use fluister_server::problem::Problem;
use fluister_server::stateless_token::work;
use fluister_tests::harness::{Server, server_with};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Organisation, letters, tokens};

use super::{founded, stores_nothing, work_for};

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
