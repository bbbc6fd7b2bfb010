//! Words for people on stderr, results on stdout; other people's words cleaned of what a terminal would obey.

use std::io::{IsTerminal as _, Write as _};

use fluister_client::Error;
use fluister_client::post::Progress;
use serde::Serialize;

use super::failure::Failure;

/// Says something to the person.
pub fn say(text: &str) {
    // nobody is there to hear that stderr is closed
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints a result.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{text}")
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::from(stdout_failed(error)))
}

/// Prints a result as JSON.
pub fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    print(&serde_json::to_string_pretty(value).map_err(|_| Error::Encoding)?)
}

fn stdout_failed(error: std::io::Error) -> Error {
    Error::File { path: "standard output".into(), error }
}

/// Somebody else's words: no control characters but line ends and tabs, no direction overrides.
pub fn shown(text: &str) -> String {
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect()
}

/// Each line set in.
pub fn indented(text: &str) -> String {
    let lines: Vec<_> =
        shown(text.trim_end()).lines().map(|line| format!("    {line}").trim_end().to_owned()).collect();
    lines.join("\n")
}

/// Shows how far the proof of work is, on a terminal.
pub struct OnTerminal;

impl Progress for OnTerminal {
    fn working(&self, tries: u64, expected: u64) -> bool {
        let mut stderr = std::io::stderr();
        if tries > 0 && tries.is_multiple_of(64) && stderr.is_terminal() {
            let _ = write!(
                stderr,
                "\rThe server is busy; working for a place: {tries} of about {expected} steps "
            );
            let _ = stderr.flush();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_no_one_else() {
        assert_eq!(shown("a\u{1b}[2Jb\rc\u{202e}d\ne\tf"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\ne\tf");
        assert_eq!(indented("a\n\nb\n"), "    a\n\n    b");
    }
}
