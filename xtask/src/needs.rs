//! What a machine needs for the tests besides a Rust toolchain, and how to get it.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::shell::Shell;

/// One thing that the tests call.
pub struct Need {
    /// What it is, for people.
    pub what: &'static str,
    /// Which tests call it, and for what.
    pub why: &'static str,
    /// Programs that must all be there.
    programs: &'static [&'static str],
    /// Debian's package of it.
    pub package: &'static str,
}

/// Everything that the tests need.
pub const NEEDS: &[Need] = &[
    Need {
        what: "a C compiler",
        why: "SQLite and PostgreSQL's client are compiled from source",
        programs: &["cc"],
        package: "gcc",
    },
    Need {
        what: "git",
        why: "the lints look at which files are tracked",
        programs: &["git"],
        package: "git",
    },
    Need {
        what: "PostgreSQL's server programs",
        why: "the store's tests start a database of their own",
        programs: &["initdb", "postgres"],
        package: "postgresql",
    },
    Need {
        what: "strace",
        why: "tests look at what the server asks of the system",
        programs: &["strace"],
        package: "strace",
    },
];

impl Need {
    fn is_met(&self, places: &[PathBuf]) -> bool {
        self.programs.iter().all(|program| places.iter().any(|place| place.join(program).is_file()))
    }
}

/// The needs that this machine doesn't meet.
pub fn lacking() -> Vec<&'static Need> {
    let places = places(env::var_os("PATH").as_deref(), Path::new("/usr/lib/postgresql"));
    NEEDS.iter().filter(|need| !need.is_met(&places)).collect()
}

/// Installs Debian's packages of the given needs, as root or through sudo.
pub fn install(shell: &Shell, needs: &[&Need]) -> Result<(), Failure> {
    let places = places(env::var_os("PATH").as_deref(), Path::new("/usr/lib/postgresql"));
    let there = |program: &str| places.iter().any(|place| place.join(program).is_file());
    if !there("apt-get") {
        return Err(Failure::Lacking(format!(
            "this machine has no apt-get; install with its own package manager: {}",
            needs.iter().map(|need| need.what).collect::<Vec<_>>().join(", ")
        )));
    }
    let apt_get = |arguments: &[&str]| {
        let mut command = if rustix::process::geteuid().is_root() {
            shell.command("apt-get")
        } else {
            let mut command = shell.command("sudo");
            command.arg("apt-get");
            command
        };
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let packages: Vec<&str> = needs.iter().map(|need| need.package).collect();
    shell.run(&mut apt_get(&["update", "--quiet"]))?;
    let mut all = vec!["install", "--quiet", "--yes", "--no-install-recommends"];
    all.extend(packages);
    shell.run(&mut apt_get(&all))
}

/// The directories to look for programs in: the search path, and where Debian keeps PostgreSQL's.
fn places(search_path: Option<&OsStr>, postgresql: &Path) -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> =
        search_path.map(|path| env::split_paths(path).collect()).unwrap_or_default();
    let versions = fs::read_dir(postgresql).into_iter().flatten().flatten();
    places.extend(versions.map(|version| version.path().join("bin")));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_met_only_when_all_of_its_programs_are_found() {
        let directory = tempfile::tempdir().unwrap();
        let bin = directory.path().join("15/bin");
        fs::create_dir_all(&bin).unwrap();
        let need = Need { what: "", why: "", programs: &["initdb", "postgres"], package: "" };
        let places = places(Some(OsStr::new("/nowhere")), directory.path());
        assert!(!need.is_met(&places));
        fs::write(bin.join("initdb"), "").unwrap();
        assert!(!need.is_met(&places));
        fs::write(bin.join("postgres"), "").unwrap();
        assert!(need.is_met(&places));
    }
}
