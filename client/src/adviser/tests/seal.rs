//! Drafts become letters: each once, each with the next number, none to a melder who has withdrawn.

use fluister_protocol::content::TEXT;
use fluister_protocol::size;

use super::{Sam, read_report};
use crate::adviser::seal::MOST_AT_ONCE;
use crate::adviser::{Draft, To};
use crate::made::{MadeOrganisation, day};

fn answer(sam: &mut Sam, text: &str) -> crate::adviser::DraftName {
    let to = To::Melder(sam.thread());
    sam.state.draft(Draft::text(to, text).unwrap())
}

#[test]
fn answers_have_consecutive_numbers_and_open_for_their_melder() {
    let today = day(2);
    let (mut organisation, mut sam, melder) = read_report(today);
    for text in ["One.", "Two."] {
        answer(&mut sam, text);
        sam.look(&mut organisation, &[], today).unwrap();
    }
    let (shown, posted) = (organisation.shown(today), sam.post());
    assert_eq!(posted.len(), 2 * size::FOUR, "each post with its cover");
    let replies: Vec<_> =
        (1..=3).map(|n| melder.reply(&shown, n, &posted).map(|content| content.unwrap())).collect();
    let said: Vec<_> = replies
        .iter()
        .flatten()
        .map(|content| (content.n, content.seen, content.body.text().unwrap()))
        .collect();
    assert_eq!(said, [(1, 1, "One."), (2, 1, "Two.")]);
    assert!(replies[2].is_none());
    assert_eq!(sam.state.threads[&sam.thread()].written, 2);
}

#[test]
fn a_long_answer_goes_in_parts_that_say_so() {
    let today = day(2);
    let (mut organisation, mut sam, melder) = read_report(today);
    answer(&mut sam, &"a".repeat(TEXT + 1));
    sam.look(&mut organisation, &[], today).unwrap();
    let (shown, posted) = (organisation.shown(today), sam.post());
    let part = |n| melder.reply(&shown, n, &posted).unwrap().unwrap().part.unwrap();
    assert_eq!([part(1), part(2)].map(|part| (part.number, part.of)), [(1, 2), (2, 2)]);
}

#[test]
fn a_draft_that_was_sealed_is_not_sealed_again() {
    let today = day(2);
    let (mut organisation, mut sam, _) = read_report(today);
    let name = answer(&mut sam, "One.");
    let draft = sam.state.drafts[&name].clone();
    sam.look(&mut organisation, &[], today).unwrap();
    // another device, which had not heard of it, brings the draft back
    sam.state.drafts.insert(name, draft);
    let before = sam.post().len();
    sam.look(&mut organisation, &[], today).unwrap();
    assert!(sam.state.drafts.is_empty());
    let thread = &sam.state.threads[&sam.thread()];
    assert_eq!((before, thread.written, thread.letters.len()), (size::FOUR, 1, 2));
}

#[test]
fn nothing_is_sealed_to_a_melder_who_has_withdrawn() {
    let today = day(2);
    let (mut organisation, mut sam, _) = read_report(today);
    answer(&mut sam, "One.");
    sam.state.threads.clear();
    sam.look(&mut organisation, &[], today).unwrap();
    assert!(sam.state.drafts.is_empty());
    // cover alone
    assert_eq!(sam.post().len(), size::FOUR);
}

#[test]
fn more_than_one_change_holds_waits_for_the_next() {
    let today = day(2);
    let (mut organisation, mut sam, _) = read_report(today);
    let long = "a".repeat(TEXT * 15 + 1);
    for _ in 0..5 {
        answer(&mut sam, &long);
    }
    let news = sam.look(&mut organisation, &[], today).unwrap();
    assert_eq!((news.waiting, sam.state.threads[&sam.thread()].written), (1, MOST_AT_ONCE as u32));
    let news = sam.look(&mut organisation, &[], today).unwrap();
    assert_eq!((news.waiting, sam.state.threads[&sam.thread()].written), (0, 80));
}

#[test]
fn a_letter_to_an_adviser_waits_until_there_is_a_key_for_the_day() {
    let today = day(2);
    let (mut organisation, mut sam, _) = read_report(today);
    let robin = organisation.appoint("Robin");
    let to = To::Adviser(robin.public().adviser());
    sam.state.draft(Draft::text(to, "A word.").unwrap());
    assert_eq!(sam.look(&mut organisation, &[], today).unwrap().waiting, 1);
    assert!(sam.state.colleagues.is_empty());
    organisation.publish_keys(&robin, today);
    // the key of an epoch that is over is no key
    let later = day(1).plus(28);
    assert_eq!(sam.look(&mut organisation, &[], later).unwrap().waiting, 1);
    organisation.publish_keys(&robin, later);
    assert_eq!(sam.look(&mut organisation, &[], later).unwrap().waiting, 0);
    let [letter] = sam.state.colleagues.as_slice() else { panic!("one letter") };
    assert!(letter.own && letter.name == "Robin" && letter.content.body.text() == Some("A word."));
}

#[test]
fn advisers_read_each_other_once() {
    let today = day(2);
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", today);
    let mut robin = Sam::appointed(&mut organisation, "Robin", today);
    sam.state.draft(Draft::text(To::Adviser(robin.id()), "A word.").unwrap());
    sam.post();
    sam.look(&mut organisation, &[], today).unwrap();
    let released = |letter: fluister_protocol::letter::Sealed| crate::http::BoxLetter {
        id: letter.id,
        day: today,
        letter: letter.letter,
    };
    let box_letters: Vec<_> = sam.post().into_iter().map(released).collect();
    let twice = [box_letters.clone(), box_letters].concat();
    assert_eq!(robin.look(&mut organisation, &twice, today).unwrap().new_letters, 1);
    let [letter] = robin.state.colleagues.as_slice() else { panic!("one letter") };
    assert!(!letter.own && letter.new && letter.name == "Sam" && letter.adviser == sam.id());
}
