//! Notes: what a melder's client writes to itself, since it keeps nothing but the code.

use serde::{Deserialize, Serialize};

use crate::chunk::{AttachmentTokens, is_padded};
use crate::content::{ContentError, Other, Part, limit};
use crate::day::Epoch;
use crate::derivation::MAX_THREADS;
use crate::id::AdviserId;

/// The state of a melder's threads after the post that carried the note. The newest note tells all; older ones are
/// read for their letters only. The newest directory seen stands beside it, in the content's `directory`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The threads, in order of i; at most 16.
    pub threads: Vec<ThreadNote>,
    /// How many notes there are in each earlier epoch, so that a return finds them all; at most 16.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EpochNotes>,
    /// Whether the melder's own texts are left out.
    #[serde(default)]
    pub replies_only: bool,
    /// The melder's own letters that were posted with this note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<OwnLetter>,
    /// The attachments whose letters were posted with this note; at most 16.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentNote>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub other: Other,
}

/// One thread, as the melder knows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadNote {
    /// The thread's number, 0 to 15, never used for another adviser.
    pub i: u32,
    /// The adviser to whom it goes.
    pub adviser: AdviserId,
    /// The adviser's name when the thread began, for the day the directory no longer has it.
    pub name: String,
    /// How many letters the melder has written.
    pub written: u32,
    /// How many of the adviser's letters were read without a gap.
    pub seen: u32,
    /// The counter of the newest heartbeat seen.
    pub heartbeat: u32,
    /// The melder has withdrawn this thread.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// An attachment of the melder's: what it takes to delete its chunks, never the key that opens them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentNote {
    /// The number of the thread that it belongs to.
    pub i: u32,
    /// The number of the letter that describes it, from 1.
    pub n: u32,
    /// The chunks' tokens are derived from it.
    pub tokens: AttachmentTokens,
    /// How many chunks there are, with padding.
    pub chunks: u32,
}

/// How many notes an epoch has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EpochNotes {
    /// The epoch's number.
    pub epoch: Epoch,
    /// How many, numbered from 0: note(epoch, 0) to note(epoch, count − 1).
    pub count: u32,
}

/// A letter of the melder's own, to be read again; of the note's day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnLetter {
    /// Where it went: each thread, and the letter's number in it.
    pub to: Vec<Sent>,
    /// Its kind.
    pub kind: String,
    /// Its words; an attachment's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Which part of a longer text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

/// Letter n of thread i.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The thread's number.
    pub i: u32,
    /// The letter's number in it, from 1.
    pub n: u32,
    /// How many of the adviser's letters had been read.
    pub seen: u32,
}

impl Note {
    pub(crate) fn limits(&self) -> Result<(), ContentError> {
        let most = usize::try_from(MAX_THREADS).unwrap_or(usize::MAX);
        limit(self.threads.len() <= most, "threads")?;
        limit(self.threads.is_sorted_by(|one, next| one.i < next.i), "threads")?;
        limit(
            self.threads.iter().all(|thread| thread.i < MAX_THREADS && thread.name.len() <= 200),
            "threads",
        )?;
        // as far as letters are numbered
        let number = |number: u32| number <= u32::from(u16::MAX);
        limit(self.threads.iter().all(|thread| number(thread.written) && number(thread.seen)), "threads")?;
        limit(self.earlier.len() <= 16, "earlier")?;
        limit(self.earlier.iter().all(|notes| number(notes.count)), "earlier")?;
        limit(self.letters.len() <= 16, "letters")?;
        let sent = |sent: &Sent| sent.i < MAX_THREADS && number(sent.n) && number(sent.seen);
        limit(self.letters.iter().all(|letter| letter.to.iter().all(sent)), "letters")?;
        limit(self.attachments.len() <= most, "attachments")?;
        let attached = |one: &AttachmentNote| {
            one.i < MAX_THREADS && one.n >= 1 && number(one.n) && is_padded(one.chunks)
        };
        limit(self.attachments.iter().all(attached), "attachments")
    }
}

// whom a melder wrote to, and what: never in a log
impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Note(…)")
    }
}
impl std::fmt::Debug for ThreadNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ThreadNote({})", self.i)
    }
}
impl std::fmt::Debug for OwnLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OwnLetter({:?})", self.to)
    }
}
