//! The administrator's commands and their options.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use fluister_client::Link;
use fluister_client::link::Server;

use super::profile::TrackArgument;

#[derive(Subcommand)]
pub enum OrganisationCommand {
    /// Make the root key and the first directory. Prints the link for melders.
    Create(OrganisationCreate),
    /// Put an adviser into the directory, or renew their profile.
    Appoint(Appoint),
    /// Take an adviser out of the directory.
    Dismiss(Dismiss),
    /// Sign the directory anew: each version lasts for 26 weeks at most.
    Renew(Signing),
    /// Show the directory, verified against the link.
    Show(Show),
}

#[derive(Args)]
pub struct OrganisationCreate {
    /// The server's address.
    #[arg(long, value_name = "URL")]
    pub server: Server,
    /// The name in addresses: a to z, 0 to 9 and -.
    #[arg(long)]
    pub slug: String,
    /// The name that people see.
    #[arg(long)]
    pub name: String,
    /// The admission token from the server's operator: a file, or - for standard input.
    #[arg(long, value_name = "F|-")]
    pub admission_file: PathBuf,
    /// The key file, to be made. Keep it offline: whoever has it appoints advisers. The key after it is written beside
    /// it, with the ending .successor; move that into the safe.
    #[arg(long, value_name = "FILE")]
    pub key_file: PathBuf,
    /// A passphrase for the key file: a file, or - for standard input. Otherwise FLUISTER_PASSPHRASE, or you are asked;
    /// in a script without either the file is not encrypted.
    #[arg(long, value_name = "F|-")]
    pub passphrase_file: Option<PathBuf>,
    /// A language of the organisation, its own first; nl and en unless given.
    #[arg(long)]
    pub language: Vec<String>,
    /// What the organisation takes; both unless given.
    #[arg(long)]
    pub track: Vec<TrackArgument>,
    /// How many days letters are kept: 30 to 365, and at least 120 where integrity matters are taken.
    #[arg(long, default_value_t = 180, value_name = "DAYS")]
    pub shelf_life: u32,
}

#[derive(Args)]
pub struct Signing {
    /// The organisation's key file.
    #[arg(long, value_name = "FILE")]
    pub key_file: PathBuf,
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
    /// The key file's passphrase: a file, or - for standard input. Otherwise FLUISTER_PASSPHRASE, or you are asked.
    #[arg(long, value_name = "F|-")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Appoint {
    #[command(flatten)]
    pub signing: Signing,
    /// The adviser's request.
    #[arg(long, value_name = "FILE")]
    pub request: PathBuf,
    /// Take this adviser out in the same step: a name or an id. For an adviser with a new identity.
    #[arg(long, value_name = "NAME")]
    pub replace: Option<String>,
}

#[derive(Args)]
pub struct Dismiss {
    #[command(flatten)]
    pub signing: Signing,
    /// The adviser's name or id.
    #[arg(long, value_name = "NAME")]
    pub adviser: String,
}

#[derive(Args)]
pub struct Show {
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
}
