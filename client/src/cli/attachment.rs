//! Attachments on the command line: what goes along, how far it is, and fetching it.

use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use fluister_client::adviser::{self, State, Waiting};
use fluister_client::attachment::{self, Options, Source};
use fluister_client::http::Api;
use fluister_client::melder::{self, Attachments, Pending};
use fluister_client::post::Progress;
use fluister_client::vault::Vault;
use fluister_client::{Error, Link};
use fluister_protocol::content;
use serde_json::json;

use super::Context;
use super::arguments::{Read, Unlock};
use super::failure::Failure;
use super::input;
use super::output::{self, OnTerminal, say, shown};

/// What goes along with a letter.
#[derive(Args)]
pub struct Attach {
    /// A file to send along; may be repeated. JPEG, PNG and WebP images are freed of what they tell of camera, place, time
    /// and owner.
    #[arg(long, value_name = "FILE")]
    pub attach: Vec<PathBuf>,
    /// Send attachments as they are, with all that they tell. Other files than those images go only so.
    #[arg(long, requires = "attach")]
    pub keep_metadata: bool,
    /// Send the attachments' own names. Otherwise they are called attachment-2.jpg, after their letter's number.
    #[arg(long, requires = "attach")]
    pub keep_names: bool,
}

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

/// What goes along with a melder's letter.
#[derive(Args)]
pub struct MelderAttach {
    #[command(flatten)]
    pub attach: Attach,
    /// Leave in this file, sealed under your code, what 'fluister upload' needs to go on with attachments if the
    /// connection breaks; it is deleted when they are all there. Otherwise nothing is left on this machine.
    #[arg(long, value_name = "FILE", requires = "attach")]
    pub resume_file: Option<PathBuf>,
}

impl MelderAttach {
    /// Opens the files.
    pub fn open(self) -> Result<Attachments, Failure> {
        Ok(Attachments { sources: self.attach.open()?, resume_file: self.resume_file })
    }
}

#[derive(Args)]
pub struct Upload {
    #[command(flatten)]
    pub read: Read,
    /// What the interrupted command left.
    #[arg(long, value_name = "FILE")]
    pub resume_file: PathBuf,
}

#[derive(Args)]
pub struct Attachment {
    /// As a melder: the organisation's link, whole, in quotes.
    #[arg(long, required_unless_present = "vault", conflicts_with = "vault")]
    pub link: Option<Link>,
    /// As a melder: the retrieval code, a file, or - for standard input. Without it you are asked.
    #[arg(long, value_name = "F|-", requires = "link")]
    pub code_file: Option<PathBuf>,
    /// As a melder who wrote to several: of this adviser.
    #[arg(long, value_name = "NAME", requires = "link")]
    pub adviser: Option<String>,
    /// As an adviser: your vault.
    #[arg(long, value_name = "FILE", requires = "thread")]
    pub vault: Option<PathBuf>,
    /// As an adviser: the vault's passphrase, a file, or - for standard input. Otherwise FLUISTER_PASSPHRASE, or you are
    /// asked.
    #[arg(long, value_name = "F|-", requires = "vault")]
    pub passphrase_file: Option<PathBuf>,
    /// As an adviser: the thread, as the inbox names it.
    #[arg(long, value_name = "ID", requires = "vault")]
    pub thread: Option<String>,
    /// The attachment's name, or its letter's number.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The file to be made. It grows under its name with .part, where an interrupted download goes on.
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
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
        let vault = super::adviser::open(&Unlock { vault, passphrase_file })?;
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
