//! The client's errors, as far as its key files need them.

use std::path::{Path, PathBuf};

/// Stands in for `fluister_client::error::Error`.
#[derive(Debug)]
#[allow(dead_code, reason = "what they hold is for people")]
pub enum Error {
    Encoding,
    Exists(PathBuf),
    File(PathBuf, std::io::Error),
    KeyFile(PathBuf),
    KeyFilePassphrase(PathBuf),
}

impl Error {
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Self::Exists(path.into()),
            _ => Self::File(path.into(), error),
        }
    }
}
