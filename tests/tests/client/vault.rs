//! The vault on the server: several devices of one adviser, and a server that shows another vault than there is.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::sync::Mutex;

use fluister_client::Error;
use fluister_client::adviser::{self, Writer};
use fluister_client::melder;
use fluister_client::organisation::Change;
use fluister_client::post::Quiet;
use fluister_client::vault::Vault;
use fluister_protocol::code::KeyCode;
use fluister_protocol::day::Epoch;
use fluister_protocol::manifest::ManifestError;
use fluister_protocol::random;
use fluister_tests::command::PASSPHRASE;
use fluister_tests::http::Answer;
use fluister_tests::people::{Sam, Story};

fn texts(sam: &Sam) -> Vec<(Writer, String)> {
    let thread = sam.vault.state.threads.values().next().expect("a thread");
    let text = |letter: &adviser::Letter| {
        let value = serde_json::to_value(&letter.content.body).expect("JSON");
        (letter.writer, value["text"].as_str().expect("a text").to_owned())
    };
    thread.letters.iter().map(text).collect()
}

fn note(sam: &mut Sam, story: &Story, text: &str) {
    let thread = sam.vault.state.threads.keys().next().expect("a thread").as_str().to_owned();
    sam.vault.state.note(&thread, text, story.today()).expect("noted");
    sam.vault.save().expect("saved");
}

fn notes(sam: &Sam) -> Vec<&str> {
    let thread = sam.vault.state.threads.values().next().expect("a thread");
    thread.notes.iter().map(|note| note.text.as_str()).collect()
}

fn reopened(sam: Sam) -> Sam {
    let path = sam.vault.path().to_owned();
    let key_code = sam.key_code.clone();
    drop(sam);
    Sam { vault: Vault::open(&path, PASSPHRASE).expect("it opens"), key_code }
}

#[test]
fn a_second_device_has_everything() {
    let story = Story::begin();
    let (mut first, code) = story.answered();
    let mut second = story.device(&first, PASSPHRASE).expect("added");
    let due = [(Writer::Melder, "Hello.".to_owned()), (Writer::Adviser, "Welcome.".to_owned())];
    assert_eq!(texts(&second), due);
    // each goes on where the other left off
    story.reply(&mut second, "From the second.").expect("answered");
    story.follow_up(&code, "Thanks.").expect("sent");
    story.server.close_release();
    story.sync(&mut first).expect("synced");
    assert_eq!(texts(&first).len(), 4);
    assert_eq!(texts(&first)[2].1, "From the second.");
    story.sync(&mut second).expect("synced");
    assert_eq!(texts(&reopened(second)), texts(&reopened(first)));
    assert_eq!(story.read(&code).expect("read").threads[0].warnings, []);
}

#[test]
fn a_device_is_added_only_with_both_halves() {
    let story = Story::begin();
    let first = story.adviser("Sam");
    assert!(matches!(story.device(&first, "six words that are not these"), Err(Error::NoVault)));
    let other = Sam { vault: first.vault, key_code: KeyCode::generate(&mut random::system()) };
    assert!(matches!(story.device(&other, PASSPHRASE), Err(Error::NoVault)));
}

#[test]
fn two_devices_that_write_at_once_lose_nothing() {
    let story = Story::begin();
    let (first, code) = story.answered();
    let second = story.device(&first, PASSPHRASE).expect("added");
    std::thread::scope(|scope| {
        for (mut device, name) in [(first, "first"), (second, "second")] {
            let story = &story;
            scope.spawn(move || {
                for number in 0..5 {
                    story.reply(&mut device, &format!("{name} {number}")).expect("answered");
                }
            });
        }
    });
    let conversation = story.read(&code).expect("read");
    let thread = &conversation.threads[0];
    assert_eq!(thread.warnings, []);
    let mut read: Vec<String> = thread
        .letters
        .iter()
        .filter_map(|line| match &line.words {
            fluister_client::melder::Words::Theirs(body) => {
                let value = serde_json::to_value(body).expect("JSON");
                Some(value["text"].as_str().expect("a text").to_owned())
            }
            fluister_client::melder::Words::Own(_) => None,
        })
        .collect();
    read.sort();
    let both = ["first", "second"].into_iter().flat_map(|name| (0..5).map(move |n| format!("{name} {n}")));
    let mut due: Vec<String> = both.chain(["Welcome.".to_owned()]).collect();
    due.sort();
    assert_eq!(read, due);
}

#[test]
fn notes_of_two_devices_are_both_kept() {
    let story = Story::begin();
    let (mut first, _) = story.answered();
    let mut second = story.device(&first, PASSPHRASE).expect("added");
    note(&mut first, &story, "Seems afraid of the team leader.");
    story.sync(&mut first).expect("synced");
    story.sync(&mut second).expect("synced");
    assert_eq!(notes(&second), ["Seems afraid of the team leader."], "nobody else noted anything");

    note(&mut first, &story, "Call on Monday.");
    note(&mut second, &story, "Call on Tuesday.");
    let mut second = reopened(second);
    story.sync(&mut first).expect("synced");
    story.sync(&mut second).expect("synced");
    story.sync(&mut first).expect("synced");
    assert_eq!(notes(&first), ["Call on Monday.", "Call on Tuesday."]);
    assert_eq!(notes(&second), notes(&first));

    note(&mut second, &story, "Call on Wednesday.");
    story.sync(&mut second).expect("synced");
    story.sync(&mut first).expect("synced");
    assert_eq!(notes(&first), ["Call on Wednesday."], "one took the place of both");
}

/// Remembers what the server says of the vault, to say it again later.
fn remember(story: &Story) -> std::sync::Arc<Mutex<Vec<(String, Answer)>>> {
    let said = std::sync::Arc::new(Mutex::new(Vec::new()));
    let kept = std::sync::Arc::clone(&said);
    story.liar.tell(move |path, answer| {
        if answer.method == "GET" && path.starts_with("/v1/vault/") {
            kept.lock().expect("no test panics here").push((path.to_owned(), answer.clone()));
        }
        answer
    });
    said
}

fn instead(story: &Story, lie: impl Fn(&str) -> Option<Answer> + Send + 'static) {
    story.liar.tell(move |path, answer| match answer.method {
        "GET" if path.starts_with("/v1/vault/records/") => lie(path).unwrap_or(answer),
        _ => answer,
    });
}

fn not_there(path: &str) -> Answer {
    Answer { method: "GET", path: path.to_owned(), status: 404, headers: vec![], body: vec![] }
}

fn distrusted<T: std::fmt::Debug>(outcome: Result<T, Error>) -> ManifestError {
    match outcome {
        Err(Error::Manifest(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_vault_that_was_rolled_back_is_noticed() {
    let story = Story::begin();
    let (mut sam, _) = story.answered();
    let said = remember(&story);
    drop(story.device(&sam, PASSPHRASE).expect("added"));
    story.liar.be_honest();
    story.reply(&mut sam, "Newer than that.").expect("answered");
    let old = std::mem::take(&mut *said.lock().expect("no test panics here"));
    assert!(old.len() > 64, "manifest and at least 64 records");
    instead(&story, move |path| {
        old.iter().find(|(known, _)| known == path).map(|(_, answer)| answer.clone())
    });
    assert_eq!(distrusted(story.sync(&mut sam)), ManifestError::Old);
    // what this device holds is kept, and counts once the server is honest again
    story.liar.be_honest();
    assert_eq!(texts(&reopened(sam)).len(), 3);
}

#[test]
fn records_that_are_swapped_old_or_missing_are_noticed() {
    let story = Story::begin();
    let (mut sam, _) = story.answered();
    let said = remember(&story);
    drop(story.device(&sam, PASSPHRASE).expect("added"));
    let all: Vec<_> = said.lock().expect("no test panics here").drain(..).collect();
    let records: Vec<_> = all.into_iter().filter(|(path, _)| path.contains("/records/")).collect();
    // the manifest comes first; after it every record but the last is another one's
    let (manifest, rest) = records.split_first().expect("a manifest");
    let mut turned: Vec<_> = rest.iter().map(|(_, answer)| answer.clone()).collect();
    turned.rotate_left(1);
    let swapped: Vec<_> = rest.iter().map(|(path, _)| path.clone()).zip(turned).collect();
    std::fs::remove_file(format!("{}.other", sam.vault.path().display())).expect("removed");
    let manifest = manifest.0.clone();
    instead(&story, move |path| {
        swapped.iter().find(|(known, _)| known == path).map(|(_, answer)| answer.clone())
    });
    assert_eq!(distrusted(story.device(&sam, PASSPHRASE).map(|_| ())), ManifestError::Record);

    let held_back = rest[3].0.clone();
    instead(&story, move |path| (path == held_back).then(|| not_there(path)));
    assert_eq!(distrusted(story.device(&sam, PASSPHRASE).map(|_| ())), ManifestError::Missing);
    instead(&story, move |path| (path == manifest).then(|| not_there(path)));
    assert_eq!(distrusted(story.sync(&mut sam).map(|_| ())), ManifestError::Missing);
    story.liar.be_honest();
    story.sync(&mut sam).expect("synced");
}

#[test]
fn new_keys_reach_other_devices_by_themselves() {
    let story = Story::begin();
    let (mut first, _) = story.answered();
    let mut second = story.device(&first, PASSPHRASE).expect("added");
    let said = remember(&story);
    story.sync(&mut second).expect("synced");
    let manifest = said
        .lock()
        .expect("no test panics here")
        .iter()
        .find_map(|(path, _)| path.contains("/records/").then(|| path.clone()));
    story.liar.be_honest();
    note(&mut second, &story, "Noted before the new keys came.");
    adviser::rotate(&story.api, &mut first.vault, story.today(), &Quiet).expect("rotated");
    story.liar.calls();
    story.reply(&mut second, "Still here.").expect("answered");
    let asked = story.liar.calls();
    let manifest = manifest.expect("a manifest's path");
    assert!(asked.iter().all(|call| call.path != manifest), "the old vault is not asked for");
    story.sync(&mut first).expect("synced");
    assert_eq!(texts(&first).len(), 3);
    assert_eq!(notes(&first), ["Noted before the new keys came."]);
}

#[test]
fn keys_of_an_epoch_that_is_over_are_gone_everywhere() {
    let story = Story::begin();
    let (mut sam, _) = story.answered();
    let before = std::fs::read(sam.vault.path()).expect("the vault's file");
    story.server.clock.advance(u64::from(Epoch::DAYS + Epoch::GRACE_DAYS + 1) * 86_400);
    story.publish(Change::Renew).expect("renewed");
    story.server.close_release();
    story.liar.calls();
    story.sync(&mut sam).expect("synced");
    let calls = story.liar.calls();
    assert!(calls.iter().any(|call| call.method == "DELETE" && call.path == "/v1/vault"), "{calls:#?}");
    // every record is another one now
    let ids = |file: &[u8]| -> std::collections::BTreeSet<String> {
        let file: serde_json::Value = serde_json::from_slice(file).expect("JSON");
        let records = file["records"].as_array().expect("records");
        records.iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect()
    };
    let after = std::fs::read(sam.vault.path()).expect("the vault's file");
    assert!(ids(&before).is_disjoint(&ids(&after)));
    assert!(ids(&after).len() >= 64);
    assert_eq!(texts(&reopened(sam)).len(), 2);
}

#[test]
fn another_passphrase_shuts_other_devices_out_until_they_are_added_anew() {
    let story = Story::begin();
    let (mut first, _) = story.answered();
    let mut second = story.device(&first, PASSPHRASE).expect("added");
    let new = "six other words for the same vault";
    adviser::change_passphrase(&story.api, &mut first.vault, new, story.today(), &Quiet).expect("changed");
    assert!(matches!(story.sync(&mut second), Err(Error::NoVault)));
    assert_eq!(texts(&second).len(), 2, "what it holds can still be read there");
    std::fs::remove_file(second.vault.path()).expect("removed");
    assert!(matches!(story.device(&first, PASSPHRASE), Err(Error::NoVault)));
    let second = story.device(&first, new).expect("added");
    assert_eq!(texts(&second).len(), 2);
    let path = first.vault.path().to_owned();
    drop(first);
    assert!(matches!(Vault::<adviser::State>::open(&path, PASSPHRASE), Err(Error::Vault(_))));
    Vault::<adviser::State>::open(&path, new).expect("it opens");
}

#[test]
fn a_lost_device_is_shut_out() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    let mut lost = story.device(&sam, PASSPHRASE).expect("added");
    let former = sam.vault.state.identity().public().adviser();
    story.follow_up(&code, "Sealed to the old keys.").expect("sent");
    let key_code = KeyCode::generate(&mut random::system());
    let mut request = None;
    let keep = |signed: &_| {
        request = Some(fluister_protocol::signed::Signed::clone(signed));
        Ok(())
    };
    let (today, new_code) = (story.today(), key_code.clone());
    adviser::revoke_devices(&story.api, &mut sam.vault, PASSPHRASE, key_code, keep, today, &Quiet)
        .expect("revoked");
    assert!(matches!(story.sync(&mut lost), Err(Error::NoVault)));
    assert!(matches!(story.sync(&mut sam), Err(Error::NotAppointed { .. })));
    let request = Box::new(request.expect("a request"));
    story.publish(Change::Replace { former: former.to_string(), request }).expect("appointed anew");
    story.server.close_release();
    story.sync(&mut sam).expect("synced");
    assert_eq!(texts(&sam).last().expect("a letter").1, "Sealed to the old keys.");
    story.reply(&mut sam, "I have it.").expect("answered");
    let conversation = story.read(&code).expect("read");
    assert!(conversation.threads[0].letters.len() >= 4, "the reply is found though the identity is another");
    // the new key code opens it, the old one opens nothing
    std::fs::remove_file(lost.vault.path()).expect("removed");
    assert!(matches!(story.device(&sam, PASSPHRASE), Err(Error::NoVault)));
    sam.key_code = new_code;
    assert_eq!(texts(&story.device(&sam, PASSPHRASE).expect("added")).len(), 4);
}

#[test]
fn advisers_write_to_each_other() {
    let story = Story::begin();
    let (mut sam, mut robin) = (story.adviser("Sam"), story.adviser("Robin"));
    let (today, quiet) = (story.today(), &Quiet);
    adviser::consult(&story.api, &mut sam.vault, "Robin", "May I ask you something?", today, quiet)
        .expect("sent");
    story.server.close_release();
    story.sync(&mut robin).expect("synced");
    let [letter] = robin.vault.state.colleagues.as_slice() else { panic!("one letter") };
    assert_eq!((letter.name.as_str(), letter.own, letter.new), ("Sam", false, true));
    let value = serde_json::to_value(&letter.content.body).expect("JSON");
    assert_eq!(value["text"], "May I ask you something?");
    story.sync(&mut robin).expect("synced");
    assert_eq!(robin.vault.state.colleagues.len(), 1, "it is served once more, and known");
    let [own] = sam.vault.state.colleagues.as_slice() else { panic!("one letter") };
    assert_eq!((own.name.as_str(), own.own), ("Robin", true));
    assert!(sam.vault.state.unreadable.is_empty() && robin.vault.state.unreadable.is_empty());

    // one who cannot be written to: it waits
    story.server.clock.advance(u64::from(3 * Epoch::DAYS) * 86_400);
    let today = story.today();
    adviser::consult(&story.api, &mut sam.vault, "Robin", "Are you back?", today, quiet).expect("kept");
    assert_eq!(sam.vault.state.drafts.len(), 1);
    story.sync(&mut robin).expect("back, with new keys");
    story.sync(&mut sam).expect("synced");
    assert!(sam.vault.state.drafts.is_empty());
    story.server.close_release();
    story.sync(&mut robin).expect("synced");
    assert_eq!(robin.vault.state.colleagues.len(), 2);
}

#[test]
fn whoever_writes_how_much_the_vault_takes_it() {
    let story = Story::begin();
    let mut sam = story.adviser("Sam");
    let code = fluister_tests::people::code();
    let draft = melder::Draft {
        track: None,
        categories: vec![],
        text: "Long.".into(),
        wants: None,
        language: None,
        replies_only: true,
        attachments: melder::Attachments::default(),
    };
    let sams = ["Sam".to_owned()];
    melder::report(&story.api, &story.link, &code, &sams, &draft, story.today(), &Quiet).expect("reported");
    // more than a record may hold in one thread, and more letters than one change of the vault takes
    let text = "0123456789 ".repeat(15 * 720);
    for _ in 0..10 {
        story.follow_up(&code, &text).expect("sent");
    }
    story.server.close_release();
    story.sync(&mut sam).expect("synced");
    let letters = sam.vault.state.threads.values().next().expect("a thread").letters.len();
    assert!(letters > 140, "{letters}");
    let bytes: usize = texts(&sam).iter().map(|(_, text)| text.len()).sum();
    assert!(bytes > 1 << 20, "{bytes}");
    assert_eq!(texts(&story.device(&sam, PASSPHRASE).expect("added")), texts(&sam));
    story.reply(&mut sam, "I have read it.").expect("answered");
    assert_eq!(texts(&reopened(sam)).len(), letters + 1);
}
