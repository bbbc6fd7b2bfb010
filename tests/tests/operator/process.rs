//! The real command: settings, ports, signals, its log.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, RunQueryDsl as _, SqliteConnection};
use fluister_protocol::encoding;
use fluister_protocol::size;
use fluister_tests::harness::{Process, binary, process};
use fluister_tests::http::{Answer, Request};
use fluister_tests::organisation::{Organisation, letters, tokens};

/// A run of the command that ends by itself: whether it succeeded, what it printed, what it said.
fn run(command: &mut Command) -> (bool, String, String) {
    let run = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.success(), text(run.stdout), text(run.stderr))
}

#[test]
fn what_was_begun_is_finished_when_it_is_told_to_stop() {
    for signal in ["TERM", "INT"] {
        let mut server = process(&[]);
        let (secret, _) = letters(4);
        let begun = server.request("POST", "/v1/letters/fetch").octets(Vec::new());
        let mut begun = begun.begin(4 * size::ID, &tokens(&secret[..2]));
        // answered one after the other by a server that has seen the first
        server.request("GET", "/v1/server").send().expect(200);
        server.signal(signal);
        // it has begun to stop when it listens no more
        while std::net::TcpStream::connect(server.address).is_ok() {}
        begun.write_all(&tokens(&secret[2..])).unwrap();
        let answer = Answer::read("POST", "/v1/letters/fetch", &mut begun);
        assert_eq!((answer.status, answer.body.len()), (200, 4 * size::LETTER), "{signal}");
        drop(begun);
        let (success, rest) = server.wait();
        assert!(success, "{signal}");
        assert_eq!(rest, "", "nothing else on standard output");
    }
}

#[test]
fn what_was_answered_survives_being_killed() {
    let mut server = process(&[]);
    let acme = Organisation::founded_on(&server);
    let posts: Vec<_> = (0..4).map(|_| letters(4)).collect();
    for (_, body) in &posts {
        acme.post(&server, body).expect(201);
    }
    server.signal("KILL");
    assert!(!server.wait().0);
    let again = server.another();
    for (secret, body) in &posts {
        let found = again.request("POST", "/v1/letters/fetch").octets(tokens(secret)).send().expect(200).body;
        assert!(found.chunks(size::LETTER).eq(body.chunks(size::POSTED).map(|posted| &posted[size::ID..])));
        acme.post(&again, body).expect(200);
    }
}

#[test]
fn the_operator_has_a_port_of_their_own() {
    let server = process(&[]);
    let operator = |path: &str| Request::new(server.operator, "GET", path).send();
    assert_eq!(operator("/livez").expect(200).body, b"alive\n");
    assert_eq!(operator("/readyz").expect(200).body, b"ready\n");
    let acme = Organisation::founded_on(&server);
    acme.post(&server, &letters(4).1).expect(201);
    server.request("GET", "/no/where").send().expect(404);
    let text = String::from_utf8(operator("/metrics").expect(200).body).unwrap();
    for line in [
        "fluister_requests_total{class=\"letters\",status=\"200\"} 1",
        "fluister_requests_total{class=\"letters\",status=\"201\"} 1",
        "fluister_requests_total{class=\"none\",status=\"404\"} 1",
        "fluister_requests_total{class=\"organisations\",status=\"201\"} 1",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    assert!(!text.contains("acme"), "nothing per organisation");
    assert_eq!(Request::new(server.operator, "GET", "/v1/server").send().status, 404);
    for path in ["/livez", "/readyz", "/metrics"] {
        server.request("GET", path).send().expect(404);
    }
}

#[test]
fn the_log_names_nobody() {
    let server = process(&[]);
    let acme = Organisation::founded_on(&server);
    let session = acme.session(&server, 0, &format!("http://{}", server.address));
    let (secret, body) = letters(4);
    acme.post(&server, &body).expect(201);
    let request =
        server.request("POST", "/v1/letters/fetch").header("User-Agent", "curious/1.0").bearer(&session);
    request.header("X-Forwarded-For", "192.0.2.7").octets(tokens(&secret)).send().expect(200);
    server
        .request("GET", acme.path("/letters?after=cursor-from-elsewhere"))
        .bearer(&session)
        .send()
        .expect(400);
    server.request("GET", "/somewhere-else").send().expect(200);
    server.request("GET", "/somewhere-else/again").send().expect(404);
    let log = server.log();
    let ids: Vec<String> = secret.iter().map(|token| token.id().to_string()).collect();
    let adviser = acme.adviser(0).to_string();
    let organisation = acme.id().to_string();
    let mut secrets =
        vec!["acme", "curious", "192.0.2.7", "127.0.0.1", "somewhere-else", "cursor-from", &session[..20]];
    secrets.extend([adviser.as_str(), organisation.as_str()]);
    secrets.extend(ids.iter().map(String::as_str));
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} in the log:\n{log}");
    }
}

#[test]
fn an_admission_is_a_token_alone_and_stored_as_its_hash() {
    let server = process(&[]);
    let token = server.admit("acme");
    let bytes: [u8; 32] = encoding::decode_array(&token).unwrap();
    for entry in std::fs::read_dir(server.directory()).unwrap() {
        let stored = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!stored.windows(32).any(|part| part == bytes));
        assert!(!stored.windows(token.len()).any(|part| part == token.as_bytes()));
    }
    let (success, out, error) =
        run(Command::new(binary()).args(["admit", "Acme BV", "--database", &server.database]));
    assert!(!success && out.is_empty() && error.contains("a-z"), "{error}");
    let (success, _, error) = run(Command::new(binary()).args(["admit", "acme"]));
    assert!(!success && error.contains("--database"), "{error}");
}

#[test]
fn flags_come_before_environment_before_file_before_defaults() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("fluister.toml");
    std::fs::write(&file, "release_interval = 11\nletters_per_day = 99\n").unwrap();
    let file = file.to_str().unwrap();
    let interval = |server: &Process| {
        server.request("GET", "/v1/server").send().expect(200).json()["release_interval"].clone()
    };
    assert_eq!(interval(&process(&[])), 3_600);
    assert_eq!(interval(&process(&["--config", file])), 11);
    assert_eq!(interval(&process(&["--config", file, "--release-interval", "13"])), 13);
    let (success, out, error) = run(Command::new(binary())
        .args(["serve", "--config", file, "--database", "sqlite:///nowhere/at/all"])
        .env("FLUISTER_RELEASE_INTERVAL", "0"));
    assert!(!success && out.is_empty() && error.contains("release_interval"), "the environment's: {error}");
    std::fs::write(file, "relase_interval = 11\n").unwrap();
    let (success, _, error) = run(Command::new(binary()).args(["serve", "--config", file]));
    assert!(!success && error.contains("relase_interval"), "{error}");
}

#[test]
fn faults_at_the_start_are_said_plainly() {
    let (success, out, error) = run(Command::new(binary()).arg("serve").env_remove("FLUISTER_DATABASE"));
    assert!(!success && out.is_empty() && error.contains("--database sqlite://"), "{error}");
    let server = process(&[]);
    let taken = server.address.to_string();
    let other = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", other.path().join("x.sqlite").display());
    let (success, out, error) =
        run(Command::new(binary()).args(["serve", "--listen", &taken, "--database", &database]));
    assert!(!success && out.is_empty() && error.contains(&taken), "{error}");
    let nowhere = "sqlite:///dev/null/x.sqlite";
    let (success, _, error) =
        run(Command::new(binary()).args(["serve", "--listen", "127.0.0.1:0", "--database", nowhere]));
    assert!(!success && error.contains("database"), "{error}");
}

/// A database that saw a server's last day long ago: nothing is deleted, and the log says what to do; then it is, and is counted.
#[test]
fn after_a_leap_of_the_clock_the_operator_says_whether_it_is_right() {
    let mut server = process(&[]);
    let acme = Organisation::founded_on(&server);
    acme.post(&server, &letters(8).1).expect(201);
    server.kill();
    let database = Path::new(server.database.strip_prefix("sqlite://").unwrap());
    let mut c = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    c.batch_execute(
        "INSERT INTO releases SELECT release, seen - 200, 1 FROM clockwork; \
         UPDATE clockwork SET release = release + 1, seen = seen - 100, swept = seen - 100",
    )
    .unwrap();
    let mut left = || {
        diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>("(SELECT count(*) FROM letters)"))
            .get_result::<i64>(&mut c)
            .unwrap()
    };
    let said = |server: &Process, words: &str| {
        let patience = Instant::now() + Duration::from_secs(60);
        while !server.log().contains(words) {
            assert!(Instant::now() < patience, "{words} is not said:\n{}", server.log());
            std::thread::yield_now();
        }
    };
    let mut again = server.another();
    said(&again, "fluister-server sweep --after-clock-change");
    again.kill();
    assert_eq!(left(), 8);
    let word = again.operate(&["sweep"]);
    assert!(!word.status.success() && String::from_utf8_lossy(&word.stderr).contains("--after-clock-change"));
    let word = again.operate(&["sweep", "--after-clock-change"]);
    assert!(word.status.success());
    assert!(String::from_utf8_lossy(&word.stdout).starts_with("The clock is believed: "));
    assert!(String::from_utf8_lossy(&word.stderr).contains("by the operator's word"));
    let last = server.another();
    said(&last, "deleted what was past its time letters=8 chunks=0");
    assert_eq!(left(), 0);
}

#[test]
fn it_prints_its_description() {
    let (success, out, _) = run(Command::new(binary()).arg("openapi"));
    assert!(success && out == fluister_server::openapi::text().unwrap());
    let (success, out, _) = run(Command::new(binary()).arg("--version"));
    assert!(success && out.trim() == format!("fluister-server {}", env!("CARGO_PKG_VERSION")));
}
