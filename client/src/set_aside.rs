//! One adviser of whom something is shown that does not fit together: the others are not concerned.

use fluister_protocol::chain::Named;
use fluister_protocol::day::Day;
use fluister_protocol::heartbeat::{self, Heartbeat};
use fluister_protocol::signed::ValidationError;

/// Why what is shown of one adviser is not used: nobody writes to them, and what their heartbeat says counts for nothing. The
/// others are not concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetAside {
    /// The heartbeat names a key statement that is not shown.
    #[error("their sign of life names keys that the server does not show")]
    KeysMissing,
    /// The heartbeat names another key statement of the same serial.
    #[error("their sign of life names other keys than the server shows")]
    OtherKeys,
    /// The heartbeat is of a day after tomorrow.
    #[error("their sign of life is dated in the future: check this device's date")]
    Future,
    /// A newer heartbeat was seen before.
    #[error("the server shows an older sign of life of theirs than before")]
    Older,
}

impl SetAside {
    /// Whether a heartbeat fits what is shown beside it.
    pub(crate) fn of(heartbeat: &Heartbeat, statement: Option<Named>, today: Day) -> Option<Self> {
        match heartbeat::fits(heartbeat, statement, today) {
            Ok(()) => None,
            Err(ValidationError::Future) => Some(Self::Future),
            Err(ValidationError::TwoHistories) => Some(Self::OtherKeys),
            Err(_) => Some(Self::KeysMissing),
        }
    }
}
