//! What a melder does, with nothing but the link and the code.

mod conversation;
mod notes;
mod visit;
mod write;

pub use conversation::{Conversation, Line, ThreadView, Warning, Words};
pub use visit::Visit;
pub use write::{Draft, FollowUp, Receipt, cover, follow_up, read, report, withdraw};
