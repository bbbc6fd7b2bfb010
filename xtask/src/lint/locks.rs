//! Lock files name packages and hashes, never the host or mirror that one machine happened to fetch from.

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::{self, Shell, quietly};

/// What cargo writes for crates.io, whichever mirror answered.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// No tracked lock file has another source.
pub fn no_host(shell: &Shell) -> Result<Verdict, Failure> {
    let names = ["ls-files", "-z", "--", "*Cargo.lock", "*package-lock.json"];
    let tracked = shell.output(shell.command("git").args(names))?;
    let mut findings = Vec::new();
    for file in tracked.split('\0').filter(|file| !file.is_empty()) {
        let content = shell::read(&shell.path(file))?;
        let lines = content.lines().map(str::trim).filter(|line| is_foreign(line));
        findings.extend(lines.map(|line| format!("{file}: {line}")));
    }
    Ok(Verdict::of(
        findings,
        "lock files name a place to fetch from; make them anew without a mirror or proxy set:",
    ))
}

/// The lock file of the fuzzing's own workspace, which no other command reads, names what its manifests ask for.
pub fn fuzzing_is_current(shell: &Shell) -> Result<Verdict, Failure> {
    let metadata = "metadata --locked --format-version 1 --manifest-path fuzz/Cargo.toml";
    Ok(match quietly(&mut shell.cargo(metadata)) {
        Ok(_) => Verdict::Holds,
        Err(Failure::Command { .. }) => Verdict::Broken(
            "fuzz/Cargo.lock is not what its manifests ask for: run `cargo metadata --manifest-path fuzz/Cargo.toml`, \
             and commit it"
                .into(),
        ),
        Err(failure) => return Err(failure),
    })
}

fn is_foreign(line: &str) -> bool {
    match line.strip_prefix("source = \"") {
        Some(source) => source.trim_end_matches('"') != CRATES_IO,
        None => line.starts_with("\"resolved\":") && line.contains("://"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_registry_everybody_has_is_let_through() {
        assert!(!is_foreign("source = \"registry+https://github.com/rust-lang/crates.io-index\""));
        assert!(!is_foreign("checksum = \"00\""));
        assert!(!is_foreign("\"resolved\": \"packages/one\","));
        assert!(is_foreign("source = \"sparse+https://mirror.example/\""));
        assert!(is_foreign("source = \"git+https://example.org/a?rev=1#1\""));
        assert!(is_foreign("\"resolved\": \"https://mirror.example/a.tgz\","));
    }
}
