//! Files that come from the code say what the code says now.

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::generate;
use crate::shell::{self, Shell};

/// openapi/openapi.json is what the server prints.
pub fn description_is_current(shell: &Shell) -> Result<Verdict, Failure> {
    let current = generate::description(shell)?;
    let committed = shell::read(&shell.path(generate::OPENAPI))?;
    if current == committed {
        return Ok(Verdict::Holds);
    }
    let differing = current.lines().zip(committed.lines()).position(|(now, then)| now != then);
    let line = differing.unwrap_or_else(|| current.lines().count().min(committed.lines().count())) + 1;
    Ok(Verdict::Broken(format!(
        "{} is out of date from line {line}: run `cargo xtask openapi`",
        generate::OPENAPI
    )))
}

/// protocol/vectors is what the protocol's code makes.
pub fn vectors_are_current(shell: &Shell) -> Result<Verdict, Failure> {
    shell
        .run(&mut shell.cargo("run --quiet -p fluister-protocol --example vectors -- --check"))
        .map(|()| Verdict::Holds)
}
