//! Files in the repository that come from its code.

use std::fs;

use crate::failure::Failure;
use crate::shell::{self, Shell};

/// Where the description of the API lies.
pub const OPENAPI: &str = "openapi/openapi.json";

/// The description as the server's code has it now.
pub fn description(shell: &Shell) -> Result<String, Failure> {
    shell.output(&mut shell.cargo("run --quiet -p fluister-server --bin fluister-server -- openapi"))
}

/// `cargo xtask openapi`.
pub fn openapi(shell: &Shell) -> Result<(), Failure> {
    let description = description(shell)?;
    let path = shell.path(OPENAPI);
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(|source| Failure::File {
            doing: "cannot make",
            path: directory.to_owned(),
            source,
        })?;
    }
    shell::write(&path, &description)?;
    println!("{OPENAPI} is written, {} bytes", description.len());
    Ok(())
}

/// `cargo xtask vectors`.
pub fn vectors(shell: &Shell) -> Result<(), Failure> {
    shell.run(&mut shell.cargo("run --quiet -p fluister-protocol --example vectors"))
}
