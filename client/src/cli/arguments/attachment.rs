//! Attachments: what goes along with a letter, what is gone on with, what is fetched.

use std::path::PathBuf;

use clap::Args;
use fluister_client::Link;

use super::secrets::Read;

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
