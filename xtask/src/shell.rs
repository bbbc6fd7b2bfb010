//! Running other programs from the repository's root, showing what is run.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The repository and the cargo that belongs to it.
pub struct Shell {
    root: PathBuf,
    cargo: OsString,
}

impl Shell {
    /// The repository that this program was built from.
    pub fn of_this_repository() -> Result<Self, Failure> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest);
        let root = root.canonicalize().map_err(|source| Failure::File {
            doing: "cannot find the repository at",
            path: root.to_owned(),
            source,
        })?;
        Ok(Self { root, cargo: env::var_os("CARGO").unwrap_or_else(|| "cargo".into()) })
    }

    /// A path inside the repository.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// Where cargo puts what it builds without a profile named.
    pub fn built(&self, program: &str) -> PathBuf {
        self.target().join("debug").join(program)
    }

    /// Where cargo puts what it builds with `--release`.
    pub fn released(&self, program: &str) -> PathBuf {
        self.target().join("release").join(program)
    }

    /// Where cargo puts all that it builds.
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), |t| self.root.join(t))
    }

    /// A command that runs in the repository's root.
    pub fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root);
        command
    }

    /// A cargo command; `arguments` are split at spaces.
    pub fn cargo(&self, arguments: &str) -> Command {
        let mut command = self.command(&self.cargo);
        command.args(arguments.split_whitespace());
        // What cargo told this program about itself would make build scripts believe that something has changed.
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(is_about_this_package) {
                command.env_remove(name);
            }
        }
        command
    }

    /// Shows the command, runs it, and lets it print.
    pub fn run(&self, command: &mut Command) -> Result<(), Failure> {
        let shown = shown(command);
        eprintln!("    $ {shown}");
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::Command { command: shown, status }),
            Err(source) => Err(Failure::Start { command: shown, source }),
        }
    }

    /// Runs the command without showing it and returns what it printed on standard output; its errors are let through.
    pub fn output(&self, command: &mut Command) -> Result<String, Failure> {
        let output = command
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|source| Failure::Start { command: shown(command), source })?;
        if !output.status.success() {
            return Err(Failure::Command { command: shown(command), status: output.status });
        }
        String::from_utf8(output.stdout).map_err(|_| Failure::Output { command: shown(command) })
    }
}

/// Runs a command that only talks when something is wrong; returns what it printed on standard output.
pub fn quietly(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Failure::Start { command: shown(command), source })?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        return Err(Failure::Command { command: shown(command), status: output.status });
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::Output { command: shown(command) })
}

/// Reads a file whole.
pub fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|source| Failure::File {
        doing: "cannot read",
        path: path.to_owned(),
        source,
    })
}

/// Writes a file whole.
pub fn write(path: &Path, content: &str) -> Result<(), Failure> {
    fs::write(path, content).map_err(|source| Failure::File {
        doing: "cannot write",
        path: path.to_owned(),
        source,
    })
}

fn is_about_this_package(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_")
        || variable.starts_with("CARGO_MANIFEST_")
        || variable.starts_with("CARGO_BIN_")
        || matches!(variable, "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE")
}

/// The command as a person would type it: the program by its name, the arguments after it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
