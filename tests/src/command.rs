//! The command `fluister`, run as a person or a script would.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{self, Server};

/// The passphrase of every vault in these tests.
pub const PASSPHRASE: &str = "six words that nobody else has";

/// The real command.
pub fn binary() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| harness::built("fluister-client", "fluister"))
}

/// A folder in which somebody works with the command.
pub struct Desk {
    /// Files are named relative to it.
    pub folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub struct Outcome {
    /// Its status.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Outcome {
    /// Succeeded, or the test fails with what it said.
    pub fn done(self) -> Self {
        assert_eq!(self.status, 0, "{self:?}");
        self
    }

    /// Failed with this status, saying this.
    pub fn failed(self, status: i32, saying: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert!(self.stderr.contains(saying), "{self:?}");
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("JSON on stdout")
    }

    /// Standard output's one line.
    pub fn line(&self) -> String {
        let line = self.stdout.strip_suffix('\n').expect("a line");
        assert!(!line.contains('\n'), "one line alone, not {line:?}");
        line.to_owned()
    }
}

/// A command that has been started.
pub struct Running(Child);

impl Running {
    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Waits for its end.
    pub fn end(self) -> Outcome {
        let output = self.0.wait_with_output().expect("its end");
        Outcome {
            status: output.status.code().expect("no signal"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Ends it as a power cut would (SIGKILL).
    pub fn kill(mut self) {
        self.0.kill().expect("it runs");
        self.0.wait().expect("its end");
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }
}

impl Desk {
    /// Runs the command with these arguments and nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, "")
    }

    /// Runs the command with these arguments and this on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Outcome {
        self.start(arguments, input).end()
    }

    /// Starts the command with these arguments and this on standard input.
    pub fn start(&self, arguments: &[&str], input: &str) -> Running {
        let mut child = Command::new(binary())
            .args(arguments)
            .current_dir(self.folder.path())
            .env("FLUISTER_PASSPHRASE", PASSPHRASE)
            .env_remove("ALL_PROXY")
            .env_remove("HTTPS_PROXY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        // it may end without reading
        let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
        Running(child)
    }

    /// A file here.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Founds the organisation `acme`, and gives its link.
    pub fn found(&self, origin: &str, admission: &str) -> String {
        let create = ["organisation", "create", "--server", origin, "--slug", "acme", "--name", "Acme BV"];
        let files = ["--admission-file", "-", "--key-file", "acme.root"];
        self.run_with(&[&create[..], &files[..]].concat(), admission).done().line()
    }

    /// Makes, appoints and readies an adviser, whose vault is NAME.vault.
    pub fn adviser(&self, link: &str, name: &str) {
        let (vault, request) = (format!("{name}.vault"), format!("{name}.request"));
        let create = ["adviser", "create", "--link", link, "--name", name, "--vault", &vault];
        self.run(&[&create[..], &["--request", &request]].concat()).done();
        let appoint = ["organisation", "appoint", "--key-file", "acme.root", "--link", link];
        self.run(&[&appoint[..], &["--request", &request]].concat()).done();
        self.run(&["adviser", "publish-keys", "--vault", &vault]).done();
    }

    /// Reports to one adviser, and gives the code, which is also kept in the file `code`.
    pub fn report(&self, link: &str, adviser: &str, text: &str) -> String {
        let report =
            ["report", "--link", link, "--adviser", adviser, "--track", "conduct", "--text-file", "-"];
        let code = self.run_with(&report, text).done().line();
        std::fs::write(self.path("code"), &code).expect("the code is written down");
        code
    }

    /// The conversation, as JSON.
    pub fn read(&self, link: &str) -> Value {
        self.run(&["read", "--link", link, "--code-file", "code", "--json"]).done().json()
    }

    /// An adviser's inbox, as JSON.
    pub fn inbox(&self, name: &str) -> Value {
        self.run(&["inbox", "--vault", &format!("{name}.vault"), "--json"]).done().json()
    }

    /// Answers in a thread.
    pub fn reply(&self, name: &str, thread: &str, text: &str) {
        let vault = format!("{name}.vault");
        self.run_with(&["reply", "--vault", &vault, "--thread", thread, "--text-file", "-"], text).done();
    }
}

/// A server in this process whose clock shows noon of the real day, which is the command's, until the test moves it: a
/// release that closes an hour later, closes on the same day.
pub fn server() -> Server {
    server_with("")
}

/// Seconds.
const DAY: u64 = 86_400;

/// The same, with settings.
pub fn server_with(settings: &str) -> Server {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    harness::server_at(since.as_secs() / DAY * DAY + DAY / 2, settings)
}
