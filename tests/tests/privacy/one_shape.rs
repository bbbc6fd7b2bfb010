//! One shape: who watches the calls of a visit cannot tell what the visit was for.
#![allow(clippy::expect_used)]

use fluister_client::post::Quiet;
use fluister_client::{Error, melder};
use fluister_tests::liar::Call;
use fluister_tests::people::{Story, code};

/// The calls of one visit.
fn calls<T>(story: &Story, visit: impl FnOnce(&Story) -> T) -> Vec<Call> {
    story.liar.calls();
    visit(story);
    story.liar.calls()
}

#[test]
fn every_visit_makes_the_same_calls_with_the_same_number_of_bytes() {
    let story = Story::begin();
    let (_sam, answered) = story.answered();
    let waiting = code();
    let report = calls(&story, |story| story.report(&waiting, "Sam", "Hello.").expect("sent"));
    let nothing_new = calls(&story, |story| story.read(&waiting).expect("read"));
    let an_answer = calls(&story, |story| story.read(&answered).expect("read"));
    let follow_up = calls(&story, |story| story.follow_up(&answered, "More.").expect("sent"));
    let unknown = calls(&story, |story| {
        assert!(matches!(story.read(&code()), Err(Error::NothingUnderCode)));
    });
    let cover = calls(&story, |story| {
        melder::cover(&story.api, &story.link, 4, story.today(), &Quiet).expect("posted");
    });
    for (name, visit) in [
        ("a report", &report),
        ("nothing new", &nothing_new),
        ("a follow-up", &follow_up),
        ("an unknown code", &unknown),
        ("cover", &cover),
    ] {
        assert_eq!(visit, &an_answer, "{name} and reading an answer");
    }
    let bytes: usize = report.iter().map(|call| call.sent + call.received).sum();
    assert!(report.len() <= 12, "{} requests", report.len());
    assert!(bytes <= 400_000, "{bytes} bytes");
}

#[test]
fn an_adviser_who_answers_looks_like_one_who_only_looks() {
    let story = Story::begin();
    let (mut sam, _) = story.answered();
    story.sync(&mut sam).expect("synced");
    let looks = calls(&story, |story| story.sync(&mut sam).expect("synced"));
    let answers = calls(&story, |story| story.reply(&mut sam, "Once more.").expect("sent"));
    let cursorless = |calls: Vec<Call>| -> Vec<Call> {
        let path = |call: &Call| call.path.split('?').next().unwrap_or_default().to_owned();
        calls.into_iter().map(|call| Call { path: path(&call), ..call }).collect()
    };
    assert_eq!(cursorless(looks), cursorless(answers));
}

#[test]
fn letters_are_posted_without_the_advisers_session() {
    let story = Story::begin();
    let (mut sam, _) = story.answered();
    let answers = calls(&story, |story| story.reply(&mut sam, "Once more.").expect("sent"));
    let post = answers.iter().find(|call| call.method == "POST" && call.path.ends_with("acme/letters"));
    let headers = &post.expect("a post").headers;
    assert!(!headers.iter().any(|header| header == "authorization" || header == "cookie"), "{headers:?}");
}
