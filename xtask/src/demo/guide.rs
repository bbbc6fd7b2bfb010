//! What the demo tells whoever started it, in words for someone who sees fluister for the first time.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::people::{ADMINISTRATOR_PASSPHRASE, ADVISERS, PROXIES};

/// What the text depends on.
pub struct Demo<'a> {
    /// The directory of the built programs.
    pub programs: PathBuf,
    /// The directory of the demo's files.
    pub directory: &'a Path,
    /// The server's URL.
    pub url: &'a str,
    /// The melder link.
    pub link: &'a str,
    /// The first adviser's key code, which the app asks for on a new device.
    pub key_code: &'a str,
    /// The token with which the organisation [`OWN`] may be founded.
    pub admission: &'a str,
    /// Seconds between releases.
    pub interval: u32,
    /// Whether the environment names a proxy.
    pub proxied: bool,
}

/// The name in addresses of the organisation that may be founded in the browser.
pub const OWN: &str = "mine";

/// Whether this process's environment names a proxy, as the person's other terminal then will.
pub fn proxied() -> bool {
    PROXIES.iter().any(|name| std::env::var_os(name).is_some())
}

/// Prints the guide on standard output.
pub fn print(demo: &Demo) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text(demo).as_bytes())?;
    output.flush()
}

fn text(demo: &Demo) -> String {
    let Demo { programs, directory, url, link, key_code, admission, interval, proxied } = demo;
    let programs = programs.display().to_string();
    let programs = programs.trim_end_matches('/');
    let directory = directory.display();
    let unset = if *proxied { format!("  unset {}\n", PROXIES.join(" ")) } else { String::new() };
    let [sam, robin] = ADVISERS;
    let (sam_name, sam_passphrase) = (sam.name, sam.passphrase);
    let (robin_name, robin_passphrase) = (robin.name, robin.passphrase);
    format!(
        "
The demo is up. 'Demo BV' is an organisation whose people can write to two confidential advisers,
{sam_name} and {robin_name}, without saying who they are.

  The link that the organisation would hang on its wall. Open it in a browser, and write to {sam_name}:
    {link}
  {sam_name}'s vault: sam.vault, opened by '{sam_passphrase}'
  {robin_name}'s vault: robin.vault, opened by '{robin_passphrase}'
  The organisation's key: demo.root, opened by '{ADMINISTRATOR_PASSPHRASE}'
  (Passphrases are secret anywhere else; these are written in the program and only for trying out.)
  The interface for other programs: {url}/docs

In a browser you can be everybody: the melder with the link above; {sam_name} at
    {url}/adviser/       (\"a new device\": the link above, the passphrase, the key code {key_code})
and an administrator who founds an organisation of their own, with the address '{OWN}', at
    {url}/organisation/  (admission {admission})

Letters go round from the command line, too. Try it in a second terminal. First, once:

  cd {directory}
  export PATH=\"{programs}:$PATH\"
  export LINK='{link}'
{unset}
1. You are a melder: you saw something, and write to {sam_name}, in the browser or here. You get a retrieval code, kept
   here in code.txt. It is all you need to come back, and nobody else has it.

  fluister report --link \"$LINK\" --adviser {sam_name} --text-file report.txt > code.txt

2. You are {sam_name}. What arrived comes out every {interval} seconds here (every hour on a real server, so that
   nobody can tell who wrote when). The inbox names the thread; put its name where THREAD stands below.

  export FLUISTER_PASSPHRASE='{sam_passphrase}'
  fluister inbox --vault sam.vault
  fluister reply --vault sam.vault --thread THREAD --text-file reply.txt

3. You are the melder again, with the code:

  fluister read --link \"$LINK\" --code-file code.txt

4. You are a thief with the server's database. Look for words of the report, or for the code, in all of its files;
   each count is 0:

  grep -c 'shift plan' fluister.sqlite* server.log
  grep -c -f code.txt fluister.sqlite* server.log

`fluister --help` knows the rest. Ctrl-C here stops the server.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::people::REPORT;

    fn sample() -> String {
        text(&Demo {
            programs: PathBuf::from("/repository/target/debug/"),
            directory: Path::new("/tmp/demo"),
            url: "http://127.0.0.1:8080",
            link: "http://127.0.0.1:8080/demo#abc",
            key_code: "K7QF-92MX-3HTB-8WRD-V5NC-A4JP",
            admission: "an-admission",
            interval: 7,
            proxied: false,
        })
    }

    #[test]
    fn it_names_what_a_newcomer_needs() {
        let text = sample();
        for needed in [
            "every 7 seconds",
            "cd /tmp/demo\n",
            "\"/repository/target/debug:$PATH\"",
            "/docs",
            "#abc",
            "/adviser/ ",
            "-A4JP",
        ] {
            assert!(text.contains(needed), "{needed} is missing from {text}");
        }
    }

    #[test]
    fn the_readme_shows_the_same_commands() {
        let readme = include_str!("../../../README.md").replace("24008226", "THREAD");
        let text = sample();
        let commands: Vec<&str> =
            text.lines().filter(|line| line.starts_with("  fluister ")).map(str::trim).collect();
        assert_eq!(commands.len(), 4);
        for command in commands {
            assert!(readme.contains(&format!("$ {command}\n")), "{command} is not in the README");
        }
        assert!(readme.contains(ADVISERS[0].passphrase));
    }

    #[test]
    fn the_thief_looks_for_a_word_of_the_report() {
        assert!(REPORT.contains("shift plan") && sample().contains("grep -c 'shift plan'"));
    }
}
