//! A migration that has been committed may have been run somewhere: it is never edited, only followed by another.

use super::Verdict;
use crate::failure::Failure;
use crate::shell::{self, Shell};

/// Every migration is what the commit that added it says.
pub fn unedited(shell: &Shell) -> Result<Verdict, Failure> {
    let git = |arguments: &[&str]| {
        let mut command = shell.command("git");
        command.args(arguments);
        shell.output(&mut command)
    };
    if git(&["rev-parse", "--is-shallow-repository"])?.trim() != "false" {
        return Ok(Verdict::Unchecked("this clone has no history".to_owned()));
    }
    let tracked = git(&["ls-files", "-z", "--", "migrations/*.sql"])?;
    let mut findings = Vec::new();
    for file in tracked.split('\0').filter(|file| !file.is_empty()) {
        let added = git(&["log", "--diff-filter=A", "--format=%H", "--", file])?;
        let Some(commit) = added.lines().last() else {
            continue;
        };
        let first = git(&["show", &format!("{commit}:{file}")])?;
        if first != shell::read(&shell.path(file))? {
            findings.push(file.to_owned());
        }
    }
    Ok(Verdict::of(
        findings,
        "these migrations were edited after they had been committed; add another instead:",
    ))
}
