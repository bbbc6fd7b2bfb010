//! Two devices that have both changed what they had: nothing that either did is lost.

use fluister_protocol::content::{Body, Other, Withdrawal};
use fluister_protocol::day::Day;

use super::{Sam, read_report};
use crate::adviser::kept::State;
use crate::adviser::{Draft, To};
use crate::made::{day, message};
use crate::vault::{self, Entries, Kept as _, write};

fn entries(sam: &Sam) -> Entries {
    sam.state.split().unwrap()
}

fn of(entries: &Entries) -> Sam {
    Sam { state: State::join(entries).unwrap() }
}

/// What `mine` has once it has fetched what `theirs` put on the server.
fn merged(base: &Entries, mine: &Sam, theirs: &Sam) -> Sam {
    of(&vault::merge::<State>(base, &entries(mine), &entries(theirs)).unwrap())
}

fn note(sam: &mut Sam, text: &str, today: Day) {
    let thread = sam.thread();
    sam.state.note(thread.as_str(), text, today).unwrap();
}

fn notes(sam: &Sam) -> Vec<&str> {
    sam.state.threads[&sam.thread()].notes.iter().map(|note| note.text.as_str()).collect()
}

#[test]
fn a_state_goes_into_entries_and_back() {
    let (_, mut sam, _) = read_report(day(2));
    note(&mut sam, "A note.", day(2));
    sam.state.draft(Draft::text(To::Melder(sam.thread()), "An answer.").unwrap());
    let first = entries(&sam);
    assert_eq!(entries(&of(&first)), first);
    // nor does an entry of a later version get lost
    let mut later = first.clone();
    later.insert("later/1".into(), write("later/1", &7).unwrap());
    assert_eq!(entries(&of(&later)), later);
}

#[test]
fn a_note_of_one_device_reaches_the_other_and_two_both_stay() {
    let (_, sam, _) = read_report(day(2));
    let base = entries(&sam);
    let (mut one, mut other) = (of(&base), of(&base));
    note(&mut one, "One.", day(2));
    assert_eq!(notes(&merged(&base, &one, &other)), ["One."]);
    assert_eq!(notes(&merged(&base, &other, &one)), ["One."]);
    note(&mut other, "Other.", day(3));
    assert_eq!(notes(&merged(&base, &one, &other)), ["Other.", "One."]);
    // the same on both is one
    note(&mut other, "One.", day(2));
    assert_eq!(notes(&merged(&base, &one, &other)), ["One."]);
}

#[test]
fn a_note_that_one_device_took_away_is_gone_and_one_that_the_other_rewrote_stays() {
    let (_, mut sam, _) = read_report(day(2));
    note(&mut sam, "Before.", day(2));
    let base = entries(&sam);
    let (mut one, mut other) = (of(&base), of(&base));
    note(&mut one, "", day(3));
    assert_eq!(notes(&merged(&base, &one, &other)), Vec::<&str>::new());
    note(&mut other, "After.", day(3));
    assert_eq!(notes(&merged(&base, &one, &other)), ["After."]);
}

#[test]
fn what_was_shown_on_one_device_is_new_on_none_and_what_came_meanwhile_stays_new() {
    let today = day(2);
    let (organisation, sam, melder) = read_report(today);
    let base = entries(&sam);
    let (mut one, mut other) = (of(&base), of(&base));
    one.state.mark_shown();
    let shown = organisation.shown(today);
    other.ingest(&organisation, &[&melder.letter(&shown, message("Two."), 2, 0, today)], today);
    let new = |sam: &Sam| -> Vec<bool> {
        sam.state.threads[&sam.thread()].letters.iter().map(|letter| letter.new).collect()
    };
    assert_eq!(new(&merged(&base, &one, &other)), [false, true]);
    assert_eq!(new(&merged(&base, &other, &one)), [false], "numbers are given on the server's copy alone");
}

#[test]
fn a_thread_that_was_withdrawn_on_the_other_device_does_not_come_back() {
    let today = day(2);
    let (mut organisation, sam, melder) = read_report(today);
    let base = entries(&sam);
    let (mut one, mut other) = (of(&base), of(&base));
    note(&mut one, "A note.", today);
    one.state.mark_shown();
    let shown = organisation.shown(today);
    let withdrawal = Body::Withdrawal(Withdrawal { text: None, other: Other::new() });
    other.look(&mut organisation, &[melder.letter(&shown, withdrawal, 2, 0, today)], today).unwrap();
    let both = merged(&base, &one, &other);
    assert!(both.state.threads.is_empty());
    assert_eq!(both.state.identity.gone.len(), 1);
}

#[test]
fn a_draft_of_this_device_stays_and_one_that_the_other_has_sealed_goes() {
    let (mut organisation, mut sam, _) = read_report(day(2));
    let sealed = sam.state.draft(Draft::text(To::Melder(sam.thread()), "First.").unwrap());
    let base = entries(&sam);
    let (mut one, mut other) = (of(&base), of(&base));
    let kept = one.state.draft(Draft::text(To::Melder(one.thread()), "Second.").unwrap());
    other.look(&mut organisation, &[], day(2)).unwrap();
    let mut both = merged(&base, &one, &other);
    assert_eq!(both.state.drafts.keys().collect::<Vec<_>>(), [&kept]);
    // and it comes after the other one
    both.look(&mut organisation, &[], day(2)).unwrap();
    let said: Vec<_> = both.letters().into_iter().map(|(n, text, _)| (n, text)).collect();
    assert_eq!(said, [(1, "Hello.".into()), (1, "First.".into()), (2, "Second.".to_owned())]);
    assert_ne!(kept, sealed);
}

#[test]
fn letters_in_a_second_page_are_put_together_page_by_page() {
    let today = day(2);
    let (organisation, mut sam, melder) = read_report(today);
    let shown = organisation.shown(today);
    let letter = |n: u32| melder.letter(&shown, message(&n.to_string()), n, 0, today);
    for n in 2..=9 {
        sam.ingest(&organisation, &[&letter(n)], today);
    }
    let base = entries(&sam);
    let (mut one, mut other) = (of(&base), of(&base));
    one.state.mark_shown();
    other.ingest(&organisation, &[&letter(10)], today);
    let both = merged(&base, &one, &other);
    let numbers: Vec<_> = both.letters().iter().map(|(n, ..)| *n).collect();
    assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    let new = both.state.threads[&both.thread()].letters.iter().filter(|letter| letter.new);
    assert_eq!(new.count(), 1);
}
