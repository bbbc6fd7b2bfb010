//! Attachments on the command line: what goes along, how far it is, and fetching it.

use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use fluister_client::adviser::{self, State, Waiting};
use fluister_client::attachment::{self, Options, Source};
use fluister_client::http::Api;
use fluister_client::melder::{self, Attachments, Pending};
use fluister_client::post::Progress;
use fluister_client::vault::Vault;
use fluister_client::{Error, Link};
use fluister_protocol::content;
use serde_json::json;

use super::arguments::{Attach, Attachment, MelderAttach, Read, Unlock, Upload};
use super::context::Context;
use super::failure::Failure;
use super::input;
use super::output::{self, OnTerminal, say, shown};
use super::unlock;

impl Attach {
    /// Opens, cleans and measures the files, before anything is sent.
    pub fn open(&self) -> Result<Vec<Source>, Failure> {
        let options = Options { keep_metadata: self.keep_metadata, keep_name: self.keep_names };
        let sources: Result<Vec<_>, Error> =
            self.attach.iter().map(|path| Source::open(path, options)).collect();
        let sources = sources?;
        for source in sources.iter().filter(|source| !source.is_cleaned()) {
            say(&format!(
                "{} goes as it is, with whatever it tells of who made it, when and where.",
                source.path().display()
            ));
        }
        Ok(sources)
    }
}

impl MelderAttach {
    /// Opens the files.
    pub fn open(self) -> Result<Attachments, Failure> {
        Ok(Attachments { sources: self.attach.open()?, resume_file: self.resume_file })
    }
}

/// Goes on with an upload that was cut off.
pub fn upload(context: &Context, arguments: Upload) -> Result<(), Failure> {
    let Upload { read: Read { link, code_file }, resume_file } = arguments;
    let code = input::code(code_file.as_deref())?;
    let api = context.api(&link.server)?;
    let resumed = melder::resume(&api, &link, &code, &resume_file, context.today, &OnTerminal)?;
    send(&api, &link, &resumed.uploads, &resumed.attachments)
}

/// Fetches what was sent to a melder or an adviser.
pub fn attachment(context: &Context, arguments: Attachment) -> Result<(), Failure> {
    let Attachment { link, code_file, adviser, vault, passphrase_file, thread, name, output } = arguments;
    if let (Some(vault), Some(thread)) = (vault, thread) {
        // what came is in the vault already; the chunks are fetched without a session, like anybody's
        let vault = unlock::open(&Unlock { vault, passphrase_file })?;
        let found = adviser::attachment(&vault.state, &thread, &name)?;
        return fetch(context, &context.api(&vault.state.link()?.server)?, found, &output);
    }
    let link = link.ok_or_else(|| Failure::Usage("--link or --vault is needed".into()))?;
    let code = input::code(code_file.as_deref())?;
    let api = context.api(&link.server)?;
    let conversation = melder::read(&api, &link, &code, context.today, &OnTerminal)?;
    let found = melder::choose(&conversation, adviser.as_deref(), &name)?;
    fetch(context, &api, found, &output)
}

/// Fetches an attachment into a file, and says what it is.
pub fn fetch(
    context: &Context,
    api: &Api,
    found: &content::Attachment,
    output: &Path,
) -> Result<(), Failure> {
    attachment::download(api, found, output, &Moving::new())?;
    if context.json {
        let (name, media_type) = (&found.name, &found.media_type);
        return output::print_json(
            &json!({ "name": name, "media_type": media_type, "size": found.size, "sha256": found.sha256 }),
        );
    }
    say(&format!("{}, {}, is in {}.", shown(&found.name), size(found.size), output.display()));
    Ok(())
}

/// Sends attachments whose letters are with the server, saying what goes where.
pub fn send(api: &Api, link: &Link, uploads: &[Pending], attachments: &Attachments) -> Result<(), Failure> {
    for pending in uploads {
        let Some(source) = attachments.sources.get(pending.source) else { continue };
        say(&format!(
            "{} goes to {} as {}: {} in {} pieces.",
            source.path().display(),
            shown(&pending.adviser),
            pending.name,
            size(source.size()),
            pending.chunks()
        ));
        pending.send(api, link, attachments, &Moving::new()).inspect_err(|_| match &attachments.resume_file {
            Some(path) => say(&format!(
                "The words are there, the attachment is not. 'fluister upload --resume-file {}' with your code goes on.",
                path.display()
            )),
            None => say("The words are there, the attachment is not: send it again with 'fluister follow-up --attach'."),
        })?;
    }
    if !uploads.is_empty() {
        attachments.finished()?;
        say("All attachments are there.");
    }
    Ok(())
}

/// Goes on with what an adviser attached, saying what goes where and what can't.
pub fn send_waiting(api: &Api, vault: &mut Vault<State>) -> Result<(), Failure> {
    let told = |waiting: &Waiting, error: Option<&Error>| {
        let (path, name) = (waiting.path.display(), shown(&waiting.name));
        say(&match error {
            None => format!("{path} goes as {name}, in {} pieces.", waiting.chunks()),
            Some(error) => {
                format!(
                    "{name} can't be sent from here ({error}). It goes on where {path} is as it was; or send it again."
                )
            }
        });
    };
    adviser::send_attachments(api, vault, &Moving::new(), told).inspect_err(|_| {
        say("The words are there, the attachment is not: the next 'fluister inbox' goes on with it.");
    })?;
    Ok(())
}

/// What is missing of an attachment, for people; nothing where it is whole.
pub fn incomplete(missing: u32, of: u32) -> String {
    match missing {
        0 => String::new(),
        _ => format!("\nincomplete: {missing} of {of} pieces have not come (yet)"),
    }
}

/// Bytes for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Shows how far an attachment is, and how long the rest may take, on a terminal.
pub struct Moving {
    since: Instant,
    /// The first pieces may have been there already.
    first: Cell<Option<u32>>,
}

impl Moving {
    pub fn new() -> Self {
        Self { since: Instant::now(), first: Cell::new(None) }
    }
}

impl Progress for Moving {
    fn working(&self, tries: u64, expected: u64) -> bool {
        OnTerminal.working(tries, expected)
    }

    fn moved(&self, pieces: u32, of: u32) {
        let first = self.first.get().unwrap_or(pieces);
        self.first.set(Some(first));
        let mut stderr = std::io::stderr();
        if stderr.is_terminal() {
            let end = if pieces == of { "\n" } else { "" };
            let left = estimate(self.since.elapsed(), pieces - first, of - pieces);
            // blanks over the rest of a longer line before
            let _ = write!(stderr, "\r{pieces} of {of} pieces{left}          {end}");
            let _ = stderr.flush();
        }
    }
}

/// How long `left` pieces may take where `done` took so long.
fn estimate(took: Duration, done: u32, left: u32) -> String {
    if done == 0 || left == 0 {
        return String::new();
    }
    let seconds = (took / done).saturating_mul(left).as_secs();
    match seconds {
        0..90 => format!(", about {} s left", seconds + 1),
        _ => format!(", about {} min left", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_follows_what_was_seen() {
        let estimate = |seconds, done, left| estimate(Duration::from_secs(seconds), done, left);
        assert_eq!(estimate(10, 10, 20), ", about 21 s left");
        assert_eq!(estimate(100, 10, 11), ", about 2 min left");
        assert_eq!(estimate(3_600, 1, u32::MAX), ", about 257698037700 min left");
        assert_eq!([estimate(10, 0, 20), estimate(10, 20, 0)], ["", ""]);
    }

    #[test]
    fn bytes_are_said_for_people() {
        assert_eq!([0, 999, 1_000, 1_250_000].map(size), ["0 bytes", "999 bytes", "1.0 kB", "1.2 MB"]);
    }
}
