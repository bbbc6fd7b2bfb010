//! What an adviser's client remembers: records, which know nothing of what is done with them.

mod colleague;
mod draft;
mod identity;
mod names;
mod state;
mod thread;
mod waiting;

pub use colleague::ColleagueLetter;
pub use draft::{Draft, To};
pub use names::{DraftName, ThreadName};
pub use state::{State, Unreadable};
pub use thread::{Letter, Oddity, PrivateNote, Thread, Writer};
pub use waiting::Waiting;

pub(super) use draft::DraftLetter;
pub(super) use identity::Seed;
pub(super) use state::Outgoing;
