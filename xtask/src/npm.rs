//! The packages in TypeScript, each with what its lock file names and nothing else.

use std::process::Command;

use crate::failure::Failure;
use crate::shell::Shell;
use crate::voice;

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
        // where the SDK's tests find the built server and command line, and Python's packages
        command.env("FLUISTER_PROGRAMS", shell.built("")).env("FLUISTER_VOICE", voice::folder(shell));
        command
    }

    /// Fetches what the lock file names.
    pub fn install(&self, shell: &Shell) -> Result<(), Failure> {
        shell.run(&mut self.npm(shell, &["ci"]))
    }

    /// Formatting, lints, types; then the tests.
    pub fn checked_and_tested(&self, shell: &Shell) -> Result<(), Failure> {
        self.install(shell)?;
        let checked = shell.run(&mut self.npm(shell, &["run", "check"]));
        let tested = shell.run(&mut self.npm(shell, &["test"]));
        checked.and(tested)
    }
}
