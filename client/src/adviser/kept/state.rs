//! What an adviser's client remembers, in the vault and nowhere else.

use std::collections::BTreeMap;
use std::fmt;

use fluister_protocol::day::Day;
use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_protocol::keys::IdentitySecret;
use fluister_protocol::letter::Sealed;
use serde::{Deserialize, Serialize};

use super::colleague::ColleagueLetter;
use super::draft::Draft;
use super::identity::AdviserIdentity;
use super::names::{DraftName, ThreadName};
use super::thread::{PrivateNote, Thread};
use super::waiting::Waiting;
use crate::error::Error;
use crate::link::Link;
use crate::vault::Entries;

/// All that an adviser's client remembers.
pub struct State {
    pub(in crate::adviser) identity: AdviserIdentity,
    /// The threads, by their name.
    pub threads: BTreeMap<ThreadName, Thread>,
    /// Letters between advisers.
    pub colleagues: Vec<ColleagueLetter>,
    /// Letters that opened and could not be understood or believed; the first thousand.
    pub unreadable: Vec<Unreadable>,
    /// Drafts that wait to be sealed.
    pub drafts: BTreeMap<DraftName, Draft>,
    /// Attachments that are not known to have arrived whole, each under a random name.
    pub(in crate::adviser) uploads: BTreeMap<String, Waiting>,
    /// Sealed letters that are not known to have arrived.
    pub(in crate::adviser) outbox: Vec<Outgoing>,
    /// Entries that a newer version has put into the vault.
    pub(in crate::adviser) other: Entries,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State(…)")
    }
}

/// A letter that opened with one of the adviser's keys and could not be used; kept, never dropped.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unreadable {
    /// The letter's id on the server.
    pub id: Id,
    /// The day of its release.
    pub day: Day,
    /// Why: the protocol's stable name.
    pub reason: String,
    /// The letter, to be tried again by a newer version.
    #[serde(with = "encoding::bytes")]
    pub letter: Vec<u8>,
}

/// A sealed letter that the server may not have yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::adviser) struct Outgoing {
    pub(in crate::adviser) id: Id,
    #[serde(with = "encoding::bytes")]
    letter: Vec<u8>,
}

impl From<Sealed> for Outgoing {
    fn from(sealed: Sealed) -> Self {
        Self { id: sealed.id, letter: sealed.letter }
    }
}

impl From<Outgoing> for Sealed {
    fn from(outgoing: Outgoing) -> Self {
        Self { id: outgoing.id, letter: outgoing.letter }
    }
}

impl State {
    /// Adds a draft; the next sync seals and sends it.
    pub fn draft(&mut self, draft: Draft) -> DraftName {
        let name = DraftName::generate();
        self.drafts.insert(name.clone(), draft);
        name
    }

    pub(in crate::adviser) fn new(link: &Link, identity: &IdentitySecret, name: String) -> Self {
        Self {
            identity: AdviserIdentity::new(link, identity, name),
            threads: BTreeMap::new(),
            colleagues: Vec::new(),
            unreadable: Vec::new(),
            drafts: BTreeMap::new(),
            uploads: BTreeMap::new(),
            outbox: Vec::new(),
            other: Entries::new(),
        }
    }

    /// The organisation's link, as it was given when the vault was made.
    ///
    /// # Errors
    /// [`Error::Link`].
    pub fn link(&self) -> Result<Link, Error> {
        Ok(self.identity.link.parse()?)
    }

    /// The adviser's name, as it was given when the vault was made.
    pub fn name(&self) -> &str {
        &self.identity.name
    }

    /// The adviser's identity.
    pub fn identity(&self) -> IdentitySecret {
        self.identity.keys.identity()
    }

    /// The thread whose name begins so.
    ///
    /// # Errors
    /// [`Error::NoSuchThread`], [`Error::AmbiguousThread`].
    pub fn thread_called(&self, start: &str) -> Result<ThreadName, Error> {
        let wanted = start.trim().to_lowercase();
        let mut found = self.threads.keys().filter(|name| !wanted.is_empty() && name.0.starts_with(&wanted));
        let first = found.next().ok_or_else(|| Error::NoSuchThread(start.trim().into()))?;
        match found.next() {
            Some(_) => Err(Error::AmbiguousThread(start.trim().into())),
            None => Ok(first.clone()),
        }
    }

    /// Whether sealed letters wait for the server.
    pub fn is_sending(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// Marks all letters as shown.
    pub fn mark_shown(&mut self) {
        for letter in self.threads.values_mut().flat_map(|thread| &mut thread.letters) {
            letter.new = false;
        }
        for letter in &mut self.colleagues {
            letter.new = false;
        }
    }

    /// Puts a private note in the place of those that a thread has.
    ///
    /// # Errors
    /// [`Error::NoSuchThread`], [`Error::AmbiguousThread`].
    pub fn note(&mut self, thread: &str, text: &str, today: Day) -> Result<(), Error> {
        let name = self.thread_called(thread)?;
        let text = text.trim();
        if let Some(thread) = self.threads.get_mut(&name) {
            thread.notes = Vec::new();
            if !text.is_empty() {
                thread.notes.push(PrivateNote { day: today, text: text.to_owned() });
            }
        }
        Ok(())
    }
}
