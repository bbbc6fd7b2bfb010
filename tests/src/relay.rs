//! A real mail relay for a test: aiosmtpd, as a process.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/relay.py");

/// Debian's Python, which has Debian's aiosmtpd, and whichever comes first elsewhere.
const PYTHONS: [&str; 2] = ["/usr/bin/python3", "python3"];

/// How it takes mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Without encryption, and none is offered.
    Plain,
    /// STARTTLS, with a certificate that no authority signed.
    StartTls,
    /// TLS from the first byte, with such a certificate.
    Tls,
}

/// A relay that runs until it is dropped.
pub struct Relay {
    /// On 127.0.0.1.
    pub port: u16,
    child: Child,
    directory: TempDir,
}

impl Relay {
    /// One that takes every mail.
    pub fn start() -> Self {
        Self::with(Security::Plain)
    }

    /// The same with encryption.
    pub fn with(security: Security) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let python = PYTHONS.into_iter().find(|python| {
            let known = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
            known.is_ok_and(|status| status.success())
        });
        let python = python.expect(
            "no Python here has aiosmtpd: install Debian's python3-aiosmtpd, or run `cargo xtask test --install`",
        );
        let mut command = Command::new(python);
        command.arg(SCRIPT).arg(directory.path());
        if security != Security::Plain {
            command.arg("--certificate").arg(certificate(&directory));
        }
        if security == Security::Tls {
            command.arg("--tls");
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the relay starts");
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
        stdout.read_line(&mut line).expect("a line of its output");
        let port = line.trim().parse().expect("its port");
        Self { port, child, directory }
    }

    /// Refuses every receiver from now on, with this answer, or none any more.
    pub fn refuse(&self, answer: Option<&str>) {
        let file = self.directory.path().join("refuse");
        match answer {
            Some(answer) => std::fs::write(file, answer).expect("a file"),
            None => std::fs::remove_file(file).expect("the file"),
        }
    }

    /// Whom it has refused last.
    pub fn refused(&self) -> Option<String> {
        std::fs::read_to_string(self.directory.path().join("refused")).ok()
    }

    /// All mails that it took, in order: `from`, `to`, `headers` (names in lower case) and `text`.
    pub fn mails(&self) -> Vec<Value> {
        let files = std::fs::read_dir(self.directory.path()).expect("its directory");
        let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort();
        let read = |path| std::fs::read(path).expect("a mail");
        paths.into_iter().map(|path| serde_json::from_slice(&read(path)).expect("JSON")).collect()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A certificate for localhost, signed by itself, and its key.
fn certificate(directory: &TempDir) -> std::path::PathBuf {
    let (key, certificate) = (directory.path().join("key.pem"), directory.path().join("certificate.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
        .args(["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("openssl runs").success());
    let read = |path| std::fs::read_to_string(path).expect("PEM");
    let both = directory.path().join("both.pem");
    std::fs::write(&both, read(&key) + &read(&certificate)).expect("a file");
    both
}
