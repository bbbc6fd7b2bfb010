//! The packages in TypeScript, each with what its lock file names and nothing else.

use std::process::Command;

use crate::failure::Failure;
use crate::programs;
use crate::reference_reader;
use crate::shell::Shell;

/// A folder with a `package.json`.
pub struct Package {
    folder: &'static str,
}

impl Package {
    /// The protocol and the client, for browsers.
    pub const SDK: Self = Self { folder: "sdk" };
    /// The pages.
    pub const WEB: Self = Self { folder: "web" };
    /// The tests of the pages in browsers.
    pub const BROWSERS: Self = Self { folder: "web/browser" };

    /// An npm command.
    pub fn npm(&self, shell: &Shell, arguments: &[&str]) -> Command {
        let mut command = shell.command("npm");
        // browsers are the machine's own
        command.args(["--prefix", self.folder]).args(arguments).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        // where the tests find the built server and command line, and the SDK's Python's packages
        command
            .env(programs::FOLDER, programs::folder(shell))
            .env("FLUISTER_REFERENCE_READER", reference_reader::folder(shell));
        command
    }

    /// Fetches what the lock file names.
    pub fn install(&self, shell: &Shell) -> Result<(), Failure> {
        shell.run(&mut self.npm(shell, &["ci"]))
    }

    /// Formatting, lints, types.
    pub fn check(&self, shell: &Shell) -> Result<(), Failure> {
        shell.run(&mut self.npm(shell, &["run", "check"]))
    }

    /// The tests, or those in files that the runner finds by the filter.
    pub fn test(&self, shell: &Shell, filter: Option<&str>) -> Result<(), Failure> {
        let mut command = self.npm(shell, &["test"]);
        if let Some(filter) = filter {
            command.args(["--", filter]);
        }
        shell.run(&mut command)
    }

    /// The tests, or those whose names the filter is found in: for scripts that read `FLUISTER_TEST_NAMES`.
    pub fn test_by_name(&self, shell: &Shell, filter: Option<&str>) -> Result<(), Failure> {
        let mut command = self.npm(shell, &["test"]);
        if let Some(filter) = filter {
            command.env("FLUISTER_TEST_NAMES", filter);
        }
        shell.run(&mut command)
    }
}
