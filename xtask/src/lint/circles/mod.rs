//! Modules know one another in one direction only: what is below can be read, tested and moved without what is above.
//!
//! A module is a file here, and needs the file in which a name stands that it imports or writes out, however many
//! `pub use` there are between. Read are words, not types: a method that is called on a value makes no need, nor does a
//! path inside a string (serde's `with`), and `super` inside of a module within a file counts from the file. Unit tests
//! don't count.

mod modules;
mod names;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::Shell;
use modules::{Crate, Module};

/// Where crates begin. Not looked at are the fuzz targets' checks, which take other crates' files in by their paths.
const ROOTS: [&str; 8] = [
    "benches/src/main.rs",
    "client/src/lib.rs",
    "client/src/main.rs",
    "protocol/src/lib.rs",
    "server/src/lib.rs",
    "server/src/main.rs",
    "tests/src/lib.rs",
    "xtask/src/main.rs",
];

/// No modules of a crate import one another in a circle.
pub fn none(shell: &Shell) -> Result<Verdict, Failure> {
    let mut findings = Vec::new();
    for root in ROOTS {
        let modules = Crate::read(&shell.path(root))?;
        findings.extend(circles(&modules.needs()).iter().map(|circle| format!("{root}: {circle}")));
    }
    Ok(Verdict::of(
        findings,
        "modules that import one another in a circle; put what both need into a file of its own:",
    ))
}

/// Each circle, as the shortest way round from its first module.
fn circles(needs: &BTreeMap<&Module, BTreeSet<&Module>>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for module in needs.keys() {
        if seen.contains(module) {
            continue;
        }
        if let Some(circle) = way_round(needs, module) {
            seen.extend(circle.iter().copied());
            let names: Vec<_> = circle.iter().map(|module| shown(module)).collect();
            found.push(names.join(" → "));
        }
    }
    found
}

/// The shortest way from a module back to itself, both ends included.
fn way_round<'m>(
    needs: &BTreeMap<&'m Module, BTreeSet<&'m Module>>,
    start: &'m Module,
) -> Option<Vec<&'m Module>> {
    let mut came_from: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut edge = vec![start];
    while !edge.is_empty() {
        let mut next = Vec::new();
        for module in edge {
            for needed in needs.get(module).into_iter().flatten().copied() {
                if came_from.contains_key(needed) {
                    continue;
                }
                came_from.insert(needed, module);
                if needed == start {
                    return Some(back(&came_from, start));
                }
                next.push(needed);
            }
        }
        edge = next;
    }
    None
}

fn back<'m>(came_from: &BTreeMap<&'m Module, &'m Module>, start: &'m Module) -> Vec<&'m Module> {
    let mut way = vec![start];
    let mut at = start;
    while let Some(before) = came_from.get(at).copied() {
        way.push(before);
        at = before;
        if at == start {
            break;
        }
    }
    way.reverse();
    way
}

fn shown(module: &Module) -> String {
    if module.is_empty() { "crate".into() } else { module.join("::") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        circles(&Crate::of(files).needs())
    }

    #[test]
    fn a_circle_is_found_and_said() {
        let files = [
            ("", "mod a; mod b; mod c;"),
            ("a", "use crate::b::B; pub struct A;"),
            ("b", "use crate::c::C; pub struct B;"),
            ("c", "fn f() { super::a::A }"),
        ];
        assert_eq!(found(&files), ["a → b → c → a"]);
    }

    #[test]
    fn what_is_handed_on_belongs_to_the_file_it_stands_in() {
        // `a` re-exports a record that `c` needs, and itself needs `c`
        let files = [
            ("", "mod a; mod c;"),
            ("a", "mod record; pub use record::Record; use crate::c::f;"),
            ("a::record", "pub struct Record;"),
            ("c", "use crate::a::Record; pub fn f() {}"),
        ];
        assert_eq!(found(&files), Vec::<String>::new());
        let files = [files[0], ("a", "mod record; use crate::c::f; pub struct Record;"), files[2], files[3]];
        assert_eq!(found(&files), ["a → c → a"]);
    }

    #[test]
    fn what_a_file_makes_itself_is_not_looked_for_elsewhere() {
        let files = [
            ("", "mod a; mod c;"),
            ("a", "mod b; pub use b::*; pub(crate) struct Record; pub const fn make() {}"),
            ("a::b", "use crate::c::C; pub struct B;"),
            ("c", "use crate::a::{Record, make}; pub struct C;"),
        ];
        assert_eq!(found(&files), Vec::<String>::new());
        let files = [files[0], files[1], files[2], ("c", "use crate::a::B; pub struct C;")];
        assert_eq!(found(&files), ["a::b → c → a::b"]);
    }

    #[test]
    fn a_module_and_what_is_inside_it_can_make_one() {
        let inside = ("a::b", "use super::A; pub fn f() {}");
        let files = |a| [("", "mod a;"), ("a", a), inside];
        assert_eq!(found(&files("mod b; pub use b::f; pub struct A;")), Vec::<String>::new());
        assert_eq!(found(&files("mod b; pub struct A; fn g() { b::f() }")), ["a → a::b → a"]);
        assert_eq!(found(&files("mod b; pub use b::f; pub struct A; fn g() { f() }")), ["a → a::b → a"]);
    }

    #[test]
    fn tests_comments_and_strings_make_none() {
        let files = [
            ("", "mod a; mod b;"),
            ("a", "use crate::b::B; pub struct A;"),
            (
                "b",
                "/// [`crate::a::A`]\npub struct B; const C: &str = \"crate::a::A\"; #[cfg(test)] mod tests { use crate::a::A; }",
            ),
        ];
        assert_eq!(found(&files), Vec::<String>::new());
    }
}
