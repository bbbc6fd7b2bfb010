//! Where fuzzing keeps its files.

use std::path::PathBuf;

/// The directories that fuzzing keeps, inside the one for what is built.
pub struct Places {
    /// Of its own, since everything is built with other flags.
    pub target: PathBuf,
    /// What was found worth trying again: a directory for each target, kept from run to run.
    pub corpus: PathBuf,
    /// What made a target fail.
    pub found: PathBuf,
}
