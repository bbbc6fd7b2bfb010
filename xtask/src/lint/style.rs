//! Formatting and clippy.

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::Shell;

/// `cargo fmt` would change nothing.
pub fn formatted(shell: &Shell) -> Result<Verdict, Failure> {
    shell.run(&mut shell.cargo("fmt --all -- --check"))?;
    shell.run(&mut shell.cargo("fmt --manifest-path fuzz/Cargo.toml -- --check")).map(|()| Verdict::Holds)
}

/// Clippy over everything.
pub fn clippy_of_all(shell: &Shell) -> Result<Verdict, Failure> {
    clippy(shell, "--workspace --all-targets")
}

/// Clippy over the server as it is shipped, without the features that a build of the whole workspace adds.
pub fn clippy_of_the_server_alone(shell: &Shell) -> Result<Verdict, Failure> {
    clippy(shell, "-p fluister-server --all-targets")
}

/// Clippy over the half of the protocol that the server gets.
pub fn clippy_of_the_public_half(shell: &Shell) -> Result<Verdict, Failure> {
    clippy(shell, "-p fluister-protocol --no-default-features --all-targets")
}

fn clippy(shell: &Shell, what: &str) -> Result<Verdict, Failure> {
    shell.run(&mut shell.cargo(&format!("clippy --quiet {what} -- -D warnings"))).map(|()| Verdict::Holds)
}
