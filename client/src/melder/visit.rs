//! A visit with a code: the same calls whether there is something to say, to read, or nothing at all.

use std::collections::BTreeMap;

use fluister_protocol::chain::Named;
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{Attachment, Body, Content};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::Master;
use fluister_protocol::heartbeat_contents::{self, Counts};
use fluister_protocol::id::Id;
use fluister_protocol::letter::{self, OpenError};
use fluister_protocol::note::{OwnLetter, ThreadNote};
use fluister_protocol::random;
use fluister_protocol::size;
use fluister_protocol::thread::Sequence;

use crate::error::Error;
use crate::http::{Api, Limits};
use crate::link::Link;
use crate::melder::conversation::{Conversation, Line, ThreadView, Warning, Words, interleave};
use crate::melder::notes::Notes;
use crate::post;
use crate::trust::{self, Organisation};

/// How many replies are asked for beyond those known where no heartbeat tells.
const ON_CHANCE: u32 = 4;

/// What a code opens, as far as it has been read.
pub struct Visit<'a> {
    pub(super) api: &'a Api,
    pub(super) link: &'a Link,
    pub(super) today: Day,
    pub(super) master: Master,
    pub(super) organisation: Organisation,
    pub(super) notes: Notes,
    pub(super) limits: Limits,
    pub(super) replies: BTreeMap<(u32, u32), Reply>,
}

/// An adviser's letter as the server gave it; nothing where it gave none.
type Reply = Option<Result<Content, OpenError>>;

impl<'a> Visit<'a> {
    /// Makes all calls of a visit but the post: server, directory, heartbeats, notes, replies.
    ///
    /// # Errors
    /// [`Error`]; [`Error::Distrust`] above all, before anything is sent that names a code's tokens.
    pub fn open(api: &'a Api, link: &'a Link, code: &RetrievalCode, today: Day) -> Result<Self, Error> {
        let limits = api.info()?.limits;
        let organisation = trust::organisation(api, &link.slug, &link.pin, today)?;
        let master = Master::derive(&link.pin.organisation, code);
        let notes = Notes::fetch(api, link.pin.organisation, &master, today)?;
        let mut visit =
            Self { api, link, today, master, organisation, notes, limits, replies: BTreeMap::new() };
        visit.nothing_is_older()?;
        visit.fetch_replies()?;
        Ok(visit)
    }

    /// What the newest note names must not be newer than what the server shows: the directory; of a heartbeat, its adviser is set
    /// aside.
    fn nothing_is_older(&mut self) -> Result<(), Error> {
        let Some(newest) = self.notes.newest() else { return Ok(()) };
        if let Some(named) = newest.directory {
            named.not_after(Named::directory(&self.organisation.directory))?;
        }
        for thread in &newest.note.threads {
            self.organisation.set_aside_if_older(thread.adviser, thread.heartbeat);
        }
        Ok(())
    }

    /// The threads, as the newest note knows them.
    pub(super) fn threads(&self) -> &[ThreadNote] {
        self.notes.newest().map(|newest| newest.note.threads.as_slice()).unwrap_or_default()
    }

    fn counts(&self, thread: &ThreadNote) -> Option<Counts> {
        let heartbeat = self.organisation.heartbeat(thread.adviser)?;
        heartbeat_contents::find(&self.master.thread(thread.i), heartbeat)
    }

    /// How many letters the adviser wrote, as far as anybody knows.
    pub(super) fn written(&self, thread: &ThreadNote) -> u32 {
        self.counts(thread).map_or(0, |counts| u32::from(counts.written)).max(thread.seen)
    }

    /// How far replies are asked for: as far as the heartbeat says; a few on chance where the adviser has none any more.
    fn asked(&self, thread: &ThreadNote) -> u32 {
        match self.counts(thread) {
            Some(_) => self.written(thread),
            None => thread.seen + ON_CHANCE,
        }
    }

    /// Asks for the replies that heartbeats name, newest first, in fours; for four random ones where there are none.
    fn fetch_replies(&mut self) -> Result<(), Error> {
        let names: Vec<(u32, u32)> = self
            .threads()
            .iter()
            // withdrawn ones, too: a withdrawal that was interrupted finds in them which attachments to delete
            .flat_map(|thread| (1..=self.asked(thread)).rev().map(|n| (thread.i, n)))
            .collect();
        let mut groups: Vec<&[(u32, u32)]> = names.chunks(size::SIXTEEN).collect();
        if groups.is_empty() {
            groups.push(&[]);
        }
        for group in groups {
            let tokens: Vec<_> = group.iter().map(|(i, n)| self.master.thread(*i).reply(*n)).collect();
            let letters = self.api.fetch(&post::with_random(&tokens, &mut random::system()))?;
            for ((i, n), letter) in group.iter().zip(letters) {
                let reply = letter.map(|letter| self.open_reply(*i, *n, &letter));
                self.replies.insert((*i, *n), reply);
            }
        }
        Ok(())
    }

    fn open_reply(&self, i: u32, n: u32, letter: &[u8]) -> Result<Content, OpenError> {
        let (reader, thread) = (self.master.reply_key(i), self.master.thread(i));
        letter::open_reply(self.link.pin.organisation, &reader, &thread, n, letter)
    }

    /// The thread's state after this visit: what was seen and which heartbeat.
    pub(super) fn after_visit(&self, thread: &ThreadNote) -> ThreadNote {
        let heartbeat = self.organisation.heartbeat(thread.adviser).map_or(0, |heartbeat| heartbeat.counter);
        ThreadNote {
            seen: self.sequence(thread).seen().max(thread.seen),
            heartbeat: heartbeat.max(thread.heartbeat),
            ..thread.clone()
        }
    }

    fn sequence(&self, thread: &ThreadNote) -> Sequence {
        let mut sequence = Sequence::default();
        for n in 1..=self.asked(thread) {
            let id: Id = self.master.thread(thread.i).reply(n).id();
            match self.replies.get(&(thread.i, n)) {
                Some(Some(Ok(_))) => {
                    sequence.take(n, id);
                }
                Some(None) if n <= self.written(thread) && self.is_past(thread, n) => sequence.expire(n),
                _ => {}
            }
        }
        sequence
    }

    /// Whether a missing reply may be past its retention: it was read before, or nobody came for as long as letters are kept.
    fn is_past(&self, thread: &ThreadNote, n: u32) -> bool {
        let long_ago = self.notes.newest().is_some_and(|newest| newest.day < self.kept_since());
        n <= thread.seen || long_ago
    }

    fn kept_since(&self) -> Day {
        self.today.minus(self.organisation.directory.policy.shelf_life_days)
    }

    /// The conversation as the melder sees it.
    ///
    /// # Errors
    /// [`Error::NothingUnderCode`].
    pub fn conversation(&self) -> Result<Conversation, Error> {
        let newest = self.notes.newest().ok_or(Error::NothingUnderCode)?;
        let open = self.threads().iter().filter(|thread| !thread.withdrawn);
        Ok(Conversation {
            threads: open.map(|thread| self.view(thread)).collect(),
            kept_since: self.kept_since(),
            replies_only: newest.note.replies_only,
        })
    }

    fn view(&self, thread: &ThreadNote) -> ThreadView {
        let adviser = self.organisation.directory.adviser(thread.adviser);
        let counts = self.counts(thread);
        let reader = self.organisation.reader(thread.adviser, &thread.name, self.today);
        ThreadView {
            i: thread.i,
            adviser: thread.adviser,
            name: adviser.map_or_else(|| thread.name.clone(), |adviser| adviser.name.clone()),
            listed: adviser.is_some(),
            reachable: reader.is_ok(),
            absent_until: adviser.and_then(|adviser| adviser.absent_until).filter(|day| *day >= self.today),
            asks_for: self.asked_for(thread),
            last_looked: self.organisation.heartbeat(thread.adviser).map(|heartbeat| heartbeat.day),
            own_written: thread.written,
            received: counts.map(|counts| counts.received.into()),
            written: counts.map(|counts| counts.written.into()),
            seen: self.sequence(thread).seen(),
            letters: interleave(self.own_lines(thread.i), self.their_lines(thread)),
            warnings: self.warnings(thread, reader.is_ok()),
        }
    }

    /// Whom the adviser's newest request for a handover names, unless they are written to already.
    fn asked_for(&self, thread: &ThreadNote) -> Option<String> {
        let replies = self.replies.range((thread.i, 0)..=(thread.i, u32::MAX)).rev();
        let successor =
            replies.filter_map(|(_, reply)| reply.as_ref()?.as_ref().ok()).find_map(|content| {
                if let Body::Handover(handover) = &content.body { Some(handover.successor) } else { None }
            })?;
        let is_known = self.threads().iter().any(|other| other.adviser == successor && !other.withdrawn);
        let listed = self.organisation.directory.adviser(successor).filter(|_| !is_known)?;
        Some(listed.name.clone())
    }

    fn own_lines(&self, i: u32) -> Vec<Line> {
        let own = |found: &super::notes::Found, letter: &OwnLetter| {
            let sent = letter.to.iter().find(|sent| sent.i == i)?;
            let words = Words::Own(letter.clone());
            Some(Line { n: sent.n, seen: sent.seen, day: found.day, words, pieces: None })
        };
        let mut lines: Vec<_> = self
            .notes
            .0
            .iter()
            .flat_map(|found| found.note.letters.iter().filter_map(move |letter| own(found, letter)))
            .collect();
        lines.sort_by_key(|line| line.n);
        lines
    }

    fn their_lines(&self, thread: &ThreadNote) -> Vec<Line> {
        let of_thread = self.replies.range((thread.i, 0)..=(thread.i, u32::MAX));
        of_thread
            .filter_map(|((_, n), reply)| {
                let content = reply.as_ref()?.as_ref().ok()?;
                let words = Words::Theirs(Box::new(content.body.clone()));
                Some(Line { n: *n, seen: content.seen, day: content.day, words, pieces: None })
            })
            .collect()
    }

    /// The attachments that advisers sent, as far as their letters were fetched.
    pub(super) fn their_attachments(&self) -> impl Iterator<Item = &Attachment> {
        self.replies.values().filter_map(|reply| reply.as_ref()?.as_ref().ok()?.body.attachment())
    }

    fn warnings(&self, thread: &ThreadNote, reachable: bool) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let listed = self.organisation.directory.adviser(thread.adviser).is_some();
        let mut highest_seen = 0;
        for ((_, n), reply) in self.replies.range((thread.i, 0)..=(thread.i, u32::MAX)) {
            let n = *n;
            match reply {
                // asked for on chance
                None if n > self.written(thread) => {}
                None if self.is_past(thread, n) => warnings.push(Warning::Expired { n }),
                None => warnings.push(Warning::Withheld { n }),
                Some(Err(why)) => warnings.push(Warning::Unreadable { n, why: *why }),
                Some(Ok(content)) if !Sequence::seen_is_possible(content.seen, thread.written) => {
                    warnings.push(Warning::SeenAhead { n });
                }
                Some(Ok(content)) => highest_seen = highest_seen.max(content.seen),
            }
        }
        let set_aside = self.organisation.set_aside(thread.adviser);
        match self.counts(thread) {
            _ if !listed => warnings.push(Warning::Gone),
            _ if let Some(why) = set_aside => warnings.push(Warning::SetAside(why)),
            Some(counts) if u32::from(counts.received) < highest_seen => {
                warnings.push(Warning::FewerReceived)
            }
            Some(_) => {}
            None if self.organisation.heartbeat(thread.adviser).is_none() => {
                warnings.push(Warning::NoHeartbeat)
            }
            None => warnings.push(Warning::NotKept),
        }
        if listed && !reachable && set_aside.is_none() {
            warnings.push(Warning::NoKey);
        }
        warnings
    }
}
