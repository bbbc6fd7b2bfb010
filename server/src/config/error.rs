//! What is wrong with the settings.

use std::path::PathBuf;

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings in {}: {reason}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The file is not TOML, or has a key that there isn't.
    #[error("the settings file: {0}")]
    File(#[from] toml::de::Error),
    /// No database.
    #[error("name the database: --database sqlite:///var/lib/fluister/fluister.sqlite")]
    NoDatabase,
    /// Outside its limits.
    #[error("the setting {name}: {reason}")]
    Setting {
        /// As in the file.
        name: &'static str,
        /// What it should be.
        reason: String,
    },
}
