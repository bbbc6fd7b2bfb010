//! What can go wrong in a chore, each with what to do about it.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why a chore stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A program isn't there, or may not be run.
    #[error("`{command}` could not be started: {source}")]
    Start {
        /// The command line.
        command: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A program ran and said no.
    #[error("`{command}` failed ({status}); what it printed above says why")]
    Command {
        /// The command line.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A program printed something that isn't text.
    #[error("`{command}` printed bytes that are not UTF-8")]
    Output {
        /// The command line.
        command: String,
    },
    /// A program printed something else than it should.
    #[error("`{command}` did not print {expected}")]
    Unexpected {
        /// The command line.
        command: String,
        /// What was looked for.
        expected: &'static str,
    },
    /// A file can't be read, written or made.
    #[error("{doing} {path}: {source}", path = .path.display())]
    File {
        /// What was tried, as "cannot read".
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The machine lacks something.
    #[error("{0}")]
    Lacking(String),
    /// The address is in use.
    #[error(
        "{address} can't be listened on ({source}); give another with `--listen ADDRESS:PORT`, port 0 for any"
    )]
    Listen {
        /// The address asked for.
        address: std::net::SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The demo's server didn't come up, or went away.
    #[error("{what}\nIts log ({log}) ends:\n{tail}", log = .log.display())]
    Server {
        /// What happened.
        what: String,
        /// Its log file.
        log: PathBuf,
        /// The log's last lines.
        tail: String,
    },
    /// The demo's directory holds something already.
    #[error("{directory} isn't empty; empty it, or name another with `--directory`", directory = .0.display())]
    Occupied(PathBuf),
    /// One or more of the lints failed.
    #[error("{0}")]
    Lint(String),
    /// Fuzzing found something.
    #[error("{0}")]
    Fuzz(String),
    /// The system wouldn't let us do something else.
    #[error("{doing}: {source}")]
    System {
        /// What was tried, as "cannot watch for Ctrl-C".
        doing: &'static str,
        /// The system's reason.
        source: io::Error,
    },
}

impl Failure {
    /// What the process ends with: the failed program's own code where there is one, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Command { status, .. } => {
                status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
            }
            _ => 1,
        }
    }
}
