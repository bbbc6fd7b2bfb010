//! cargo-deny: licences, bans and sources always, advisories where their database can be fetched.

use std::fs;
use std::process::Stdio;

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::{self, Shell};

/// The version that deny.toml is written for, installed where there is none.
const CARGO_DENY: &str = "0.20.2";

/// Licences, bans and sources are those that deny.toml allows. What passed once passes again as long as neither the
/// versions nor the rules change.
pub fn allowed(shell: &Shell) -> Result<Verdict, Failure> {
    let judged = judged(shell)?;
    let passed = shell.target().join("deny.passed");
    if fs::read_to_string(&passed).is_ok_and(|before| before == judged) {
        eprintln!("    passed before, and neither Cargo.lock nor deny.toml has changed since");
        return Ok(Verdict::Holds);
    }
    provide(shell)?;
    shell.run(&mut shell.cargo("deny check bans licenses sources --hide-inclusion-graph"))?;
    shell::write(&passed, &judged).map(|()| Verdict::Holds)
}

/// What the verdict hangs on: both files, and the version of cargo-deny.
fn judged(shell: &Shell) -> Result<String, Failure> {
    let read = |file| shell::read(&shell.path(file));
    Ok(format!("cargo-deny {CARGO_DENY}\n{}\n{}", read("deny.toml")?, read("Cargo.lock")?))
}

/// No dependency is known to be vulnerable, unsound or abandoned.
pub fn without_advisories(shell: &Shell) -> Result<Verdict, Failure> {
    provide(shell)?;
    let mut fetch = shell.cargo("deny fetch db");
    fetch.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if shell.run(&mut fetch).is_err() {
        return Ok(Verdict::Unchecked("the advisory database can't be fetched from this machine".to_owned()));
    }
    shell.run(&mut shell.cargo("deny check advisories --disable-fetch")).map(|()| Verdict::Holds)
}

fn provide(shell: &Shell) -> Result<(), Failure> {
    let mut version = shell.cargo("deny --version");
    version.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if version.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    eprintln!("    cargo-deny is missing; installing it takes some minutes, once");
    shell.run(&mut shell.cargo(&format!("install --quiet --locked cargo-deny --version {CARGO_DENY}")))
}
