//! What a melder does, with nothing but the link and the code.

mod attachments;
mod conversation;
mod handover;
mod notes;
mod outgoing;
mod receipt;
mod resume;
#[cfg(test)]
mod tests;
mod visit;
mod withdraw;
mod write;

pub use attachments::{Attachments, Pending, choose};
pub use conversation::{Conversation, Line, Pieces, ThreadView, Warning, Words};
pub use handover::{Consent, hand_over};
pub use receipt::Receipt;
pub use resume::{Resumed, resume};
pub use visit::Visit;
pub use withdraw::withdraw;
pub use write::{Draft, FollowUp, More, cover, follow_up, read, report};
