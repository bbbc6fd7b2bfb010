//! A melder's threads as they are shown: letters in their order, and what gives cause for doubt.

use fluister_protocol::content::Body;
use fluister_protocol::day::Day;
use fluister_protocol::id::AdviserId;
use fluister_protocol::letter::OpenError;
use fluister_protocol::note::OwnLetter;

use crate::set_aside::SetAside;

/// All that lies under a code.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// A thread for each adviser who was written to.
    pub threads: Vec<ThreadView>,
    /// Letters before this day are gone.
    pub kept_since: Day,
    /// The melder's own texts are not kept.
    pub replies_only: bool,
}

/// A thread as its melder sees it.
#[derive(Clone, Debug)]
pub struct ThreadView {
    /// The thread's number under its code, from 0.
    pub i: u32,
    /// The adviser's id.
    pub adviser: AdviserId,
    /// The name: of today's directory, or of the day the thread began.
    pub name: String,
    /// Whether the adviser is still in the directory.
    pub listed: bool,
    /// Whether they can be written to today.
    pub reachable: bool,
    /// The last day of an announced absence.
    pub absent_until: Option<Day>,
    /// The day of the newest heartbeat.
    pub last_looked: Option<Day>,
    /// The adviser to whom this one would like to hand over, by the name in today's directory.
    pub asks_for: Option<String>,
    /// How many letters the melder wrote.
    pub own_written: u32,
    /// How many of them the adviser has, as the heartbeat says.
    pub received: Option<u32>,
    /// How many letters the adviser wrote, as the heartbeat says.
    pub written: Option<u32>,
    /// How many of the adviser's letters have been read without a gap.
    pub seen: u32,
    /// The letters, in their order.
    pub letters: Vec<Line>,
    /// What gives cause for doubt.
    pub warnings: Vec<Warning>,
}

/// One letter, as it is shown.
#[derive(Clone, Debug)]
pub struct Line {
    /// The letter's number in its direction.
    pub n: u32,
    /// How many letters of the other its writer had read.
    pub seen: u32,
    /// The day it was written.
    pub day: Day,
    /// Who wrote it, and what it says.
    pub words: Words,
    /// Of an attachment: how much of it the server has.
    pub pieces: Option<Pieces>,
}

/// How much of an attachment the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pieces {
    /// Pieces that have not come, or are gone.
    pub missing: u32,
    /// Pieces in all.
    pub of: u32,
}

/// A letter's writer, and what it says.
#[derive(Clone, Debug)]
pub enum Words {
    /// The melder's own, as a note kept them.
    Own(OwnLetter),
    /// The adviser's.
    Theirs(Box<Body>),
}

/// What gives cause for doubt, each said to the melder in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The heartbeat names the adviser's letter n, and the server does not give it.
    Withheld {
        /// The letter's number.
        n: u32,
    },
    /// The adviser's letter n was read before and is no longer kept.
    Expired {
        /// The letter's number.
        n: u32,
    },
    /// The adviser's letter n does not open.
    Unreadable {
        /// The letter's number.
        n: u32,
        /// Why it does not open.
        why: OpenError,
    },
    /// A reply says that more was read than was ever written.
    SeenAhead {
        /// The letter's number.
        n: u32,
    },
    /// The heartbeat says that fewer letters arrived than an earlier reply says.
    FewerReceived,
    /// There is no heartbeat, and so no sign of life.
    NoHeartbeat,
    /// What the server shows of the adviser does not fit together: nothing is written to them for now.
    SetAside(SetAside),
    /// The adviser keeps this thread no longer, or has not received it yet.
    NotKept,
    /// The adviser is no longer in the directory.
    Gone,
    /// No key for these weeks: the adviser has been away too long.
    NoKey,
}

impl Warning {
    /// A stable name, for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Withheld { .. } => "withheld",
            Self::Expired { .. } => "expired",
            Self::Unreadable { .. } => "unreadable",
            Self::SeenAhead { .. } => "seen_ahead",
            Self::FewerReceived => "fewer_received",
            Self::NoHeartbeat => "no_heartbeat",
            Self::SetAside(_) => "set_aside",
            Self::NotKept => "not_kept",
            Self::Gone => "gone",
            Self::NoKey => "no_key",
        }
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Withheld { n } => write!(
                f,
                "your adviser says there is a letter {n} for you, and the server does not give it. Try again later; if \
                 it stays so, somebody may be withholding it"
            ),
            Self::Expired { n } => write!(f, "letter {n} of your adviser is older than letters are kept"),
            Self::Unreadable { n, why } => write!(f, "letter {n} of your adviser cannot be read: {why}"),
            Self::SeenAhead { n } => {
                write!(
                    f,
                    "letter {n} of your adviser speaks of more letters than you wrote: somebody else may have your code"
                )
            }
            Self::FewerReceived => {
                f.write_str("the server shows an old state: fewer of your letters than before")
            }
            Self::NoHeartbeat => f.write_str("there is no sign yet that your adviser has looked"),
            Self::SetAside(why) => write!(
                f,
                "your adviser cannot be written to now: {why}. What they wrote can be read. Try again later, or write to another"
            ),
            Self::NotKept => f.write_str("your adviser's last sign of life does not know your report yet"),
            Self::Gone => {
                f.write_str("your adviser is no longer listed by the organisation: you can write to another")
            }
            Self::NoKey => f.write_str(
                "your adviser has been away too long to be written to safely: you can write to another",
            ),
        }
    }
}

/// Puts two directions in one order: nobody answers what they had not read; the day decides the rest.
pub(super) fn interleave(own: Vec<Line>, theirs: Vec<Line>) -> Vec<Line> {
    let (mut own, mut theirs) = (own.into_iter().peekable(), theirs.into_iter().peekable());
    let mut letters = Vec::new();
    while let (Some(mine), Some(other)) = (own.peek(), theirs.peek()) {
        let mine_first = if other.seen >= mine.n {
            true
        } else if mine.seen >= other.n {
            false
        } else {
            mine.day <= other.day
        };
        letters.extend(if mine_first { own.next() } else { theirs.next() });
    }
    letters.extend(own);
    letters.extend(theirs);
    letters
}
