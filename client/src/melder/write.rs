//! Reporting and following up: what a melder's visit posts.

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{Body, Message, Other, Report};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::MAX_THREADS;
use fluister_protocol::directory::Track;
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::note::ThreadNote;
use fluister_protocol::random;
use fluister_protocol::size;

use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::melder::attachments::Attachments;
use crate::melder::conversation::Conversation;
use crate::melder::outgoing::{Noted, Outgoing};
use crate::melder::receipt::Receipt;
use crate::melder::visit::Visit;
use crate::post::{self, Progress};

/// What a melder wants to say in a report.
pub struct Draft {
    /// The track; absent where the melder does not know.
    pub track: Option<Track>,
    /// Categories that the melder has chosen.
    pub categories: Vec<String>,
    /// The text.
    pub text: String,
    /// What the melder hopes for.
    pub wants: Option<String>,
    /// The language to answer in (BCP 47).
    pub language: Option<String>,
    /// Leave the melder's own words out of the notes.
    pub replies_only: bool,
    /// Files that go with it.
    pub attachments: Attachments,
}

/// What a melder wants to say later.
pub struct More<'a> {
    /// To this adviser of the report only.
    pub adviser: Option<&'a str>,
    /// The text; may be empty where there are attachments.
    pub text: &'a str,
    /// Files that go with it.
    pub attachments: &'a Attachments,
}

impl Draft {
    /// The first letter of a thread.
    pub(super) fn report(&self, visit: &Visit<'_>, thread: &ThreadNote, text: &str) -> Body {
        Body::Report(Box::new(Report {
            track: self.track,
            categories: self.categories.clone(),
            text: text.into(),
            wants: self.wants.clone(),
            language: self.language.clone(),
            thread_key: visit.master.thread(thread.i),
            reply_key: visit.master.reply_key(thread.i).public(),
            other: Other::new(),
        }))
    }
}

/// A follow-up's receipt.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// What was sent.
    pub receipt: Receipt,
    /// Another device had written at the same time; this came after it.
    pub after_another: bool,
}

/// Reports to one or more advisers, under a fresh code.
///
/// # Errors
/// [`Error`]; nothing is stored then, and the same code can be used again.
pub fn report(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    advisers: &[String],
    draft: &Draft,
    today: Day,
    progress: &impl Progress,
) -> Result<Receipt, Error> {
    if draft.text.trim().is_empty() {
        return Err(Error::EmptyText);
    }
    let visit = Visit::open(api, link, code, today)?;
    if visit.notes.newest().is_some() {
        return Err(Error::Conflict);
    }
    let mut threads = Vec::new();
    for name in advisers {
        let adviser = visit.organisation.adviser_called(name)?;
        if threads.iter().any(|thread: &ThreadNote| thread.adviser == adviser.id()) {
            continue;
        }
        threads.push(ThreadNote {
            // one letter of a post's sixteen is the note
            i: u32::try_from(threads.len())
                .ok()
                .filter(|i| *i + 1 < MAX_THREADS)
                .ok_or(Error::TooManyThreads)?,
            adviser: adviser.id(),
            name: adviser.name.clone(),
            written: 0,
            seen: 0,
            heartbeat: visit.organisation.heartbeat(adviser.id()).map_or(0, |heartbeat| heartbeat.counter),
            withdrawn: false,
        });
    }
    let to: Vec<u32> = threads.iter().map(|thread| thread.i).collect();
    let first = |thread: &ThreadNote, text: &str| draft.report(&visit, thread, text);
    Outgoing { visit: &visit, threads, to, replies_only: draft.replies_only }.send(
        &draft.text,
        first,
        &draft.attachments,
        progress,
    )
}

/// Writes again, to all advisers of the report or to the one named.
///
/// # Errors
/// [`Error`]; nothing is stored then.
pub fn follow_up(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    more: &More<'_>,
    today: Day,
    progress: &impl Progress,
) -> Result<FollowUp, Error> {
    for tries in 0..3 {
        let visit = Visit::open(api, link, code, today)?;
        match follow_up_once(&visit, more, progress) {
            // another device was first: read again, and come after it
            Err(Error::Conflict) => {}
            Ok(receipt) => return Ok(FollowUp { receipt, after_another: tries > 0 }),
            Err(error) => return Err(error),
        }
    }
    Err(Error::Conflict)
}

fn follow_up_once(visit: &Visit<'_>, more: &More<'_>, progress: &impl Progress) -> Result<Receipt, Error> {
    let newest = visit.notes.newest().ok_or(Error::NothingUnderCode)?;
    let threads: Vec<_> = visit.threads().iter().map(|thread| visit.after_visit(thread)).collect();
    let open: Vec<_> = threads.iter().filter(|thread| !thread.withdrawn).collect();
    if open.is_empty() {
        return Err(Error::Withdrawn);
    }
    let to: Vec<u32> = match more.adviser {
        None => open.iter().map(|thread| thread.i).collect(),
        Some(name) => {
            let wanted = name.trim().to_lowercase();
            let found = open.iter().find(|thread| thread.name.to_lowercase() == wanted);
            let there = || open.iter().map(|thread| thread.name.clone()).collect();
            vec![found.ok_or_else(|| Error::NoSuchAdviser { name: name.into(), there: there() })?.i]
        }
    };
    let replies_only = newest.note.replies_only;
    let message =
        |_: &ThreadNote, text: &str| Body::Message(Message { text: text.into(), other: Other::new() });
    Outgoing { visit, threads, to, replies_only }.send(more.text, message, more.attachments, progress)
}

/// Reads the conversation. Posts four letters like every visit: a note where an epoch begins, cover otherwise.
///
/// # Errors
/// [`Error`]; [`Error::NothingUnderCode`] after the same calls as any visit.
pub fn read(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    today: Day,
    progress: &impl Progress,
) -> Result<Conversation, Error> {
    let visit = Visit::open(api, link, code, today)?;
    let mut letters = Vec::new();
    if let Some(newest) = visit.notes.newest().filter(|newest| newest.epoch < today.epoch()) {
        let threads = visit.threads().iter().map(|thread| visit.after_visit(thread)).collect();
        let outgoing =
            Outgoing { visit: &visit, threads, to: vec![], replies_only: newest.note.replies_only };
        letters = outgoing.notes(vec![Noted::default()])?;
    }
    let posted = visit.post(letters, progress);
    let mut conversation = visit.conversation()?;
    match posted {
        // another device wrote this epoch's note first: as good
        Ok(()) | Err(Error::Conflict) => {}
        Err(error) => return Err(error),
    }
    visit.count_pieces(&mut conversation)?;
    Ok(conversation)
}

/// Posts letters to nobody, in the shape of a visit.
///
/// # Errors
/// [`Error`].
pub fn cover(
    api: &Api,
    link: &Link,
    count: usize,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    let code = RetrievalCode::generate(&mut random::system());
    let visit = Visit::open(api, link, &code, today)?;
    let mut posted = 0;
    while posted < count.max(1) {
        let some = post::fours((count - posted).min(size::SIXTEEN));
        let letters: Result<Vec<_>, _> =
            (0..some).map(|_| letter::seal_cover(link.pin.organisation, &mut random::system())).collect();
        visit.post(letters?, progress)?;
        posted += some;
    }
    Ok(posted)
}

impl Visit<'_> {
    /// The post that ends every visit: at least four letters, all or none.
    pub(super) fn post(&self, letters: Vec<Sealed>, progress: &impl Progress) -> Result<(), Error> {
        let letters = post::with_cover(letters, self.link.pin.organisation, &mut random::system())?;
        post::post(self.api, &self.link.slug, &letters, progress)
    }
}
