//! Going on with another adviser: because the present one asks, is gone, or the melder wants to. The other one gets a
//! thread of their own, whose keys no earlier adviser has.

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{self, Body, Handover, Message, Other, Part};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::MAX_THREADS;
use fluister_protocol::directory::Track;
use fluister_protocol::id::AdviserId;
use fluister_protocol::note::ThreadNote;
use fluister_protocol::size;

use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::melder::attachments::Attachments;
use crate::melder::conversation::{Conversation, Words};
use crate::melder::outgoing::{Noted, Outgoing};
use crate::melder::receipt::Receipt;
use crate::melder::visit::Visit;
use crate::melder::write::Draft;
use crate::post::Progress;

/// What the melder decides.
#[derive(Clone)]
pub struct Consent {
    /// The adviser to go on with: a name or an id.
    pub successor: String,
    /// What it is about; absent where the melder does not know.
    pub track: Option<Track>,
    /// What the melder says to them.
    pub text: String,
    /// The language to answer in (BCP 47).
    pub language: Option<String>,
    /// They get what was written so far, too.
    pub with_conversation: bool,
}

/// Writes to a further adviser, and tells those who asked for it that it was done.
///
/// # Errors
/// [`Error`]; nothing is stored then. [`Error::KnownAdviser`] for one who has a thread already.
pub fn hand_over(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    consent: &Consent,
    today: Day,
    progress: &impl Progress,
) -> Result<Receipt, Error> {
    let visit = Visit::open(api, link, code, today)?;
    let newest = visit.notes.newest().ok_or(Error::NothingUnderCode)?;
    let successor = visit.organisation.adviser_called(&consent.successor)?;
    let mut threads: Vec<_> = visit.threads().iter().map(|thread| visit.after_visit(thread)).collect();
    if threads.iter().all(|thread| thread.withdrawn) {
        return Err(Error::Withdrawn);
    }
    if threads.iter().any(|thread| thread.adviser == successor.id() && !thread.withdrawn) {
        return Err(Error::KnownAdviser(successor.name.clone()));
    }
    let conversation = visit.conversation()?;
    let askers = asked_by(&visit, &conversation, successor.id());
    let next = threads.iter().map(|thread| thread.i + 1).max().unwrap_or(0);
    let i = Some(next).filter(|i| *i < MAX_THREADS).ok_or(Error::TooManyThreads)?;
    threads.push(ThreadNote {
        i,
        adviser: successor.id(),
        name: successor.name.clone(),
        written: 0,
        seen: 0,
        heartbeat: visit.organisation.heartbeat(successor.id()).map_or(0, |heartbeat| heartbeat.counter),
        withdrawn: false,
    });
    let mut text = consent.text.clone();
    if consent.with_conversation {
        text.push_str(&so_far(&conversation));
    }
    let replies_only = newest.note.replies_only;
    let outgoing = Outgoing { visit: &visit, threads, to: vec![i], replies_only };
    send(outgoing, consent, &text, (successor.id(), askers), progress)
}

/// The threads whose adviser asked for this successor, and can be told.
fn asked_by(visit: &Visit<'_>, conversation: &Conversation, successor: AdviserId) -> Vec<u32> {
    let asks = |words: &Words| match words {
        Words::Theirs(body) => matches!(body.as_ref(), Body::Handover(asked) if asked.successor == successor),
        Words::Own(_) => false,
    };
    let threads = conversation.threads.iter().filter(|thread| thread.reachable);
    threads
        .filter(|thread| thread.letters.iter().any(|line| asks(&line.words)))
        .map(|thread| thread.i)
        .filter(|i| visit.threads().iter().any(|thread| thread.i == *i))
        .collect()
}

/// All that was written, as a text.
fn so_far(conversation: &Conversation) -> String {
    let mut text = String::new();
    for thread in &conversation.threads {
        for line in &thread.letters {
            let (who, words) = match &line.words {
                Words::Own(own) => ("melder", own.text.as_deref()),
                Words::Theirs(body) => (thread.name.as_str(), body.text()),
            };
            if let Some(words) = words {
                text.push_str(&format!("\n\n[{}, {who}]\n{words}", line.day));
            }
        }
    }
    text
}

fn send(
    mut outgoing: Outgoing<'_, '_>,
    consent: &Consent,
    text: &str,
    (successor, askers): (AdviserId, Vec<u32>),
    progress: &impl Progress,
) -> Result<Receipt, Error> {
    if text.trim().is_empty() {
        return Err(Error::EmptyText);
    }
    let visit = outgoing.visit;
    let draft = Draft {
        track: consent.track,
        categories: Vec::new(),
        text: String::new(),
        wants: None,
        language: consent.language.clone(),
        replies_only: outgoing.replies_only,
        attachments: Attachments::default(),
    };
    let parts = content::parts(text);
    let notes = if outgoing.replies_only { 1 } else { parts.len() + usize::from(!askers.is_empty()) };
    if parts.len() + askers.len() + notes > size::SIXTEEN {
        return Err(Error::TextTooLong { most: content::TEXT * 6 });
    }
    let of = u32::try_from(parts.len()).map_err(|_| Error::EmptyText)?;
    let (mut letters, mut own) = (Vec::new(), Vec::new());
    for (number, text) in (1..).zip(&parts) {
        let part = (of > 1).then_some(Part { number, of });
        let body = |thread: &ThreadNote| match number {
            1 => draft.report(visit, thread, text),
            _ => Body::Message(Message { text: (*text).into(), other: Other::new() }),
        };
        let (sealed, mut letter) = outgoing.seal_to_all(body, part)?;
        letter.text = Some((*text).into());
        letters.extend(sealed);
        own.push(Noted { letters: vec![letter], attachments: vec![] });
    }
    let receipt = outgoing.receipt(parts.len());
    if !askers.is_empty() {
        outgoing.to = askers;
        let told =
            |_: &ThreadNote| Body::Handover(Handover { successor, text: String::new(), other: Other::new() });
        let (sealed, letter) = outgoing.seal_to_all(told, None)?;
        letters.extend(sealed);
        own.push(Noted { letters: vec![letter], attachments: vec![] });
    }
    letters.extend(outgoing.notes(own)?);
    visit.post(letters, progress)?;
    Ok(receipt)
}
