//! The pages: the same for everybody, in the encodings that browsers ask for, and able to do nothing but what they need.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fluister_protocol::encoding;
use fluister_protocol::id::Digest32;
use fluister_server::openapi;
use fluister_server::problem::Problem;
use fluister_server::web::{RESERVED, is_reserved};
use fluister_tests::harness::{self, Server, server, server_with};
use fluister_tests::http::Answer;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";
/// The adviser's app has workers, can be installed, and brings a typeface; nothing else is more.
const ADVISERS: &str = "trusted-types workers; worker-src 'self'; manifest-src 'self'; font-src 'self'";

/// A file of `web/dist`.
fn built(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist").join(name)).unwrap()
}

/// The addresses of all scripts and other parts of melders' pages.
fn parts() -> Vec<String> {
    parts_of("web")
}

/// What lies in a folder of `web/dist`, without the compressed forms.
fn parts_of(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist").join(folder);
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut parts: Vec<String> =
        names.filter(|name| !name.ends_with(".br") && !name.ends_with(".gz")).collect();
    parts.sort();
    assert!(!parts.is_empty());
    parts
}

fn get(server: &Server, path: &str) -> Answer {
    server.request("GET", path).send()
}

/// All but the time, in order.
fn headers(answer: &Answer) -> BTreeSet<(&str, &str)> {
    let all = answer.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    all.filter(|(name, _)| *name != "date").collect()
}

#[track_caller]
fn headed_as_a_page(answer: &Answer) {
    headed_with(answer, POLICY);
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer}");
    assert_eq!(answer.header("etag"), None, "{answer}");
}

#[track_caller]
fn headed_with(answer: &Answer, policy: &str) {
    for (name, value) in [
        ("content-security-policy", policy),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
        ("x-content-type-options", "nosniff"),
        ("vary", "Accept-Encoding"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{answer}");
    }
    let permissions = answer.header("permissions-policy").unwrap();
    for off in ["camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"] {
        assert!(permissions.contains(off), "{off}: {permissions}");
    }
    assert!(permissions.split(", ").all(|one| one.ends_with("=()")), "{permissions}");
    for absent in ["set-cookie", "server", "last-modified", "strict-transport-security"] {
        assert_eq!(answer.header(absent), None, "{answer}");
    }
}

#[test]
fn every_organisation_has_the_same_page_whether_there_is_one_or_not() {
    let server = server();
    server.admit("acme");
    let page = get(&server, "/acme").expect(200);
    headed_as_a_page(&page);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.body, built("index.html"));
    for path in ["/nobody", "/x", "/acme?code=1", "/a-b-0"] {
        let other = get(&server, path).expect(200);
        assert_eq!(headers(&other), headers(&page), "{path}");
        assert!(other.body == page.body, "{path}");
    }
}

#[test]
fn a_page_asks_no_database() {
    let server = server_with("readers = 1");
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
    let store = server.state.store.clone();
    let reading = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let job = move |_: &mut fluister_server::store::Connection| {
            begun.send(()).unwrap();
            let _ = may_go_on.recv();
            Ok(())
        };
        runtime.block_on(store.read("test", job)).unwrap();
    });
    has_begun.recv().unwrap();
    // the only reader is busy, and stays so: whoever asked it would wait
    for path in ["/", "/help", "/acme", "/nobody"] {
        get(&server, path).expect(200);
    }
    drop(go_on);
    reading.join().unwrap();
}

#[test]
fn the_other_pages_and_their_parts_are_there() {
    let server = server();
    for (path, file) in [("/", "root.html"), ("/help", "help.html")] {
        let page = get(&server, path).expect(200);
        headed_as_a_page(&page);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(page.body, built(file));
    }
    for part in parts() {
        let answer = get(&server, &format!("/web/{part}")).expect(200);
        headed_as_a_page(&answer);
        let media_type = match part.rsplit('.').next().unwrap() {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "json" => "application/json",
            "svg" => "image/svg+xml",
            other => unreachable!("name the type of .{other} here"),
        };
        assert_eq!(answer.header("content-type"), Some(media_type), "{answer}");
        assert_eq!(answer.body, built(&format!("web/{part}")));
    }
}

#[test]
fn advisers_keep_their_app_and_administrators_keep_nothing() {
    let server = server();
    let advisers = POLICY.replace("trusted-types 'none'", ADVISERS);
    for (app, policy) in [("adviser", advisers.as_str()), ("organisation", POLICY)] {
        assert_eq!(
            get(&server, &format!("/{app}")).expect(308).header("location"),
            Some(&*format!("/{app}/"))
        );
        let page = get(&server, &format!("/{app}/")).expect(200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(page.body, built(&format!("{app}/index.html")));
        let parts = parts_of(app);
        assert!(parts.iter().any(|part| part.ends_with(".js")), "{parts:?}");
        for path in parts.iter().map(|part| format!("/{app}/{part}")).chain([format!("/{app}/")]) {
            let answer = get(&server, &path).expect(200);
            headed_with(&answer, policy);
            let caching = answer.header("cache-control").unwrap();
            if app == "organisation" {
                assert_eq!((caching, answer.header("etag")), ("no-store", None), "{path}");
                continue;
            }
            let is_fixed = ["/adviser/", "index.html", "service-worker.js", "app.webmanifest", "icon.svg"]
                .iter()
                .any(|name| path.ends_with(name));
            assert_eq!(caching.contains("immutable"), !is_fixed, "{path}: {caching}");
            assert_eq!(caching == "no-cache", is_fixed, "{path}: {caching}");
            let tag = answer.header("etag").unwrap();
            let again = server.request("GET", &path).header("If-None-Match", tag).send().expect(304);
            assert!(again.body.is_empty(), "{path}");
            let other = server.request("GET", &path).header("If-None-Match", "\"other\"").send().expect(200);
            assert_eq!(other.body, answer.body, "{path}");
        }
    }
    // the same bytes in another form are other bytes
    let tag = |accepted: &str| {
        let answer =
            server.request("GET", "/adviser/").header("Accept-Encoding", accepted).send().expect(200);
        answer.header("etag").unwrap().to_owned()
    };
    assert_ne!(tag("br"), tag("identity"));
}

#[test]
fn only_the_advisers_app_talks_to_other_servers_and_only_to_those_that_are_named() {
    let server = server_with("other_servers = ['https://elsewhere.example', 'http://127.0.0.1:8081']");
    let more = "connect-src 'self' https://elsewhere.example http://127.0.0.1:8081;";
    let advisers = POLICY.replace("trusted-types 'none'", ADVISERS).replace("connect-src 'self';", more);
    for part in [String::new()].into_iter().chain(parts_of("adviser")) {
        headed_with(&get(&server, &format!("/adviser/{part}")).expect(200), &advisers);
    }
    for path in ["/", "/help", "/acme", "/organisation/", &format!("/web/{}", parts()[0])] {
        headed_with(&get(&server, path).expect(200), POLICY);
    }
}

#[test]
fn pages_name_only_what_is_there() {
    for (page, app) in [
        ("index.html", "web"),
        ("root.html", "web"),
        ("help.html", "web"),
        ("adviser/index.html", "adviser"),
        ("organisation/index.html", "organisation"),
    ] {
        let parts = parts_of(app);
        let text = String::from_utf8(built(page)).unwrap();
        let start = format!("\"/{app}/");
        let named: Vec<_> = text.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(named.iter().any(|name| name.ends_with(".css")), "{page} has no looks: {named:?}");
        for name in named {
            assert!(parts.iter().any(|part| part == name), "{page} names {name}");
        }
        assert!(!text.contains("http://") && !text.contains("//cdn"), "{page} names another host");
    }
}

#[test]
fn the_manifest_names_every_file_with_its_hash_and_the_policy() {
    let server = server();
    let manifest = get(&server, "/web/manifest.json").expect(200).json();
    assert_eq!(manifest["default_csp"], POLICY);
    let advisers = POLICY.replace("trusted-types 'none'", ADVISERS);
    let others = serde_json::json!({ "/adviser/": advisers, "/organisation/": POLICY });
    assert_eq!(manifest["extra_csp"], others);
    let files = manifest["files"].as_object().unwrap();
    for page in ["index.html", "root.html", "help.html"] {
        assert_eq!(files[&format!("/{page}")], sha256(&built(page)), "{page}");
    }
    let mut count = 3;
    for app in ["web", "adviser", "organisation"] {
        for part in parts_of(app).iter().filter(|part| *part != "manifest.json") {
            let served = get(&server, &format!("/{app}/{part}")).expect(200).body;
            assert_eq!(files[&format!("/{app}/{part}")], sha256(&served), "{app}/{part}");
            count += 1;
        }
    }
    assert_eq!(files.len(), count);
}

/// In base64, as manifests have it.
fn sha256(bytes: &[u8]) -> String {
    // base64url is all that there is here; the two last letters of the alphabet are all that differs
    let text = encoding::encode(&Digest32::of_file(bytes).0).replace('-', "+").replace('_', "/");
    format!("{text}=")
}

#[test]
fn browsers_get_the_encoding_that_they_take() {
    let server = server();
    let page = |accepted: &str| {
        let answer = server.request("GET", "/acme").header("Accept-Encoding", accepted).send().expect(200);
        headed_as_a_page(&answer);
        answer
    };
    for (accepted, coding, file) in [
        ("gzip, deflate, br, zstd", Some("br"), "index.html.br"),
        ("br;q=0.5, gzip;q=1.0", Some("gzip"), "index.html.gz"),
        ("gzip, deflate", Some("gzip"), "index.html.gz"),
        ("br;q=0, gzip;q=0", None, "index.html"),
        ("identity", None, "index.html"),
        ("zstd", None, "index.html"),
        ("*;q=0", None, "index.html"),
        ("br;q=nonsense", None, "index.html"),
        ("", None, "index.html"),
    ] {
        let answer = page(accepted);
        assert_eq!(answer.header("content-encoding"), coding, "{accepted}: {answer}");
        assert!(answer.body == built(file), "{accepted}");
    }
}

#[test]
fn head_tells_what_get_would() {
    let server = server();
    for path in ["/", "/help", "/acme", &format!("/web/{}", parts()[0])] {
        let (get, head) = (get(&server, path).expect(200), server.request("HEAD", path).send().expect(200));
        assert_eq!(headers(&head), headers(&get), "{path}");
        assert!(head.body.is_empty() && !get.body.is_empty(), "{path}");
    }
}

#[test]
fn other_methods_are_refused() {
    let server = server();
    for path in ["/", "/help", "/acme", &format!("/web/{}", parts()[0])] {
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let answer = server.request(method, path).send();
            answer.refused(Problem::MethodNotAllowed);
            assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{answer}");
        }
    }
}

#[test]
fn nothing_else_is_there() {
    let server = server();
    let longest = "a".repeat(63);
    get(&server, &format!("/{longest}")).expect(200);
    for path in [
        "/adviser/none.js",
        "/adviser/..%2findex.html",
        "/adviser/index.html/",
        "/organisation/none.js",
        "/organisation/..%2findex.html",
        "/web",
        "/web/",
        "/web/none.js",
        "/web/index.html",
        "/index.html",
        "/root.html",
        "/web/..",
        "/web/../index.html",
        "/web/..%2findex.html",
        "/web/..%2Findex.html",
        "/web/%2e%2e%2findex.html",
        "/web/%2e%2e/index.html",
        "/web/..%5cindex.html",
        "/web//etc/passwd",
        "/web/%00",
        "/web/%ff",
        "/-acme",
        "/acme-",
        "/a_b",
        "/%2e",
        "/%2f%2fexample.org",
        "//example.org",
        "//example.org/",
        "/robots.txt",
        "/acme/more",
        "/acme//",
        &format!("/{longest}a"),
    ] {
        get(&server, path).refused(Problem::NotFound);
    }
    // compressed forms have no address of their own
    for part in parts() {
        get(&server, &format!("/web/{part}.br")).refused(Problem::NotFound);
        get(&server, &format!("/web/{part}.gz")).refused(Problem::NotFound);
    }
}

#[test]
fn what_people_type_leads_to_the_page() {
    let server = server();
    for typed in ["/Acme", "/ACME", "/acme/", "/Acme/"] {
        let answer = get(&server, typed).expect(308);
        assert_eq!(answer.header("location"), Some("/acme"), "{answer}");
    }
    for path in ["/Docs", "/docs/", "/WEB/", "/v1/"] {
        get(&server, path).refused(Problem::NotFound);
    }
}

#[test]
fn addresses_of_the_servers_own_are_no_organisations() {
    assert!(RESERVED.is_sorted());
    let description = serde_json::to_value(openapi::describe()).unwrap();
    let firsts = description["paths"].as_object().unwrap().keys().map(|path| path.split('/').nth(1).unwrap());
    let own: Vec<&str> = firsts
        .chain(["adviser", "help", "organisation", "web"])
        .filter(|first| !first.contains('.'))
        .collect();
    assert!(own.len() > 30, "{own:?}");
    for first in own {
        assert!(is_reserved(first), "{first} could be an organisation's name");
    }
    let server = server();
    for name in RESERVED {
        if ["adviser", "organisation"].contains(&name) {
            get(&server, &format!("/{name}")).expect(308);
        } else if !["help", "docs", "problems"].contains(&name) {
            get(&server, &format!("/{name}")).refused(Problem::NotFound);
        }
    }
    let refused = harness::operate("sqlite:///nowhere/at-all", &["admit", "help"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("help is an address of the server's own"), "{said}");
}

#[test]
fn browsers_are_told_to_come_back_over_tls_where_there_is_tls() {
    let strict = |settings: &str| {
        let server = server_with(settings);
        let of = |path: &str| get(&server, path).header("strict-transport-security").map(str::to_owned);
        let (page, call) = (of("/acme"), of("/v1/server"));
        assert_eq!(page, call);
        page
    };
    assert_eq!(strict(""), None);
    assert_eq!(strict("origin = ['http://fluister.onion']"), None);
    let both = "origin = ['http://fluister.onion', 'https://fluister.example']";
    assert_eq!(strict(both).as_deref(), Some("max-age=63072000"));
}
