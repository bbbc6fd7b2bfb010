//! Letters between the advisers of one organisation.

use std::fmt;

use fluister_protocol::content::Content;
use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, Id};
use serde::{Deserialize, Serialize};

use super::names::DraftName;

/// A letter from or to another adviser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColleagueLetter {
    /// The other adviser.
    pub adviser: AdviserId,
    /// The other adviser's name, as the directory had it.
    pub name: String,
    /// Whether this adviser wrote it.
    pub own: bool,
    /// The letter's id on the server, which may have deleted it by now.
    pub id: Id,
    /// The day of its release, or the day it was written by this adviser.
    pub day: Day,
    /// Whether it has not been shown yet.
    pub new: bool,
    /// The draft that it was written as, so that nothing is sent twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adviser) draft: Option<DraftName>,
    /// The letter's content.
    pub content: Content,
}

// who consults whom: never in a log
impl fmt::Debug for ColleagueLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ColleagueLetter({})", self.day)
    }
}
