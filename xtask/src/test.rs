//! `cargo xtask test`: every test of the repository, or a part of them.

use std::process::Command;

use clap::Args;

use crate::dist;
use crate::failure::Failure;
use crate::needs;
use crate::npm::Package;
use crate::part::Part;
use crate::programs;
use crate::reference_reader;
use crate::shell::Shell;
use crate::suites::Suites;

/// What `cargo xtask test` takes.
#[derive(Args)]
pub struct Options {
    /// The part to run; all of them where none is named
    part: Option<Part>,
    /// Run only some tests of the part: a part of a test's name (rust), a pattern of names (sdk), a part of a file's path
    /// (web, browsers). Formatting, lints and the built pages are then not checked
    #[arg(requires = "part")]
    filter: Option<String>,
    /// Install what the machine lacks for these tests, with apt-get (as root, or through sudo)
    #[arg(long)]
    install: bool,
    /// Try many more random cases in the property tests, and kill servers a thousand times; takes much longer
    #[arg(long)]
    long: bool,
}

/// How many cases `--long` tries in each property test that doesn't set a number of its own.
const LONG_CASES: &str = "20000";

/// Runs them, and prints how long each suite took.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    needs::provide(shell, &needs::of(options.part), options.install)?;
    let mut suites = Suites::default();
    // nothing of what follows can pass without the programs, except for the pages' units
    if options.part == Some(Part::Web) || suites.run("programs: build", || programs::build(shell)) {
        parts(shell, options, &mut suites);
    }
    suites.finish()
}

/// The browsers come last: they take longest.
fn parts(shell: &Shell, options: &Options, suites: &mut Suites) {
    let wanted = |part| options.part.is_none_or(|one| one == part);
    let filter = options.filter.as_deref();
    if wanted(Part::Rust) {
        let everything = "test --workspace --no-fail-fast";
        suites.run("Rust: all crates", || shell.run(&mut cargo_test(shell, everything, options)));
        let public_half = "test -p fluister-protocol --no-default-features --no-fail-fast";
        suites.run("Rust: protocol without seal", || shell.run(&mut cargo_test(shell, public_half, options)));
    }
    if wanted(Part::Sdk) {
        let install = || reference_reader::provide(shell).and_then(|()| Package::SDK.install(shell));
        if suites.run("SDK: install", install) {
            if filter.is_none() {
                suites.run("SDK: check", || Package::SDK.check(shell));
            }
            suites.run("SDK: tests", || Package::SDK.test_by_name(shell, filter));
        }
    }
    if wanted(Part::Web) && suites.run("web: install", || Package::WEB.install(shell)) {
        if filter.is_none() {
            suites.run("web: check", || Package::WEB.check(shell));
            suites.run("web: dist is current", || dist::is_current(shell));
        }
        suites.run("web: tests", || Package::WEB.test(shell, filter));
    }
    if wanted(Part::Browsers) && suites.run("browsers: install", || browsers_packages(shell)) {
        if filter.is_none() {
            suites.run("browsers: check", || Package::BROWSERS.check(shell));
        }
        suites.run("browsers: tests", || Package::BROWSERS.test(shell, filter));
    }
}

fn cargo_test(shell: &Shell, arguments: &str, options: &Options) -> Command {
    let mut command = shell.cargo(arguments);
    command.args(&options.filter).env(programs::FOLDER, programs::folder(shell));
    if options.long {
        command.env("PROPTEST_CASES", LONG_CASES).env("FLUISTER_LONG", "1");
    }
    command
}

/// The browser tests' own, the SDK's, whose source and built vectors' tests they use, and the pages', which one of them
/// builds with a made-up language.
fn browsers_packages(shell: &Shell) -> Result<(), Failure> {
    Package::WEB.install(shell)?;
    Package::SDK.install(shell)?;
    shell.run(&mut Package::SDK.npm(shell, &["run", "pretest"]))?;
    Package::BROWSERS.install(shell)
}
