//! What is wrong with the settings.

use std::path::PathBuf;

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings in {}: {reason}", path.display())]
    Unreadable {
        /// The file's path.
        path: PathBuf,
        /// Why it cannot be read.
        reason: std::io::Error,
    },
    /// The file is not TOML, or has an unknown key.
    #[error("the settings file: {0}")]
    File(#[from] toml::de::Error),
    /// No database is named.
    #[error("name the database: --database sqlite:///var/lib/fluister/fluister.sqlite")]
    NoDatabase,
    /// A setting's value is outside its limits.
    #[error("the setting {name}: {reason}")]
    Setting {
        /// The setting's name in the file.
        name: &'static str,
        /// What it should be.
        reason: String,
    },
}
