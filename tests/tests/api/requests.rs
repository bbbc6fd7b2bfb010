//! The API as clients use it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::net::TcpStream;

use fluister_protocol::directory::Root;
use fluister_protocol::encoding;
use fluister_protocol::id::Digest32;
use fluister_protocol::label::Label;
use fluister_protocol::size;
use fluister_protocol::work::Work;
use fluister_server::problem::Problem;
use fluister_tests::harness::{Server, server, server_with};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Organisation, chunks, ids, letters, tokens};
use serde_json::{Value, json};

fn founded() -> (Server, Organisation) {
    let server = server();
    let organisation = Organisation::founded(&server);
    (server, organisation)
}

fn get(server: &Server, path: impl Into<String>) -> Answer {
    server.request("GET", path).send().expect(200)
}

fn fetch(server: &Server, body: Vec<u8>) -> Vec<u8> {
    server.request("POST", "/v1/letters/fetch").octets(body).send().expect(200).body
}

/// The letters in the body of a post, without their ids.
fn sealed(body: &[u8]) -> Vec<u8> {
    body.chunks(size::POSTED).flat_map(|posted| posted[size::ID..].to_vec()).collect()
}

#[test]
fn the_server_says_what_it_is() {
    let server = server();
    let answer = get(&server, "/v1/server");
    answer.plainly_headed();
    let info = answer.json();
    assert_eq!(info["day"], "2026-11-22");
    assert_eq!((&info["api"], &info["protocol"]), (&json!("v1"), &json!(1)));
    assert_eq!(info["sizes"]["letter"], 16_384);
    assert_eq!(info["release_interval"], 3_600);
    let left = info["next_release"].as_u64().unwrap();
    server.clock.advance(60);
    assert_eq!(get(&server, "/v1/server").json()["next_release"].as_u64(), Some(left - 60));
}

#[test]
fn an_organisation_is_shown_with_what_is_needed_to_believe_it() {
    let (server, mut acme) = founded();
    let first = acme.signed();
    let shown = get(&server, acme.path(""));
    shown.plainly_headed();
    assert_eq!(shown.json(), json!({ "directory": first, "first_directories": [], "statements": [] }));

    // key statements, sorted by adviser
    let statements = [0, 1].map(|at| acme.statement(at, 1, server.today()));
    for (at, statement) in statements.iter().enumerate() {
        server.request("PUT", acme.adviser_path(at, "keys")).json(statement).send().expect(201);
    }
    let mut sorted = [(acme.adviser(0), &statements[0]), (acme.adviser(1), &statements[1])];
    sorted.sort_by_key(|(id, _)| *id);
    assert_eq!(
        get(&server, acme.path("")).json()["statements"],
        json!(sorted.map(|(_, statement)| statement))
    );

    // the successor takes over: the first directories of both roots are needed from now on
    acme.go_on();
    acme.directory.roots.push(Root { key: acme.next_root.public(), first_serial: 2 });
    let second = acme.next_root.sign_payload(&acme.directory).unwrap();
    server.request("PUT", acme.path("/directory")).json(&second).send().expect(201);
    acme.directory.previous = Some(second.hash(Label::Directory));
    acme.directory.serial = 3;
    acme.directory.advisers.pop();
    let third = acme.next_root.sign_payload(&acme.directory).unwrap();
    server.request("PUT", acme.path("/directory")).json(&third).send().expect(201);
    let shown = get(&server, acme.path("")).json();
    assert_eq!(shown["directory"], json!(third));
    assert_eq!(shown["first_directories"], json!([first, second]));
    // and who is no longer listed has no statement
    assert_eq!(shown["statements"], json!([statements[0]]));
    for (serial, version) in [(1, &first), (2, &second), (3, &third)] {
        assert_eq!(get(&server, acme.path(&format!("/directory/{serial}"))).json(), json!(version));
    }
}

#[test]
fn an_etag_says_whether_anything_changed() {
    let (server, acme) = founded();
    let tag = get(&server, acme.path("")).header("etag").unwrap().to_owned();
    assert!(tag.starts_with('"'), "a strong one");
    let ask = |tags: &str| server.request("GET", acme.path("")).header("If-None-Match", tags).send();
    for tags in [tag.as_str(), "*", &format!("\"other\", {tag}"), &format!("W/{tag}")] {
        let answer = ask(tags).expect(304);
        assert_eq!((answer.body.len(), answer.header("etag")), (0, Some(tag.as_str())));
    }
    ask("\"other\"").expect(200);
    let statement = acme.statement(0, 1, server.today());
    server.request("PUT", acme.adviser_path(0, "keys")).json(&statement).send().expect(201);
    assert_ne!(ask(&tag).expect(200).header("etag"), Some(tag.as_str()));
}

#[test]
fn only_the_newest_heartbeats_are_shown() {
    let (server, acme) = founded();
    assert_eq!(get(&server, acme.path("/heartbeats")).json(), json!({ "heartbeats": [] }));
    acme.put_keys(&server, 0, server.today());
    for counter in 1..=3 {
        let beat = acme.heartbeat(0, counter, server.today());
        server.request("PUT", acme.adviser_path(0, "heartbeat")).json(&beat).send().expect(201);
        assert_eq!(get(&server, acme.path("/heartbeats")).json(), json!({ "heartbeats": [beat] }));
    }
}

#[test]
fn letters_go_in_and_come_out_as_they_were() {
    let (server, acme) = founded();
    for count in [4, 8, 12, 16] {
        let (mut secret, body) = letters(count);
        acme.post(&server, &body).expect(201);
        acme.post(&server, &body).expect(200);
        assert!(fetch(&server, tokens(&secret)) == sealed(&body), "{count} letters");
        // in the order asked for, with zeros where there is none
        secret.reverse();
        let (unknown, _) = letters(1);
        secret[1] = unknown[0].clone();
        let found = fetch(&server, tokens(&secret));
        assert_eq!(found.len(), count * size::LETTER);
        let letter = |at: usize| &body[at * size::POSTED + size::ID..(at + 1) * size::POSTED];
        assert!(found[..size::LETTER] == *letter(count - 1));
        assert!(found[size::LETTER..2 * size::LETTER] == [0; size::LETTER]);
        assert!(found[2 * size::LETTER..3 * size::LETTER] == *letter(count - 3));
    }
    let (secret, body) = letters(8);
    acme.post(&server, &body).expect(201);
    server.request("POST", "/v1/letters/delete").octets(tokens(&secret[..4])).send().expect(204);
    assert!(fetch(&server, tokens(&secret[..4])) == vec![0; 4 * size::LETTER]);
    assert!(fetch(&server, tokens(&secret[4..])) == sealed(&body[4 * size::POSTED..]));
}

#[test]
fn answers_are_never_compressed() {
    let server = server();
    let (secret, _) = letters(4);
    let request =
        server.request("POST", "/v1/letters/fetch").header("Accept-Encoding", "gzip, deflate, br, zstd");
    let answer = request.octets(tokens(&secret)).send().expect(200);
    answer.plainly_headed();
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    assert_eq!(answer.body.len(), 4 * size::LETTER);
}

#[test]
fn a_post_that_is_half_there_is_completed() {
    let (server, acme) = founded();
    let (secret, body) = letters(8);
    acme.post(&server, &body[..4 * size::POSTED]).expect(201);
    acme.post(&server, &body).expect(201);
    assert!(fetch(&server, tokens(&secret)) == sealed(&body));
}

/// All pages of a box, from a cursor.
fn pages(
    server: &Server,
    acme: &Organisation,
    token: &str,
    limit: u32,
    mut after: String,
) -> (Vec<Value>, String) {
    let mut letters = Vec::new();
    loop {
        let query = format!("/letters?limit={limit}{after}");
        let page = server.request("GET", acme.path(&query)).bearer(token).send().expect(200).json();
        let more = page["letters"].as_array().unwrap();
        assert!(more.len() <= limit as usize);
        letters.extend(more.iter().cloned());
        after = format!("&after={}", page["next"].as_str().unwrap());
        if page["complete"] == true {
            return (letters, after);
        }
    }
}

#[test]
fn the_box_is_served_release_by_release() {
    let server = server_with("release_interval = 60");
    let acme = Organisation::founded(&server);
    let other = Organisation::new("other", server.today());
    other.put_directory(&server, Some(&server.admit("other"))).expect(201);
    let token = acme.session(&server, 0, &server.origin());
    let (_, first) = letters(12);
    acme.post(&server, &first).expect(201);
    other.post(&server, &letters(4).1).expect(201);
    // nothing of the open release
    let (none, start) = pages(&server, &acme, &token, 64, String::new());
    assert_eq!(none.len(), 0);
    server.close_release();
    let (_, second) = letters(4);
    acme.post(&server, &second).expect(201);
    for limit in [1, 5, 64] {
        let (letters, _) = pages(&server, &acme, &token, limit, start.clone());
        let mut due = ids(&first);
        due.sort_unstable();
        let got: Vec<_> = letters.iter().map(|letter| letter["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(
            got,
            due.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "sorted by id, pages of {limit}"
        );
        for letter in letters {
            assert_eq!(letter["day"], "2026-11-22");
            let bytes = encoding::decode(letter["letter"].as_str().unwrap()).unwrap();
            assert!(first.windows(size::LETTER).any(|posted| posted == bytes));
        }
    }
    // going on where it ended
    let (_, after) = pages(&server, &acme, &token, 64, start);
    server.close_release();
    let (rest, after) = pages(&server, &acme, &token, 64, after);
    let got: BTreeSet<_> = rest.iter().map(|letter| letter["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(got, ids(&second).iter().map(ToString::to_string).collect());
    assert_eq!(pages(&server, &acme, &token, 64, after).0.len(), 0);
}

#[test]
fn a_session_opens_one_box_until_it_is_closed() {
    let server = server_with("origin = ['https://fluister.example', 'http://fluisteronion.onion']");
    let acme = Organisation::founded(&server);
    for origin in ["https://fluister.example", "http://fluisteronion.onion"] {
        let token = acme.session(&server, 1, origin);
        get_box(&server, &acme, &token).expect(200);
        server.request("DELETE", "/v1/sessions").bearer(&token).send().expect(204);
        get_box(&server, &acme, &token).refused(Problem::SessionUnknown);
    }
    // named, it must be the one that was signed for
    let challenge = acme.session_challenge(&server, 0);
    let mut request = acme.session_request(0, &challenge, "https://fluister.example");
    request["origin"] = json!("http://fluisteronion.onion");
    let open = |request: &Value| server.request("POST", "/v1/sessions").json(request).send();
    open(&request).refused(Problem::Signature);
    request["origin"] = json!("https://fluister.example");
    let session = open(&request).expect(201).json();
    assert_eq!(session["expires_in"], 3_600);
    // the address listened on is no origin once others are named
    let challenge = acme.session_challenge(&server, 0);
    open(&acme.session_request(0, &challenge, &server.origin())).refused(Problem::Signature);
}

fn get_box(server: &Server, acme: &Organisation, token: &str) -> Answer {
    server.request("GET", acme.path("/letters")).bearer(token).send()
}

#[test]
fn files_are_bytes_and_nothing_else() {
    let (server, acme) = founded();
    let page = b"<html><script>alert(1)</script>".as_slice();
    let path = acme.path(&format!("/files/{}", Digest32::of_file(page)));
    let put = || {
        let request = server.request("PUT", path.clone()).octets(page);
        request.header("Fluister-Signature", acme.file_signature(1, page)).send()
    };
    put().expect(201);
    put().expect(200);
    let answer = get(&server, path);
    answer.plainly_headed();
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    assert!(answer.header("content-security-policy").unwrap().contains("sandbox"));
    assert_eq!(answer.body, page);
    // the largest that there may be
    let large = vec![7; size::FILE];
    let path = acme.path(&format!("/files/{}", Digest32::of_file(&large)));
    let request = server.request("PUT", path.clone()).octets(large.clone());
    request.header("Fluister-Signature", acme.file_signature(0, &large)).send().expect(201);
    assert!(get(&server, path).body == large);
}

#[test]
fn files_have_their_room() {
    let server = server_with("files_quota_mib = 1");
    let acme = Organisation::founded(&server);
    let put = |bytes: &[u8]| {
        let request =
            server.request("PUT", acme.path(&format!("/files/{}", Digest32::of_file(bytes)))).octets(bytes);
        request.header("Fluister-Signature", acme.file_signature(0, bytes)).send()
    };
    put(&vec![1; size::FILE - 10]).expect(201);
    put(&[2; 11]).refused(Problem::FilesFull);
    put(&[3; 10]).expect(201);
}

#[test]
fn work_rises_with_letters_and_falls_again() {
    let server = server_with("letters_per_release = 16\nletters_per_day = 32\nhighest_difficulty = 9");
    let acme = Organisation::founded(&server);
    let other = Organisation::new("other", server.today());
    other.put_directory(&server, Some(&server.admit("other"))).expect(201);
    let difficulty = || acme.challenge(&server).1;
    assert_eq!(difficulty(), 0);
    acme.post(&server, &letters(4).1).expect(201);
    assert_eq!(difficulty(), 0);
    acme.post(&server, &letters(4).1).expect(201);
    assert_eq!(difficulty(), 8, "half of what a release may get");
    assert_eq!(other.challenge(&server).1, 0, "each organisation for itself");
    server.close_release();
    assert_eq!(difficulty(), 0, "the next release");
    acme.post(&server, &letters(8).1).expect(201);
    server.close_release();
    assert_eq!(difficulty(), 8, "half of what a day may get");
    acme.post(&server, &letters(16).1).expect(201);
    assert_eq!(difficulty(), 9, "never past the highest");
    // an adviser is let off the difficulty, not the challenge
    let session = acme.session(&server, 0, &server.origin());
    let (_, body) = letters(4);
    let (challenge, _) = acme.challenge(&server);
    let poor =
        (0..).map(|nonce| Work { challenge, nonce }).find(|work| work.zero_bits(&body) < 8).unwrap().header();
    acme.post_with(&server, &body, &poor).send().refused(Problem::WorkInsufficient);
    acme.post_with(&server, &body, &poor).bearer(&session).send().expect(201);
    let (_, next) = letters(4);
    acme.post_with(&server, &next, &poor).bearer(&session).send().refused(Problem::WorkSpent);
    // tomorrow, after the sweep; a release belongs to the day on which it is closed
    server.close_release();
    server.clock.advance(86_400);
    server.tend();
    assert_eq!(difficulty(), 0);
}

/// What one adviser posts by session makes nobody's work harder, and is refused beyond a quota: of that adviser alone.
#[test]
fn what_an_adviser_posts_by_session_is_counted_apart() {
    let settings = "letters_per_release = 16\nsession_letters_per_day = 40\nchunks_per_day = 4\nsession_chunks_per_day = 3";
    let server = server_with(settings);
    let acme = Organisation::founded(&server);
    let [sam, robin] = [0, 1].map(|at| acme.session(&server, at, &server.origin()));
    let post = |session: &str, count| {
        let (_, body) = letters(count);
        acme.post_with(&server, &body, &acme.work(&server, &body)).bearer(session).send()
    };
    for count in [16, 16, 8] {
        post(&sam, count).expect(201);
    }
    assert_eq!(acme.challenge(&server).1, 0, "nobody pays for it");
    let before = server.stored();
    post(&sam, 4).refused(Problem::SessionQuota);
    assert_eq!(server.stored(), before);
    post(&robin, 4).expect(201);
    // with work, as everybody
    acme.post(&server, &letters(4).1).expect(201);
    let all = chunks(5);
    let named: Vec<u8> = all.iter().flat_map(|chunk| chunk.id().0).collect();
    let work = acme.work(&server, &named);
    let put =
        |at: usize, session: &str| acme.put_chunk(&server, &all[at], &work, &named).bearer(session).send();
    for at in 0..3 {
        put(at, &sam).expect(201);
    }
    assert_eq!(acme.challenge(&server).1, 0);
    put(3, &sam).refused(Problem::SessionQuota);
    // what is there is answered all the same
    put(0, &sam).expect(200);
    put(3, &robin).expect(201);
    // another session is no other adviser; another day is another day
    post(&acme.session(&server, 0, &server.origin()), 4).refused(Problem::SessionQuota);
    server.clock.advance(86_400);
    server.tend();
    post(&acme.session(&server, 0, &server.origin()), 16).expect(201);
}

#[test]
fn a_full_disk_keeps_its_last_tenth_for_advisers() {
    let server = server_with("storage_quota_mib = 2");
    let acme = Organisation::founded(&server);
    let session = acme.session(&server, 0, &server.origin());
    let full = (0..40)
        .map(|_| acme.post(&server, &letters(4).1))
        .find(|answer| answer.status != 201)
        .expect("2 MiB are full at some time");
    full.refused(Problem::StorageFull);
    assert_eq!(full.header("retry-after"), Some("600"));
    let (_, body) = letters(4);
    let (challenge, _) = acme.challenge(&server);
    let work = Work { challenge, nonce: 0 }.header();
    acme.post_with(&server, &body, &work).bearer(&session).send().expect(201);
    // what is there is answered all the same
    acme.post(&server, &body).expect(200);
}

#[test]
fn web_apps_of_others_may_call() {
    let server = server();
    let preflight = |method: &str, path: &str| {
        let request = server.request("OPTIONS", path).header("Origin", "https://app.example");
        request.header("Access-Control-Request-Method", method).send().expect(204)
    };
    for (method, path) in [
        ("PUT", "/v1/organisations/acme/directory"),
        ("POST", "/v1/letters/fetch"),
        ("DELETE", "/v1/sessions"),
        ("GET", "/v1/server"),
    ] {
        let answer = preflight(method, path);
        answer.plainly_headed();
        assert!(answer.header("access-control-allow-methods").unwrap().contains(method));
        for name in ["Authorization", "Content-Type", "Fluister-Work", "Fluister-Signature", "If-None-Match"]
        {
            assert!(answer.header("access-control-allow-headers").unwrap().contains(name));
        }
    }
    let exposed = get(&server, "/v1/server");
    assert_eq!(exposed.header("access-control-expose-headers"), Some("ETag, Retry-After"));
}

/// Whether something has come that nobody has read yet.
fn is_answered(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let is_answered = stream.peek(&mut [0]).is_ok();
    stream.set_nonblocking(false).unwrap();
    is_answered
}

#[test]
fn load_is_shed() {
    let server = server_with("requests_at_once = 1");
    let (secret, _) = letters(4);
    let (mut slow, busy) = loop {
        let slow = server.request("POST", "/v1/letters/fetch").octets(Vec::new());
        let slow = slow.begin(4 * size::ID, &tokens(&secret[..3]));
        // the slow one has its place once others are turned away; where it is turned away itself, another comes
        let busy = std::iter::repeat_with(|| server.request("GET", "/v1/server").send())
            .take_while(|_| !is_answered(&slow))
            .find(|answer| answer.status != 200);
        if let Some(busy) = busy {
            break (slow, busy);
        }
    };
    busy.refused(Problem::Busy);
    assert_eq!(busy.header("retry-after"), Some("5"));
    slow.write_all(&tokens(&secret[3..])).unwrap();
    let answer = Answer::read("POST", "/v1/letters/fetch", &mut slow);
    assert_eq!((answer.status, answer.body.len()), (200, 4 * size::LETTER));
    let after = std::iter::repeat_with(|| server.request("GET", "/v1/server").send().status);
    assert_eq!(after.take(1_000).find(|status| *status == 200), Some(200), "the place is given back");
}

#[test]
fn many_post_at_once() {
    let (server, acme) = founded();
    let posts: Vec<_> = (0..32).map(|_| letters(4)).collect();
    std::thread::scope(|scope| {
        for (_, body) in &posts {
            scope.spawn(|| {
                acme.post(&server, body).expect(201);
                // and again, as over a bad connection
                acme.post(&server, body).expect(200);
            });
        }
    });
    for (secret, body) in &posts {
        assert!(fetch(&server, tokens(secret)) == sealed(body));
    }
}

#[test]
fn one_challenge_posts_once_however_many_try() {
    let (server, acme) = founded();
    let (challenge, _) = acme.challenge(&server);
    let work = Work { challenge, nonce: 0 }.header();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let post = || acme.post_with(&server, &letters(4).1, &work).send().status;
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(post)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1);
    assert!(statuses.iter().all(|status| [201, 403].contains(status)), "{statuses:?}");
}

#[test]
fn the_description_and_the_problems_can_be_read() {
    let server = server();
    assert_eq!(get(&server, "/openapi.json").json()["info"]["title"], "fluister");
    for (path, media_type) in [
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/start.js", "text/javascript"),
        ("/docs/swagger-ui.css", "text/css"),
        ("/docs/swagger-ui-bundle.js", "text/javascript"),
        ("/problems", "text/html; charset=utf-8"),
    ] {
        let answer = get(&server, path);
        answer.plainly_headed();
        assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    }
    let page = String::from_utf8(get(&server, "/docs").body).unwrap();
    assert!(!page.contains("://"), "nothing from elsewhere");
    // nothing inline, and what shows the description
    let scripts: Vec<_> =
        page.split("<script").skip(1).map(|script| script.split('>').next().unwrap()).collect();
    assert_eq!(scripts, [" src=\"/docs/swagger-ui-bundle.js\"", " src=\"/docs/start.js\""]);
    let start = String::from_utf8(get(&server, "/docs/start.js").body).unwrap();
    assert!(start.contains("SwaggerUIBundle(") && start.contains("/openapi.json"), "{start}");
    for problem in Problem::ALL {
        let page = String::from_utf8(get(&server, problem.uri()).body).unwrap();
        assert!(page.contains(problem.facts().title) && page.contains(problem.facts().advice));
    }
    server.request("GET", "/problems/none").send().refused(Problem::NotFound);
    server.request("GET", "/docs/swagger-ui.js.map").send().refused(Problem::NotFound);
}
