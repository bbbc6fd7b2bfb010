//! What a machine needs for the tests besides a Rust toolchain, and how to get it.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::part::Part::{self, Browsers, Rust, Sdk, Web};
use crate::shell::Shell;

/// One thing that the tests call.
pub struct Need {
    /// What it is, for people.
    pub what: &'static str,
    /// What it is called for.
    pub why: &'static str,
    /// The parts of the tests that call it.
    parts: &'static [Part],
    /// Programs that must all be there, in one directory.
    programs: &'static [&'static str],
    /// A user that root runs it as.
    user: Option<&'static str>,
    /// The lowest version of Node.js that will do: major and minor.
    node: Option<(u32, u32)>,
    /// Debian's package of it.
    pub package: &'static str,
}

/// What fuzzing needs.
pub const FUZZING: Need = Need {
    what: "a C++ compiler",
    why: "libFuzzer is compiled from source",
    parts: &[],
    programs: &["c++"],
    user: None,
    node: None,
    package: "g++",
};

/// Everything that the tests need.
const NEEDS: &[Need] = &[
    Need {
        what: "a C compiler",
        why: "SQLite and PostgreSQL's client are compiled from source",
        parts: &[Rust, Sdk, Browsers],
        programs: &["cc"],
        user: None,
        node: None,
        package: "gcc",
    },
    Need {
        what: "git",
        why: "the lints look at which files are tracked",
        parts: &[Rust],
        programs: &["git"],
        user: None,
        node: None,
        package: "git",
    },
    Need {
        what: "PostgreSQL's server programs",
        why: "the store's tests start a database of their own",
        parts: &[Rust],
        programs: &["initdb", "postgres", "pg_ctl"],
        user: Some("postgres"),
        node: None,
        package: "postgresql",
    },
    Need {
        what: "PostgreSQL's client programs",
        why: "tests copy a database as operators would",
        parts: &[Rust],
        programs: &["pg_dump", "pg_restore"],
        user: None,
        node: None,
        package: "postgresql-client",
    },
    Need {
        what: "kill",
        why: "tests stop servers as an operator would, and harder",
        parts: &[Rust],
        programs: &["kill"],
        user: None,
        node: None,
        package: "procps",
    },
    Need {
        what: "unshare and nsenter",
        why: "tests give a server a small disk of its own, and fill it",
        parts: &[Rust],
        programs: &["unshare", "nsenter"],
        user: None,
        node: None,
        package: "util-linux",
    },
    Need {
        what: "mount",
        why: "the same",
        parts: &[Rust],
        programs: &["mount"],
        user: None,
        node: None,
        package: "mount",
    },
    Need {
        what: "strace",
        why: "tests look at what the server asks of the system",
        parts: &[Rust],
        programs: &["strace"],
        user: None,
        node: None,
        package: "strace",
    },
    Need {
        what: "Node.js 20.19 or newer",
        why: "the TypeScript SDK's tests run in it; where the distribution has an older one, nodejs.org has newer",
        parts: &[Sdk, Web, Browsers],
        programs: &["node"],
        user: None,
        node: Some((20, 19)),
        package: "nodejs",
    },
    Need {
        what: "npm",
        why: "it fetches what the SDK and the pages are built with",
        parts: &[Sdk, Web, Browsers],
        programs: &["npm"],
        user: None,
        node: None,
        package: "npm",
    },
    Need {
        what: "Python 3",
        why: "the reference reader is written in it; browser tests let a server's hour come with its SQLite",
        parts: &[Sdk, Browsers],
        programs: &["python3"],
        user: None,
        node: None,
        package: "python3",
    },
    Need {
        what: "pip",
        why: "it fetches what the reference reader, the protocol's third implementation, is made of",
        parts: &[Sdk],
        programs: &["pip3"],
        user: None,
        node: None,
        package: "python3-pip",
    },
    Need {
        what: "aiosmtpd",
        why: "a mail relay takes what the server sends to advisers",
        parts: &[Rust],
        programs: &["aiosmtpd"],
        user: None,
        node: None,
        package: "python3-aiosmtpd",
    },
    Need {
        what: "openssl",
        why: "the relay has a certificate that no authority signed",
        parts: &[Rust],
        programs: &["openssl"],
        user: None,
        node: None,
        package: "openssl",
    },
    Need {
        what: "Chromium",
        why: "the pages are tested in it",
        parts: &[Browsers],
        programs: &["chromium"],
        user: None,
        node: None,
        package: "chromium",
    },
    Need {
        what: "Firefox",
        why: "the pages are tested in it, too",
        parts: &[Browsers],
        programs: &["firefox-esr"],
        user: None,
        node: None,
        package: "firefox-esr",
    },
    Need {
        what: "Poppler",
        why: "it draws the posters that the pages print",
        parts: &[Browsers],
        programs: &["pdfinfo", "pdftoppm"],
        user: None,
        node: None,
        package: "poppler-utils",
    },
];

impl Need {
    fn is_met(&self, machine: &Machine) -> bool {
        let programs = machine
            .places
            .iter()
            .any(|place| self.programs.iter().all(|program| place.join(program).is_file()));
        let user =
            self.user.is_none_or(|user| !machine.is_root || machine.users.iter().any(|known| known == user));
        let node = self.node.is_none_or(|least| machine.node.is_some_and(|found| found >= least));
        programs && user && node
    }
}

/// What is there to meet needs with.
struct Machine {
    /// Directories to look for programs in.
    places: Vec<PathBuf>,
    /// Names of users.
    users: Vec<String>,
    /// Whether we are root.
    is_root: bool,
    /// The version of Node.js, if there is one: major and minor.
    node: Option<(u32, u32)>,
}

impl Machine {
    fn this() -> Self {
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        Self {
            places: places(env::var_os("PATH").as_deref(), Path::new("/usr/lib/postgresql")),
            users: users.lines().filter_map(|line| line.split(':').next()).map(str::to_owned).collect(),
            is_root: rustix::process::geteuid().is_root(),
            node: Command::new("node")
                .arg("--version")
                .output()
                .ok()
                .and_then(|output| version(&output.stdout)),
        }
    }
}

/// What a part of the tests needs, or all of them.
pub fn of(part: Option<Part>) -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| part.is_none_or(|part| need.parts.contains(&part))).collect()
}

/// Says what the machine lacks of these; installs it if asked to.
pub fn provide(shell: &Shell, needs: &[&'static Need], install: bool) -> Result<(), Failure> {
    let lacking = lacking(needs);
    if lacking.is_empty() {
        return Ok(());
    }
    eprintln!("{}", listed(&lacking));
    if install {
        self::install(shell, &lacking)?;
    }
    let lacking = self::lacking(needs);
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Failure::Lacking(if install {
        format!("nothing was run: after installing, {}", listed(&lacking))
    } else {
        "nothing was run; install what is named above, or let `--install` do it".to_owned()
    }))
}

fn listed(needs: &[&Need]) -> String {
    let mut text = "the machine lacks:".to_owned();
    for need in needs {
        text.push_str(&format!("\n  {}: {} (Debian's package {})", need.what, need.why, need.package));
    }
    text
}

/// The needs that this machine doesn't meet.
fn lacking(needs: &[&'static Need]) -> Vec<&'static Need> {
    let machine = Machine::this();
    needs.iter().copied().filter(|need| !need.is_met(&machine)).collect()
}

/// Installs Debian's packages of the given needs, as root or through sudo.
fn install(shell: &Shell, needs: &[&Need]) -> Result<(), Failure> {
    let machine = Machine::this();
    if !machine.places.iter().any(|place| place.join("apt-get").is_file()) {
        return Err(Failure::Lacking(format!(
            "this machine has no apt-get; install with its own package manager: {}",
            needs.iter().map(|need| need.what).collect::<Vec<_>>().join(", ")
        )));
    }
    let apt_get = |arguments: &[&str]| {
        let mut command = if machine.is_root {
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

/// Major and minor of a version like `v20.19.1`.
fn version(text: &[u8]) -> Option<(u32, u32)> {
    let mut numbers = std::str::from_utf8(text).ok()?.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
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
    fn a_need_is_met_only_when_all_of_its_programs_are_found_together() {
        let directory = tempfile::tempdir().unwrap();
        let bin = directory.path().join("15/bin");
        let other = directory.path().join("16/bin");
        fs::create_dir_all(&bin).unwrap();
        fs::create_dir_all(&other).unwrap();
        let need = Need {
            what: "",
            why: "",
            parts: &[],
            programs: &["initdb", "postgres"],
            user: None,
            node: None,
            package: "",
        };
        let places = places(Some(OsStr::new("/nowhere")), directory.path());
        let machine = Machine { places, users: vec![], is_root: true, node: None };
        assert!(!need.is_met(&machine));
        fs::write(bin.join("initdb"), "").unwrap();
        fs::write(other.join("postgres"), "").unwrap();
        assert!(!need.is_met(&machine));
        fs::write(bin.join("postgres"), "").unwrap();
        assert!(need.is_met(&machine));
    }

    #[test]
    fn a_part_needs_what_it_calls_and_nothing_else() {
        let names = |part| of(part).iter().map(|need| need.what).collect::<Vec<_>>();
        assert_eq!(names(Some(Web)), ["Node.js 20.19 or newer", "npm"]);
        assert!(!names(Some(Rust)).contains(&"Chromium") && names(Some(Rust)).contains(&"strace"));
        assert!(!names(Some(Sdk)).iter().any(|name| name.contains("PostgreSQL")));
        assert_eq!(names(None).len(), NEEDS.len());
        assert!(NEEDS.iter().all(|need| !need.parts.is_empty()), "a need of nobody's");
    }

    #[test]
    fn what_is_lacking_is_named_with_its_package() {
        let text = listed(&NEEDS.iter().collect::<Vec<_>>());
        assert!(text.contains("\n  strace: "), "{text}");
        assert!(text.contains("(Debian's package postgresql)"), "{text}");
    }

    #[test]
    fn root_needs_another_user_and_others_dont() {
        let need = Need {
            what: "",
            why: "",
            parts: &[],
            programs: &[],
            user: Some("postgres"),
            node: None,
            package: "",
        };
        let machine = |users: &[&str], is_root| Machine {
            places: vec![PathBuf::new()],
            users: users.iter().map(|user| (*user).to_owned()).collect(),
            is_root,
            node: None,
        };
        assert!(!need.is_met(&machine(&["root"], true)));
        assert!(need.is_met(&machine(&["root", "postgres"], true)));
        assert!(need.is_met(&machine(&["me"], false)));
    }
    #[test]
    fn an_old_node_or_none_will_not_do() {
        let need = Need {
            what: "",
            why: "",
            parts: &[],
            programs: &[],
            user: None,
            node: Some((20, 19)),
            package: "",
        };
        let machine = |node: &str| Machine {
            places: vec![PathBuf::new()],
            users: vec![],
            is_root: true,
            node: version(node.as_bytes()),
        };
        assert!(need.is_met(&machine("v20.19.0\n")));
        assert!(need.is_met(&machine("v22.0.1\n")));
        for none in ["v20.18.9\n", "v18.20.4\n", "20.19.0\n", "v20\n", ""] {
            assert!(!need.is_met(&machine(none)), "{none:?}");
        }
    }
}
