//! What an adviser does: keys, the box, answers, heartbeats.

mod attachments;
mod create;
mod devices;
mod entries;
mod ingest;
mod kept;
mod keys;
mod look;
mod merge;
mod news;
mod reply;
mod seal;
mod sync;
#[cfg(test)]
mod tests;

pub use attachments::{Answer, MissingPieces, attachment, missing_pieces, reply_with, send_attachments};
pub use create::{Profile, create};
pub use devices::{add_device, change_passphrase, revoke_devices, rotate};
pub use kept::{
    ColleagueLetter, Draft, DraftName, Letter, Oddity, PrivateNote, State, Thread, ThreadName, To,
    Unreadable, Waiting, Writer,
};
pub use news::News;
pub use reply::{ask_for_handover, consult, reply};
pub use sync::sync;
