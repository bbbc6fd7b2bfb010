//! `cargo xtask test`: every test of the repository.

use clap::Args;

use crate::dist;
use crate::failure::Failure;
use crate::needs::{self, NEEDS};
use crate::npm::Package;
use crate::shell::Shell;
use crate::voice;

/// What `cargo xtask test` takes.
#[derive(Args)]
pub struct Options {
    /// Install what the machine lacks for the tests, with apt-get (as root, or through sudo)
    #[arg(long)]
    install: bool,
    /// Try many more random cases in the property tests, and kill servers a thousand times; takes much longer
    #[arg(long)]
    long: bool,
}

/// How many cases `--long` tries in each property test that doesn't set a number of its own.
const LONG_CASES: &str = "20000";

/// Runs them.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    needs::provide(shell, NEEDS, options.install)?;
    // Apart, as it is shipped: a build of the whole workspace gives the server's dependencies the features that others
    // ask for, and with them the code that opens letters. Tests that start these programs find them built.
    shell.run(&mut shell.cargo("build -p fluister-server --bin fluister-server"))?;
    shell.run(&mut shell.cargo("build -p fluister-client --bin fluister"))?;
    let mut everything = shell.cargo("test --workspace --no-fail-fast");
    let mut public_half = shell.cargo("test -p fluister-protocol --no-default-features --no-fail-fast");
    if options.long {
        everything.env("PROPTEST_CASES", LONG_CASES);
        public_half.env("PROPTEST_CASES", LONG_CASES);
        everything.env("FLUISTER_LONG", "1");
    }
    let first = shell.run(&mut everything);
    let second = shell.run(&mut public_half);
    let third = scripts(shell);
    first.and(second).and(third)
}

/// What is written in TypeScript. The browsers come last: they need the built server and command line.
fn scripts(shell: &Shell) -> Result<(), Failure> {
    let sdk = voice::provide(shell).and_then(|()| Package::SDK.checked_and_tested(shell));
    let web = Package::WEB.checked_and_tested(shell).and_then(|()| dist::is_current(shell));
    let browsers = Package::BROWSERS.checked_and_tested(shell);
    sdk.and(web).and(browsers)
}
