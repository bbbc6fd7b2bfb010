//! Where the next note lies: in its epoch, beside those before it.

use fluister_protocol::day::Day;
use fluister_protocol::note::{EpochNotes, Note};

use crate::made::day;
use crate::melder::notes::{EPOCHS, Found, Notes};

fn found(on: Day, k: u32, earlier: Vec<EpochNotes>) -> Notes {
    let note = Note {
        threads: Vec::new(),
        earlier,
        replies_only: false,
        letters: Vec::new(),
        attachments: Vec::new(),
        other: Default::default(),
    };
    Notes(vec![Found { epoch: on.epoch(), k, day: on, directory: None, note }])
}

#[test]
fn notes_are_numbered_from_nought_in_each_epoch() {
    let epoch = day(1).epoch();
    assert_eq!(Notes(Vec::new()).next(day(1)), (epoch, 0, Vec::new()));
    let notes = found(day(2), 4, Vec::new());
    assert_eq!(notes.next(day(28)), (epoch, 5, Vec::new()), "its last day");
    let before = EpochNotes { epoch, count: 5 };
    assert_eq!(notes.next(day(29)), (epoch.plus(1), 0, vec![before]));
}

#[test]
fn a_clock_that_went_back_over_the_border_writes_beside_the_newest() {
    let notes = found(day(29), 0, Vec::new());
    assert_eq!(notes.next(day(28)), (day(29).epoch(), 1, Vec::new()));
}

#[test]
fn epochs_longer_ago_than_any_letter_is_kept_are_named_no_more() {
    let newest = day(1).epoch();
    let named = |back: u32| EpochNotes { epoch: newest.minus(back), count: 1 };
    let notes = found(day(1), 0, (1..EPOCHS).rev().map(named).collect());
    let (_, _, earlier) = notes.next(day(29));
    let epochs: Vec<_> = earlier.iter().map(|notes| notes.epoch).collect();
    let first = newest.plus(1).minus(EPOCHS - 1);
    assert_eq!((epochs.first(), epochs.last(), epochs.len()), (Some(&first), Some(&newest), 7));
}
