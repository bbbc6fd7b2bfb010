//! Letters of a melder, as they come into a thread: in which order, how often, in which epoch.

use fluister_protocol::content::{Body, Content, Other, Withdrawal};
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::keys::EpochSecret;
use fluister_protocol::letter::AdviserReader;
use fluister_protocol::random;

use super::{Sam, read_report};
use crate::adviser::Oddity;
use crate::adviser::ingest::MOST_UNREADABLE;
use crate::adviser::kept::Seed;
use crate::http::BoxLetter;
use crate::made::{MadeMelder, MadeOrganisation, day, message};

fn withdrawal() -> Body {
    Body::Withdrawal(Withdrawal { text: None, other: Other::new() })
}

fn said(letters: &[(u32, &str, Option<Oddity>)]) -> Vec<(u32, String, Option<Oddity>)> {
    letters.iter().map(|(n, text, oddity)| (*n, (*text).to_owned(), *oddity)).collect()
}

#[test]
fn a_look_takes_a_thread_in_by_its_numbers_whatever_order_the_box_has() {
    let today = day(2);
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", today);
    let shown = organisation.shown(today);
    let melder = MadeMelder::new(&shown, sam.id());
    let letters = [
        melder.letter(&shown, message("Three."), 3, 0, today),
        melder.letter(&shown, melder.report("One."), 1, 0, today),
        melder.letter(&shown, message("Two."), 2, 0, today),
    ];
    let news = sam.look(&mut organisation, &letters, today).unwrap();
    assert_eq!(news.new_letters, 3);
    assert_eq!(sam.letters(), said(&[(1, "One.", None), (2, "Two.", None), (3, "Three.", None)]));
}

#[test]
fn a_gap_is_said_and_closes_when_the_letter_comes() {
    let today = day(2);
    let (organisation, mut sam, melder) = read_report(today);
    let shown = organisation.shown(today);
    let letter = |text, n| melder.letter(&shown, message(text), n, 0, today);
    let (two, three, four) = (letter("Two.", 2), letter("Three.", 3), letter("Four.", 4));

    assert_eq!(sam.ingest(&organisation, &[&three], today).new_letters, 1);
    let missing = |sam: &Sam| sam.state.threads[&sam.thread()].missing();
    assert_eq!(missing(&sam), [2]);
    sam.ingest(&organisation, &[&two, &four], today);
    assert!(missing(&sam).is_empty());
    let odd = [
        (1, "Hello.", None),
        (3, "Three.", Some(Oddity::AfterGap)),
        (2, "Two.", Some(Oddity::OutOfTurn)),
        (4, "Four.", None),
    ];
    assert_eq!(sam.letters(), said(&odd));
}

#[test]
fn a_letter_that_is_served_again_is_no_news() {
    let today = day(2);
    let (organisation, mut sam, melder) = read_report(today);
    let shown = organisation.shown(today);
    let two = melder.letter(&shown, message("Two."), 2, 0, today);
    assert_eq!(sam.ingest(&organisation, &[&two, &two], today).new_letters, 1);
    // its day is over, and it is in the day's last release
    let moved = BoxLetter { day: today.plus(1), ..two };
    assert_eq!(sam.ingest(&organisation, &[&moved], today.plus(1)).new_letters, 0);
    assert_eq!(sam.letters(), said(&[(1, "Hello.", None), (2, "Two.", None)]));
}

#[test]
fn a_second_letter_of_a_number_is_kept_and_said_to_be_one() {
    let today = day(2);
    let (organisation, mut sam, melder) = read_report(today);
    let shown = organisation.shown(today);
    let two = melder.letter(&shown, message("Two."), 2, 0, today);
    let other = melder.letter_under(9, &shown, Content::new(message("Not I."), 2, 0, today));
    assert_eq!(sam.ingest(&organisation, &[&two, &other], today).new_letters, 2);
    assert_eq!(sam.letters()[2], (2, "Not I.".to_owned(), Some(Oddity::Conflict)));
    // it takes nobody's place: the next one comes in its turn
    let three = melder.letter(&shown, message("Three."), 3, 0, today);
    sam.ingest(&organisation, &[&three], today);
    assert_eq!(sam.letters()[3], (3, "Three.".to_owned(), None));
}

#[test]
fn a_letter_that_has_seen_more_than_was_written_is_said() {
    let today = day(2);
    let (organisation, mut sam, melder) = read_report(today);
    let shown = organisation.shown(today);
    sam.ingest(&organisation, &[&melder.letter(&shown, message("Two."), 2, 1, today)], today);
    assert_eq!(sam.letters()[1].2, Some(Oddity::SeenAhead));
    let name = sam.thread();
    sam.state.threads.get_mut(&name).unwrap().written = 1;
    sam.ingest(&organisation, &[&melder.letter(&shown, message("Three."), 3, 1, today)], today);
    assert_eq!(sam.letters()[2].2, None);
}

#[test]
fn a_thread_that_was_withdrawn_does_not_come_back() {
    let today = day(2);
    let (mut organisation, mut sam, melder) = read_report(today);
    let shown = organisation.shown(today);
    let (name, report) = (sam.thread(), melder.letter(&shown, melder.report("Hello."), 1, 0, today));
    let late = melder.letter(&shown, message("Two."), 2, 0, today);
    let gone = melder.letter(&shown, withdrawal(), 3, 0, today);
    let news = sam.look(&mut organisation, &[late.clone(), gone.clone()], today).unwrap();
    assert_eq!(news.withdrawn, [name]);
    assert!(sam.state.threads.is_empty());
    // the whole day once more
    let news = sam.look(&mut organisation, &[report, late, gone], today).unwrap();
    assert_eq!((news.new_letters, news.withdrawn.len()), (0, 0));
    assert!(sam.state.threads.is_empty() && sam.state.unreadable.is_empty());
}

#[test]
fn a_letter_without_its_report_is_kept_and_the_vault_does_not_fill_with_such() {
    let today = day(2);
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", today);
    let shown = organisation.shown(today);
    let (whole, _) = MOST_UNREADABLE;
    for _ in 0..=whole {
        let stranger = MadeMelder::new(&shown, sam.id());
        let letter = stranger.letter(&shown, message("Two."), 2, 0, today);
        assert_eq!(sam.ingest(&organisation, &[&letter, &letter], today).new_letters, 0);
    }
    assert_eq!(sam.state.unreadable.len(), whole + 1);
    let with_its_bytes = sam.state.unreadable.iter().filter(|letter| !letter.letter.is_empty());
    assert_eq!(with_its_bytes.count(), whole);
}

/// Whether a letter that is sealed to the key of epoch `sealed` opens where it is released on a day.
fn opens(sealed: Epoch, released: Day) -> bool {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", day(1));
    let secret = EpochSecret::generate(&mut random::system());
    sam.state.identity.keys.epochs = [(sealed, Seed::of(&secret))].into();
    let reader = AdviserReader {
        organisation: organisation.link().pin.organisation,
        identity: sam.state.identity().public(),
        epoch: sealed,
        key: secret.public(),
    };
    let melder = MadeMelder::new(&organisation.shown(day(1)), sam.id());
    let content = Content::new(melder.report("Hello."), 1, 0, sealed.first_day());
    let letter = BoxLetter { day: released, ..melder.letter_to(&reader, 1, content) };
    sam.ingest(&organisation, &[&letter], day(1)).new_letters == 1
}

#[test]
fn a_letter_opens_in_its_epoch_and_over_either_border() {
    let epoch = day(1).epoch();
    for released in [epoch.first_day(), epoch.last_day()] {
        // written on the day before the border, or by a clock that is ahead
        let sealed = [epoch.minus(2), epoch.minus(1), epoch, epoch.plus(1), epoch.plus(2)];
        let opened = sealed.map(|sealed| opens(sealed, released));
        assert_eq!(opened, [false, true, true, true, false], "{released}");
    }
}
