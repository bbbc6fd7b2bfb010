//! An adviser's devices, letters between advisers and a handover, at the command line.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use fluister_tests::command::{Desk, server};
use fluister_tests::harness::Server;
use serde_json::{Value, json};

/// An organisation with Sam and Robin, and Sam's key code in a file of that name.
fn organisation(server: &Server) -> (Desk, String) {
    let desk = Desk::default();
    let link = desk.found(&server.origin(), &server.admit("acme"));
    let create = ["adviser", "create", "--link", &link, "--name", "Sam", "--vault", "Sam.vault"];
    let made = desk.run(&[&create[..], &["--request", "Sam.request", "--json"]].concat()).done().json();
    std::fs::write(desk.path("key-code"), made["key_code"].as_str().expect("a code")).expect("written");
    let appoint = ["organisation", "appoint", "--key-file", "acme.root", "--link", &link];
    desk.run(&[&appoint[..], &["--request", "Sam.request"]].concat()).done();
    desk.run(&["adviser", "publish-keys", "--vault", "Sam.vault"]).done();
    desk.adviser(&link, "Robin");
    (desk, link)
}

fn add(desk: &Desk, link: &str, vault: &str, code: &str) -> fluister_tests::command::Outcome {
    desk.run(&["adviser", "add-device", "--link", link, "--vault", vault, "--key-code-file", code])
}

fn thread_of(inbox: &Value) -> String {
    inbox["threads"][0]["thread"].as_str().expect("a name").to_owned()
}

#[test]
fn a_second_device_and_a_lost_one() {
    let server = server();
    let (desk, link) = organisation(&server);
    desk.report(&link, "Sam", "Hello.");
    server.close_release();
    let thread = thread_of(&desk.inbox("Sam"));
    let note = ["note", "--vault", "Sam.vault", "--thread", &thread, "--text-file", "-"];
    desk.run_with(&note, "Ring the company doctor.").done();
    desk.inbox("Sam");

    std::fs::write(desk.path("wrong"), "0000-0000-0000-0000-0000-0000").expect("written");
    add(&desk, &link, "Phone.vault", "wrong").failed(6, "a character of this code is wrong");
    add(&desk, &link, "Sam.vault", "key-code").failed(1, "exists already");
    add(&desk, &link, "Phone.vault", "key-code").done();
    let phone = desk.inbox("Phone");
    assert_eq!(phone["threads"][0]["notes"][0]["text"], "Ring the company doctor.");
    desk.reply("Phone", &thread, "From the phone.");
    assert_eq!(desk.inbox("Sam")["threads"][0]["letters"][1]["text"], "From the phone.");
    let both = ["note", "--vault", "Phone.vault", "--thread", &thread, "--text-file", "-"];
    desk.run_with(&note, "On Monday.").done();
    desk.run_with(&both, "On Tuesday.").done();
    desk.inbox("Sam");
    let inbox = desk.run(&["inbox", "--vault", "Phone.vault", "--all"]).done().stdout;
    assert!(inbox.contains("On Monday.") && inbox.contains("On Tuesday.") && inbox.contains("Both are kept"));

    // new keys for the vault change nothing for who has a device
    desk.run(&["adviser", "rotate", "--vault", "Sam.vault"]).done();
    desk.inbox("Phone");

    // the phone is lost
    let revoke =
        ["adviser", "revoke-devices", "--vault", "Sam.vault", "--request", "again.request", "--json"];
    let revoked = desk.run(&revoke).done().json();
    desk.run(&["inbox", "--vault", "Phone.vault"]).failed(6, "no vault for this passphrase and key code");
    desk.run(&["inbox", "--vault", "Sam.vault"]).failed(3, "not appointed yet");
    let appoint = ["organisation", "appoint", "--key-file", "acme.root", "--link", &link, "--request"];
    desk.run(&[&appoint[..], &["again.request"]].concat()).failed(4, "another adviser has this name");
    let former = revoked["former"].as_str().expect("an id");
    desk.run(&[&appoint[..], &["again.request", "--replace", former]].concat()).done();
    assert_eq!(desk.inbox("Sam")["threads"][0]["letters"].as_array().expect("letters").len(), 2);
    desk.reply("Sam", &thread, "Still here.");
    let read = desk.read(&link);
    let texts: Vec<_> = read["threads"][0]["letters"].as_array().expect("letters").iter().collect();
    assert_eq!(texts.last().expect("a letter")["text"], "Still here.");
    add(&desk, &link, "Other.vault", "key-code").failed(6, "no vault for this passphrase and key code");
    std::fs::write(desk.path("key-code"), revoked["key_code"].as_str().expect("a code")).expect("written");
    add(&desk, &link, "Other.vault", "key-code").done();
}

#[test]
fn another_passphrase() {
    let server = server();
    let (desk, link) = organisation(&server);
    add(&desk, &link, "Phone.vault", "key-code").done();
    std::fs::write(desk.path("short"), "too short").expect("written");
    let change = ["adviser", "change-passphrase", "--vault", "Sam.vault"];
    desk.run(&[&change[..], &["--new-passphrase-file", "short"]].concat()).failed(6, "too short");
    let made = desk.run(&[&change[..], &["--json"]].concat()).done().json();
    std::fs::write(desk.path("new"), made["passphrase"].as_str().expect("a passphrase")).expect("written");
    desk.run(&["inbox", "--vault", "Sam.vault"]).failed(6, "the passphrase is wrong");
    desk.run(&["inbox", "--vault", "Sam.vault", "--passphrase-file", "new"]).done();
    desk.run(&["inbox", "--vault", "Phone.vault"]).failed(6, "They were changed on another device");
}

#[test]
fn advisers_consult_and_hand_over() {
    let server = server();
    let (desk, link) = organisation(&server);
    desk.report(&link, "Sam", "My manager shouts at me.");
    server.close_release();
    let thread = thread_of(&desk.inbox("Sam"));
    let consult = |to: &str| {
        desk.run_with(&["consult", "--vault", "Sam.vault", "--adviser", to, "--text-file", "-"], "May I?")
    };
    consult("Kim").failed(3, "no adviser here is called Kim. There are: Sam, Robin");
    consult("Robin").done();
    let ask = ["reply", "--vault", "Sam.vault", "--thread", &thread, "--hand-over-to", "Robin"];
    desk.run_with(&[&ask[..], &["--text-file", "-"]].concat(), "Would you go on with Robin?").done();
    let read = desk.run(&["read", "--link", &link, "--code-file", "code"]).done().stdout;
    assert!(read.contains("Would you go on with Robin?"), "{read}");
    assert!(read.contains("Your adviser asks you to go on with Robin."), "{read}");

    let handover = ["handover", "--link", &link, "--code-file", "code", "--with-conversation"];
    let to = |name: &str| {
        let arguments = [&handover[..], &["--adviser", name, "--text-file", "-"]].concat();
        desk.run_with(&arguments, "Hello, Sam sent me.")
    };
    to("Sam").failed(1, "you write to Sam already");
    to("Robin").done();
    server.close_release();
    let robin = desk.inbox("Robin");
    let text = robin["threads"][0]["letters"][0]["text"].as_str().expect("a text");
    assert!(text.contains("Hello, Sam sent me.") && text.contains("My manager shouts at me."), "{text}");
    assert_eq!(robin["between_advisers"][0]["text"], "May I?");
    assert_eq!(robin["between_advisers"][0]["adviser"]["name"], "Sam");
    let shown = desk.run(&["inbox", "--vault", "Robin.vault", "--all"]).done().stdout;
    assert!(shown.contains("Sam to you"), "{shown}");
    let sam = desk.inbox("Sam");
    let last = sam["threads"][0]["letters"].as_array().expect("letters").last().expect("a letter");
    assert_eq!(last["kind"], json!("handover"));
    let read = desk.read(&link);
    assert_eq!(read["threads"].as_array().expect("threads").len(), 2);
    assert_eq!(read["threads"][0]["asks_for"], Value::Null, "that is done");
}
