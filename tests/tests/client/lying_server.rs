//! A server that lies: what it shows is refused or shows as what it is, and nothing is sent to it then.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use fluister_client::Error;
use fluister_client::melder::{Attachments, More, Warning};
use fluister_client::organisation::Change;
use fluister_client::set_aside::SetAside;
use fluister_protocol::day::Epoch;
use fluister_protocol::encoding;
use fluister_protocol::heartbeat::Heartbeat;
use fluister_protocol::id::Digest32;
use fluister_protocol::keys::OrganisationSecret;
use fluister_protocol::random;
use fluister_protocol::signed::{Signed, ValidationError};
use fluister_protocol::size;
use fluister_protocol::verifying::SignatureError;
use fluister_tests::http::Answer;
use fluister_tests::people::{self, Story};
use serde_json::{Value, json};

const ORGANISATION: &str = "/v1/organisations/acme";
const HEARTBEATS: &str = "/v1/organisations/acme/heartbeats";

/// What the server truly says now.
fn truth(story: &Story, path: &str) -> Answer {
    story.server.request("GET", path).send().expect(200)
}

/// From now on the server says this instead.
fn instead(story: &Story, path: &'static str, body: Vec<u8>) {
    story.liar.tell(move |asked, mut answer| {
        if asked == path {
            answer.body.clone_from(&body);
        }
        answer
    });
}

/// From now on the answer to this path is changed so.
fn changed(story: &Story, path: &'static str, change: impl FnOnce(&mut Value)) {
    let mut value = truth(story, path).json();
    change(&mut value);
    instead(story, path, serde_json::to_vec(&value).expect("JSON"));
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> ValidationError {
    match outcome.expect_err("it lies") {
        Error::Distrust(error) => error,
        other => panic!("{other:?}"),
    }
}

/// Nothing was posted and no token was shown since the last look.
fn nothing_was_sent(story: &Story) {
    for call in story.liar.calls() {
        assert_eq!(call.method, "GET", "{call:?}");
    }
}

#[test]
fn a_directory_that_was_rolled_back() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    let old = truth(&story, ORGANISATION).body;
    story.publish(Change::Renew).expect("renewed");
    story.sync(&mut sam).expect("Sam has seen the newer one");
    instead(&story, ORGANISATION, old);
    story.liar.calls();
    // the heartbeat names the newer one, to melders who were never here, too
    assert_eq!(refused(story.read(&code)), ValidationError::Old);
    assert_eq!(refused(story.report(&people::code(), "Sam", "Hello.")), ValidationError::Old);
    assert_eq!(refused(story.sync(&mut sam)), ValidationError::Old);
    nothing_was_sent(&story);
}

#[test]
fn a_directory_that_the_melders_own_note_knows_to_be_old() {
    let story = Story::begin();
    let (_sam, code) = story.answered();
    let (old, no_heartbeats) = (truth(&story, ORGANISATION).body, json!({ "heartbeats": [] }));
    story.publish(Change::Renew).expect("renewed");
    story.follow_up(&code, "More.").expect("sent");
    story.liar.tell(move |path, mut answer| {
        match path {
            ORGANISATION => answer.body.clone_from(&old),
            HEARTBEATS => answer.body = no_heartbeats.to_string().into_bytes(),
            _ => {}
        }
        answer
    });
    assert_eq!(refused(story.read(&code)), ValidationError::Old);
}

#[test]
fn another_root() {
    let story = Story::begin();
    let (_, code) = story.answered();
    let impostor = OrganisationSecret::generate(&mut random::system());
    changed(&story, ORGANISATION, |value| {
        let signed: Signed = serde_json::from_value(value["directory"].clone()).expect("signed");
        let mut directory: Value = serde_json::from_slice(&signed.payload).expect("JSON");
        directory["roots"][0]["key"] = json!(impostor.public());
        directory["organisation"] = json!(impostor.public().organisation());
        let payload: fluister_protocol::directory::Directory =
            serde_json::from_value(directory).expect("a directory");
        value["directory"] = json!(impostor.sign_payload(&payload).expect("signed"));
    });
    story.liar.calls();
    assert_eq!(refused(story.read(&code)), ValidationError::Organisation);
    nothing_was_sent(&story);
}

#[test]
fn a_signature_over_something_else() {
    let story = Story::begin();
    let (_, code) = story.answered();
    let wrong = ValidationError::Signature(SignatureError::Signature);
    for part in ["directory", "statement"] {
        changed(&story, ORGANISATION, |value| {
            let signed =
                if part == "directory" { &mut value["directory"] } else { &mut value["statements"][0] };
            let payload = encoding::decode(signed["payload"].as_str().expect("text")).expect("base64url");
            let text = String::from_utf8(payload).expect("UTF-8");
            let (from, to) =
                if part == "directory" { ("Acme BV", "Acme XX") } else { (r#""serial":1"#, r#""serial":2"#) };
            assert!(text.contains(from));
            let forged = text.replace(from, to);
            signed["payload"] = json!(encoding::encode(forged.as_bytes()));
        });
        story.liar.calls();
        assert_eq!(refused(story.read(&code)), wrong, "{part}");
        nothing_was_sent(&story);
    }
}

#[test]
fn an_expired_directory() {
    let story = Story::begin();
    let (_, code) = story.answered();
    let last = story.today().plus(26 * 7);
    story.server.clock.advance(26 * 7 * 86_400);
    story.read(&code).expect("the last day counts");
    story.server.clock.advance(86_400);
    assert_eq!(refused(story.read(&code)), ValidationError::Expired(last));
}

#[test]
fn a_key_swapped_for_another() {
    let story = Story::begin();
    let (_, code) = story.answered();
    let _robin = story.adviser("Robin");
    changed(&story, ORGANISATION, |value| {
        // Robin's signed keys in the place of Sam's: each is signed by its own adviser, so Sam has none
        let statements = value["statements"].as_array_mut().expect("statements");
        let of = |signed: &Value, name: &str| {
            let payload = encoding::decode(signed["payload"].as_str().expect("text")).expect("base64url");
            let statement: Value = serde_json::from_slice(&payload).expect("JSON");
            statement["adviser"].as_str().map(str::to_owned) == Some(id_of(&story, name))
        };
        let robins = statements.iter().find(|signed| of(signed, "Robin")).cloned().expect("Robin's");
        *statements = vec![robins.clone(), robins];
    });
    // Sam's heartbeat names a statement that is not there: Sam is set aside, and Robin can be written to
    let conversation = story.read(&code).expect("the conversation is there");
    assert_eq!(conversation.threads[0].warnings, [Warning::SetAside(SetAside::KeysMissing)]);
    assert!(!conversation.threads[0].reachable);
    let follow_up = story.follow_up(&code, "Hello?");
    assert!(matches!(follow_up, Err(Error::AdviserSetAside { .. })), "{follow_up:?}");
    story.report(&people::code(), "Robin", "Hello.").expect("reported");
}

/// What one adviser signs, or a server shows of one, stops that adviser alone.
#[test]
fn an_adviser_of_whom_what_is_shown_does_not_fit_is_set_aside_alone() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    let robin = story.adviser("Robin");
    let identity = robin.vault.state.identity();
    let adviser = identity.public().adviser();
    type Lie = fn(&mut Heartbeat);
    let lies: [(Lie, SetAside); 4] = [
        (|beat| beat.statement.serial += 1, SetAside::KeysMissing),
        (|beat| beat.statement.hash = Digest32([1; 32]), SetAside::OtherKeys),
        (|beat| beat.day = beat.day.plus(2), SetAside::Future),
        (|beat| (beat.day, beat.statement.serial) = (beat.day.plus(2), 9), SetAside::Future),
    ];
    for (lie, why) in lies {
        changed(&story, HEARTBEATS, |value| {
            for shown in value["heartbeats"].as_array_mut().expect("heartbeats") {
                let signed: Signed = serde_json::from_value(shown.clone()).expect("signed");
                let mut beat: Heartbeat = serde_json::from_slice(&signed.payload).expect("JSON");
                if beat.adviser == adviser {
                    lie(&mut beat);
                    *shown = json!(identity.sign_payload(&beat).expect("signed"));
                }
            }
        });
        // Sam looks, answers, and is told of Robin; the melder reads and writes as before
        let news = story.sync(&mut sam).expect("synced");
        assert_eq!(news.set_aside, [("Robin".to_owned(), why)]);
        assert_eq!(story.read(&code).expect("read").threads[0].warnings, []);
        story.follow_up(&code, "More.").expect("sent");
        let report = story.report(&people::code(), "Robin", "Hello.");
        assert!(
            matches!(&report, Err(Error::AdviserSetAside { name, why: said }) if name == "Robin" && *said == why)
        );
    }
    story.liar.be_honest();
    assert_eq!(story.sync(&mut sam).expect("synced").set_aside, []);
    story.report(&people::code(), "Robin", "Hello.").expect("reported");
}

fn id_of(story: &Story, name: &str) -> String {
    let signed: Signed =
        serde_json::from_value(truth(story, ORGANISATION).json()["directory"].clone()).expect("signed");
    let directory = fluister_protocol::chain::read(&signed).expect("a directory");
    directory.advisers.iter().find(|adviser| adviser.name == name).expect("listed").id().to_string()
}

#[test]
fn a_heartbeat_that_falls() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    let old = truth(&story, HEARTBEATS).body;
    story.sync(&mut sam).expect("a newer heartbeat");
    story.follow_up(&code, "More.").expect("the note names it");
    for lie in [old, br#"{"heartbeats":[]}"#.to_vec()] {
        instead(&story, HEARTBEATS, lie);
        let conversation = story.read(&code).expect("what was written can be read");
        assert_eq!(conversation.threads[0].warnings, [Warning::SetAside(SetAside::Older)]);
        let follow_up = story.follow_up(&code, "Hello?");
        assert!(matches!(follow_up, Err(Error::AdviserSetAside { .. })), "{follow_up:?}");
    }
}

#[test]
fn a_reply_that_is_withheld() {
    let story = Story::begin();
    let (_, code) = story.answered();
    let honest = story.read(&code).expect("read");
    assert_eq!(honest.threads[0].warnings, []);
    // nothing under the replies' tokens, which are asked for in the third fetch of a visit
    let mut fetches = 0;
    story.liar.tell(move |path, mut answer| {
        if path == "/v1/letters/fetch" {
            fetches += 1;
            if fetches == 3 {
                answer.body.fill(0);
            }
        }
        answer
    });
    let lied_to = story.read(&code).expect("read");
    assert_eq!(lied_to.threads[0].warnings, [Warning::Withheld { n: 1 }]);
}

#[test]
fn a_reply_that_is_altered() {
    let story = Story::begin();
    let (_, code) = story.answered();
    alter_fetch(&story, 3);
    let lied_to = story.read(&code);
    let warnings = lied_to.expect("read").threads[0].warnings.clone();
    assert!(matches!(warnings[..], [Warning::Unreadable { n: 1, .. }]), "{warnings:?}");
}

/// Flips a bit in every letter of the nth fetch from now on.
fn alter_fetch(story: &Story, nth: usize) {
    let mut fetches = 0;
    story.liar.tell(move |path, mut answer| {
        if path == "/v1/letters/fetch" {
            fetches += 1;
            if fetches == nth {
                answer.body.iter_mut().skip(5_000).step_by(size::LETTER).for_each(|byte| *byte ^= 1);
            }
        }
        answer
    });
}

#[test]
fn a_note_that_is_altered() {
    let story = Story::begin();
    let (_, code) = story.answered();
    alter_fetch(&story, 1);
    assert!(matches!(story.read(&code), Err(Error::Damaged(_))));
}

#[test]
fn letters_of_a_melder_that_are_withheld_from_the_adviser() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    story.follow_up(&code, "The second.").expect("sent");
    story.server.close_release();
    story.liar.tell(|path, mut answer| {
        if path.starts_with("/v1/organisations/acme/letters?") {
            let mut page = answer.json();
            page["letters"] = json!([]);
            answer.body = serde_json::to_vec(&page).expect("JSON");
        }
        answer
    });
    story.sync(&mut sam).expect("synced, and told nothing");
    story.liar.be_honest();
    story.follow_up(&code, "The third.").expect("sent");
    story.server.close_release();
    story.sync(&mut sam).expect("synced");
    let thread = sam.vault.state.threads.values().next().expect("a thread");
    assert_eq!(thread.missing(), [2]);
    // the melder is told, too: the heartbeat counts what came without a gap
    assert_eq!(story.read(&code).expect("read").threads[0].received, Some(1));
}

#[test]
fn a_letter_that_is_served_again_is_no_second_letter() {
    let story = Story::begin();
    let (mut sam, _) = story.answered();
    let first_page = std::sync::Mutex::new(None::<Vec<u8>>);
    story.server.close_release();
    story.liar.tell(move |path, mut answer| {
        // the cursor is ignored: everything comes again and again
        if path.starts_with("/v1/organisations/acme/letters?") {
            let mut kept = first_page.lock().expect("no test panics here");
            answer.body.clone_from(kept.get_or_insert_with(|| answer.body.clone()));
        }
        answer
    });
    for _ in 0..3 {
        story.sync(&mut sam).expect("synced");
    }
    let thread = sam.vault.state.threads.values().next().expect("a thread");
    assert_eq!(thread.letters.len(), 2);
    assert!(sam.vault.state.unreadable.is_empty());
}

#[test]
fn answers_that_are_no_answers() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    for body in [&b""[..], b"{", b"null", b"[]", &[0xff; 64], &[b'['; 100_000]] {
        for path in ["/v1/server", ORGANISATION, HEARTBEATS] {
            instead(&story, path, body.to_vec());
            assert!(matches!(story.read(&code), Err(Error::Answer(_))), "{path}");
        }
    }
    story.liar.tell(|path, mut answer| {
        if path == "/v1/letters/fetch" {
            answer.body.truncate(answer.body.len() - 1);
        }
        answer
    });
    assert!(matches!(story.read(&code), Err(Error::Answer(_))));
    changed(&story, "/v1/organisations/acme/challenge", |value| value["difficulty"] = json!(60));
    assert!(matches!(story.follow_up(&code, "More."), Err(Error::Answer(_))), "no server is worth such work");
    assert!(matches!(story.sync(&mut sam), Err(Error::Answer(_))));
}

#[test]
fn an_adviser_who_was_away_too_long_is_not_written_to_under_an_old_key() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    story.server.clock.advance(u64::from(3 * Epoch::DAYS) * 86_400);
    let away = story.follow_up(&code, "Are you there?");
    assert!(matches!(away, Err(Error::AdviserAway { why: ValidationError::NoEpoch, .. })), "{away:?}");
    let conversation = story.read(&code).expect("the conversation is there");
    assert!(conversation.threads[0].warnings.contains(&Warning::NoKey));
    assert!(!conversation.threads[0].reachable);
    // and once the adviser is back
    story.sync(&mut sam).expect("new keys");
    story.follow_up(&code, "Are you there?").expect("sent");
    story.server.close_release();
    story.sync(&mut sam).expect("synced");
    assert_eq!(sam.vault.state.threads.values().next().expect("a thread").letters.len(), 3);
}

#[test]
fn an_adviser_who_is_gone_is_said_to_be_gone() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    story.publish(Change::Dismiss("Sam".into())).expect("dismissed");
    let conversation = story.read(&code).expect("the conversation is there");
    assert_eq!(conversation.threads[0].warnings, [Warning::Gone]);
    assert_eq!(conversation.threads[0].letters.len(), 2, "what was written can still be read");
    let gone = story.follow_up(&code, "Hello?");
    assert!(matches!(gone, Err(Error::AdviserAway { why: ValidationError::UnknownAdviser, .. })), "{gone:?}");
    assert!(matches!(story.sync(&mut sam), Err(Error::NotAppointed { .. })));
    assert!(matches!(story.report(&people::code(), "Sam", "Hello."), Err(Error::NoSuchAdviser { .. })));
}

#[test]
fn two_devices_of_one_melder_lose_nothing() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    // while the second device's visit is under way, the first one writes
    let (link, today) = (story.link.clone(), story.today());
    let other = fluister_protocol::code::RetrievalCode::from_entropy(*code.expose());
    let once = std::sync::Once::new();
    let direct = fluister_client::http::Api::new(story.server.origin().parse().expect("an address"), None)
        .expect("no proxy");
    story.liar.tell(move |path, answer| {
        if path == "/v1/organisations/acme/challenge" {
            once.call_once(|| {
                let quiet = fluister_client::post::Quiet;
                let (text, attachments) = ("From the first.", &Attachments::default());
                let more = More { adviser: None, text, attachments };
                fluister_client::melder::follow_up(&direct, &link, &other, &more, today, &quiet)
                    .expect("sent");
            });
        }
        answer
    });
    let second = story.follow_up(&code, "From the second.").expect("sent, after the other");
    assert!(second.after_another);
    story.server.close_release();
    story.sync(&mut sam).expect("synced");
    let thread = sam.vault.state.threads.values().next().expect("a thread");
    assert!(thread.letters.iter().all(|letter| letter.oddity.is_none()));
    assert_eq!(thread.letters.len(), 4);
    assert_eq!(story.read(&code).expect("read").threads[0].letters.len(), 4);
}

#[test]
fn a_conversation_over_many_months_is_found_again() {
    let story = Story::begin();
    let (mut sam, code) = story.answered();
    for month in 0..4 {
        story.server.clock.advance(u64::from(Epoch::DAYS) * 86_400);
        story.server.tend();
        if month == 2 {
            story.publish(Change::Renew).expect("renewed");
        }
        story.sync(&mut sam).expect("synced");
        story.follow_up(&code, &format!("Month {month}.")).expect("sent");
        story.server.close_release();
        story.sync(&mut sam).expect("synced");
        story.reply(&mut sam, &format!("Answer {month}.")).expect("answered");
    }
    let conversation = story.read(&code).expect("read");
    assert_eq!(conversation.threads[0].letters.len(), 10);
    assert_eq!(conversation.threads[0].warnings, []);
    // eight months after it began, what is older than the shelf life is gone, and is not missed
    story.server.clock.advance(u64::from(4 * Epoch::DAYS) * 86_400);
    story.server.tend();
    story.sync(&mut sam).expect("synced");
    let conversation = story.read(&code).expect("read");
    let warnings = &conversation.threads[0].warnings;
    assert!(
        !warnings.is_empty() && warnings.iter().all(|w| matches!(w, Warning::Expired { .. })),
        "{warnings:?}"
    );
}
