//! The server and the command line, built once for all tests that start them.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::shell::Shell;

/// Names the folder to the tests, whatever they are written in.
pub const FOLDER: &str = "FLUISTER_PROGRAMS";

/// Of their own: what cargo builds for the whole workspace would take their places in `target/debug`.
pub fn folder(shell: &Shell) -> PathBuf {
    shell.target().join("programs")
}

/// Builds them apart, as they are shipped: a build of the whole workspace gives the server's dependencies the features
/// that others ask for, and with them the code that opens letters.
pub fn build(shell: &Shell) -> Result<(), Failure> {
    let folder = folder(shell);
    let cannot = |doing, path| move |source| Failure::File { doing, path, source };
    fs::create_dir_all(&folder).map_err(cannot("cannot make", folder.clone()))?;
    for (package, program) in [("fluister-server", "fluister-server"), ("fluister-client", "fluister")] {
        shell.run(&mut shell.cargo(&format!("build -p {package} --bin {program}")))?;
        let here = folder.join(program);
        if here.exists() {
            fs::remove_file(&here).map_err(cannot("cannot remove", here.clone()))?;
        }
        // no copy: they are large, and cargo never writes into one that it has built
        fs::hard_link(shell.built(program), &here).map_err(cannot("cannot link", here))?;
    }
    Ok(())
}
