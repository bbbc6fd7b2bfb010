//! What unit tests make for themselves: an organisation and its people, without a server, and a server that says what a
//! test wants it to.

mod letters;
mod melder;
mod organisation;
mod server;
mod vault;

pub(crate) use letters::LetterServer;
pub(crate) use melder::{MadeMelder, message};
pub(crate) use organisation::{MadeOrganisation, Published, day};
pub(crate) use server::{Said, serve};
pub(crate) use vault::{Next, VaultServer};
