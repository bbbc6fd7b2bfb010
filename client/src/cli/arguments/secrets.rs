//! What opens something: a melder's link and code, an adviser's vault and passphrase.

use std::path::PathBuf;

use clap::Args;
use fluister_client::Link;

#[derive(Args)]
pub struct Read {
    /// The organisation's link, whole, in quotes.
    #[arg(long)]
    pub link: Link,
    /// The retrieval code: a file, or - for standard input. Without it you are asked.
    #[arg(long, value_name = "F|-")]
    pub code_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Unlock {
    /// The adviser's vault.
    #[arg(long, value_name = "FILE")]
    pub vault: PathBuf,
    /// Its passphrase: a file, or - for standard input. Otherwise FLUISTER_PASSPHRASE, or you are asked.
    #[arg(long, value_name = "F|-")]
    pub passphrase_file: Option<PathBuf>,
}
