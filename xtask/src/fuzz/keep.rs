//! What a target's runs found worth trying again, made small enough for the repository.

use std::fs;
use std::path::Path;

use data_encoding::BASE64URL_NOPAD;

use crate::failure::Failure;
use crate::shell::{self, Shell, quietly};

/// How much of one target is kept, in bytes before they are written as text.
const MOST_BYTES: usize = 100_000;

/// Writes `fuzz/corpus/TARGET.txt` anew: the fewest inputs that reach what the whole corpus reaches, the shortest first.
pub fn keep(shell: &Shell, programs: &Path, corpus: &Path, name: &str) -> Result<(), Failure> {
    let merged = tempfile::tempdir()
        .map_err(|source| Failure::System { doing: "cannot make a temporary directory", source })?;
    let mut command = shell.command(programs.join(name));
    command.args(["-merge=1", "-max_len=16385"]).arg(merged.path()).arg(corpus.join(name));
    command.stderr(std::process::Stdio::null());
    quietly(&mut command)?;
    let mut inputs = Vec::new();
    let cannot = |source| Failure::File { doing: "cannot read", path: merged.path().to_owned(), source };
    for entry in fs::read_dir(merged.path()).map_err(cannot)? {
        inputs.push(fs::read(entry.map_err(cannot)?.path()).map_err(cannot)?);
    }
    let text = lines(inputs);
    println!("{name}: {} inputs kept for the tests", text.lines().count());
    shell::write(&shell.path("fuzz/corpus").join(format!("{name}.txt")), &text)
}

/// A line an input, in base64url, the shortest first, while there is room. The empty input needs no line.
fn lines(mut inputs: Vec<Vec<u8>>) -> String {
    inputs.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut room = MOST_BYTES;
    let mut text = String::new();
    for input in inputs.iter().filter(|input| !input.is_empty()) {
        let Some(left) = room.checked_sub(input.len()) else { break };
        room = left;
        text.push_str(&BASE64URL_NOPAD.encode(input));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_come_first_and_only_while_there_is_room() {
        let inputs = vec![vec![0xff; 3], Vec::new(), vec![2], vec![1], vec![0; MOST_BYTES]];
        assert_eq!(lines(inputs), "AQ\nAg\n____\n");
    }
}
