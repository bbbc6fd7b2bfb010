//! The documents name paths: each is there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "that is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every tracked Markdown file, from the repository's top.
fn documents() -> Vec<String> {
    let listed =
        Command::new("git").args(["ls-files", "-z", "*.md"]).current_dir(repository()).output().unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The targets of a document's links: what stands in `](…)`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// What stands between backticks in a line.
fn code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a piece of code is a path rather than a command or a name: it has a folder, and no blank.
fn is_path(code: &str) -> bool {
    code.contains('/') && !code.contains([' ', '<', '{', '*']) && !code.starts_with(['/', '@'])
}

#[test]
fn links_between_documents_lead_somewhere() {
    let all = documents();
    assert!(all.len() > 10, "{all:?}");
    let mut broken = Vec::new();
    for document in &all {
        let path = repository().join(document);
        let text = fs::read_to_string(&path).unwrap();
        for link in links(&text) {
            let file = link.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") || file.contains(' ') {
                continue;
            }
            if !path.parent().unwrap().join(file).exists() {
                broken.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn every_place_for_something_new_is_there() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let table =
        text.split("\n## Where does it go?").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let paths: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .flat_map(code)
        .filter(|code| is_path(code))
        .collect();
    assert!(paths.len() >= 20, "the table names few paths: {paths:?}");
    let gone: Vec<_> = paths.iter().filter(|path| !repository().join(path).exists()).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md, 'Where does it go?' names what is not there: {gone:?}");
}

#[test]
fn paths_are_told_from_commands_and_names() {
    assert!(is_path("server/src/routes.rs") && is_path("web/i18n/"));
    assert!(
        !is_path("cargo xtask openapi")
            && !is_path("Body")
            && !is_path("/docs")
            && !is_path("web/kinds/<kind>/")
    );
    assert_eq!(code("a `b/c` d `e`").collect::<Vec<_>>(), ["b/c", "e"]);
    assert_eq!(links("[a](b.md) and [c](d.md#e)").collect::<Vec<_>>(), ["b.md", "d.md#e"]);
}
