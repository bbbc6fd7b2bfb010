//! The parts of the tests.

use clap::ValueEnum;

/// What is run by one runner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// All crates
    Rust,
    /// The SDK, against the real server
    Sdk,
    /// The pages' units
    Web,
    /// The pages in browsers, against the real server
    Browsers,
}
