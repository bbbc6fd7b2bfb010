//! A thread with one melder, as the adviser has it.

use std::fmt;

use fluister_protocol::content::Content;
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::id::Id;
use fluister_protocol::keys::ReplyPublicKey;
use fluister_protocol::pulse::Counts;
use fluister_protocol::thread::{Arrival, Sequence};
use serde::{Deserialize, Serialize};

use crate::adviser::draft::DraftName;

/// A thread with one melder.
#[derive(Serialize, Deserialize)]
pub struct Thread {
    pub(super) key: ThreadKey,
    pub(super) reply_key: ReplyPublicKey,
    /// The melder's letters.
    pub(super) received: Sequence,
    /// How many letters this adviser wrote.
    pub written: u32,
    /// All letters, in the order in which they came and went. In the vault they lie in pages of their own.
    #[serde(skip)]
    pub letters: Vec<Letter>,
    /// The adviser's private notes about it: one text, or several where two devices wrote at the same time.
    pub notes: Vec<PrivateNote>,
}

/// What an adviser notes for nobody else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNote {
    /// The day it was written.
    pub day: Day,
    /// The words.
    pub text: String,
}

impl fmt::Debug for PrivateNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateNote({})", self.day)
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Thread(…)")
    }
}

/// Who wrote a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writer {
    /// The melder.
    Melder,
    /// This adviser.
    Adviser,
}

/// A letter of a thread.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// Who wrote it.
    pub writer: Writer,
    /// Under which it lies or lay.
    pub id: Id,
    /// The day of its release, or the day it was written by this adviser.
    pub day: Day,
    /// Whether it has not been shown yet.
    pub new: bool,
    /// What is odd about its coming, if anything.
    pub oddity: Option<Oddity>,
    /// The draft that it was written as, so that nothing is sent twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) draft: Option<DraftName>,
    /// What it says.
    pub content: Content,
}

/// What is odd about a letter's coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// Later ones had come before it.
    OutOfTurn,
    /// Letters before it are missing.
    AfterGap,
    /// Another letter had its number.
    Conflict,
    /// It speaks of more letters than this adviser wrote.
    SeenAhead,
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfTurn => "came after later ones",
            Self::AfterGap => "letters before it are missing: the server may be withholding them",
            Self::Conflict => "a second letter with this number: somebody else may have the melder's code",
            Self::SeenAhead => {
                "speaks of more letters than you wrote: an old copy of this vault may be in use"
            }
        })
    }
}

impl Thread {
    pub(super) fn new(key: ThreadKey, reply_key: ReplyPublicKey) -> Self {
        Self {
            key,
            reply_key,
            received: Sequence::default(),
            written: 0,
            letters: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Takes in a letter of the melder's. Nothing happens for one that is known: the box serves letters again when
    /// their day is over.
    pub(super) fn take(&mut self, id: Id, day: Day, content: Content) -> bool {
        let oddity = match self.received.take(content.n, id) {
            Arrival::Repeated => return false,
            Arrival::InTurn if !Sequence::seen_is_possible(content.seen, self.written) => {
                Some(Oddity::SeenAhead)
            }
            Arrival::InTurn => None,
            Arrival::OutOfTurn => Some(Oddity::OutOfTurn),
            Arrival::AfterGap => Some(Oddity::AfterGap),
            Arrival::Conflict => Some(Oddity::Conflict),
        };
        self.letters.push(Letter {
            writer: Writer::Melder,
            id,
            day,
            new: true,
            oddity,
            draft: None,
            content,
        });
        true
    }

    /// How far the thread has come, for the heartbeat.
    pub(super) fn counts(&self) -> Counts {
        let most = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
        Counts { received: most(self.received.seen()), written: most(self.written) }
    }

    /// The melder's letters that are missing.
    pub fn missing(&self) -> Vec<u32> {
        self.received.missing(0)
    }

    /// How many of the adviser's letters the melder has read, as their newest letter says.
    pub fn read_by_melder(&self) -> u32 {
        self.letters
            .iter()
            .filter(|letter| letter.writer == Writer::Melder)
            .map(|letter| letter.content.seen)
            .max()
            .unwrap_or(0)
    }

    /// What this device changed, on top of what another one did: where both wrote a note both stay.
    pub(super) fn merge(base: Option<&Self>, mine: &Self, mut theirs: Self) -> Self {
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
}

impl Letter {
    /// What was shown on this device is no longer new on the other one.
    pub(super) fn merge(mine: &[Self], mut theirs: Vec<Self>) -> Vec<Self> {
        for letter in theirs.iter_mut().filter(|letter| letter.new) {
            letter.new = mine.iter().all(|other| other.id != letter.id || other.new);
        }
        theirs
    }
}
