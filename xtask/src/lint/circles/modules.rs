//! The modules of a crate, each a file, and which of them needs which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::names::{Import, Names};
use super::tokens;
use crate::failure::Failure;
use crate::shell;

/// A module's path inside its crate; the crate's own file has an empty one.
pub type Module = Vec<String>;

/// More re-exports than this between a name and its module are not followed.
const MOST_HOPS: usize = 8;

/// The modules that one root file (`lib.rs`, `main.rs`) brings, and what each says.
#[derive(Debug, Default)]
pub struct Crate(BTreeMap<Module, Names>);

impl Crate {
    /// Reads a root file and every file that it brings with `mod name;`.
    pub fn read(root: &Path) -> Result<Self, Failure> {
        let mut modules = Self::default();
        modules.read_file(root, &Module::new(), root.parent().unwrap_or(root))?;
        Ok(modules)
    }

    fn read_file(&mut self, file: &Path, module: &Module, children: &Path) -> Result<(), Failure> {
        let names = Names::of(&tokens::of(&shell::read(file)?));
        for child in &names.modules {
            let folder = children.join(child);
            let beside: PathBuf = children.join(format!("{child}.rs"));
            let file = if beside.exists() { beside } else { folder.join("mod.rs") };
            let module = [module.as_slice(), std::slice::from_ref(child)].concat();
            self.read_file(&file, &module, &folder)?;
        }
        self.0.insert(module.clone(), names);
        Ok(())
    }

    /// Which modules each module needs: the files that what it names is written in.
    pub fn needs(&self) -> BTreeMap<&Module, BTreeSet<&Module>> {
        self.0.iter().map(|(module, names)| (module, self.needs_of(module, names))).collect()
    }

    fn needs_of(&self, module: &Module, names: &Names) -> BTreeSet<&Module> {
        let used: BTreeSet<&String> = names.paths.iter().filter_map(|path| path.first()).collect();
        // a module that is imported is needed where it is written before a name; a name that is only handed on is not
        let imports = names.imports.iter().filter(|import| {
            let only_handed_on = import.public && !used.contains(&import.name);
            !only_handed_on && !self.is_module(module, &import.path)
        });
        let imported = imports.filter_map(|import| self.home(module, &import.path, MOST_HOPS));
        let written = names.paths.iter().filter(|path| path.len() > 1).filter_map(|path| {
            let known =
                path.first().and_then(|first| names.imports.iter().find(|import| import.name == *first));
            let path = match known {
                Some(import) => [import.path.as_slice(), path.get(1..).unwrap_or_default()].concat(),
                None => path.clone(),
            };
            self.home(module, &path, MOST_HOPS)
        });
        imported.chain(written).filter(|needed| *needed != module).collect()
    }

    /// The module whose file holds what this path names, as it is understood in `from`; nothing for other crates.
    fn home(&self, from: &Module, path: &[String], hops: usize) -> Option<&Module> {
        let (module, rest) = self.walk(from, path)?;
        let (found, names) = self.0.get_key_value(&module)?;
        let Some(item) = rest.first().filter(|_| hops > 0) else { return Some(found) };
        // what a file makes itself comes before what `*` would give
        let takes_all = !names.items.contains(item);
        let handed_on =
            |import: &&Import| import.public && (import.name == *item || (import.name == "*" && takes_all));
        let elsewhere = names.imports.iter().filter(handed_on).find_map(|import| {
            let mut path = import.path.clone();
            if import.name == "*" {
                path.pop();
                path.push(item.clone());
            }
            path.extend(rest.iter().skip(1).cloned());
            self.home(&module, &path, hops - 1)
        });
        Some(elsewhere.unwrap_or(found))
    }

    /// As far as the path goes through modules, and what is left of it.
    fn walk<'p>(&self, from: &Module, path: &'p [String]) -> Option<(Module, &'p [String])> {
        let (first, mut rest) = path.split_first()?;
        let mut module = match first.as_str() {
            "crate" => Module::new(),
            "self" => from.clone(),
            "super" => from.split_last()?.1.to_vec(),
            child => {
                let child = [from.as_slice(), &[child.to_owned()]].concat();
                self.0.contains_key(&child).then_some(child)?
            }
        };
        while let Some((next, after)) = rest.split_first() {
            if next == "super" {
                module.pop();
            } else {
                let child = [module.as_slice(), std::slice::from_ref(next)].concat();
                if !self.0.contains_key(&child) {
                    break;
                }
                module = child;
            }
            rest = after;
        }
        Some((module, rest))
    }

    fn is_module(&self, from: &Module, path: &[String]) -> bool {
        self.walk(from, path).is_some_and(|(_, rest)| rest.is_empty())
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let module =
            |path: &str| path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        Self(files.iter().map(|(path, source)| (module(path), Names::of(&tokens::of(source)))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_crate_are_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../client/src/lib.rs");
        let modules = Crate::read(&root).unwrap();
        let module = |path: &str| path.split("::").map(str::to_owned).collect::<Module>();
        let needs = modules.needs();
        assert!(needs[&module("adviser::sync")].contains(&module("trust")));
        assert!(needs[&module("http")].contains(&module("error")));
    }
}
