//! Reporting, following up, withdrawing: what a melder's visit posts.

use fluister_protocol::chain::Named;
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{
    self, Body, Content, MAX_PARTS, Message, Other, Part, Report, TEXT, Withdrawal,
};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::MAX_THREADS;
use fluister_protocol::directory::Track;
use fluister_protocol::id::Token;
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::note::{Note, OwnLetter, Sent, ThreadNote};
use fluister_protocol::random;
use fluister_protocol::size;

use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::melder::conversation::Conversation;
use crate::melder::visit::Visit;
use crate::post::{self, Progress};

/// What a melder wants to say in a report.
#[derive(Clone)]
pub struct Draft {
    /// Absent where the melder does not know.
    pub track: Option<Track>,
    /// What it is about.
    pub categories: Vec<String>,
    /// The words.
    pub text: String,
    /// What the melder hopes for.
    pub wants: Option<String>,
    /// The language to answer in (BCP 47).
    pub language: Option<String>,
    /// Leave the melder's own words out of the notes.
    pub replies_only: bool,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The advisers' names.
    pub advisers: Vec<String>,
    /// How many letters each of them gets.
    pub letters: usize,
}

/// A follow-up's receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    let first = |thread: &ThreadNote, text: &str| {
        Body::Report(Box::new(Report {
            track: draft.track,
            categories: draft.categories.clone(),
            text: text.into(),
            wants: draft.wants.clone(),
            language: draft.language.clone(),
            thread_key: visit.master.thread(thread.i),
            reply_key: visit.master.reply_key(thread.i).public(),
            other: Other::new(),
        }))
    };
    Outgoing { visit: &visit, threads, to, replies_only: draft.replies_only }.send(
        &draft.text,
        first,
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
    adviser: Option<&str>,
    text: &str,
    today: Day,
    progress: &impl Progress,
) -> Result<FollowUp, Error> {
    for tries in 0..3 {
        let visit = Visit::open(api, link, code, today)?;
        match follow_up_once(&visit, adviser, text, progress) {
            // another device was first: read again, and come after it
            Err(Error::Conflict) => {}
            Ok(receipt) => return Ok(FollowUp { receipt, after_another: tries > 0 }),
            Err(error) => return Err(error),
        }
    }
    Err(Error::Conflict)
}

fn follow_up_once(
    visit: &Visit<'_>,
    adviser: Option<&str>,
    text: &str,
    progress: &impl Progress,
) -> Result<Receipt, Error> {
    let newest = visit.notes.newest().ok_or(Error::NothingUnderCode)?;
    let threads: Vec<_> = visit.threads().iter().map(|thread| visit.after_visit(thread)).collect();
    let open: Vec<_> = threads.iter().filter(|thread| !thread.withdrawn).collect();
    if open.is_empty() {
        return Err(Error::Withdrawn);
    }
    let to: Vec<u32> = match adviser {
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
    Outgoing { visit, threads, to, replies_only }.send(text, message, progress)
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
        letters = outgoing.notes(vec![vec![]])?;
    }
    let posted = visit.post(letters, progress);
    let conversation = visit.conversation()?;
    match posted {
        // another device wrote this epoch's note first: as good
        Ok(()) | Err(Error::Conflict) => Ok(conversation),
        Err(error) => Err(error),
    }
}

/// Tells the advisers that the report is withdrawn, then deletes the melder's letters, the replies and the notes. The
/// code opens nothing afterwards. Interrupted, it can be done again.
///
/// # Errors
/// [`Error`].
pub fn withdraw(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    today: Day,
    progress: &impl Progress,
) -> Result<Receipt, Error> {
    let visit = Visit::open(api, link, code, today)?;
    let newest = visit.notes.newest().ok_or(Error::NothingUnderCode)?;
    let threads: Vec<_> = visit.threads().iter().map(|thread| visit.after_visit(thread)).collect();
    let tokens = written_tokens(&visit, &threads);
    let (epoch, k, _) = visit.notes.next(today);
    let reachable = |thread: &&ThreadNote| visit.organisation.reader(thread.adviser, "", today).is_ok();
    let to: Vec<u32> = threads.iter().filter(|t| !t.withdrawn).filter(reachable).map(|t| t.i).collect();
    let replies_only = newest.note.replies_only;
    let receipt = Outgoing { visit: &visit, threads, to, replies_only }.withdrawal(progress)?;
    let mut last = vec![visit.master.note(epoch, k)];
    last.extend(visit.notes.tokens(&visit.master));
    delete(api, &tokens)?;
    // the notes last: as long as one is there, an interrupted withdrawal can be finished
    delete(api, &last)?;
    Ok(receipt)
}

/// All letters of the threads but a withdrawal that is on its way.
fn written_tokens(visit: &Visit<'_>, threads: &[ThreadNote]) -> Vec<Token> {
    let own = threads.iter().flat_map(|thread| {
        let last = thread.written - u32::from(thread.withdrawn && thread.written > 0);
        (1..=last).map(|n| visit.master.own(thread.i, n))
    });
    let replies = threads.iter().flat_map(|thread| {
        let key = visit.master.thread(thread.i);
        (1..=visit.written(thread)).map(move |n| key.reply(n)).collect::<Vec<_>>()
    });
    own.chain(replies).collect()
}

fn delete(api: &Api, tokens: &[Token]) -> Result<(), Error> {
    for some in tokens.chunks(size::SIXTEEN) {
        api.delete(&post::with_random(some, &mut random::system()))?;
    }
    Ok(())
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

/// Letters about to be sealed: to some of the threads, with the notes that record them.
struct Outgoing<'v, 'a> {
    visit: &'v Visit<'a>,
    threads: Vec<ThreadNote>,
    to: Vec<u32>,
    replies_only: bool,
}

impl Outgoing<'_, '_> {
    /// Seals a text, in parts where it is long, to every thread; and the notes; and posts all of it at once.
    fn send(
        mut self,
        text: &str,
        first: impl Fn(&ThreadNote, &str) -> Body,
        progress: &impl Progress,
    ) -> Result<Receipt, Error> {
        if text.trim().is_empty() {
            return Err(Error::EmptyText);
        }
        let parts = content::parts(text);
        let notes = if self.replies_only { 1 } else { parts.len() };
        if parts.len() * self.to.len() + notes > size::SIXTEEN {
            return Err(Error::TextTooLong { most: TEXT * (size::SIXTEEN / (self.to.len() + 1)).max(1) });
        }
        let of = u32::try_from(parts.len()).ok().filter(|of| *of <= MAX_PARTS).ok_or(Error::EmptyText)?;
        let (mut letters, mut own) = (Vec::new(), Vec::new());
        for (number, text) in (1..).zip(&parts) {
            let part = (of > 1).then_some(Part { number, of });
            let body = |thread: &ThreadNote| match number {
                1 => first(thread, text),
                _ => Body::Message(Message { text: (*text).into(), other: Other::new() }),
            };
            let (sealed, mut letter) = self.seal_to_all(body, part)?;
            letter.text = Some((*text).into());
            letters.extend(sealed);
            own.push(vec![letter]);
        }
        letters.extend(self.notes(own)?);
        self.visit.post(letters, progress)?;
        Ok(self.receipt(parts.len()))
    }

    fn withdrawal(mut self, progress: &impl Progress) -> Result<Receipt, Error> {
        if self.to.is_empty() {
            self.visit.post(Vec::new(), progress)?;
            return Ok(self.receipt(0));
        }
        let body = |_: &ThreadNote| Body::Withdrawal(Withdrawal { text: None, other: Other::new() });
        let (mut letters, own) = self.seal_to_all(body, None)?;
        for thread in self.threads.iter_mut().filter(|thread| self.to.contains(&thread.i)) {
            thread.withdrawn = true;
        }
        letters.extend(self.notes(vec![vec![own]])?);
        self.visit.post(letters, progress)?;
        Ok(self.receipt(1))
    }

    /// The next letter of every thread that is written to, and how the note tells of it.
    fn seal_to_all(
        &mut self,
        body: impl Fn(&ThreadNote) -> Body,
        part: Option<Part>,
    ) -> Result<(Vec<Sealed>, OwnLetter), Error> {
        let visit = self.visit;
        let (mut letters, mut to, mut kind) = (Vec::new(), Vec::new(), String::new());
        for thread in self.threads.iter_mut().filter(|thread| self.to.contains(&thread.i)) {
            let reader = visit.organisation.reader(thread.adviser, &thread.name, visit.today)?;
            let n = thread.written + 1;
            let body = body(thread);
            body.kind().clone_into(&mut kind);
            let directory = Some(Named::directory(&visit.organisation.directory));
            let content = Content { part, directory, ..Content::new(body, n, thread.seen, visit.today) };
            let (key, token) = (visit.master.thread(thread.i), visit.master.own(thread.i, n));
            letters.push(letter::seal_to_adviser(&reader, &key, &token, content, &mut random::system())?);
            to.push(Sent { i: thread.i, n, seen: thread.seen });
            thread.written = n;
        }
        Ok((letters, OwnLetter { to, kind, text: None, part }))
    }

    /// A note for each group of own letters, each with the whole state; the last of them counts.
    fn notes(&self, own: Vec<Vec<OwnLetter>>) -> Result<Vec<Sealed>, Error> {
        let visit = self.visit;
        let (epoch, first, earlier) = visit.notes.next(visit.today);
        let own = if self.replies_only { vec![Vec::new()] } else { own };
        let seal = |(k, letters)| {
            let note = Note {
                threads: self.threads.clone(),
                earlier: earlier.clone(),
                replies_only: self.replies_only,
                letters,
                attachments: Vec::new(),
                other: Other::new(),
            };
            let directory = Some(Named::directory(&visit.organisation.directory));
            let content = Content { directory, ..Content::new(note.into(), k, 0, visit.today) };
            let organisation = visit.link.pin.organisation;
            letter::seal_note(organisation, &visit.master, epoch, &content, &mut random::system())
        };
        (first..).zip(own).map(seal).collect::<Result<_, _>>().map_err(Error::from)
    }

    fn receipt(&self, letters: usize) -> Receipt {
        let written_to = self.threads.iter().filter(|thread| self.to.contains(&thread.i));
        Receipt { advisers: written_to.map(|thread| thread.name.clone()).collect(), letters }
    }
}

impl Visit<'_> {
    /// The post that ends every visit: at least four letters, all or none.
    fn post(&self, letters: Vec<Sealed>, progress: &impl Progress) -> Result<(), Error> {
        let letters = post::with_cover(letters, self.link.pin.organisation, &mut random::system())?;
        post::post(self.api, &self.link.slug, &letters, progress)
    }
}
