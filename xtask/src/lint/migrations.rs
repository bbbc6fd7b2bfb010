//! A migration that others may have run is never edited, only followed by another.

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::{self, Shell};

/// What was in `migrations/` at this commit is settled as it was then; what came later, as the commit that added it
/// says. Before this commit nobody had a database to keep.
const SETTLED: &str = "9783dc9558ac23969b51ead7c13d6b89d6d0476c";

/// Every migration is what it was when it was settled.
pub fn unedited(shell: &Shell) -> Result<Verdict, Failure> {
    let git = |arguments: &[&str]| shell.output(shell.command("git").args(arguments));
    if git(&["rev-parse", "--is-shallow-repository"])?.trim() != "false" {
        return Ok(Verdict::Unchecked("this clone has no history".to_owned()));
    }
    let ancestor = shell.command("git").args(["merge-base", "--is-ancestor", SETTLED, "HEAD"]).output();
    let settled = match ancestor {
        Ok(output) if output.status.success() => {
            git(&["ls-tree", "-r", "--name-only", SETTLED, "migrations"])?
        }
        _ => String::new(),
    };
    let mut findings = Vec::new();
    for file in
        git(&["ls-files", "-z", "--", "migrations/*.sql"])?.split('\0').filter(|file| !file.is_empty())
    {
        let added = git(&["log", "--diff-filter=A", "--format=%H", "--", file])?;
        let commit =
            if settled.lines().any(|name| name == file) { Some(SETTLED) } else { added.lines().last() };
        let Some(commit) = commit else { continue };
        if git(&["show", &format!("{commit}:{file}")])? != shell::read(&shell.path(file))? {
            findings.push(file.to_owned());
        }
    }
    let gone = settled.lines().filter(|file| !shell.path(file).exists());
    findings.extend(gone.map(|file| format!("{file}: removed")));
    Ok(Verdict::of(findings, "these migrations were settled and then edited; add another instead:"))
}
