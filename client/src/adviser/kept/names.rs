//! What threads and drafts are called in the vault.

use fluister_protocol::derivation::ThreadId;
use fluister_protocol::random;
use serde::{Deserialize, Serialize};

/// A thread's name on the adviser's side: its id in hexadecimal, of which a beginning is enough to type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThreadName(pub(in crate::adviser) String);

impl ThreadName {
    /// The whole name: 64 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first eight characters.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl From<ThreadId> for ThreadName {
    fn from(id: ThreadId) -> Self {
        Self(data_encoding::HEXLOWER.encode(id.as_bytes()))
    }
}

/// A draft's name: random, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftName(String);

impl DraftName {
    pub(in crate::adviser) fn generate() -> Self {
        let bytes: [u8; 16] = random::bytes(&mut random::system());
        Self(data_encoding::HEXLOWER.encode(&bytes))
    }

    pub(in crate::adviser) const fn from_text(text: String) -> Self {
        Self(text)
    }

    pub(in crate::adviser) fn as_str(&self) -> &str {
        &self.0
    }
}
