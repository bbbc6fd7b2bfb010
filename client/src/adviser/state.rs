//! What an adviser's client remembers, in the vault and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluister_protocol::chain::Named;
use fluister_protocol::content::Content;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::derivation::{ThreadId, ThreadKey};
use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_protocol::keys::{EpochSecret, IdentitySecret, ReplyPublicKey};
use fluister_protocol::letter::Sealed;
use fluister_protocol::proof::EpochReader;
use fluister_protocol::pulse::Counts;
use fluister_protocol::thread::{Arrival, Sequence};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize as _;

use crate::error::Error;
use crate::link::Link;

/// Everything.
#[derive(Serialize, Deserialize)]
pub struct State {
    link: String,
    #[serde(with = "encoding::array")]
    identity: [u8; 32],
    /// The adviser's name.
    pub name: String,
    /// Serial of the newest key statement that was made; 0 before the first.
    pub(super) statement: u32,
    /// Epoch secrets that still may be needed.
    pub(super) epochs: BTreeMap<Epoch, Seed>,
    /// Counter of the newest heartbeat that was made.
    pub(super) heartbeat: u32,
    /// How many entries it had.
    pub(super) heartbeat_entries: usize,
    /// The newest directory seen.
    pub(super) directory: Option<Named>,
    /// Where the next page of the box begins.
    pub(super) cursor: Option<String>,
    /// The threads, by their name.
    pub threads: BTreeMap<ThreadName, Thread>,
    /// Threads that were withdrawn: never opened again.
    pub(super) gone: BTreeSet<ThreadName>,
    /// Letters that opened and could not be understood or believed.
    pub unreadable: Vec<Unreadable>,
    /// Sealed letters that are not known to have arrived.
    pub(super) outbox: Vec<Outgoing>,
}

impl Drop for State {
    fn drop(&mut self) {
        self.identity.zeroize();
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State(…)")
    }
}

/// An epoch secret's seed, wiped when dropped.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Seed(#[serde(with = "encoding::array")] [u8; 32]);

impl Seed {
    pub(super) fn of(secret: &EpochSecret) -> Self {
        Self(*secret.expose_seed())
    }
    pub(super) fn secret(&self) -> EpochSecret {
        EpochSecret::from_seed(self.0)
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A thread's name on the adviser's side: its id in hexadecimal, of which a beginning is enough to type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThreadName(String);

impl ThreadName {
    /// The whole name: 64 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first eight characters.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl From<ThreadId> for ThreadName {
    fn from(id: ThreadId) -> Self {
        Self(data_encoding::HEXLOWER.encode(id.as_bytes()))
    }
}

/// A thread with one melder.
#[derive(Serialize, Deserialize)]
pub struct Thread {
    pub(super) key: ThreadKey,
    pub(super) reply_key: ReplyPublicKey,
    /// The melder's letters.
    pub(super) received: Sequence,
    /// How many letters this adviser wrote.
    pub written: u32,
    /// All letters, in the order in which they came and went.
    pub letters: Vec<Letter>,
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Thread(…)")
    }
}

/// Who wrote a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writer {
    /// The melder.
    Melder,
    /// This adviser.
    Adviser,
}

/// A letter of a thread.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// Who wrote it.
    pub writer: Writer,
    /// Under which it lies or lay.
    pub id: Id,
    /// The day of its release, or the day it was written by this adviser.
    pub day: Day,
    /// Whether it has not been shown yet.
    pub new: bool,
    /// What is odd about its coming, if anything.
    pub oddity: Option<Oddity>,
    /// What it says.
    pub content: Content,
}

/// What is odd about a letter's coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// Later ones had come before it.
    OutOfTurn,
    /// Letters before it are missing.
    AfterGap,
    /// Another letter had its number.
    Conflict,
    /// It speaks of more letters than this adviser wrote.
    SeenAhead,
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfTurn => "came after later ones",
            Self::AfterGap => "letters before it are missing: the server may be withholding them",
            Self::Conflict => "a second letter with this number: somebody else may have the melder's code",
            Self::SeenAhead => {
                "speaks of more letters than you wrote: an old copy of this vault may be in use"
            }
        })
    }
}

/// A letter that opened with one of the adviser's keys and could not be used; kept, never dropped.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unreadable {
    /// Under which it lies.
    pub id: Id,
    /// The day of its release.
    pub day: Day,
    /// Why: the protocol's stable name.
    pub reason: String,
    /// The letter, to be tried again by a newer version.
    #[serde(with = "encoding::bytes")]
    pub letter: Vec<u8>,
}

/// The most unreadable letters that are kept whole: anybody can make them.
pub(super) const MOST_UNREADABLE: usize = 64;

/// A sealed letter on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Outgoing {
    id: Id,
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
    pub(super) fn new(link: &Link, identity: &IdentitySecret, name: String) -> Self {
        Self {
            link: link.to_string(),
            identity: *identity.expose_seed(),
            name,
            statement: 0,
            epochs: BTreeMap::new(),
            heartbeat: 0,
            heartbeat_entries: 0,
            directory: None,
            cursor: None,
            threads: BTreeMap::new(),
            gone: BTreeSet::new(),
            unreadable: Vec::new(),
            outbox: Vec::new(),
        }
    }

    /// The organisation's link, as it was given when the vault was made.
    ///
    /// # Errors
    /// [`Error::Link`].
    pub fn link(&self) -> Result<Link, Error> {
        Ok(self.link.parse()?)
    }

    /// The adviser's identity.
    pub fn identity(&self) -> IdentitySecret {
        IdentitySecret::from_seed(&self.identity)
    }

    /// The readers to try on a letter of this day: its epoch, then the one before, then the one after.
    pub(super) fn readers(&self, link: &Link, day: Day) -> Vec<EpochReader> {
        let epoch = day.epoch();
        let identity = self.identity().public();
        [epoch, epoch.minus(1), epoch.plus(1)]
            .into_iter()
            .filter_map(|epoch| self.epochs.get(&epoch).map(|seed| (epoch, seed)))
            .map(|(epoch, seed)| EpochReader::new(link.pin.organisation, identity, epoch, seed.secret()))
            .collect()
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

    /// Nothing that was shown counts as new any more.
    pub fn mark_shown(&mut self) {
        for letter in self.threads.values_mut().flat_map(|thread| &mut thread.letters) {
            letter.new = false;
        }
    }
}

impl Thread {
    pub(super) fn new(key: ThreadKey, reply_key: ReplyPublicKey) -> Self {
        Self { key, reply_key, received: Sequence::default(), written: 0, letters: Vec::new() }
    }

    /// Takes in a letter of the melder's. Nothing happens for one that is known: the box serves letters again when
    /// their day is over.
    pub(super) fn take(&mut self, id: Id, day: Day, content: Content) -> bool {
        let oddity = match self.received.take(content.n, id) {
            Arrival::Repeated => return false,
            Arrival::InTurn if !Sequence::seen_is_possible(content.seen, self.written) => {
                Some(Oddity::SeenAhead)
            }
            Arrival::InTurn => None,
            Arrival::OutOfTurn => Some(Oddity::OutOfTurn),
            Arrival::AfterGap => Some(Oddity::AfterGap),
            Arrival::Conflict => Some(Oddity::Conflict),
        };
        self.letters.push(Letter { writer: Writer::Melder, id, day, new: true, oddity, content });
        true
    }

    /// How far the thread has come, for the heartbeat.
    pub(super) fn counts(&self) -> Counts {
        let most = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
        Counts { received: most(self.received.seen()), written: most(self.written) }
    }

    /// The melder's letters that are missing.
    pub fn missing(&self) -> Vec<u32> {
        self.received.missing(0)
    }

    /// How many of the adviser's letters the melder has read, as their newest letter says.
    pub fn read_by_melder(&self) -> u32 {
        self.letters
            .iter()
            .filter(|letter| letter.writer == Writer::Melder)
            .map(|letter| letter.content.seen)
            .max()
            .unwrap_or(0)
    }
}
