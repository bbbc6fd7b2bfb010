//! What `tests/reference-reader/reader.py` needs: Python packages, by their hashes, in a folder of their own.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::shell::{self, Shell};

const REQUIREMENTS: &str = "tests/reference-reader/requirements.txt";

/// The folder of the packages, for `PYTHONPATH`.
pub fn folder(shell: &Shell) -> PathBuf {
    shell.path("target/reference-reader")
}

/// Fetches the packages that the list names, unless this very list was fetched before.
pub fn provide(shell: &Shell) -> Result<(), Failure> {
    let folder = folder(shell);
    let wanted = shell::read(&shell.path(REQUIREMENTS))?;
    let done = folder.join("requirements.txt");
    if fs::read_to_string(&done).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let mut pip = shell.command("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"]);
    pip.args(["--require-hashes", "--only-binary", ":all:", "--requirement", REQUIREMENTS]);
    shell.run(pip.arg("--target").arg(&folder))?;
    shell::write(&done, &wanted)
}
