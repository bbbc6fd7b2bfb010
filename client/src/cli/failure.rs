//! What is said when a command fails, and with which exit status.

use std::process::ExitCode;

use fluister_client::Error;

/// Why a command failed.
pub enum Failure {
    /// The library says why.
    Error(Error),
    /// The arguments do not fit together; status 2, as for all wrong usage.
    Usage(String),
    /// The person said no.
    Declined,
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl Failure {
    /// What the person is told.
    pub fn text(&self) -> String {
        match self {
            Self::Error(error) => format!("fluister: {error}"),
            Self::Usage(what) => format!("fluister: {what}\n\nFor more, try '--help'."),
            Self::Declined => "Nothing was done.".into(),
        }
    }

    /// The exit status; `--help` lists them.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Error(error) => ExitCode::from(error.exit_code()),
            Self::Usage(_) => ExitCode::from(2),
            Self::Declined => ExitCode::FAILURE,
        }
    }
}
