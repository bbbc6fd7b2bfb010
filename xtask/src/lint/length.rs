//! Files stay short enough to be read at a sitting.

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::{self, Shell};

/// Lines past which a file must be split by idea.
const MOST: usize = 450;

/// No tracked source file is longer, tests and generated files apart.
pub fn short_files(shell: &Shell) -> Result<Verdict, Failure> {
    let tracked =
        shell.output(shell.command("git").args(["ls-files", "-z", "--", "*.rs", "*.ts", "*.tsx"]))?;
    let mut findings = Vec::new();
    for file in tracked.split('\0').filter(|file| !file.is_empty() && !is_exempt(file)) {
        let path = shell.path(file);
        // Removed from the work tree but not yet from the index.
        if !path.exists() {
            continue;
        }
        let lines = shell::read(&path)?.lines().count();
        if lines > MOST {
            findings.push(format!("{file}: {lines} lines"));
        }
    }
    Ok(Verdict::of(findings, &format!("files of more than {MOST} lines are to be split by idea:")))
}

fn is_exempt(file: &str) -> bool {
    file.split('/').any(|part| part == "tests" || part == "generated")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_generated_files_may_be_long() {
        assert!(is_exempt("tests/tests/api/requests.rs"));
        assert!(is_exempt("sdk/src/generated/api.ts"));
        assert!(!is_exempt("server/src/main.rs"));
        assert!(!is_exempt("xtask/src/test.rs"));
    }
}
