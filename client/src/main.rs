//! The command `fluister`: for all three roles, for a careful person and for scripts.
//!
//! As in the library, no match over an enum ends in `_`.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod cli;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    cli::run(cli::Arguments::parse())
}
