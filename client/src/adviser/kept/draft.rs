//! Drafts: kept in the vault until they are numbered and sealed.

use fluister_protocol::content::{self, Body, MAX_PARTS, Message, Other, Part, TEXT};
use fluister_protocol::id::AdviserId;
use serde::{Deserialize, Serialize};

use super::names::ThreadName;
use crate::error::Error;

/// The receiver of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// The melder of a thread.
    Melder(ThreadName),
    /// Another adviser.
    Adviser(AdviserId),
}

/// One or more letters that wait to be sealed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The receiver of a draft.
    pub to: To,
    pub(in crate::adviser) letters: Vec<DraftLetter>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(in crate::adviser) struct DraftLetter {
    pub(in crate::adviser) body: Body,
    pub(in crate::adviser) part: Option<Part>,
}

impl Draft {
    /// A draft without letters.
    pub const fn new(to: To) -> Self {
        Self { to, letters: Vec::new() }
    }

    /// A text, in parts where it is long.
    ///
    /// # Errors
    /// [`Error::EmptyText`], [`Error::TextTooLong`].
    pub fn text(to: To, text: &str) -> Result<Self, Error> {
        let mut draft = Self::new(to);
        draft.say(text)?;
        Ok(draft)
    }

    /// A text, in parts where it is long, after what is there.
    pub(in crate::adviser) fn say(&mut self, text: &str) -> Result<(), Error> {
        if text.trim().is_empty() {
            return Err(Error::EmptyText);
        }
        let parts = content::parts(text);
        let most = Error::TextTooLong { most: TEXT * 15 };
        let of = u32::try_from(parts.len()).ok().filter(|of| *of <= MAX_PARTS).ok_or(most)?;
        let letter = |(number, text): (u32, &&str)| DraftLetter {
            body: Body::Message(Message { text: (*text).into(), other: Other::new() }),
            part: (of > 1).then_some(Part { number, of }),
        };
        self.letters.extend((1..).zip(&parts).map(letter));
        Ok(())
    }

    /// A letter of any kind after what is there.
    pub(in crate::adviser) fn add(&mut self, body: Body) {
        self.letters.push(DraftLetter { body, part: None });
    }

    /// A letter of any kind.
    pub fn letter(to: To, body: Body) -> Self {
        Self { to, letters: vec![DraftLetter { body, part: None }] }
    }

    /// How many letters it takes.
    pub const fn letters(&self) -> usize {
        self.letters.len()
    }
}
