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
    /// Says it on stderr.
    pub fn report(self) -> ExitCode {
        match self {
            Self::Error(error) => {
                super::output::say(&format!("fluister: {error}"));
                ExitCode::from(error.exit_code())
            }
            Self::Usage(what) => {
                super::output::say(&format!("fluister: {what}\n\nFor more, try '--help'."));
                ExitCode::from(2)
            }
            Self::Declined => {
                super::output::say("Nothing was done.");
                ExitCode::FAILURE
            }
        }
    }
}
