//! Ingesting letters from the box: they are opened, proven, and added to the thread that they belong to.

use fluister_protocol::content::{Body, Content};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadId;
use fluister_protocol::id::Id;
use fluister_protocol::letter::OpenError;
use fluister_protocol::proof::{Proven, Unproven};
use fluister_protocol::thread::{Arrival, Sequence};

use crate::adviser::kept::{ColleagueLetter, Letter, Oddity, State, Thread, ThreadName, Unreadable, Writer};
use crate::adviser::news::News;
use crate::http::BoxLetter;
use crate::link::Link;
use crate::trust::Organisation;

/// The most unreadable letters that are kept whole, and the most of which it is kept that they came: anybody can make them,
/// and they must not fill the vault. The server keeps them all for the organisation's retention.
pub(super) const MOST_UNREADABLE: (usize, usize) = (16, 1_000);

/// A letter that opened with one of the adviser's keys.
pub(super) struct Opened {
    id: Id,
    day: Day,
    letter: Vec<u8>,
    unproven: Unproven,
}

pub(super) fn open(state: &State, link: &Link, letter: &BoxLetter) -> Option<Opened> {
    let unproven = state
        .identity
        .readers(link, letter.day)
        .iter()
        .find_map(|reader| reader.open(letter.id, &letter.letter).ok())?;
    Some(Opened { id: letter.id, day: letter.day, letter: letter.letter.clone(), unproven })
}

fn prove(state: &State, organisation: &Organisation, letter: &Opened) -> Result<Proven, OpenError> {
    letter.unproven.prove(&organisation.directory, |id: ThreadId| {
        state.threads.get(&ThreadName::from(id)).map(|thread| thread.key.clone())
    })
}

pub(super) fn order(state: &State, organisation: &Organisation, letter: &Opened) -> (bool, u32) {
    // a letter of a thread that is in none of the vault is not proven yet, but tells its number
    match prove(state, organisation, letter) {
        Ok(Proven::Report { content, .. }) => (false, content.n),
        Ok(Proven::Thread { content, .. } | Proven::Adviser { content, .. }) => (true, content.n),
        Err(_) => (true, letter.unproven.claimed_number().unwrap_or(u32::MAX)),
    }
}

/// Ingests letters; what they bring is added to `before`.
pub(super) fn ingest(
    state: &mut State,
    organisation: &Organisation,
    letters: &[Opened],
    before: &News,
) -> News {
    let mut news = before.clone();
    for letter in letters {
        ingest_letter(state, organisation, letter, &mut news);
    }
    news
}

fn ingest_letter(state: &mut State, organisation: &Organisation, letter: &Opened, news: &mut News) {
    let name = ThreadName::from(letter.unproven.thread());
    if state.identity.gone.contains(&name) || state.unreadable.iter().any(|known| known.id == letter.id) {
        return;
    }
    match prove(state, organisation, letter) {
        Ok(Proven::Report { thread, content }) => {
            let Body::Report(report) = &content.body else { return };
            let new = Thread::new(thread, report.reply_key.clone());
            state.threads.entry(name.clone()).or_insert(new);
            add_to_thread(state, &name, letter, *content, news);
        }
        Ok(Proven::Thread { content, .. }) => add_to_thread(state, &name, letter, *content, news),
        Ok(Proven::Adviser { from, content }) => {
            if state.colleagues.iter().all(|known| known.id != letter.id) {
                let (id, day, content) = (letter.id, letter.day, *content);
                let listed = organisation.directory.adviser(from);
                state.colleagues.push(ColleagueLetter {
                    adviser: from,
                    name: listed.map(|adviser| adviser.name.clone()).unwrap_or_default(),
                    own: false,
                    id,
                    day,
                    new: true,
                    draft: None,
                    content,
                });
                news.new_letters += 1;
            }
        }
        Err(error) => keep_unreadable(state, letter, error.reason()),
    }
}

fn add_to_thread(state: &mut State, name: &ThreadName, letter: &Opened, content: Content, news: &mut News) {
    if matches!(content.body, Body::Withdrawal(_)) {
        // the melder's wish: the thread goes, and only its name stays, so that it does not come back
        state.threads.remove(name);
        state.identity.gone.insert(name.clone());
        news.withdrawn.push(name.clone());
        return;
    }
    if let Some(thread) = state.threads.get_mut(name)
        && add(thread, letter.id, letter.day, content)
    {
        news.new_letters += 1;
    }
}

/// Adds a melder's letter to its thread; `false` for one that is known, since the box serves letters again when their day
/// is over.
fn add(thread: &mut Thread, id: Id, day: Day, content: Content) -> bool {
    let oddity = match thread.received.take(content.n, id) {
        Arrival::Repeated => return false,
        Arrival::InTurn if !Sequence::seen_is_possible(content.seen, thread.written) => {
            Some(Oddity::SeenAhead)
        }
        Arrival::InTurn => None,
        Arrival::OutOfTurn => Some(Oddity::OutOfTurn),
        Arrival::AfterGap => Some(Oddity::AfterGap),
        Arrival::Conflict => Some(Oddity::Conflict),
    };
    thread.letters.push(Letter { writer: Writer::Melder, id, day, new: true, oddity, draft: None, content });
    true
}

fn keep_unreadable(state: &mut State, letter: &Opened, reason: &str) {
    let (whole, some) = MOST_UNREADABLE;
    if state.unreadable.len() >= some {
        return;
    }
    let room = state.unreadable.len() < whole;
    state.unreadable.push(Unreadable {
        id: letter.id,
        day: letter.day,
        reason: reason.into(),
        letter: if room { letter.letter.clone() } else { Vec::new() },
    });
}
