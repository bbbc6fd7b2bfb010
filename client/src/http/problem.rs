//! What the server answers where it refuses.

use serde::Deserialize;

/// What the server answers in case of an error (RFC 9457).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Problem {
    /// `type`: a stable address for each kind of problem.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// `title`: one line.
    #[serde(default)]
    pub title: String,
    /// `detail`: what to do about it.
    #[serde(default)]
    pub detail: String,
    /// The HTTP status.
    #[serde(default)]
    pub status: u16,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.title.is_empty(), self.detail.is_empty()) {
            (true, _) => write!(f, "status {}", self.status),
            (false, true) => write!(f, "{}", self.title),
            (false, false) => write!(f, "{}. {}", self.title.trim_end_matches('.'), self.detail),
        }
    }
}
