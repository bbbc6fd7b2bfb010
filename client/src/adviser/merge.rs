//! What this device changed, on top of what another one did, record by record.

use crate::adviser::kept::{ColleagueLetter, Letter, Thread};

/// Where both devices wrote a note about a thread, both stay. All else in a thread is as the server has it.
pub(super) fn thread(base: Option<&Thread>, mine: &Thread, mut theirs: Thread) -> Thread {
    let before = base.map(|base| &base.notes);
    if before != Some(&mine.notes) {
        if before == Some(&theirs.notes) {
            theirs.notes.clone_from(&mine.notes);
        } else {
            let new = mine.notes.iter().filter(|note| before.is_none_or(|notes| !notes.contains(note)));
            let new: Vec<_> = new.filter(|note| !theirs.notes.contains(note)).cloned().collect();
            theirs.notes.extend(new);
        }
    }
    theirs
}

/// What was shown on one device is no longer new on the other.
pub(super) fn letters(mine: &[Letter], mut theirs: Vec<Letter>) -> Vec<Letter> {
    for letter in theirs.iter_mut().filter(|letter| letter.new) {
        letter.new = mine.iter().all(|other| other.id != letter.id || other.new);
    }
    theirs
}

/// The same for letters between advisers.
pub(super) fn colleagues(mine: &[ColleagueLetter], mut theirs: Vec<ColleagueLetter>) -> Vec<ColleagueLetter> {
    for letter in theirs.iter_mut().filter(|letter| letter.new) {
        letter.new = mine.iter().all(|other| other.id != letter.id || other.new);
    }
    theirs
}
