//! `cargo xtask dist`: the pages, built from `web/` into `web/dist`, which the server embeds and the repository keeps.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::failure::Failure;
use crate::npm::Package;
use crate::shell::Shell;

/// The folder of the built pages, committed.
const DIST: &str = "web/dist";

/// What `cargo xtask dist` takes.
#[derive(Args)]
pub struct Options {
    /// Write nothing; fail where what is kept differs from what is built
    #[arg(long)]
    check: bool,
}

/// Builds the pages, or checks that those in the repository are current.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    Package::WEB.install(shell)?;
    if options.check {
        return is_current(shell);
    }
    build(shell, &shell.path(DIST))
}

/// Builds the pages in a temporary folder, and compares them byte by byte with those in the repository.
pub fn is_current(shell: &Shell) -> Result<(), Failure> {
    let elsewhere = tempfile::tempdir()
        .map_err(|source| Failure::System { doing: "cannot make a temporary directory", source })?;
    build(shell, elsewhere.path())?;
    let differing = differing(&files(elsewhere.path())?, &files(&shell.path(DIST))?);
    if differing.is_empty() {
        return Ok(());
    }
    Err(Failure::Lint(format!(
        "{DIST} is not what web/ builds: run `cargo xtask dist`, and commit what it writes\n  {}",
        differing.join("\n  ")
    )))
}

fn build(shell: &Shell, into: &Path) -> Result<(), Failure> {
    shell.run(Package::WEB.npm(shell, &["run", "build"]).env("FLUISTER_DIST", into))
}

/// Every file below a directory, with its content.
fn files(directory: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Failure> {
    let cannot = |doing, path: &Path| {
        let path = path.to_owned();
        move |source| Failure::File { doing, path, source }
    };
    let mut files = BTreeMap::new();
    let mut directories = vec![directory.to_owned()];
    while let Some(next) = directories.pop() {
        for entry in fs::read_dir(&next).map_err(cannot("cannot list", &next))? {
            let path = entry.map_err(cannot("cannot list", &next))?.path();
            if path.is_dir() {
                directories.push(path);
                continue;
            }
            let bytes = fs::read(&path).map_err(cannot("cannot read", &path))?;
            files.insert(path.strip_prefix(directory).unwrap_or(&path).to_owned(), bytes);
        }
    }
    Ok(files)
}

fn differing(built: &BTreeMap<PathBuf, Vec<u8>>, kept: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let missing = built.keys().filter(|name| !kept.contains_key(*name)).map(|name| (name, "is missing"));
    let others = kept.iter().filter_map(|(name, bytes)| match built.get(name) {
        None => Some((name, "is not built any more")),
        Some(built) => (built != bytes).then_some((name, "is another")),
    });
    missing.chain(others).map(|(name, what)| format!("{} {what}", name.display())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_named() {
        let directory = |files_in: &[(&str, &str)]| {
            let made = tempfile::tempdir().unwrap();
            fs::create_dir(made.path().join("web")).unwrap();
            for (name, content) in files_in {
                fs::write(made.path().join(name), content).unwrap();
            }
            files(made.path()).unwrap()
        };
        let kept = directory(&[("index.html", "a"), ("web/old.js", "b"), ("web/same.js", "c")]);
        let built = directory(&[("index.html", "A"), ("web/new.js", "b"), ("web/same.js", "c")]);
        let found = differing(&built, &kept);
        assert_eq!(
            found,
            ["web/new.js is missing", "index.html is another", "web/old.js is not built any more"]
        );
        assert!(differing(&kept, &kept).is_empty());
    }
}
