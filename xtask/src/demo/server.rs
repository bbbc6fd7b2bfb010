//! The demo's server: a process of its own, as it would run elsewhere.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::event::Event;
use crate::failure::Failure;
use crate::shell::{self, Shell};

/// What the server prints on standard output once it accepts connections, before its URL.
const LISTENING: &str = "listening on ";

/// How long it may take to answer what it has accepted before it is killed.
const PATIENCE: Duration = Duration::from_secs(20);

/// The running server.
pub struct Server {
    child: Child,
    database: String,
    log: PathBuf,
}

impl Server {
    /// Starts it; what it prints arrives as events.
    pub fn start(
        shell: &Shell,
        address: SocketAddr,
        directory: &Path,
        interval: u32,
        events: Sender<Event>,
    ) -> Result<Self, Failure> {
        let log = directory.join("server.log");
        let log_file = File::create(&log).map_err(|source| Failure::File {
            doing: "cannot write",
            path: log.clone(),
            source,
        })?;
        let database = format!("sqlite://{}", directory.join("fluister.sqlite").display());
        let program = shell.built("fluister-server");
        let mut child = shell
            .command(&program)
            .args(["serve", "--listen", &address.to_string(), "--database", &database])
            .args(["--release-interval", &interval.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log_file)
            // A group of its own, so that Ctrl-C reaches it through us alone.
            .process_group(0)
            .spawn()
            .map_err(|source| Failure::Start { command: program.display().to_string(), source })?;
        if let Some(output) = child.stdout.take() {
            thread::spawn(move || follow(output, &events));
        }
        Ok(Self { child, database, log })
    }

    /// A token with which one organisation may be founded under this name.
    pub fn admit(&self, shell: &Shell, slug: &str) -> Result<String, Failure> {
        let mut command = shell.command(shell.built("fluister-server"));
        command.args(["admit", slug, "--database", &self.database]);
        shell.output(&mut command)
    }

    /// What to say when the server is the one to blame.
    pub fn failure(&self, what: &str) -> Failure {
        let log = shell::read(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let tail = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n");
        Failure::Server { what: what.to_owned(), log: self.log.clone(), tail }
    }

    /// Asks it to stop, as an operator would, and waits until it has.
    pub fn stop(mut self, events: &Receiver<Event>) -> Result<(), Failure> {
        let system = |doing| move |source: std::io::Error| Failure::System { doing, source };
        if self.child.try_wait().map_err(system("cannot wait for the server"))?.is_none() {
            let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
            if let Some(id) = id {
                // It may have ended in between; then there is nothing left to stop.
                let _ = kill_process(id, Signal::TERM);
            }
            if !ended(events) {
                self.child.kill().map_err(system("cannot kill the server"))?;
            }
        }
        let status = self.child.wait().map_err(system("cannot wait for the server"))?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failure(&format!("the server ended badly ({status})")))
        }
    }
}

/// Whether the server's output closed within our patience.
fn ended(events: &Receiver<Event>) -> bool {
    loop {
        match events.recv_timeout(PATIENCE) {
            Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => return true,
            Ok(Event::Listening(_) | Event::Stop) => {}
            Err(RecvTimeoutError::Timeout) => return false,
        }
    }
}

fn follow(output: ChildStdout, events: &Sender<Event>) {
    let mut lines = BufReader::new(output);
    let mut first = String::new();
    if lines.read_line(&mut first).is_ok()
        && let Some(url) = first.trim_end().strip_prefix(LISTENING)
    {
        let _ = events.send(Event::Listening(url.to_owned()));
    }
    // Read on, so that the server never waits for us, until its end closes the pipe.
    let _ = lines.read_to_end(&mut Vec::new());
    let _ = events.send(Event::Ended);
}
