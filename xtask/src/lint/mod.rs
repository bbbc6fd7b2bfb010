//! `cargo xtask lint`: what must hold of the source, each by a rule with a name.

mod circles;
mod dependencies;
mod features;
mod generated;
mod length;
mod locks;
mod migrations;
mod style;
mod verdict;

use clap::Args;

use crate::failure::Failure;
use crate::shell::Shell;
use verdict::Verdict;

/// What `cargo xtask lint` takes.
#[derive(Args)]
pub struct Options {
    /// Only these rules [default: all]
    #[arg(value_name = "RULE", value_parser = RULES.map(|rule| rule.name))]
    rules: Vec<String>,
}

/// One thing to check.
struct Rule {
    name: &'static str,
    check: fn(&Shell) -> Result<Verdict, Failure>,
}

/// The quick ones first.
const RULES: [Rule; 14] = [
    Rule { name: "fmt", check: style::formatted },
    Rule { name: "length", check: length::short_files },
    Rule { name: "circles", check: circles::none },
    Rule { name: "locks", check: locks::no_host },
    Rule { name: "fuzz-lock", check: locks::fuzzing_is_current },
    Rule { name: "migrations", check: migrations::unedited },
    Rule { name: "features", check: features::server_cannot_open_letters },
    Rule { name: "deny", check: dependencies::allowed },
    Rule { name: "advisories", check: dependencies::without_advisories },
    Rule { name: "clippy", check: style::clippy_of_all },
    Rule { name: "clippy-server", check: style::clippy_of_the_server_alone },
    Rule { name: "clippy-protocol", check: style::clippy_of_the_public_half },
    Rule { name: "openapi", check: generated::description_is_current },
    Rule { name: "vectors", check: generated::vectors_are_current },
];

/// Checks every rule, or the ones named, and then says which didn't hold.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    let mut broken = Vec::new();
    let mut unchecked = Vec::new();
    let mut held = 0;
    for rule in
        RULES.iter().filter(|rule| options.rules.is_empty() || options.rules.iter().any(|r| r == rule.name))
    {
        eprintln!("==> {}", rule.name);
        match (rule.check)(shell) {
            Ok(Verdict::Holds) => held += 1,
            Ok(Verdict::Unchecked(why)) => {
                eprintln!("    not checked: {why}");
                unchecked.push(rule.name);
            }
            Ok(Verdict::Broken(what)) => {
                eprintln!("    {what}");
                broken.push(rule.name);
            }
            Err(failure) => {
                eprintln!("    {failure}");
                broken.push(rule.name);
            }
        }
    }
    let mut summary = format!("{held} rules hold");
    if !unchecked.is_empty() {
        summary.push_str(&format!(", not checked: {}", unchecked.join(", ")));
    }
    if broken.is_empty() {
        println!("lint: {summary}");
        return Ok(());
    }
    Err(Failure::Lint(format!("{summary}; broken: {} (what each found stands above)", broken.join(", "))))
}
