//! Going on with another adviser: the melder decides, and no key is passed on.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use fluister_client::Error;
use fluister_client::adviser::{self, Thread};
use fluister_client::melder::{self, Consent, Receipt};
use fluister_client::organisation::Change;
use fluister_client::post::Quiet;
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::Body;
use fluister_tests::people::{Sam, Story};

fn hand_over(
    story: &Story,
    code: &RetrievalCode,
    text: &str,
    with_conversation: bool,
) -> Result<Receipt, Error> {
    let consent = Consent {
        successor: "Robin".into(),
        track: None,
        text: text.into(),
        language: None,
        with_conversation,
    };
    melder::hand_over(&story.api, &story.link, code, &consent, story.today(), &Quiet)
}

fn asked(story: &Story) -> (Sam, Sam, RetrievalCode) {
    let (mut sam, code) = story.answered();
    let robin = story.adviser("Robin");
    let thread = sam.vault.state.threads.keys().next().expect("a thread").as_str().to_owned();
    let text = "I'm away from May. Would you go on with Robin?";
    adviser::ask_for_handover(&story.api, &mut sam.vault, &thread, "Robin", text, story.today(), &Quiet)
        .expect("asked");
    (sam, robin, code)
}

fn only(sam: &Sam) -> &Thread {
    let threads: Vec<_> = sam.vault.state.threads.values().collect();
    let [thread] = threads.as_slice() else { panic!("one thread") };
    thread
}

#[test]
fn a_melder_who_agrees_goes_on_with_the_other_adviser() {
    let story = Story::begin();
    let (mut sam, mut robin, code) = asked(&story);
    assert_eq!(story.read(&code).expect("read").threads[0].letters.len(), 3, "asked, and nothing done yet");
    story.liar.calls();
    let receipt = hand_over(&story, &code, "Hello Robin.", true).expect("handed over");
    let shape = |calls: Vec<fluister_tests::liar::Call>| -> Vec<_> {
        calls.into_iter().map(|call| (call.method, call.path, call.sent, call.received)).collect()
    };
    let one = shape(story.liar.calls());
    assert_eq!(receipt.advisers, ["Robin"]);
    story.server.close_release();
    story.sync(&mut sam).expect("synced");
    story.sync(&mut robin).expect("synced");

    let Body::Report(report) = &only(&robin).letters[0].content.body else { panic!("a report") };
    for words in ["Hello Robin.", "Hello.", "Welcome.", "Would you go on with Robin?"] {
        assert!(report.text.contains(words), "{words}");
    }
    let robin_is = robin.vault.state.identity().public().adviser();
    let last = &only(&sam).letters.last().expect("a letter").content.body;
    assert!(matches!(last, Body::Handover(handover) if handover.successor == robin_is));
    let names = [&sam, &robin].map(|who| who.vault.state.threads.keys().next().cloned());
    assert_ne!(names[0], names[1], "a thread of its own, under keys that Sam never had");

    // the code opens both, and each adviser answers in their own
    story.reply(&mut robin, "Glad you wrote.").expect("answered");
    story.reply(&mut sam, "Take care.").expect("answered");
    let read = story.read(&code).expect("read");
    let counts: Vec<_> =
        read.threads.iter().map(|thread| (thread.name.as_str(), thread.letters.len())).collect();
    assert_eq!(counts, [("Sam", 5), ("Robin", 2)]);
    assert!(read.threads.iter().all(|thread| thread.warnings.is_empty()), "{:?}", read.threads);

    // nobody can see that it was a handover and not a follow-up
    let other = Story::begin();
    let (_, code) = other.answered();
    let _robin = other.adviser("Robin");
    other.liar.calls();
    other.follow_up(&code, "More.").expect("sent");
    let follow_up = shape(other.liar.calls());
    let paths = |calls: &[(String, String, usize, usize)]| -> Vec<_> {
        calls.iter().map(|(method, path, sent, _)| (method.clone(), path.clone(), *sent)).collect()
    };
    assert_eq!(paths(&one)[..one.len() - 1], paths(&follow_up)[..one.len() - 1]);
}

#[test]
fn without_the_conversation_the_other_adviser_gets_the_new_words_alone() {
    let story = Story::begin();
    let (_, mut robin, code) = asked(&story);
    hand_over(&story, &code, "Only this.", false).expect("handed over");
    story.server.close_release();
    story.sync(&mut robin).expect("synced");
    let Body::Report(report) = &only(&robin).letters[0].content.body else { panic!("a report") };
    assert_eq!(report.text, "Only this.");
    assert!(
        matches!(hand_over(&story, &code, "Again.", false), Err(Error::KnownAdviser(name)) if name == "Robin")
    );
}

#[test]
fn one_whose_adviser_is_gone_goes_on_with_another() {
    let story = Story::begin();
    let (_, code) = story.answered();
    let mut robin = story.adviser("Robin");
    story.publish(Change::Dismiss("Sam".into())).expect("dismissed");
    hand_over(&story, &code, "Sam is gone.", true).expect("handed over");
    story.server.close_release();
    story.sync(&mut robin).expect("synced");
    let Body::Report(report) = &only(&robin).letters[0].content.body else { panic!("a report") };
    assert!(report.text.starts_with("Sam is gone.") && report.text.contains("Hello."));
    let read = story.read(&code).expect("read");
    assert_eq!(read.threads.len(), 2, "the old thread can still be read");
    // and withdrawing takes both away
    melder::withdraw(&story.api, &story.link, &code, story.today(), &Quiet).expect("withdrawn");
    story.server.close_release();
    assert_eq!(story.sync(&mut robin).expect("synced").withdrawn.len(), 1);
    assert!(matches!(story.read(&code), Err(Error::NothingUnderCode)));
}
