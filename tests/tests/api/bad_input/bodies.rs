//! Bodies, headers and paths, whatever they are of.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;

use fluister_protocol::id::{Digest32, Id};
use fluister_protocol::{encoding, size};
use fluister_server::problem::Problem;
use fluister_tests::harness::{server, server_with};
use fluister_tests::http::Answer;
use fluister_tests::organisation::{Organisation, letters, tokens};
use serde_json::json;

use super::{founded, stores_nothing, work_for};

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
