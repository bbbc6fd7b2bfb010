//! What letters say: JSON with a field `kind`. Unknown fields are kept, unknown kinds are shown as such.

mod body;
mod declare;
mod kinds;

pub use kinds::*;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::chain::Named;
use crate::day::Day;
use crate::id::{AdviserId, Token};
use crate::json::{self, JsonError};
use crate::size;

/// The most bytes that a text takes, in UTF-8 as in JSON with its escapes. More goes on in further letters.
pub const TEXT: usize = 8_000;
/// The most bytes of names, places and other short fields.
pub const SHORT: usize = 256;
/// The most parts of one text.
pub const MAX_PARTS: u32 = 16;

/// The rest of an object: fields that this version does not know, kept as they came.
pub type Other = Map<String, Value>;

/// Who writes to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the melder to an adviser.
    ToAdviser,
    /// From an adviser to the melder.
    ToMelder,
    /// From one adviser to another.
    BetweenAdvisers,
    /// From the melder to themselves.
    ToSelf,
}

/// Everything inside one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// `kind` and the fields of that kind.
    #[serde(flatten)]
    pub body: Body,
    /// The letter's number in its direction, from 1; in a note, k.
    pub n: u32,
    /// How many letters of the other the writer has read without a gap.
    pub seen: u32,
    /// The day it was written, by the writer's clock.
    pub day: Day,
    /// In letters to an adviser: this letter's token, so that its reader can delete it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Token>,
    /// Where a text goes on over several letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// In reports and all that follows from a melder: the directory that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Named>,
    /// In letters between advisers: who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<AdviserId>,
}

/// Part `number` of `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// From 1.
    pub number: u32,
    /// At most 16.
    pub of: u32,
}

/// Why a content is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// Not the JSON it should be.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A kind that may not travel in this direction.
    #[error("this kind of letter does not go in this direction")]
    Direction,
    /// A field is outside its limits.
    #[error("the field {0} is outside its limits")]
    Limit(&'static str),
}

impl ContentError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Json(error) => error.reason(),
            Self::Direction => "direction",
            Self::Limit(_) => "limit",
        }
    }
}

pub(crate) fn limit(holds: bool, field: &'static str) -> Result<(), ContentError> {
    if holds { Ok(()) } else { Err(ContentError::Limit(field)) }
}

impl Content {
    /// A content with nothing but its body, number, `seen` and day.
    pub const fn new(body: Body, n: u32, seen: u32, day: Day) -> Self {
        Self { body, n, seen, day, token: None, part: None, directory: None, from: None }
    }

    /// Writes the JSON. Wiped when dropped.
    ///
    /// # Errors
    /// [`ContentError`] for what a reader would refuse.
    pub fn to_json(&self, direction: Direction) -> Result<Zeroizing<Vec<u8>>, ContentError> {
        // room enough from the start: what grows leaves copies behind that nobody wipes
        let mut json = Zeroizing::new(Vec::with_capacity(size::LETTER));
        serde_json::to_writer(&mut *json, self).map_err(|_| JsonError::Shape)?;
        // that checks direction and limits, and what is kept in `other`: it could name a field twice, or hold what strict
        // JSON refuses
        Self::from_json(&json, direction)?;
        Ok(json)
    }

    /// Reads the JSON.
    ///
    /// # Errors
    /// [`ContentError`].
    pub fn from_json(bytes: &[u8], direction: Direction) -> Result<Self, ContentError> {
        let map = json::parse_object(bytes)?;
        let kind = map.get("kind").and_then(Value::as_str).ok_or(JsonError::Shape)?;
        let known = Kind::of(kind).is_some();
        let content: Self = json::typed(map)?;
        // a known kind whose fields do not fit would else pass as an unknown one
        if known && matches!(content.body, Body::Unknown(_)) {
            return Err(JsonError::Shape.into());
        }
        content.check(direction)?;
        Ok(content)
    }

    fn check(&self, direction: Direction) -> Result<(), ContentError> {
        if !self.body.goes(direction) {
            return Err(ContentError::Direction);
        }
        limit(self.n >= 1 || direction == Direction::ToSelf || direction == Direction::BetweenAdvisers, "n")?;
        limit(self.n <= u32::from(u16::MAX) && self.seen <= u32::from(u16::MAX), "n")?;
        limit(self.part.is_none_or(|p| (1..=p.of).contains(&p.number) && p.of <= MAX_PARTS), "part")?;
        self.body.limits()
    }
}

/// Cuts a text into parts of at most [`TEXT`] bytes each, between characters, at a line or a space where one is near.
pub fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let fits = longest_prefix(rest);
        let (fitting, _) = rest.split_at(fits);
        let cut = if fits == rest.len() {
            fits
        } else {
            let near = fits - fits / 8;
            let soft = fitting.rfind('\n').or_else(|| fitting.rfind(' ')).map(|at| at + 1);
            soft.filter(|at| *at >= near).unwrap_or(fits)
        };
        let (part, more) = rest.split_at(cut);
        parts.push(part);
        rest = more;
    }
    parts
}

/// The length of the longest prefix that takes at most [`TEXT`] bytes with JSON's escapes.
fn longest_prefix(text: &str) -> usize {
    let mut taken = 0;
    for (at, character) in text.char_indices() {
        taken += match character {
            '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
            '\0'..='\u{1f}' => 6,
            other => other.len_utf8(),
        };
        if taken > TEXT {
            return at;
        }
    }
    text.len()
}
