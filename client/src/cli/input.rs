//! Where secrets and texts come from: a file, standard input, the environment, or a prompt.

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use fluister_client::Error;
use fluister_protocol::code::{KeyCode, RetrievalCode};
use zeroize::Zeroizing;

use super::failure::Failure;

/// The variable that may hold a passphrase.
pub const PASSPHRASE: &str = "FLUISTER_PASSPHRASE";
/// The largest text: far more than fits into one post.
const LARGEST: u64 = 1 << 20;

/// Refuses to read two things from one standard input.
pub fn one_dash(paths: &[Option<&Path>]) -> Result<(), Failure> {
    let dashes = paths.iter().flatten().filter(|path| is_dash(path)).count();
    if dashes > 1 {
        return Err(Failure::Usage("only one thing can be read from standard input (-)".into()));
    }
    Ok(())
}

fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file's text, or standard input's.
pub fn text(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let failed = |error| Error::File { path: path.into(), error };
    let mut text = Zeroizing::new(String::new());
    let read = if is_dash(path) {
        std::io::stdin().take(LARGEST + 1).read_to_string(&mut text).map_err(failed)?
    } else {
        std::fs::File::open(path)
            .map_err(failed)?
            .take(LARGEST + 1)
            .read_to_string(&mut text)
            .map_err(failed)?
    };
    if read as u64 > LARGEST {
        return Err(Error::TextTooLong { most: fluister_protocol::content::TEXT * 7 }.into());
    }
    Ok(text)
}

/// The one line of a secret.
fn line(path: &Path) -> Result<Zeroizing<String>, Failure> {
    Ok(Zeroizing::new(text(path)?.trim().to_owned()))
}

/// The admission token.
pub fn admission(path: &Path) -> Result<Zeroizing<String>, Failure> {
    line(path)
}

/// The retrieval code, from a file or typed.
pub fn code(path: Option<&Path>) -> Result<RetrievalCode, Failure> {
    let typed = match path {
        Some(path) => line(path)?,
        None => ask("Your retrieval code: ", "the retrieval code is needed: --code-file")?,
    };
    Ok(RetrievalCode::parse(&typed)?)
}

/// An adviser's key code, from a file or typed.
pub fn key_code(path: Option<&Path>) -> Result<KeyCode, Failure> {
    let typed = match path {
        Some(path) => line(path)?,
        None => ask("The key code of your vault: ", "the key code is needed: --key-code-file")?,
    };
    Ok(KeyCode::parse(&typed)?)
}

/// An existing passphrase: from a file, the environment, or typed unseen.
pub fn passphrase(path: Option<&Path>, of: &Path) -> Result<Zeroizing<String>, Failure> {
    match given_passphrase(path)? {
        Some(passphrase) => Ok(passphrase),
        None if std::io::stdin().is_terminal() => typed_unseen(&format!("Passphrase of {}: ", of.display())),
        None => Err(Failure::Usage(format!(
            "the passphrase of {} is needed: {PASSPHRASE}, --passphrase-file, or a terminal to ask on",
            of.display()
        ))),
    }
}

/// The passphrase from a file or the environment, if there is one.
pub fn given_passphrase(path: Option<&Path>) -> Result<Option<Zeroizing<String>>, Failure> {
    match (path, std::env::var(PASSPHRASE)) {
        (Some(path), _) => line(path).map(Some),
        (None, Ok(passphrase)) if !passphrase.is_empty() => Ok(Some(Zeroizing::new(passphrase))),
        _ => Ok(None),
    }
}

/// A new passphrase, typed twice and unseen; nothing where it is left empty, or where nobody can type.
pub fn new_passphrase(of: &Path) -> Result<Option<Zeroizing<String>>, Failure> {
    if !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    loop {
        let first = typed_unseen(&format!("A passphrase for {} (empty for none): ", of.display()))?;
        if first.is_empty() {
            return Ok(None);
        }
        if first == typed_unseen("Once more: ")? {
            return Ok(Some(first));
        }
        super::output::say("These differ. Try again.");
    }
}

fn typed_unseen(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    let typed =
        rpassword::prompt_password(prompt).map_err(|error| Error::File { path: "terminal".into(), error })?;
    Ok(Zeroizing::new(typed))
}

fn ask(prompt: &str, needed: &str) -> Result<Zeroizing<String>, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Usage(format!("{needed}, or a terminal to ask on")));
    }
    let failed = |error| Error::File { path: "terminal".into(), error };
    let mut stderr = std::io::stderr();
    write!(stderr, "{prompt}").and_then(|()| stderr.flush()).map_err(failed)?;
    let mut typed = Zeroizing::new(String::new());
    std::io::stdin().read_line(&mut typed).map_err(failed)?;
    Ok(typed)
}

/// Asks before something that can't be undone, where somebody is there to ask.
pub fn confirm(question: &str) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() {
        return Ok(());
    }
    let answer = ask(&format!("{question} Type yes to go on: "), "an answer is needed")?;
    if answer.trim().eq_ignore_ascii_case("yes") { Ok(()) } else { Err(Failure::Declined) }
}
