//! The repository's chores, as `cargo xtask COMMAND`.

mod bench;
mod demo;
mod dist;
mod failure;
mod fuzz;
mod generate;
mod lint;
mod needs;
mod npm;
mod part;
mod programs;
mod reference_reader;
mod shell;
mod suites;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::shell::Shell;

/// Chores of the fluister repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Start a server with an organisation and two advisers to try fluister out, until Ctrl-C
    Demo(demo::Options),
    /// Run every test of the repository, or a part of them; prints how long each suite took
    Test(test::Options),
    /// Measure the server side by side with limits taken in the same run; writes benches/RESULTS.md
    Bench(bench::Options),
    /// Feed every parser of what others wrote with made-up input
    Fuzz(fuzz::Options),
    /// Check formatting, lints, licences, the server's features, and that generated files are current
    Lint(lint::Options),
    /// Write openapi/openapi.json anew from the server's code
    Openapi,
    /// Build the pages of web/ into web/dist, which the server embeds
    Dist(dist::Options),
    /// Write protocol/vectors anew from the protocol's code
    Vectors,
}

fn main() -> ExitCode {
    let chore = Arguments::parse().chore;
    match Shell::of_this_repository().and_then(|shell| carry_out(chore, &shell)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo xtask: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn carry_out(chore: Chore, shell: &Shell) -> Result<(), Failure> {
    match chore {
        Chore::Demo(options) => demo::run(shell, &options),
        Chore::Test(options) => test::run(shell, &options),
        Chore::Bench(options) => bench::run(shell, &options),
        Chore::Fuzz(options) => fuzz::run(shell, &options),
        Chore::Lint(options) => lint::run(shell, &options),
        Chore::Openapi => generate::openapi(shell),
        Chore::Dist(options) => dist::run(shell, &options),
        Chore::Vectors => generate::vectors(shell),
    }
}
