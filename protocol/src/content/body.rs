//! What can be asked of any letter, whichever its kind.

use serde_json::Value;

use super::declare::Says;
use super::kinds::{Attachment, Body, Kind};
use super::{ContentError, Direction};
use crate::note::Note;

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // an unknown kind's name is the writer's own text
        let kind = self.known_kind().map_or("unknown", Kind::name);
        write!(f, "{kind}(…)")
    }
}

impl Body {
    /// The name of the kind, of one that this version does not know, too.
    pub fn kind(&self) -> &str {
        if let Self::Unknown(fields) = self {
            return fields.get("kind").and_then(Value::as_str).unwrap_or_default();
        }
        self.known_kind().map_or("", Kind::name)
    }

    /// The attachment that this letter announces, if it announces one.
    pub const fn attachment(&self) -> Option<&Attachment> {
        if let Self::Attachment(attachment) = self { Some(attachment) } else { None }
    }

    /// Whether it goes this way: any, if its kind is not known.
    pub(super) const fn goes(&self, direction: Direction) -> bool {
        match self.known_kind() {
            Some(kind) => kind.goes(direction),
            None => true,
        }
    }
}

impl Says for Note {
    fn text(&self) -> Option<&str> {
        None
    }

    fn limits(&self) -> Result<(), ContentError> {
        Self::limits(self)
    }
}

impl From<Note> for Body {
    fn from(note: Note) -> Self {
        Self::Note(Box::new(note))
    }
}
