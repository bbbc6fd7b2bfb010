//! `cargo xtask bench`: the server measured, side by side with limits taken in the same run.

use clap::Args;

use crate::failure::Failure;
use crate::shell::Shell;

/// What `cargo xtask bench` takes.
#[derive(Args)]
pub struct Options {
    /// Fetch latency with a million letters, too: 16 GB and some minutes more
    #[arg(long)]
    full: bool,
    /// Only the rows whose name begins so (writes, postgres, fetches, latency, memory, start); RESULTS.md stays as it is
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// The file of results.
const RESULTS: &str = "benches/RESULTS.md";

/// Builds server and benchmarks with optimisations, measures, and writes the results.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    // by itself, as it is shipped: a build of the whole workspace would give it more features
    shell.run(&mut shell.cargo("build --release -p fluister-server --bin fluister-server"))?;
    shell.run(&mut shell.cargo("build --release -p fluister-benches"))?;
    let mut measure = shell.command(shell.released("fluister-benches"));
    measure.env("FLUISTER_SERVER", shell.released("fluister-server"));
    if options.full {
        measure.arg("--full");
    }
    match &options.only {
        Some(name) => measure.args(["--only", name]),
        None => measure.args(["--output", RESULTS]),
    };
    shell.run(&mut measure)
}
