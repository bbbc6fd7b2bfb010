//! Attachments: what a file tells beside its content is removed, then it is sealed and sent piece by piece, and put
//! together again on the other side. Memory stays the same whatever a file's size, images that are cleaned apart.

mod choose;
pub mod clean;
mod download;
mod error;
mod source;
mod upload;

pub use choose::{Candidate, choose};
pub use download::{download, missing, tokens};
pub use error::AttachmentError;
pub use source::{Options, Source};
pub use upload::Upload;
