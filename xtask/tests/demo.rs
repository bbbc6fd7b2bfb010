//! The demo as a newcomer sees it: start it, do what it says, stop it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "that is how a test fails")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// Generous: the first build of server and command line may be part of it.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

/// A demo that is stopped when a test fails.
struct Demo(Child);

impl Demo {
    fn start(directory: &Path) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["demo", "--listen", "127.0.0.1:0", "--release-interval", "1", "--directory"])
            .arg(directory)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// What it prints until it has nothing more to say.
    fn guide(&mut self) -> String {
        let mut guide = String::new();
        for line in BufReader::new(self.0.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            guide.push_str(&line);
            guide.push('\n');
            if line.contains("Ctrl-C here stops") {
                return guide;
            }
        }
        panic!("the demo ended by itself after: {guide}");
    }

    fn interrupt(&self) {
        let id = Pid::from_raw(i32::try_from(self.0.id()).unwrap()).unwrap();
        kill_process(id, Signal::INT).unwrap();
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if self.0.try_wait().unwrap().is_none() {
            self.interrupt();
            self.0.wait().unwrap();
        }
    }
}

/// The commands of the guide: what is set in by two spaces after 'Try it'.
fn commands(guide: &str) -> Vec<&str> {
    let (_, after) = guide.split_once("Try it").unwrap();
    after.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' ')).collect()
}

/// Runs commands in one shell, as a person would paste them.
fn paste(commands: &[String]) -> String {
    let script = format!("set -e\n{}\n", commands.join("\n"));
    let output = Command::new("bash").args(["-c", &script]).stdin(Stdio::null()).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Pastes again until it shows what is looked for.
fn paste_until(commands: &[String], wanted: &str) -> String {
    let started = Instant::now();
    loop {
        let printed = paste(commands);
        if printed.contains(wanted) {
            return printed;
        }
        assert!(started.elapsed() < PATIENCE, "{commands:?} never showed {wanted}: {printed}");
    }
}

#[test]
fn a_newcomer_can_do_what_the_demo_says() {
    let holder = tempfile::tempdir().unwrap();
    let directory = holder.path().join("demo");
    let mut demo = Demo::start(&directory);
    let guide = demo.guide();
    let commands = commands(&guide);
    let at = |what: &str| {
        let found = commands.iter().position(|command| command.contains(what));
        found.unwrap_or_else(|| panic!("no '{what}' in {guide}"))
    };
    let with_setup = |more: &[&str]| -> Vec<String> {
        let setup = commands
            .iter()
            .filter(|line| ["cd ", "export ", "unset "].iter().any(|start| line.starts_with(start)));
        setup.chain(more).map(|line| (*line).to_owned()).collect()
    };
    let (report, inbox, reply, read) =
        (at("fluister report"), at("fluister inbox"), at(" reply "), at(" read "));
    assert!(report < inbox && inbox < reply && reply < read, "{guide}");
    let line = |at: usize| *commands.get(at).unwrap();

    paste(&with_setup(&[line(report)]));
    let code = std::fs::read_to_string(directory.join("code.txt")).unwrap();
    assert_eq!(code.trim().len(), 29, "a code of six groups of four: {code}");

    let printed = paste_until(&with_setup(&[line(inbox)]), "shift plan");
    let thread = printed.lines().find_map(|line| line.strip_prefix("Thread ")).unwrap();
    paste(&with_setup(&[&line(reply).replace("THREAD", thread)]));
    paste_until(&with_setup(&[line(read)]), "Nothing happens unless you want it to.");

    let thefts: Vec<&str> = commands.iter().copied().filter(|line| line.starts_with("grep ")).collect();
    assert_eq!(thefts.len(), 2, "{guide}");
    for theft in thefts {
        // grep's status 1 is 'nothing found', 2 a file that isn't there
        let counts = paste(&with_setup(&[&format!("{theft} || test $? = 1")]));
        assert!(counts.lines().count() >= 3, "{counts}");
        assert!(counts.lines().all(|line| line.ends_with(":0")), "{counts}");
    }

    demo.interrupt();
    assert!(demo.0.wait().unwrap().success());
    assert!(directory.join("fluister.sqlite").is_file(), "--directory keeps what was there");
}

#[test]
fn what_is_asked_for_and_cannot_be_is_refused_at_once() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let said = run(&["demo", "--listen", &address]);
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
    let said = run(&["demo", "--directory", env!("CARGO_MANIFEST_DIR")]);
    assert!(said.contains("isn't empty"), "{said}");
}
