//! One target's run.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use super::places::Places;
use crate::failure::Failure;
use crate::shell::Shell;

/// A target that is running.
pub struct Round {
    name: &'static str,
    child: Child,
    log: PathBuf,
    found: PathBuf,
}

impl Round {
    /// Starts a target, to run for so many seconds.
    pub fn start(
        shell: &Shell,
        programs: &Path,
        places: &Places,
        name: &'static str,
        seconds: u32,
    ) -> Result<Self, Failure> {
        let log = places.target.join(format!("{name}.log"));
        let file = File::create(&log).map_err(cannot_write(&log))?;
        let both = file.try_clone().map_err(cannot_write(&log))?;
        let mut command = shell.command(programs.join(name));
        command
            .arg(format!("-max_total_time={seconds}"))
            // a letter and the byte that chooses; a slow input or one that takes much memory is a finding, too
            .args(["-max_len=16385", "-timeout=25", "-rss_limit_mb=1024", "-print_final_stats=1"])
            .arg(format!("-artifact_prefix={}/{name}-", places.found.display()))
            .arg(places.corpus.join(name))
            // the target writes its seeds there before it reads the directory
            .env("FLUISTER_SEEDS", places.corpus.join(name))
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(both);
        eprintln!("    $ {name} for {seconds} s");
        let child = command.spawn().map_err(|source| Failure::Start { command: name.to_owned(), source })?;
        Ok(Self { name, child, log, found: places.found.clone() })
    }

    /// Waits for its end, and says what it did, or what it found.
    pub fn wait(mut self) -> Result<Result<(), String>, Failure> {
        let status = self
            .child
            .wait()
            .map_err(|source| Failure::System { doing: "cannot wait for a target", source })?;
        let log = String::from_utf8_lossy(&std::fs::read(&self.log).map_err(|source| Failure::File {
            doing: "cannot read",
            path: self.log.clone(),
            source,
        })?)
        .into_owned();
        if status.success() {
            println!("{}: {}", self.name, summary(&log));
            return Ok(Ok(()));
        }
        eprintln!("{}", tail(&log));
        Ok(Err(format!(
            "{}: {status}; the input lies in {}, its log in {}. Run the target's program with the input as its argument",
            self.name,
            self.found.display(),
            self.log.display()
        )))
    }
}

fn cannot_write(path: &Path) -> impl Fn(std::io::Error) -> Failure + '_ {
    |source| Failure::File { doing: "cannot write", path: path.to_owned(), source }
}

/// What libFuzzer says of the whole at the end.
fn summary(log: &str) -> String {
    let number = |name: &str| {
        log.lines().rev().find_map(|line| line.strip_prefix(name)).map_or("unknown", str::trim).to_owned()
    };
    let covered = log.lines().rev().find_map(|line| line.split(" cov: ").nth(1)?.split(' ').next());
    format!(
        "{} inputs tried, {} places covered, {} inputs kept",
        number("stat::number_of_executed_units:"),
        covered.unwrap_or("unknown"),
        number("stat::new_units_added:"),
    )
}

fn tail(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines.get(lines.len().saturating_sub(40)..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_libfuzzers() {
        let log = "#2\tINITED cov: 7 ft: 8 corp: 1/1b exec/s: 0 rss: 40Mb\n#90\tDONE   cov: 1201 ft: 2 corp: 3\n\
                   stat::number_of_executed_units: 90\nstat::average_exec_per_sec:     9\nstat::new_units_added:          3\n";
        assert_eq!(summary(log), "90 inputs tried, 1201 places covered, 3 inputs kept");
        assert_eq!(summary(""), "unknown inputs tried, unknown places covered, unknown inputs kept");
    }
}
