//! Nothing of it on the server: after a full round neither its files, its log nor its memory hold a word, a code, a
//! token, a passphrase or a key.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::time::{Duration, Instant};

use fluister_client::Link;
use fluister_client::adviser::State;
use fluister_client::key_file;
use fluister_client::vault::{Kept as _, Vault};
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::derivation::Master;
use fluister_protocol::encoding;
use fluister_tests::command::{Desk, PASSPHRASE};
use fluister_tests::harness::{Process, process};
use fluister_tests::memory;
use serde_json::Value;

const REPORT: &str = "The accounts of the harbour project have been falsified for years.";
const REPLY: &str = "Thank you for trusting me with the harbour matter.";
const FOLLOW_UP: &str = "There is a second ledger in the basement archive.";

/// Looks into the box until a letter with this text has come: releases are closed by the real clock.
fn wait_for(desk: &Desk, text: &str) -> Value {
    let end = Instant::now() + Duration::from_secs(300);
    while Instant::now() < end {
        let inbox = desk.inbox("Sam");
        if inbox.to_string().contains(text) {
            return inbox;
        }
    }
    panic!("the letter never came");
}

/// A full round; everything secret that was part of it.
fn round(server: &Process, desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let admission = server.admit("acme");
    let link = desk.found(&format!("http://{}", server.address), &admission);
    desk.adviser(&link, "Sam");
    let shown = desk.report(&link, "Sam", REPORT);
    let inbox = wait_for(desk, REPORT);
    let name = inbox["threads"][0]["thread"].as_str().expect("a name").to_owned();
    desk.reply("Sam", &name, REPLY);
    assert!(desk.read(&link).to_string().contains(REPLY));
    let follow_up = ["follow-up", "--link", &link, "--code-file", "code", "--text-file", "-"];
    desk.run_with(&follow_up, FOLLOW_UP).done();
    wait_for(desk, FOLLOW_UP);

    let code = RetrievalCode::parse(&shown).expect("a code");
    let link: Link = link.parse().expect("a link");
    let master = Master::derive(&link.pin.organisation, &code);
    let thread = master.thread(0);
    let epoch = fluister_server::clock::Clock::system().today().epoch();
    let vault = Vault::<State>::open(&desk.path("Sam.vault"), PASSPHRASE).expect("the vault");
    let core = vault.state.split().expect("pieces").remove("adviser").expect("the adviser's piece");
    let core: Value = serde_json::from_slice(&core).expect("JSON");
    let file = std::fs::read(desk.path("Sam.vault")).expect("the vault's file");
    let file: Value = serde_json::from_slice(&file).expect("JSON");
    let root = key_file::open(&desk.path("acme.root"), Some(PASSPHRASE)).expect("the root");

    let decoded = |value: &Value| encoding::decode(value.as_str().expect("text")).expect("base64url");
    let mut secrets: Vec<(String, Vec<u8>)> = vec![
        ("report".into(), REPORT.into()),
        ("reply".into(), REPLY.into()),
        ("follow-up".into(), FOLLOW_UP.into()),
        ("retrieval code, as shown".into(), shown.clone().into()),
        ("retrieval code, without dashes".into(), shown.replace('-', "").into()),
        ("retrieval code".into(), code.expose().to_vec()),
        ("master".into(), master.expose().to_vec()),
        ("self key".into(), master.self_key().expose_seed().to_vec()),
        ("self psk".into(), master.self_psk().expose().to_vec()),
        ("reply key".into(), master.reply_key(0).expose_seed().to_vec()),
        ("thread".into(), thread.expose().to_vec()),
        ("thread psk".into(), thread.psk().expose().to_vec()),
        ("thread mac".into(), thread.mac().expose().to_vec()),
        ("thread id".into(), thread.id().0.to_vec()),
        ("token of the report".into(), master.own(0, 1).expose().to_vec()),
        ("token of the follow-up".into(), master.own(0, 2).expose().to_vec()),
        ("token of the reply".into(), thread.reply(1).expose().to_vec()),
        ("token of a note".into(), master.note(epoch, 0).expose().to_vec()),
        ("token of a note that was only asked for".into(), master.note(epoch.minus(3), 0).expose().to_vec()),
        ("passphrase".into(), PASSPHRASE.into()),
        ("key code".into(), decoded(&file["key_code"])),
        ("identity".into(), vault.state.identity().expose_seed().to_vec()),
        ("root".into(), root.expose_seed().to_vec()),
        ("admission".into(), encoding::decode(&admission).expect("base64url")),
    ];
    for (epoch, seed) in core["value"]["keys"]["epochs"].as_object().expect("epochs") {
        secrets.push((format!("secret of epoch {epoch}"), decoded(seed)));
    }
    assert!(secrets.len() >= 27);
    secrets
}

/// Every secret as it may lie about: as it is, and as text.
fn needles(secrets: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    secrets
        .iter()
        .flat_map(|(name, bytes)| {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            // without the last characters, which depend on what follows
            let whole = bytes.len() / 3 * 3;
            let base64 = encoding::encode(bytes.get(..whole).expect("a part"));
            [
                (name.clone(), bytes.clone()),
                (format!("{name}, base64url"), base64.into_bytes()),
                (format!("{name}, hexadecimal"), hex.into_bytes()),
            ]
        })
        .collect()
}

#[test]
fn after_a_full_round_the_server_knows_nothing() {
    let server = process(&["--release-interval", "1"]);
    let desk = Desk::default();
    let needles = needles(&round(&server, &desk));

    let files: Vec<_> = std::fs::read_dir(server.directory())
        .expect("the server's folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    let has = |end: &str| files.iter().any(|file| file.to_string_lossy().ends_with(end));
    assert!(has(".sqlite") && has("-wal") && has("log"), "{files:?}");
    let link =
        desk.run(&["organisation", "show", "--link", &link_of(&desk, &server), "--json"]).done().json();
    let public =
        encoding::decode(link["directory"]["organisation"].as_str().expect("text")).expect("base64url");
    let named: Vec<(&str, &[u8])> =
        needles.iter().map(|(name, needle)| (name.as_str(), needle.as_slice())).collect();
    let (secret, known) = (memory::finder(&named), memory::finder(&[("the fingerprint", &public)]));
    let mut found_public = false;
    for file in &files {
        let bytes = std::fs::read(file).expect("a file");
        found_public |= known.is_match(&bytes);
        if let Some(at) = secret.find(&bytes) {
            panic!("{} in {}", named[at.pattern()].0, file.display());
        }
    }
    assert!(found_public, "the search finds what is there: the fingerprint is no secret");

    let found = memory::search(server.id(), &named);
    assert!(found.is_empty(), "{found:#?}");
    let known = memory::search(server.id(), &[("the slug", b"acme")]);
    assert!(!known.is_empty(), "the search in memory finds what is there");
}

fn link_of(desk: &Desk, server: &Process) -> String {
    let root = key_file::open(&desk.path("acme.root"), Some(PASSPHRASE)).expect("the root");
    format!("http://{}/acme#{}", server.address, root.public().organisation())
}
