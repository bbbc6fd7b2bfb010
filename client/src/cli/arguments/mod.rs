//! The commands and their options. No secret is ever an argument: others on the machine can read those.

mod attachment;
mod organisation;
mod profile;
mod secrets;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use fluister_client::Link;

pub use attachment::{Attach, Attachment, MelderAttach, Upload};
pub use organisation::{Appoint, Dismiss, OrganisationCommand, OrganisationCreate, Show, Signing};
pub use profile::{TrackArgument, position, tracks};
pub use secrets::{Read, Unlock};

const EXAMPLES: &str = "\
What to do with it:
  A melder has the organisation's link, and keeps a retrieval code:
    fluister organisation show --link 'https://…/acme#…'
    fluister report --link 'https://…/acme#…' --adviser Sam --text-file words.txt
    fluister read --link 'https://…/acme#…' --code-file -

  An adviser has a vault:
    fluister adviser create --link 'https://…' --name Sam --vault sam.vault --request sam.request
    fluister adviser publish-keys --vault sam.vault
    fluister inbox --vault sam.vault
    fluister reply --vault sam.vault --thread 1f03ab7c --text-file answer.txt

  An administrator has the organisation's key file:
    fluister organisation create --server https://… --slug acme --name 'Acme BV' \\
      --admission-file - --key-file acme.root
    fluister organisation appoint --link 'https://…' --key-file acme.root --request sam.request

Secrets come from a file, from standard input (-) or from a prompt, never from an argument. A \
passphrase can also stand in FLUISTER_PASSPHRASE.

Exit status:
  0  done
  1  failed
  2  wrong usage
  3  not found: nothing under the code, no such adviser or thread, not yet appointed
  4  what the server shows cannot be trusted, or the adviser cannot be written to safely
  5  the server cannot be reached or is busy: try again
  6  a code, link, passphrase or file is wrong
  7  somebody else wrote at the same time";

/// End-to-end encrypted, anonymous reporting to a confidential adviser.
///
/// What you write is sealed on this machine. The server keeps identical sealed letters and can read none.
#[derive(Parser)]
#[command(name = "fluister", version, after_long_help = EXAMPLES, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,

    /// Print JSON on stdout, for programs.
    #[arg(long, global = true)]
    pub json: bool,

    /// Reach the server through a proxy, for Tor: socks5h://127.0.0.1:9050. Otherwise ALL_PROXY or HTTPS_PROXY are used.
    #[arg(long, global = true, value_name = "URL")]
    pub proxy: Option<String>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Report to one or more advisers. Prints the retrieval code, alone, on stdout.
    #[command(after_long_help = REPORT)]
    Report(Report),
    /// Come back with the code: the conversation, when your adviser last looked, and warnings.
    Read(Read),
    /// Write again with the code.
    FollowUp(FollowUp),
    /// Go on with another adviser: because yours asks for it, is gone, or you want to.
    Handover(Handover),
    /// Withdraw the report: the advisers are told, and everything that is yours on the server is deleted.
    Withdraw(Read),
    /// Go on with attachments that were cut off.
    Upload(Upload),
    /// Fetch an attachment that was sent to you.
    Attachment(Attachment),
    /// Look into the box as an adviser: new letters, opened here.
    Inbox(Inbox),
    /// Answer a melder.
    Reply(Reply),
    /// Write to another adviser of your organisation.
    Consult(Consult),
    /// Keep a private note about a thread, in the vault and nowhere else.
    Note(Note),
    /// Become an adviser, publish keys.
    #[command(subcommand)]
    Adviser(AdviserCommand),
    /// Found an organisation, appoint advisers.
    #[command(subcommand)]
    Organisation(OrganisationCommand),
    /// Post letters to nobody, which nobody can tell from others.
    Cover(Cover),
}

const REPORT: &str = "\
Before you write: an adviser listens, thinks along with you, supports and refers. They do not investigate or judge, \
and on matters of conduct nothing happens without your consent. Details can betray who you are in a small team. Use a \
device and a network that are not your employer's. In danger, call 112.

'fluister organisation show' lists the advisers. The code is printed before anything is sent. It is all that you need \
to come back, and it cannot be recovered: write it down. Nothing else is kept on this machine; a text file that you \
wrote is yours to delete.

Attachments follow after the words. Photos lose what they tell of camera, place and time; what they show stays: a \
face, a screen, a reflection. Their size can be seen on the way.";

#[derive(Args)]
pub struct Report {
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
    /// An adviser's name, as the organisation shows it; repeat it to write to several.
    #[arg(long, required = true, value_name = "NAME")]
    pub adviser: Vec<String>,
    /// What it is about; leave it out if you don't know or only want to talk.
    #[arg(long)]
    pub track: Option<TrackArgument>,
    /// A word for the kind of matter; may be repeated.
    #[arg(long, value_name = "WORD")]
    pub category: Vec<String>,
    /// The language you'd like to be answered in, such as nl or en.
    #[arg(long)]
    pub language: Option<String>,
    /// Your words: a file, or - for standard input.
    #[arg(long, value_name = "F|-")]
    pub text_file: PathBuf,
    /// Don't keep your own words on the server for yourself: whoever finds the code then reads the replies only.
    #[arg(long)]
    pub replies_only: bool,
    #[command(flatten)]
    pub attach: MelderAttach,
}

#[derive(Args)]
pub struct FollowUp {
    #[command(flatten)]
    pub read: Read,
    /// Write to this adviser of your report only.
    #[arg(long, value_name = "NAME")]
    pub adviser: Option<String>,
    /// Your words: a file, or - for standard input.
    #[arg(long, value_name = "F|-", required_unless_present = "attach")]
    pub text_file: Option<PathBuf>,
    #[command(flatten)]
    pub attach: MelderAttach,
}

#[derive(Args)]
pub struct Handover {
    #[command(flatten)]
    pub read: Read,
    /// The adviser to go on with, as the organisation shows the name.
    #[arg(long, value_name = "NAME")]
    pub adviser: String,
    /// What it is about; leave it out if you don't know or only want to talk.
    #[arg(long)]
    pub track: Option<TrackArgument>,
    /// The language you'd like to be answered in, such as nl or en.
    #[arg(long)]
    pub language: Option<String>,
    /// Your words to the other adviser: a file, or - for standard input.
    #[arg(long, value_name = "F|-")]
    pub text_file: PathBuf,
    /// Give the other adviser what was written so far, too. Otherwise they get your words only.
    #[arg(long)]
    pub with_conversation: bool,
}

#[derive(Args)]
pub struct Cover {
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
    /// How many, rounded up to fours.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub count: u16,
}

#[derive(Args)]
pub struct Inbox {
    #[command(flatten)]
    pub unlock: Unlock,
    /// Show all letters again, not only the new ones.
    #[arg(long)]
    pub all: bool,
}

#[derive(Args)]
pub struct Reply {
    #[command(flatten)]
    pub unlock: Unlock,
    /// The thread, as the inbox names it; its first characters are enough.
    #[arg(long, value_name = "ID")]
    pub thread: String,
    /// Your words: a file, or - for standard input.
    #[arg(long, value_name = "F|-", required_unless_present = "attach")]
    pub text_file: Option<PathBuf>,
    #[command(flatten)]
    pub attach: Attach,
    /// Ask the melder to go on with this adviser of your organisation. Nothing is passed on: the melder decides.
    #[arg(long, value_name = "NAME", conflicts_with = "attach")]
    pub hand_over_to: Option<String>,
}

#[derive(Args)]
pub struct Consult {
    #[command(flatten)]
    pub unlock: Unlock,
    /// The other adviser's name, as the organisation shows it.
    #[arg(long, value_name = "NAME")]
    pub adviser: String,
    /// Your words: a file, or - for standard input. No melder's name or words without their consent.
    #[arg(long, value_name = "F|-")]
    pub text_file: PathBuf,
}

#[derive(Args)]
pub struct Note {
    #[command(flatten)]
    pub unlock: Unlock,
    /// The thread, as the inbox names it; its first characters are enough.
    #[arg(long, value_name = "ID")]
    pub thread: String,
    /// The note, which takes the place of the one before: a file, or - for standard input. An empty one deletes it.
    #[arg(long, value_name = "F|-")]
    pub text_file: PathBuf,
}

#[derive(Subcommand)]
pub enum AdviserCommand {
    /// Make a vault and the request to be appointed. Prints passphrase and key code, once.
    Create(Box<AdviserCreate>),
    /// Publish keys for these weeks and the next, and a heartbeat. The inbox does so by itself later.
    PublishKeys(Unlock),
    /// Set up a further device: fetch the vault with passphrase and key code.
    AddDevice(AddDevice),
    /// Draw new keys for the vault. Older copies of it open nothing that is written from now on.
    Rotate(Unlock),
    /// Give the vault another passphrase. Other devices have to be added anew.
    ChangePassphrase(ChangePassphrase),
    /// Shut all other devices out: new keys, key code and identity. The administrator appoints you anew.
    #[command(after_long_help = REVOKE)]
    RevokeDevices(RevokeDevices),
}

const REVOKE: &str = "\
For a device that was lost, stolen, or is not trusted any more. The vault gets new keys and a new key code, which is \
printed once, and you get a new identity: hand the request to the administrator, who appoints you with --replace in \
the place of the old one. Until then melders still write to the old identity, and the lost device can still read that \
if somebody knows its passphrase: don't wait. Your threads stay, and letters that were sealed to the old keys are still \
read here.";

#[derive(Args)]
pub struct AddDevice {
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
    /// The vault's file on this device, to be made.
    #[arg(long, value_name = "FILE")]
    pub vault: PathBuf,
    /// The key code: a file, or - for standard input. Without it you are asked.
    #[arg(long, value_name = "F|-")]
    pub key_code_file: Option<PathBuf>,
    /// The vault's passphrase: a file, or - for standard input. Otherwise FLUISTER_PASSPHRASE, or you are asked.
    #[arg(long, value_name = "F|-")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct ChangePassphrase {
    #[command(flatten)]
    pub unlock: Unlock,
    /// The new passphrase: a file, or - for standard input. Otherwise one is made and printed, once.
    #[arg(long, value_name = "F|-")]
    pub new_passphrase_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct RevokeDevices {
    #[command(flatten)]
    pub unlock: Unlock,
    /// The request's file, to be made: hand it to the administrator.
    #[arg(long, value_name = "FILE")]
    pub request: PathBuf,
}

#[derive(Args)]
pub struct AdviserCreate {
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
    /// Your name, as melders are to see it.
    #[arg(long)]
    pub name: String,
    /// The vault's file, to be made.
    #[arg(long, value_name = "FILE")]
    pub vault: PathBuf,
    /// The request's file, to be made: hand it to the administrator.
    #[arg(long, value_name = "FILE")]
    pub request: PathBuf,
    /// What you take; both unless given.
    #[arg(long)]
    pub track: Vec<TrackArgument>,
    /// You come from outside the organisation.
    #[arg(long)]
    pub external: bool,
    /// A language you speak, such as nl; may be repeated.
    #[arg(long)]
    pub language: Vec<String>,
    /// What you'd like to say of yourself, by language: nl=…, en=…
    #[arg(long, value_name = "LANGUAGE=TEXT", value_parser = by_language)]
    pub about: Vec<(String, String)>,
    /// A passphrase of your own: a file, or - for standard input. Otherwise FLUISTER_PASSPHRASE, or one is made.
    #[arg(long, value_name = "F|-")]
    pub passphrase_file: Option<PathBuf>,
}

fn by_language(text: &str) -> Result<(String, String), String> {
    let (language, about) = text.split_once('=').ok_or("should look like nl=…")?;
    Ok((language.to_owned(), about.to_owned()))
}
