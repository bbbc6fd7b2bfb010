//! A letter goes round: melder, adviser and administrator at the command line, against a real server.

#![allow(clippy::expect_used)]

use std::io::Write as _;

use fluister_tests::command::{Desk, PASSPHRASE, server};
use fluister_tests::harness::Server;
use serde_json::{Value, json};

/// An organisation with Sam and Robin.
fn organisation(server: &Server) -> (Desk, String) {
    let desk = Desk::default();
    let link = desk.found(&server.origin(), &server.admit("acme"));
    desk.adviser(&link, "Sam");
    desk.adviser(&link, "Robin");
    (desk, link)
}

fn texts(thread: &Value) -> Vec<(&str, &str)> {
    thread["letters"]
        .as_array()
        .expect("letters")
        .iter()
        .map(|letter| (letter["from"].as_str().expect("from"), letter["text"].as_str().expect("text")))
        .collect()
}

#[test]
fn a_letter_goes_round() {
    let server = server();
    let (desk, link) = organisation(&server);
    let code = desk.report(&link, "Sam", "My manager shouts at me.");
    assert_eq!(code.len(), 29);

    // before the release is closed nobody has it, and the melder is told so
    assert_eq!(desk.inbox("Sam")["threads"], json!([]));
    let waiting = desk.read(&link);
    assert_eq!(waiting["threads"][0]["received"], Value::Null);
    assert_eq!(waiting["threads"][0]["warnings"][0]["name"], "not_kept");

    server.close_release();
    let inbox = desk.inbox("Sam");
    let thread = &inbox["threads"][0];
    assert_eq!(texts(thread), [("melder", "My manager shouts at me.")]);
    assert_eq!(thread["letters"][0]["content"]["track"], "conduct");
    assert_eq!(thread["letters"][0]["new"], true);
    assert_eq!(desk.inbox("Robin")["threads"], json!([]), "Robin was not written to");

    let name = thread["thread"].as_str().expect("a name");
    desk.reply("Sam", &name[..8], "Thank you for writing.");
    let read = desk.read(&link);
    let thread = &read["threads"][0];
    let due = [("melder", "My manager shouts at me."), ("adviser", "Thank you for writing.")];
    assert_eq!(texts(thread), due);
    assert_eq!((&thread["received"], &thread["written"], &thread["read"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(thread["warnings"], json!([]));
    // the command may have been run after a midnight that the server's clock knows nothing of
    let days = [server.today(), server.today().plus(1)].map(|day| json!(day));
    assert!(days.contains(&thread["last_looked"]), "{thread}");

    let follow_up = ["follow-up", "--link", &link, "--code-file", "code", "--text-file", "-"];
    desk.run_with(&follow_up, "It happened again.").done();
    server.close_release();
    let inbox = desk.inbox("Sam");
    let thread = &inbox["threads"][0];
    assert_eq!(texts(thread)[2], ("melder", "It happened again."));
    assert_eq!(thread["read_by_melder"], 1);
    assert_eq!(thread["letters"][0]["new"], false);

    let people = desk.run(&["read", "--link", &link, "--code-file", "code"]).done().stdout;
    for line in
        ["has received 2 of your 2 letters, has written 1.", "    It happened again.", "Letters before "]
    {
        assert!(people.contains(line), "{people}");
    }
}

#[test]
fn withdrawing_leaves_nothing() {
    let server = server();
    let (desk, link) = organisation(&server);
    let code = desk.report(&link, "Sam", "Never mind.");
    server.close_release();
    let inbox = desk.inbox("Sam");
    let thread = inbox["threads"][0]["thread"].clone();
    desk.reply("Sam", thread.as_str().expect("a name"), "Are you sure?");

    let withdrawn = desk.run(&["withdraw", "--link", &link, "--code-file", "code", "--json"]).done();
    assert_eq!(withdrawn.json(), json!({ "told": ["Sam"] }));
    desk.run_with(&["read", "--link", &link, "--code-file", "-"], &code)
        .failed(3, "nothing lies under this code");

    server.close_release();
    let inbox = desk.inbox("Sam");
    assert_eq!((&inbox["threads"], &inbox["withdrawn"]), (&json!([]), &json!([thread])));
    assert_eq!(desk.inbox("Sam")["withdrawn"], json!([]), "said once");
}

#[test]
fn several_advisers_each_get_a_letter_of_their_own() {
    let server = server();
    let (desk, link) = organisation(&server);
    let report = ["report", "--link", &link, "--adviser", "sam", "--adviser", "Robin", "--text-file", "-"];
    let code = desk.run_with(&report, "To both of you.").done().line();
    std::fs::write(desk.path("code"), code).expect("the code");
    server.close_release();
    for name in ["Sam", "Robin"] {
        let inbox = desk.inbox(name);
        assert_eq!(texts(&inbox["threads"][0]), [("melder", "To both of you.")]);
    }
    let (sams, robins) = (desk.inbox("Sam"), desk.inbox("Robin"));
    assert_ne!(sams["threads"][0]["thread"], robins["threads"][0]["thread"], "they cannot compare names");
    let only_robin =
        ["follow-up", "--link", &link, "--code-file", "code", "--adviser", "Robin", "--text-file", "-"];
    desk.run_with(&only_robin, "Only to you.").done();
    server.close_release();
    assert_eq!(desk.inbox("Sam")["threads"][0]["letters"].as_array().map(Vec::len), Some(1));
    assert_eq!(desk.inbox("Robin")["threads"][0]["letters"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_long_text_arrives_whole() {
    let server = server();
    let (desk, link) = organisation(&server);
    let text: String = (0..2_000).map(|line| format!("Line {line}: \"é\".\n")).collect();
    desk.report(&link, "Sam", &text);
    server.close_release();
    let inbox = desk.inbox("Sam");
    let thread = &inbox["threads"][0];
    let whole: String = texts(thread).into_iter().map(|(_, text)| text).collect();
    assert!(whole == text, "parts in another order, or lost");
    let oddities =
        thread["letters"].as_array().expect("letters").iter().filter(|letter| !letter["oddity"].is_null());
    assert_eq!(oddities.count(), 0);
    let own = desk.read(&link);
    let whole: String = texts(&own["threads"][0]).into_iter().map(|(_, text)| text).collect();
    assert!(whole == text, "the melder reads it again");
    let report = ["report", "--link", &link, "--adviser", "Sam", "--text-file", "-"];
    desk.run_with(&report, &text.repeat(3)).failed(1, "the text is too long");
    desk.run_with(&report, " \n").failed(1, "the text is empty");
}

#[test]
fn replies_only_keeps_the_melders_words_from_the_server() {
    let server = server();
    let (desk, link) = organisation(&server);
    let report = ["report", "--link", &link, "--adviser", "Sam", "--replies-only", "--text-file", "-"];
    let code = desk.run_with(&report, "Only you.").done().line();
    std::fs::write(desk.path("code"), code).expect("the code");
    server.close_release();
    let inbox = desk.inbox("Sam");
    desk.reply("Sam", inbox["threads"][0]["thread"].as_str().expect("a name"), "I see.");
    let read = desk.read(&link);
    assert_eq!(
        (texts(&read["threads"][0]), &read["replies_only"]),
        (vec![("adviser", "I see.")], &json!(true))
    );
}

#[test]
fn what_others_write_gives_a_terminal_no_orders() {
    let server = server();
    let (desk, link) = organisation(&server);
    desk.report(&link, "Sam", "before\u{1b}[2Jafter\u{202e}");
    server.close_release();
    let inbox = desk.run(&["inbox", "--vault", "Sam.vault"]).done().stdout;
    assert!(inbox.contains("    before\u{fffd}[2Jafter\u{fffd}"), "{inbox:?}");
    assert!(!inbox.contains('\u{1b}'));
}

#[test]
fn a_code_is_worth_nothing_elsewhere() {
    let server = server();
    let (desk, link) = organisation(&server);
    desk.report(&link, "Sam", "Here.");
    let create = ["organisation", "create", "--server", &server.origin(), "--slug", "beta", "--name", "Beta"];
    let files = ["--admission-file", "-", "--key-file", "beta.root"];
    let other = desk.run_with(&[&create[..], &files[..]].concat(), &server.admit("beta")).done().line();
    desk.run(&["read", "--link", &other, "--code-file", "code"]).failed(3, "nothing lies under this code");
}

#[test]
fn everything_that_can_be_wrong_is_said_plainly() {
    let server = server();
    let (desk, link) = organisation(&server);
    let read = |code: &str| desk.run_with(&["read", "--link", &link, "--code-file", "-"], code);
    read("K7QF").failed(6, "a code has 24 characters; this has 4");
    read("U7QF-92MX-3HTB-8WRD-V5NC-A4JP").failed(6, "character 1 cannot stand in a code");
    read("0000-0000-0000-0000-0000-0000").failed(6, "a character of this code is wrong");
    let (unpinned, _) = link.split_once('#').expect("a fragment");
    desk.run(&["read", "--link", unpinned, "--code-file", "code"]).failed(2, "the link has no fingerprint");
    let report = |adviser: &str| {
        desk.run_with(&["report", "--link", &link, "--adviser", adviser, "--text-file", "-"], "x")
    };
    report("Kim").failed(3, "no adviser here is called Kim. There are: Sam, Robin");
    let both = ["follow-up", "--link", &link, "--code-file", "-", "--text-file", "-"];
    desk.run(&both).failed(2, "only one thing can be read from standard input");
    let wrong = ["inbox", "--vault", "Sam.vault", "--passphrase-file", "-"];
    desk.run_with(&wrong, "another six words altogether here").failed(6, "the passphrase is wrong");
    desk.run(&["inbox", "--vault", "acme.root"]).failed(6, "is not a fluister vault");
    desk.run(&["inbox", "--vault", "none.vault"]).failed(1, "none.vault");
    desk.run(&["reply", "--vault", "Sam.vault", "--thread", "abc", "--text-file", "acme.root"])
        .failed(3, "no thread begins with abc");
    let again =
        ["adviser", "create", "--link", &link, "--name", "Sam", "--vault", "Sam.vault", "--request", "r"];
    desk.run(&again).failed(1, "Sam.vault exists already");
    let unappointed =
        ["adviser", "create", "--link", &link, "--name", "Kim", "--vault", "Kim.vault", "--request", "k"];
    desk.run(&unappointed).done();
    desk.run(&["inbox", "--vault", "Kim.vault"]).failed(3, "not appointed yet");
    let appoint =
        ["organisation", "appoint", "--key-file", "acme.root.successor", "--link", &link, "--request", "k"];
    desk.run(&appoint).failed(4, "not of the organisation");
    let appoint =
        ["organisation", "appoint", "--key-file", "acme.root", "--link", &link, "--request", "acme.root"];
    desk.run(&appoint).failed(6, "acme.root is not an adviser's request");
    let create =
        ["organisation", "create", "--server", &server.origin(), "--slug", "gamma", "--name", "Gamma"];
    let files = ["--admission-file", "-", "--key-file", "gamma.root"];
    desk.run_with(&[&create[..], &files[..]].concat(), "bm8").failed(1, "the server refused");
    assert!(!desk.path("gamma.root").exists(), "no key is left of an organisation that was refused");
    let leaking = ["--proxy", "socks5://127.0.0.1:1", "read", "--link", &link, "--code-file", "code"];
    desk.report(&link, "Sam", "Hello.");
    desk.run(&leaking).failed(6, "write socks5h");
    let onion = link.replace("127.0.0.1", "abcdef.onion");
    desk.run(&["read", "--link", &onion, "--code-file", "code"]).failed(6, "reached through Tor");
    let shown = desk.run(&["organisation", "show", "--link", &link]).done().stdout;
    assert!(shown.contains("internal; conduct and integrity"), "{shown}");
    let insecure = link.replace("127.0.0.1", "example.org");
    desk.run(&["read", "--link", &insecure, "--code-file", "code"]).failed(2, "it must begin with https");
}

#[test]
fn a_server_that_is_gone_is_said_to_be_gone() {
    let server = server();
    let (desk, link) = organisation(&server);
    desk.report(&link, "Sam", "Hello.");
    server.close_release();
    let inbox = desk.inbox("Sam");
    let thread = inbox["threads"][0]["thread"].as_str().expect("a name").to_owned();
    drop(server);
    desk.run(&["read", "--link", &link, "--code-file", "code"]).failed(5, "the server could not be reached");
    let reply = ["reply", "--vault", "Sam.vault", "--thread", &thread, "--text-file", "-"];
    desk.run_with(&reply, "Hello.").failed(5, "kept in the vault");
}

#[test]
fn an_answer_that_could_not_be_sent_goes_out_later() {
    let (liar, listener) = fluister_tests::liar::Liar::listen();
    let server = fluister_tests::command::server_with(&format!("origin = ['{}']", liar.origin()));
    liar.stand_before(server.address, listener);
    let desk = Desk::default();
    let link = desk.found(&liar.origin(), &server.admit("acme"));
    desk.adviser(&link, "Sam");
    desk.report(&link, "Sam", "Hello.");
    server.close_release();
    let inbox = desk.inbox("Sam");
    let thread = inbox["threads"][0]["thread"].as_str().expect("a name").to_owned();
    // the post arrives, and its answer is lost: the worst place for a connection to break
    liar.tell(|path, mut answer| {
        if path.ends_with("/letters") && answer.method == "POST" {
            answer.status = 503;
            answer.body.clear();
        }
        answer
    });
    let reply = ["reply", "--vault", "Sam.vault", "--thread", &thread, "--text-file", "-"];
    desk.run_with(&reply, "Once, please.").failed(5, "kept in the vault");
    liar.be_honest();
    desk.inbox("Sam");
    let read = desk.read(&link);
    assert_eq!(texts(&read["threads"][0])[1..], [("adviser", "Once, please.")]);
    assert_eq!(read["threads"][0]["warnings"], json!([]));
}

#[test]
fn a_vault_and_a_key_file_are_closed_to_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = server();
    let (desk, _) = organisation(&server);
    for file in ["Sam.vault", "acme.root", "acme.root.successor"] {
        let mode = desk.path(file).metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let vault = std::fs::read_to_string(desk.path("Sam.vault")).expect("a vault");
    // with its quotation marks, which base64url doesn't have: three letters alone would be found by chance
    assert!(!vault.contains(PASSPHRASE) && !vault.contains("\"Sam\""));
    let root = std::fs::read_to_string(desk.path("acme.root")).expect("a key");
    assert!(root.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
}

#[test]
fn somebody_else_at_the_vault_is_told() {
    let server = server();
    let (desk, _) = organisation(&server);
    let held = std::fs::File::open(desk.path("Sam.vault")).expect("a vault");
    held.try_lock().expect("nobody else holds it");
    desk.run(&["inbox", "--vault", "Sam.vault"]).failed(1, "in use by another fluister");
    drop(held);
    desk.run(&["inbox", "--vault", "Sam.vault"]).done();
}

#[test]
fn a_passphrase_is_made_where_none_is_given() {
    let server = server();
    let (desk, link) = organisation(&server);
    let create =
        ["adviser", "create", "--link", &link, "--name", "Kim", "--vault", "Kim.vault", "--request", "k"];
    let made = std::process::Command::new(fluister_tests::command::binary())
        .args(create)
        .current_dir(desk.folder.path())
        .env_remove("FLUISTER_PASSPHRASE")
        .output()
        .expect("it runs");
    let printed = String::from_utf8(made.stdout).expect("UTF-8");
    let passphrase =
        printed.lines().find_map(|line| line.strip_prefix("Passphrase: ")).expect("a passphrase");
    assert_eq!(passphrase.split(' ').count(), 6, "{printed}");
    let mut file = std::fs::File::create(desk.path("passphrase")).expect("a file");
    file.write_all(passphrase.as_bytes()).expect("written");
    let inbox = ["inbox", "--vault", "Kim.vault", "--passphrase-file", "passphrase"];
    desk.run(&inbox).failed(3, "not appointed yet");
}
