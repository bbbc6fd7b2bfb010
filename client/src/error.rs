//! What can go wrong for a person, and what they can do about it.

use std::path::PathBuf;

use fluister_protocol::code::CodeError;
use fluister_protocol::day::Day;
use fluister_protocol::heartbeat_contents::TooManyThreads;
use fluister_protocol::letter::{OpenError, SealError};
use fluister_protocol::manifest::ManifestError;
use fluister_protocol::signed::ValidationError;
use fluister_protocol::vault::VaultError;

use crate::attachment::AttachmentError;
use crate::http::Problem;
use crate::link::LinkError;
use crate::set_aside::SetAside;

/// Everything that can go wrong. Messages are for people and name no secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The link is not one.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The code is not one.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The code is one, and nothing lies under it.
    #[error(
        "nothing lies under this code here: it was mistyped, belongs to another organisation, or has expired"
    )]
    NothingUnderCode,
    /// The server could not be reached.
    #[error("the server could not be reached ({0}). Nothing is lost: try again")]
    Unreachable(String),
    /// The server cannot be reached in this way without giving away who is asked for.
    #[error(transparent)]
    Proxy(#[from] crate::http::ProxyError),
    /// The server answered what it should not.
    #[error("the server's answer cannot be understood ({0})")]
    Answer(&'static str),
    /// The server refused the request.
    #[error("the server refused: {0}")]
    Refused(Problem),
    /// What the server shows cannot be believed. Nothing is sent.
    #[error("what the server shows cannot be trusted: {0}. Nothing was sent")]
    Distrust(#[from] ValidationError),
    /// Somebody else wrote under an id that is ours.
    #[error(
        "something else already lies where this letter belongs. Another device may have written at the same time; if \
         that cannot be, somebody else may have the code"
    )]
    Conflict,
    /// No such adviser.
    #[error("no adviser here is called {name}. There {}: {}", plural(.there.len()), .there.join(", "))]
    NoSuchAdviser {
        /// The name as given.
        name: String,
        /// The names of those who can be chosen.
        there: Vec<String>,
    },
    /// The adviser cannot be written to now.
    #[error("{name} cannot be written to now: {why}. Choose another adviser")]
    AdviserAway {
        /// The adviser's name.
        name: String,
        /// Why.
        why: ValidationError,
    },
    /// What is shown of the adviser does not fit together.
    #[error("{name} cannot be written to now: {why}. Choose another adviser, or try again later")]
    AdviserSetAside {
        /// The adviser's name.
        name: String,
        /// Why.
        why: SetAside,
    },
    /// The text is longer than one post holds.
    #[error("the text is too long: at most {most} bytes with this many advisers")]
    TextTooLong {
        /// The most bytes.
        most: usize,
    },
    /// There is nothing to send.
    #[error("the text is empty")]
    EmptyText,
    /// All sixteen threads of a code are taken.
    #[error("no further adviser can be written to with this code: begin anew with a new one")]
    TooManyThreads,
    /// There is a thread with this adviser.
    #[error("you write to {0} already: use 'fluister follow-up'")]
    KnownAdviser(String),
    /// The melder has withdrawn.
    #[error("this report has been withdrawn; begin anew with a new code")]
    Withdrawn,
    /// A letter could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A letter of the melder's own does not open.
    #[error("a letter of your own under this code is damaged ({0}): the server has changed it")]
    Damaged(OpenError),
    /// The vault does not open: passphrase, key code or file.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// What the server shows of the vault cannot be believed.
    #[error("what the server shows of your vault cannot be trusted: {0}. What this device holds is kept")]
    Manifest(#[from] ManifestError),
    /// There is no vault under this passphrase and key code.
    #[error(
        "the server has no vault for this passphrase and key code. They were changed on another device, or one of them is \
         mistyped"
    )]
    NoVault,
    /// Other devices of the adviser are faster, again and again.
    #[error("another device is changing the vault; try again in a moment")]
    VaultBusy,
    /// A change of the vault is larger than a server takes at once.
    #[error("a thread has become too long for the vault")]
    VaultTooLarge,
    /// The file is not a vault.
    #[error("{0} is not a fluister vault, or one of a newer version")]
    NotAVault(PathBuf),
    /// Another process works with this vault.
    #[error("{0} is in use by another fluister")]
    InUse(PathBuf),
    /// A key file does not open.
    #[error("{0} is not a key file, or its passphrase is wrong")]
    KeyFile(PathBuf),
    /// The key file needs a passphrase.
    #[error("{0} is encrypted: its passphrase is needed")]
    KeyFilePassphrase(PathBuf),
    /// The request file is not one.
    #[error("{0} is not an adviser's request")]
    NotARequest(PathBuf),
    /// A file exists already.
    #[error("{0} exists already; it is never overwritten")]
    Exists(PathBuf),
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file's path.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The adviser is not in the directory.
    #[error(
        "not appointed yet: {name} is not in the organisation's directory of {issued}. Hand the request to the administrator"
    )]
    NotAppointed {
        /// The adviser's name.
        name: String,
        /// The directory's day.
        issued: Day,
    },
    /// The melder withdrew before the answer was sent.
    #[error("the melder has withdrawn: the thread is deleted, and nothing was sent")]
    MelderWithdrew,
    /// No such thread.
    #[error("no thread begins with {0}")]
    NoSuchThread(String),
    /// More than one thread begins so.
    #[error("more than one thread begins with {0}: give more of its name")]
    AmbiguousThread(String),
    /// Too many live threads.
    #[error(transparent)]
    HeartbeatFull(#[from] TooManyThreads),
    /// The key file belongs to another organisation than the link.
    #[error("this key file is not of the organisation that the link names")]
    OtherOrganisation,
    /// The key in the file is not the root that signs now.
    #[error("this key file is not the root that signs the directory now")]
    NotTheRoot,
    /// JSON could not be written: a fault of the program.
    #[error("a fault of the program: what was to be signed could not be written")]
    Encoding,
    /// An attachment cannot be sent or fetched.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// The sender gave up while working for a proof.
    #[error("given up before anything was sent")]
    GivenUp,
}

impl Error {
    /// The command's exit status for this error; 2 is left to wrong usage.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::NothingUnderCode
            | Self::NoSuchAdviser { .. }
            | Self::NoSuchThread(_)
            | Self::AmbiguousThread(_)
            | Self::NotAppointed { .. } => 3,
            Self::Distrust(_)
            | Self::Damaged(_)
            | Self::AdviserAway { .. }
            | Self::AdviserSetAside { .. }
            | Self::Manifest(_)
            | Self::OtherOrganisation
            | Self::NotTheRoot => 4,
            Self::Unreachable(_) => 5,
            Self::Refused(problem) if problem.status >= 500 => 5,
            Self::Code(_)
            | Self::Link(_)
            | Self::Proxy(_)
            | Self::Vault(_)
            | Self::NotAVault(_)
            | Self::NoVault
            | Self::KeyFile(_)
            | Self::KeyFilePassphrase(_)
            | Self::NotARequest(_) => 6,
            Self::Conflict | Self::VaultBusy => 7,
            Self::Attachment(error) => error.exit_code(),
            Self::Answer(_)
            | Self::Refused(_)
            | Self::TextTooLong { .. }
            | Self::EmptyText
            | Self::TooManyThreads
            | Self::KnownAdviser(_)
            | Self::Withdrawn
            | Self::Seal(_)
            | Self::VaultTooLarge
            | Self::InUse(_)
            | Self::Exists(_)
            | Self::File { .. }
            | Self::MelderWithdrew
            | Self::HeartbeatFull(_)
            | Self::Encoding
            | Self::GivenUp => 1,
        }
    }

    pub(crate) fn file(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self + '_ {
        move |error| {
            if error.kind() == std::io::ErrorKind::AlreadyExists {
                Self::Exists(path.into())
            } else {
                Self::File { path: path.into(), error }
            }
        }
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
