//! A thread with one melder, as the adviser has it.

use std::fmt;

use fluister_protocol::content::Content;
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::heartbeat_contents::Counts;
use fluister_protocol::id::Id;
use fluister_protocol::keys::ReplyPublicKey;
use fluister_protocol::thread::Sequence;
use serde::{Deserialize, Serialize};

use super::names::DraftName;

/// A thread with one melder.
#[derive(Serialize, Deserialize)]
pub struct Thread {
    pub(in crate::adviser) key: ThreadKey,
    pub(in crate::adviser) reply_key: ReplyPublicKey,
    /// The melder's letters.
    pub(in crate::adviser) received: Sequence,
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
    /// The note's text.
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
    /// The letter's id on the server, which may have deleted it by now.
    pub id: Id,
    /// The day of its release, or the day it was written by this adviser.
    pub day: Day,
    /// Whether it has not been shown yet.
    pub new: bool,
    /// What is odd about the order in which it came, if anything.
    pub oddity: Option<Oddity>,
    /// The draft that it was written as, so that nothing is sent twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adviser) draft: Option<DraftName>,
    /// The letter's content.
    pub content: Content,
}

/// What is odd about the order in which a letter came.
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
    pub(in crate::adviser) fn new(key: ThreadKey, reply_key: ReplyPublicKey) -> Self {
        Self {
            key,
            reply_key,
            received: Sequence::default(),
            written: 0,
            letters: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// How far the thread has come, for the heartbeat.
    pub(in crate::adviser) fn counts(&self) -> Counts {
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
}
