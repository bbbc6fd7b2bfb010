//! Advisers who asked for it are told to look into their box: once a day, at their hour, only if letters came, by a real
//! mail relay and over Web Push; and nobody learns anything else from it.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::Write;
use std::sync::{Mutex, Once};

use fluister_protocol::encoding;
use fluister_server::store::claims;
use fluister_server::store::notifications::Way;
use fluister_tests::harness::{NOON, Server, server_on, server_with};
use fluister_tests::organisation::{Organisation, letters};
use fluister_tests::postgres::Database;
use fluister_tests::push_service::{Message, PushService};
use fluister_tests::relay::{Relay, Security};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};

const ORIGIN: &str = "https://fluister.example";
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// Midnight after the day on which servers begin.
const MIDNIGHT: u64 = NOON - NOON % DAY + DAY;

fn settings(smtp: &str) -> String {
    format!("origin = ['{ORIGIN}']\nsmtp = '{smtp}'\nmail_from = 'Box <box@fluister.example>'")
}

fn plain(relay: &Relay) -> String {
    settings(&format!("smtp://127.0.0.1:{}", relay.port))
}

/// A server with an organisation.
fn founded(settings: &str) -> (Server, Organisation) {
    let server = server_with(settings);
    let acme = Organisation::founded(&server);
    (server, acme)
}

/// Asks to be told, as the adviser of this number.
fn ask(server: &Server, acme: &Organisation, at: usize, asked: &Value) -> String {
    let session = acme.session(server, at, server.services.origins.all().first().unwrap());
    server.request("PUT", "/v1/notifications").bearer(&session).json(asked).send().expect(204);
    session
}

/// Letters come, and their release is closed.
fn letters_come(server: &Server, acme: &Organisation) {
    acme.post(server, &letters(4).1).expect(201);
    server.close_release();
}

/// Lets it become so late, and whoever is due be told.
fn tell_at(server: &Server, time: u64) {
    server.clock.set(time);
    server.tell();
}

/// Whether somebody is still to be told this way.
fn is_due(server: &Server, way: Way) -> bool {
    let now = server.state.clock.unix_hours();
    server.write(move |c| claims::is_somebody_due(c, now, way))
}

#[test]
fn one_mail_comes_at_the_hour_if_letters_came() {
    let relay = Relay::start();
    let (server, acme) = founded(&plain(&relay));
    ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
    ask(&server, &acme, 1, &json!({ "email": "robin@example.net", "hour": 9, "language": "en" }));
    letters_come(&server, &acme);
    server.tell();
    tell_at(&server, MIDNIGHT + 7 * HOUR - 1);
    assert_eq!(relay.mails().len(), 0);
    tell_at(&server, MIDNIGHT + 7 * HOUR);
    let mail = &relay.mails()[0];
    assert_eq!(mail["to"], json!(["sam@example.org"]));
    assert_eq!(mail["from"], "box@fluister.example");
    assert_eq!(mail["headers"]["subject"], "Kijk in uw postvak");
    for _ in 0..3 {
        server.tell();
        server.clock.advance(HOUR / 2);
    }
    assert_eq!(relay.mails().len(), 1, "told twice, or too early");
    tell_at(&server, MIDNIGHT + 9 * HOUR);
    assert_eq!(relay.mails()[1]["to"], json!(["robin@example.net"]));
    assert_eq!(relay.mails()[1]["headers"]["subject"], "Look into your box");
    // on a day without letters nobody is told; on the next, both are
    for hour in [7, 9, 23] {
        tell_at(&server, MIDNIGHT + DAY + hour * HOUR);
    }
    assert_eq!(relay.mails().len(), 2, "told without letters");
    letters_come(&server, &acme);
    for hour in [7, 9] {
        tell_at(&server, MIDNIGHT + 2 * DAY + hour * HOUR);
    }
    let to: Vec<Value> = relay.mails()[2..].iter().map(|mail| mail["to"][0].clone()).collect();
    assert_eq!(to, ["sam@example.org", "robin@example.net"]);
}

#[test]
fn letters_that_come_after_the_hour_are_told_of_the_next_day() {
    let relay = Relay::start();
    let (server, acme) = founded(&plain(&relay));
    ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
    tell_at(&server, MIDNIGHT + 7 * HOUR);
    letters_come(&server, &acme);
    for hour in [8, 9, 23, 24 + 6] {
        tell_at(&server, MIDNIGHT + hour * HOUR);
    }
    assert_eq!(relay.mails().len(), 0, "the hour tells when letters came");
    tell_at(&server, MIDNIGHT + DAY + 7 * HOUR);
    assert_eq!(relay.mails().len(), 1);
}

#[test]
fn a_mail_says_where_to_look_and_nothing_else() {
    let relay = Relay::start();
    let (server, acme) = founded(&plain(&relay));
    ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
    ask(&server, &acme, 1, &json!({ "email": "robin@example.org", "hour": 7, "language": "en" }));
    for _ in 0..5 {
        letters_come(&server, &acme);
    }
    tell_at(&server, MIDNIGHT + 7 * HOUR);
    let mut mails = relay.mails();
    assert_eq!(mails.len(), 2);
    // Robin first
    mails.sort_by_key(|mail| mail["to"][0].to_string());
    for (mail, off) in mails.iter().zip(["You can switch it off", "zet u het weer uit"]) {
        let text = mail["text"].as_str().unwrap();
        let names_page = text.lines().any(|line| line == "https://fluister.example/adviser/");
        assert!(names_page && text.contains(off), "{text}");
        assert_eq!(mail["helo"], "fluister.example");
        let headers = mail["headers"].as_object().unwrap();
        let names: Vec<&str> = headers.keys().map(String::as_str).collect();
        let known = [
            "auto-submitted",
            "content-transfer-encoding",
            "content-type",
            "date",
            "from",
            "message-id",
            "subject",
            "to",
        ];
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
        assert_eq!(headers["from"], "Box <box@fluister.example>");
        assert_eq!(headers["auto-submitted"], "auto-generated");
        let id = headers["message-id"].as_str().unwrap();
        assert!(id.ends_with("@fluister.example>") && id.len() > 30, "{id}");
        // neither whose box it is, nor how much is in it
        let all = format!("{}{}", headers["subject"], text).to_lowercase();
        let id = acme.id().to_string();
        for secret in ["acme", "sam", "robin", id.as_str(), "5", "20", "letter", "brief", "report", "melding"]
        {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
    }
}

#[test]
fn who_has_read_the_box_is_not_told() {
    let relay = Relay::start();
    let (server, acme) = founded(&plain(&relay));
    let session = ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
    ask(&server, &acme, 1, &json!({ "email": "robin@example.org", "hour": 7, "language": "nl" }));
    letters_come(&server, &acme);
    let page = |limit: u32| {
        let request = server.request("GET", acme.path(&format!("/letters?limit={limit}")));
        request.bearer(&session).send().expect(200).json()
    };
    assert_eq!(page(64)["complete"], true);
    tell_at(&server, MIDNIGHT + 7 * HOUR);
    assert_eq!(relay.mails().len(), 1);
    assert_eq!(relay.mails()[0]["to"][0], "robin@example.org");
}

#[test]
fn who_switched_it_off_or_is_no_longer_listed_is_not_told() {
    let relay = Relay::start();
    let (server, mut acme) = founded(&plain(&relay));
    let session = ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
    ask(&server, &acme, 1, &json!({ "email": "robin@example.org", "hour": 7, "language": "nl" }));
    letters_come(&server, &acme);
    server.request("DELETE", "/v1/notifications").bearer(&session).send().expect(204);
    acme.go_on();
    acme.directory.advisers.truncate(1);
    acme.put_directory(&server, None).expect(201);
    tell_at(&server, MIDNIGHT + 7 * HOUR);
    assert_eq!(relay.mails().len(), 0);
}

#[test]
fn two_servers_on_one_database_tell_once() {
    let relay = Relay::start();
    let push = PushService::start();
    let database = Database::create();
    let settings = format!("{}\nweb_push = true\npush_hosts = ['{}']", plain(&relay), push.origin());
    let servers = [server_on(&database.libpq, NOON, &settings), server_on(&database.libpq, NOON, &settings)];
    let acme = Organisation::founded(&servers[0]);
    for (at, name) in ["sam", "robin"].into_iter().enumerate() {
        let endpoint = format!("{}/{name}", push.origin());
        let asked = json!({ "email": format!("{name}@example.org"), "web_push": { "endpoint": endpoint },
            "hour": 7, "language": "nl" });
        ask(&servers[0], &acme, at, &asked);
    }
    for day in 0..5 {
        letters_come(&servers[0], &acme);
        let before = relay.mails().len();
        push.messages();
        for server in &servers {
            server.clock.set(MIDNIGHT + day * DAY + 7 * HOUR);
        }
        std::thread::scope(|scope| {
            for server in &servers {
                scope.spawn(|| server.tell());
            }
        });
        assert_eq!(relay.mails().len() - before, 2, "mails on day {day}");
        assert_eq!(push.messages().len(), 2, "push messages on day {day}");
        for server in &servers {
            server.clock.advance(5 * HOUR);
        }
    }
}

#[test]
fn a_relay_that_is_busy_is_asked_again_within_the_day() {
    log();
    let relay = Relay::start();
    let (server, acme) = founded(&plain(&relay));
    ask(&server, &acme, 0, &json!({ "email": "quirijn@example.org", "hour": 22, "language": "nl" }));
    letters_come(&server, &acme);
    relay.refuse(Some("450 quirijn@example.org: not now"));
    tell_at(&server, MIDNIGHT + 22 * HOUR);
    assert_eq!(relay.refused().as_deref(), Some("quirijn@example.org"));
    relay.refuse(None);
    server.tell();
    assert_eq!(relay.mails().len(), 0, "asked again at once");
    tell_at(&server, MIDNIGHT + 23 * HOUR);
    assert_eq!(relay.mails().len(), 1);
    // what was refused for good, or late in the evening, is left to the next day
    letters_come(&server, &acme);
    relay.refuse(Some("550 quirijn@example.org: no such user"));
    tell_at(&server, MIDNIGHT + DAY + 22 * HOUR);
    relay.refuse(None);
    for hour in [23, 24, 45] {
        tell_at(&server, MIDNIGHT + DAY + hour * HOUR);
    }
    assert_eq!(relay.mails().len(), 1, "asked again on the same day, or told early");
    tell_at(&server, MIDNIGHT + 2 * DAY + 22 * HOUR);
    assert_eq!(relay.mails().len(), 2);
    let log = log();
    assert!(log.contains("it answered 450") && log.contains("it answered 550"), "{log}");
    // a name that no other test's servers could log
    assert!(!log.contains("quirijn"), "an address is in the log: {log}");
}

#[test]
fn a_relay_that_is_not_there_delays_nothing() {
    let gone = Relay::start().port;
    let (server, acme) = founded(&settings(&format!("smtp://127.0.0.1:{gone}")));
    ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
    letters_come(&server, &acme);
    tell_at(&server, MIDNIGHT + 7 * HOUR);
    assert!(is_due(&server, Way::Email), "nobody was told, and nobody will be");
    letters_come(&server, &acme);
    assert!(is_due(&server, Way::Email));
}

#[test]
fn who_asks_for_encryption_gets_it_or_nothing_is_sent() {
    let cases = [
        (Security::Plain, "smtp://localhost:PORT?tls=required"),
        (Security::StartTls, "smtp://localhost:PORT?tls=required"),
        (Security::Tls, "smtps://localhost:PORT"),
        (Security::Plain, "smtps://localhost:PORT"),
    ];
    for (security, smtp) in cases {
        let relay = Relay::with(security);
        let (server, acme) = founded(&settings(&smtp.replace("PORT", &relay.port.to_string())));
        ask(&server, &acme, 0, &json!({ "email": "sam@example.org", "hour": 7, "language": "nl" }));
        letters_come(&server, &acme);
        tell_at(&server, MIDNIGHT + 7 * HOUR);
        assert!(is_due(&server, Way::Email), "{security:?} {smtp}");
        assert!(relay.mails().is_empty() && relay.refused().is_none(), "{security:?} {smtp}");
    }
}

/// Checks what RFC 8292 asks of a message, and hands on its claims.
fn claims(message: &Message, public: &str) -> Value {
    let authorization = message.header("authorization").unwrap();
    let (token, key) = authorization.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    assert_eq!(key, public);
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("{token}") };
    let json = |part| serde_json::from_slice::<Value>(&encoding::decode(part).unwrap()).unwrap();
    assert_eq!(json(header), json!({ "typ": "JWT", "alg": "ES256" }));
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, encoding::decode(key).unwrap());
    let signed = format!("{header}.{claims}");
    key.verify(signed.as_bytes(), &encoding::decode(signature).unwrap()).expect("signed by this key");
    json(claims)
}

#[test]
fn a_push_message_is_empty_and_signed() {
    let push = PushService::start();
    let settings = format!("origin = ['{ORIGIN}']\nweb_push = true\npush_hosts = ['{}']", push.origin());
    let (server, acme) = founded(&settings);
    let ways = server.request("GET", "/v1/server").send().expect(200).json()["notifications"].take();
    let public = ways["web_push"].as_str().unwrap();
    let endpoint = format!("{}/sam", push.origin());
    ask(&server, &acme, 0, &json!({ "web_push": { "endpoint": endpoint }, "hour": 7, "language": "nl" }));
    letters_come(&server, &acme);
    let now = MIDNIGHT + 7 * HOUR;
    for _ in 0..2 {
        tell_at(&server, now);
    }
    let messages = push.messages();
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert_eq!((message.path.as_str(), message.body.len()), ("/sam", 0));
    assert_eq!(message.header("ttl"), Some("86400"));
    assert_eq!(message.header("content-encoding"), None);
    let claims = claims(message, public);
    assert_eq!(claims, json!({ "aud": push.origin(), "exp": now + 12 * HOUR, "sub": ORIGIN }));
}

#[test]
fn what_push_services_answer_counts() {
    let push = PushService::start();
    let (server, acme) = founded(&format!("web_push = true\npush_hosts = ['{}']", push.origin()));
    let asked = |name: &str| json!({ "web_push": { "endpoint": format!("{}/{name}", push.origin()) }, "hour": 7, "language": "nl" });
    ask(&server, &acme, 0, &asked("sam"));
    letters_come(&server, &acme);
    // busy: again in an hour, not before
    push.answer(503);
    for minutes in [0, 30, 60] {
        tell_at(&server, MIDNIGHT + 7 * HOUR + minutes * 60);
    }
    assert_eq!(push.messages().len(), 2);
    // sent on elsewhere: not followed, and not today
    push.answer(307);
    tell_at(&server, MIDNIGHT + 9 * HOUR);
    push.answer(201);
    tell_at(&server, MIDNIGHT + 10 * HOUR);
    let paths: Vec<String> = push.messages().into_iter().map(|message| message.path).collect();
    assert_eq!(paths, ["/sam"]);
    // taken the next day, and then no more
    for hour in [7, 8] {
        tell_at(&server, MIDNIGHT + DAY + hour * HOUR);
    }
    assert_eq!(push.messages().len(), 1);
    // no more: it is forgotten
    for (day, status) in [(2, 404), (3, 410)] {
        ask(&server, &acme, 1, &asked("robin"));
        letters_come(&server, &acme);
        push.answer(status);
        tell_at(&server, MIDNIGHT + day * DAY + 7 * HOUR);
        let session = acme.session(&server, 1, &server.origin());
        server.request("GET", "/v1/notifications").bearer(&session).send().expect(404);
    }
}

/// What all servers of this process have logged since this was called first, those of other tests among them.
fn log() -> String {
    static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());
    static ONCE: Once = Once::new();
    struct Writer;
    impl Write for Writer {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            LOG.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_ansi(false)
            .with_max_level(tracing::Level::DEBUG)
            .with_writer(|| Writer)
            .init();
    });
    String::from_utf8(LOG.lock().unwrap().clone()).unwrap()
}
