//! Suites that run one after the other, each whatever came of those before, and how long each took.

use std::time::{Duration, Instant};

use crate::failure::Failure;

/// What has run so far.
#[derive(Default)]
pub struct Suites {
    rows: Vec<Row>,
    first_failure: Option<Failure>,
}

struct Row {
    name: &'static str,
    took: Duration,
    passed: bool,
}

impl Suites {
    /// Runs one, and keeps how long it took and the first failure of all; says whether it passed.
    pub fn run(&mut self, name: &'static str, suite: impl FnOnce() -> Result<(), Failure>) -> bool {
        let start = Instant::now();
        let outcome = suite();
        self.rows.push(Row { name, took: start.elapsed(), passed: outcome.is_ok() });
        let passed = outcome.is_ok();
        if let (Err(failure), None) = (outcome, &self.first_failure) {
            self.first_failure = Some(failure);
        }
        passed
    }

    /// Prints the table, and hands on the first failure.
    pub fn finish(self) -> Result<(), Failure> {
        eprint!("{}", self.table());
        self.first_failure.map_or(Ok(()), Err)
    }

    /// A line for each suite: its seconds, its name, and whether it failed; the sum comes last.
    fn table(&self) -> String {
        let mut table = String::from("\nseconds  suite\n");
        for Row { name, took, passed } in &self.rows {
            let failed = if *passed { "" } else { ": FAILED" };
            table.push_str(&format!("{:>7.1}  {name}{failed}\n", took.as_secs_f64()));
        }
        let all: Duration = self.rows.iter().map(|row| row.took).sum();
        table.push_str(&format!("{:>7.1}  together\n", all.as_secs_f64()));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_each_suite_and_what_failed() {
        let row = |name, tenths: u64, passed| Row { name, took: Duration::from_millis(100 * tenths), passed };
        let rows = vec![row("Rust: all crates", 1234, true), row("SDK: tests", 5, false)];
        let table = Suites { rows, first_failure: None }.table();
        let expected =
            "\nseconds  suite\n  123.4  Rust: all crates\n    0.5  SDK: tests: FAILED\n  123.9  together\n";
        assert_eq!(table, expected);
    }

    #[test]
    fn what_follows_a_failure_runs_and_the_first_failure_is_handed_on() {
        let mut suites = Suites::default();
        assert!(!suites.run("a", || Err(Failure::Lint("first".into()))));
        assert!(suites.run("b", || Ok(())));
        assert!(!suites.run("c", || Err(Failure::Lint("second".into()))));
        assert_eq!(suites.rows.iter().map(|row| row.passed).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(suites.finish().unwrap_err().to_string(), "first");
        let mut good = Suites::default();
        good.run("a", || Ok(()));
        assert!(good.finish().is_ok());
    }
}
