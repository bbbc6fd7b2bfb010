//! A thread as it is shown to its melder, and what gives cause for doubt.

use fluister_protocol::day::Day;
use fluister_protocol::letter::OpenError;

use super::Story;
use crate::made::day;
use crate::melder::conversation::{Line, Words, interleave};
use crate::melder::{ThreadView, Warning};

#[test]
fn an_absence_is_shown_on_its_last_day_and_not_on_the_next() {
    let mut story = Story::new();
    story.organisation.change(|directory| directory.advisers[0].absent_until = Some(day(5)));
    assert_eq!(story.view(day(5)).absent_until, Some(day(5)));
    assert_eq!(story.view(day(6)).absent_until, None);
}

#[test]
fn what_the_heartbeat_says_is_shown() {
    let mut story = Story::new();
    assert_eq!(story.view(day(3)).warnings, [Warning::NoHeartbeat]);
    story.organisation.beat(&story.sam, &[], day(3));
    assert_eq!(story.view(day(3)).warnings, [Warning::NotKept]);
    story.beat(1, 1, day(4));
    story.reply(1, 1, day(4));
    let ThreadView { received, written, seen, last_looked, warnings, reachable, .. } = story.view(day(5));
    assert_eq!((received, written, seen, last_looked), (Some(1), Some(1), 1, Some(day(4))));
    assert!(warnings.is_empty() && reachable);
}

#[test]
fn a_reply_that_is_missing_is_withheld_unless_it_is_past_its_time() {
    let mut story = Story::new();
    story.beat(1, 2, day(3));
    story.nothing(1);
    story.reply(2, 1, day(3));
    let shown = story.view(day(4));
    assert_eq!(shown.warnings, [Warning::Withheld { n: 1 }]);
    assert_eq!(shown.seen, 0, "nothing beyond a gap counts as read");
    // one that was read before has had its time
    story.thread.seen = 1;
    let shown = story.view(day(4));
    assert_eq!((shown.warnings, shown.seen), (vec![Warning::Expired { n: 1 }], 2));
}

#[test]
fn who_was_away_for_longer_than_letters_are_kept_is_told_that_they_are_gone() {
    let mut story = Story::new();
    let kept = 180;
    story.organisation.change(|directory| {
        directory.issued = day(2).plus(kept);
        directory.expires = day(2).plus(kept + 10);
    });
    story.organisation.publish_keys(&story.sam, day(2).plus(kept));
    story.beat(1, 1, day(2).plus(kept));
    story.nothing(1);
    let warnings = |today: Day| story.view(today).warnings;
    assert_eq!(warnings(day(2).plus(kept)), [Warning::Withheld { n: 1 }], "the last day");
    assert_eq!(warnings(day(2).plus(kept + 1)), [Warning::Expired { n: 1 }]);
}

#[test]
fn what_is_asked_for_on_chance_is_missed_by_nobody() {
    let mut story = Story::new();
    for n in 1..=4 {
        story.nothing(n);
    }
    assert_eq!(story.view(day(3)).warnings, [Warning::NoHeartbeat]);
}

#[test]
fn replies_that_cannot_be_true_are_said() {
    let mut story = Story::new();
    story.beat(1, 3, day(3));
    story.reply(1, 2, day(3));
    story.replies.insert(2, Some(Err(OpenError::Opaque)));
    story.reply(3, 1, day(3));
    let why = OpenError::Opaque;
    assert_eq!(
        story.view(day(3)).warnings,
        [Warning::SeenAhead { n: 1 }, Warning::Unreadable { n: 2, why }],
        "one letter was written"
    );
    story.thread.written = 2;
    story.replies.remove(&2);
    // a reply has seen two, the heartbeat says one
    assert_eq!(story.view(day(3)).warnings, [Warning::FewerReceived]);
}

#[test]
fn an_adviser_without_a_key_or_out_of_the_directory_is_said_to_be_so() {
    let mut story = Story::new();
    story.beat(1, 0, day(28));
    assert!(story.view(day(28)).warnings.is_empty(), "the epoch's last day");
    let shown = story.view(day(29));
    assert_eq!((shown.warnings, shown.reachable), (vec![Warning::NoKey], false));
    story.organisation.change(|directory| directory.advisers.clear());
    let shown = story.view(day(28));
    assert_eq!((shown.warnings, shown.listed), (vec![Warning::Gone], false));
    assert_eq!(shown.name, "Sam", "as the note has it");
}

#[test]
fn a_note_counts_what_was_read_without_a_gap_and_never_falls() {
    let mut story = Story::new();
    story.beat(1, 3, day(3));
    story.reply(1, 1, day(3));
    story.nothing(2);
    story.reply(3, 1, day(3));
    let after = |story: &Story| story.visit(day(3)).after_visit(&story.thread);
    assert_eq!((after(&story).seen, after(&story).heartbeat), (1, 1));
    (story.thread.seen, story.thread.heartbeat) = (3, 7);
    assert_eq!((after(&story).seen, after(&story).heartbeat), (3, 7));
}

#[test]
fn nobody_answers_what_they_had_not_read() {
    let line = |own: bool, n: u32, seen: u32, of: u32| {
        let text = fluister_protocol::note::OwnLetter {
            to: Vec::new(),
            kind: if own { "own" } else { "theirs" }.into(),
            text: None,
            part: None,
        };
        Line { n, seen, day: day(of), words: Words::Own(text), pieces: None }
    };
    let order = |own: &[(u32, u32, u32)], theirs: &[(u32, u32, u32)]| {
        let lines = |own: bool, some: &[(u32, u32, u32)]| {
            some.iter().map(|(n, seen, of)| line(own, *n, *seen, *of)).collect()
        };
        let shown = |line: Line| match line.words {
            Words::Own(own) => format!("{}{}", own.kind, line.n),
            Words::Theirs(_) => String::new(),
        };
        interleave(lines(true, own), lines(false, theirs))
            .into_iter()
            .map(shown)
            .collect::<Vec<_>>()
            .join(" ")
    };
    // an answer comes after what it has seen, whatever the days say
    assert_eq!(order(&[(1, 0, 5)], &[(1, 1, 2)]), "own1 theirs1");
    assert_eq!(order(&[(1, 0, 2), (2, 1, 2)], &[(1, 1, 9)]), "own1 theirs1 own2");
    // neither had read the other's: the day, then the melder's first
    assert_eq!(order(&[(1, 0, 3)], &[(1, 0, 2)]), "theirs1 own1");
    assert_eq!(order(&[(1, 0, 2)], &[(1, 0, 2)]), "own1 theirs1");
    assert_eq!(order(&[], &[(1, 0, 2), (2, 0, 1)]), "theirs1 theirs2");
}
