//! The demo's administrator and advisers, who do with the command line what they would do anywhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::shell::{self, Shell};

/// Where the environment names a proxy: of no use for a server on this machine.
pub const PROXIES: [&str; 6] =
    ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// A name, and what unlocks the vault: for the demo only, since everybody can read it here.
pub struct Adviser {
    /// As melders see it.
    pub name: &'static str,
    /// The stem of its files.
    pub file: &'static str,
    /// Six words, as the program would draw them itself.
    pub passphrase: &'static str,
}

/// What opens the organisation's key file.
pub const ADMINISTRATOR_PASSPHRASE: &str = "meadow notebook orchard pebble quarry ribbon";

/// The two who can be written to.
pub const ADVISERS: [Adviser; 2] = [
    Adviser { name: "Sam", file: "sam", passphrase: "amber bottle canal drizzle ember fiddle" },
    Adviser { name: "Robin", file: "robin", passphrase: "garden harbour inkwell jasmine kettle lantern" },
];

/// What a melder might write.
pub const REPORT: &str = "\
Since the new shift plan came, the team leader mocks a colleague in front of everybody, nearly every week.
I would like to know what I could do without making it worse.
";

/// What an adviser might answer.
pub const REPLY: &str = "\
Thank you for writing; that took some courage. Nothing happens unless you want it to.
Could you tell me when you saw it last, and how your colleague reacts?
";

/// Runs `fluister` for them, in the demo's directory.
pub struct People<'a> {
    program: PathBuf,
    directory: &'a Path,
}

impl<'a> People<'a> {
    /// Nobody has done anything yet.
    pub fn new(shell: &Shell, directory: &'a Path) -> Self {
        Self { program: shell.built("fluister"), directory }
    }

    /// The administrator founds the organisation; returns the melder link.
    pub fn found_organisation(&self, admission: &str, url: &str) -> Result<String, Failure> {
        let admission_file = self.directory.join("demo.admission");
        shell::write(&admission_file, admission)?;
        let mut command = self.fluister(
            &["organisation", "create", "--server", url, "--slug", "demo", "--name", "Demo BV"],
            ADMINISTRATOR_PASSPHRASE,
        );
        command.args(["--admission-file", "demo.admission", "--key-file", "demo.root"]);
        let printed = shell::quietly(&mut command)?;
        link_in(&printed).map(str::to_owned).ok_or(Failure::Unexpected {
            command: "fluister organisation create".to_owned(),
            expected: "the melder link",
        })
    }

    /// Both advisers make their vaults, are appointed, and publish their keys. Returns the first one's key code.
    pub fn appoint_advisers(&self, link: &str) -> Result<String, Failure> {
        let mut key_codes = Vec::new();
        for adviser in &ADVISERS {
            let (vault, request) = (format!("{}.vault", adviser.file), format!("{}.request", adviser.file));
            let mut create = self.fluister(
                &["adviser", "create", "--link", link, "--name", adviser.name, "--vault", &vault],
                adviser.passphrase,
            );
            let printed = shell::quietly(create.args(["--request", &request]))?;
            // The key code among it, which a new device asks for.
            key_codes.extend(code_in(&printed).map(str::to_owned));
            shell::write(&self.directory.join(format!("{}.printed", adviser.file)), &printed)?;
            let mut appoint = self.fluister(
                &[
                    "organisation",
                    "appoint",
                    "--key-file",
                    "demo.root",
                    "--link",
                    link,
                    "--request",
                    &request,
                ],
                ADMINISTRATOR_PASSPHRASE,
            );
            shell::quietly(&mut appoint)?;
            shell::quietly(
                &mut self.fluister(&["adviser", "publish-keys", "--vault", &vault], adviser.passphrase),
            )?;
        }
        shell::write(&self.directory.join("report.txt"), REPORT)?;
        shell::write(&self.directory.join("reply.txt"), REPLY)?;
        key_codes.into_iter().next().ok_or(Failure::Unexpected {
            command: "fluister adviser create".to_owned(),
            expected: "the key code",
        })
    }

    fn fluister(&self, arguments: &[&str], passphrase: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(self.directory).args(arguments).env("FLUISTER_PASSPHRASE", passphrase);
        for proxy in PROXIES {
            command.env_remove(proxy);
        }
        command
    }
}

/// The line that is a link.
fn link_in(printed: &str) -> Option<&str> {
    printed.lines().map(str::trim).find(|line| line.starts_with("http") && line.contains('#'))
}

/// The word that has a code's form: six groups of four.
fn code_in(printed: &str) -> Option<&str> {
    let is_group = |group: &str| group.len() == 4 && group.bytes().all(|b| b.is_ascii_alphanumeric());
    printed.split_whitespace().find(|word| word.split('-').count() == 6 && word.split('-').all(is_group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_among_other_words() {
        let code = "K7QF-92MX-3HTB-8WRD-V5NC-A4JP";
        assert_eq!(code_in(&format!("Key code: {code}\nfiddle-amber")), Some(code));
        assert_eq!(code_in("K7QF-92MX-3HTB-8WRD-V5NC"), None);
    }

    #[test]
    fn the_link_is_found_among_other_lines() {
        let link = "http://127.0.0.1:8080/demo#abc";
        assert_eq!(link_in(&format!("made\n{link}\n")), Some(link));
        assert_eq!(link_in("http://127.0.0.1:8080/demo\n"), None);
    }
}
