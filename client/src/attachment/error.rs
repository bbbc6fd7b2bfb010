//! What can be the matter with an attachment.

use std::path::PathBuf;

use fluister_protocol::chunk::ChunkError;

use super::clean::CleanError;

/// What can be the matter with an attachment. Messages are for people and name no secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AttachmentError {
    /// Not a file that can be read twice.
    #[error("{0} is not a file")]
    NotAFile(PathBuf),
    /// What it tells beside its content can't be removed.
    #[error(
        "{0} may tell more than it shows: names, dates, places, earlier versions. Only JPEG, PNG and WebP images can be \
         freed of that. Look what it holds, or make a picture of what matters; --keep-metadata sends it as it is"
    )]
    UnknownFormat(PathBuf),
    /// An image that is not built as it should be.
    #[error(
        "{path}: {why}, and can't be freed of what it tells of camera and place. --keep-metadata sends it as it is"
    )]
    Unclean {
        /// The file's path.
        path: PathBuf,
        /// Why it cannot be cleaned.
        why: CleanError,
    },
    /// An image that doesn't fit into memory twice.
    #[error(
        "{path} is too large to be freed of what it tells of camera and place (at most {most} bytes). Make it smaller; \
         --keep-metadata sends it as it is"
    )]
    TooLargeToClean {
        /// The file's path.
        path: PathBuf,
        /// The most bytes.
        most: u64,
    },
    /// Its name can't be sent.
    #[error("the name of {0} can't be sent: it is too long, or not text")]
    Name(PathBuf),
    /// More than the server wants.
    #[error("too large: the attachments of one letter may have at most {most} bytes together")]
    TooLarge {
        /// The most bytes.
        most: u64,
    },
    /// More letters than one post holds.
    #[error("too many attachments for one post to this many advisers: send some of them with a follow-up")]
    TooMany,
    /// The file is another than when its letter was sealed.
    #[error("{0} has changed since it was sent: attach it again with a new letter")]
    Changed(PathBuf),
    /// Chunks are not there.
    #[error(
        "incomplete: {missing} of {of} pieces have not come (yet). Try again later, or ask for it to be sent again"
    )]
    Incomplete {
        /// Chunks that are missing.
        missing: u32,
        /// Chunks in all.
        of: u32,
    },
    /// A chunk, or the whole, is not what was sent.
    #[error("what the server gives is not the attachment that was sent: {0}. Nothing was kept")]
    Chunk(#[from] ChunkError),
    /// No attachment is called so.
    #[error("no attachment here is called {name}. There {}: {}", if .there.len() == 1 { "is" } else { "are" }, .there.join(", "))]
    NoSuch {
        /// The name or number as given.
        name: String,
        /// Number and name of what is there.
        there: Vec<String>,
    },
    /// There are none at all.
    #[error("there are no attachments here")]
    None,
    /// More than one is called so.
    #[error("more than one attachment is called {name}: give its number instead ({})", .there.join(", "))]
    Ambiguous {
        /// The name or number as given.
        name: String,
        /// Number and name of those that fit.
        there: Vec<String>,
    },
    /// Not what an interrupted upload left.
    #[error("{0} was not left by an upload with this code")]
    NotAResumeFile(PathBuf),
    /// The letter that names the attachment never reached the server.
    #[error("the letter with this attachment was never sent: send it again, and delete {0}")]
    NeverSent(PathBuf),
}

impl AttachmentError {
    /// The command's exit status for this error.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::NoSuch { .. } | Self::Ambiguous { .. } | Self::None | Self::Incomplete { .. } => 3,
            Self::Chunk(_) => 4,
            Self::NotAResumeFile(_) => 6,
            Self::NotAFile(_)
            | Self::UnknownFormat(_)
            | Self::Unclean { .. }
            | Self::TooLargeToClean { .. }
            | Self::Name(_)
            | Self::TooLarge { .. }
            | Self::TooMany
            | Self::Changed(_)
            | Self::NeverSent(_) => 1,
        }
    }
}
