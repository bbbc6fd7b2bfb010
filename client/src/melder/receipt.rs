//! What a melder is told of what was sent.

use crate::melder::attachments::Pending;

/// What was sent.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The advisers' names.
    pub advisers: Vec<String>,
    /// How many letters each of them gets.
    pub letters: usize,
    /// Attachments whose chunks are still to be sent.
    pub uploads: Vec<Pending>,
}
