//! The documents name paths: each is there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "that is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every tracked file, from the repository's top.
fn tracked() -> Vec<String> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(repository()).output().unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Every tracked Markdown file.
fn documents() -> Vec<String> {
    tracked().into_iter().filter(|name| name.ends_with(".md")).collect()
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

/// What says how the tree is now. Decisions and changes stay as they were written.
fn describes_the_tree(document: &str) -> bool {
    !document.starts_with("docs/adr/") && document != "CHANGELOG.md"
}

/// Whether a piece of code names a source file or a folder of ours, perhaps by the end of its path.
fn names_a_file(code: &str) -> bool {
    const SOURCES: [&str; 6] = [".rs", ".ts", ".tsx", ".css", ".py", ".md"];
    let folder = code.ends_with('/') && !code.contains("://");
    (folder || SOURCES.iter().any(|ending| code.ends_with(ending)))
        && !code.starts_with(['/', '.', '$', '@'])
        && !code.contains([' ', '<', '{', '*', '('])
}

#[test]
fn every_file_that_a_document_names_is_there() {
    // what a tool makes beside the source, and the beginning of SPEC.md's labels
    const OTHERS: [&str; 2] = ["proptest-regressions/", "fluister/v1/"];
    let tracked: Vec<_> = tracked().into_iter().map(|path| format!("/{path}")).collect();
    let is_there = |name: &str| match name.strip_suffix('/') {
        Some(folder) => tracked.iter().any(|path| path.contains(&format!("/{folder}/"))),
        None => tracked.iter().any(|path| path.ends_with(&format!("/{name}"))),
    };
    let (mut seen, mut gone) = (0, Vec::new());
    for document in documents().into_iter().filter(|document| describes_the_tree(document)) {
        let text = fs::read_to_string(repository().join(&document)).unwrap();
        for name in text.lines().flat_map(code).filter(|code| names_a_file(code) && !OTHERS.contains(code)) {
            seen += 1;
            if !is_there(name) {
                gone.push(format!("{document}: {name}"));
            }
        }
    }
    assert!(seen > 100, "the documents name few files: {seen}");
    assert!(gone.is_empty(), "files and folders that are not there:\n{}", gone.join("\n"));
}

/// The paths that the table under a heading names.
fn paths_under(document: &str, heading: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join(document)).unwrap();
    let table =
        text.split(&format!("\n## {heading}\n")).nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    table
        .lines()
        .filter(|line| line.starts_with('|'))
        .flat_map(code)
        .filter(|code| is_path(code))
        .map(str::to_owned)
        .collect()
}

fn every_path_is_there(document: &str, heading: &str) {
    let paths = paths_under(document, heading);
    assert!(paths.len() >= 20, "the table names few paths: {paths:?}");
    let gone: Vec<_> = paths.iter().filter(|path| !repository().join(path).exists()).collect();
    assert!(gone.is_empty(), "{document}, '{heading}' names what is not there: {gone:?}");
}

#[test]
fn every_place_for_something_new_is_there() {
    every_path_is_there("ARCHITECTURE.md", "Where does it go?");
}

#[test]
fn every_word_of_the_glossary_lives_where_it_says() {
    every_path_is_there("CONTRIBUTING.md", "Glossary");
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
    assert!(names_a_file("state.ts") && names_a_file("cli/") && names_a_file("store/tables/claims.rs"));
    assert!(!names_a_file("/adviser/") && !names_a_file("core.ts and api.ts") && !names_a_file("Body"));
    assert_eq!(code("a `b/c` d `e`").collect::<Vec<_>>(), ["b/c", "e"]);
    assert_eq!(links("[a](b.md) and [c](d.md#e)").collect::<Vec<_>>(), ["b.md", "d.md#e"]);
}
