//! Looking into the box: what is new is opened, proven and put into the vault; what waits goes out; keys and heartbeat
//! follow.

use fluister_protocol::chain::Named;
use fluister_protocol::content::{Body, Content};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadId;
use fluister_protocol::id::Id;
use fluister_protocol::label::Label;
use fluister_protocol::letter::{OpenError, Sealed};
use fluister_protocol::proof::{Proven, Unproven};
use fluister_protocol::random;
use fluister_protocol::session;
use fluister_protocol::size;

use crate::adviser::keys;
use crate::adviser::state::{MOST_UNREADABLE, State, Thread, ThreadName, Unreadable};
use crate::error::Error;
use crate::http::{Api, BoxLetter, Session};
use crate::link::Link;
use crate::post::{self, Progress};
use crate::trust::{self, Organisation};
use crate::vault::Vault;

/// What a look into the box brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Letters that were looked at; most are not for this adviser.
    pub looked_at: usize,
    /// Letters of melders that are new.
    pub new_letters: usize,
    /// Threads whose melder has withdrawn: their letters are deleted.
    pub withdrawn: Vec<ThreadName>,
    /// Keys were published.
    pub keys_published: bool,
}

/// Looks into the box and does all that follows. Everything that was opened is in the vault before anything is sent.
///
/// # Errors
/// [`Error::NotAppointed`] as long as the organisation's directory does not list this adviser.
pub fn sync(
    api: &Api,
    vault: &mut Vault<State>,
    today: Day,
    progress: &impl Progress,
) -> Result<News, Error> {
    let link = vault.state.link()?;
    let mut organisation = verified(api, vault, &link, today)?;
    let session = open_session(api, &link, vault)?;
    let mut news = News::default();
    let mut unproven = Vec::new();
    loop {
        let page = api.box_page(&link.slug, &session, vault.state.cursor.as_deref())?;
        news.looked_at += page.letters.len();
        unproven.extend(page.letters.iter().filter_map(|letter| open(&vault.state, &link, letter)));
        let done = page.complete || page.letters.is_empty();
        vault.state.cursor = Some(page.next);
        if done {
            break;
        }
    }
    // a release comes in the order of its ids, which is none: reports first, since they bring the threads that the other
    // letters belong to, then by number
    unproven.sort_by_key(|letter| order(&vault.state, &organisation, letter));
    for letter in &unproven {
        take_in(&mut vault.state, &organisation, letter, &mut news);
    }
    vault.save()?;
    keys::destroy_old(vault, today)?;
    news.keys_published = keys::publish(api, &link, vault, &mut organisation, today)?;
    send_outbox(api, &link, vault, progress)?;
    keys::heartbeat(api, &link, vault, &organisation, today)?;
    Ok(news)
}

/// Fetches without a session, like any melder, so that the server cannot show advisers another directory.
fn verified(api: &Api, vault: &mut Vault<State>, link: &Link, today: Day) -> Result<Organisation, Error> {
    let organisation = trust::organisation(api, &link.slug, &link.pin, today)?;
    let shown = Named::directory(&organisation.directory);
    if let Some(named) = vault.state.directory {
        named.not_after(shown)?;
    }
    vault.state.directory = Some(shown);
    let adviser = vault.state.identity().public().adviser();
    if organisation.directory.adviser(adviser).is_none() {
        let issued = organisation.directory.issued;
        return Err(Error::NotAppointed { name: vault.state.name.clone(), issued });
    }
    Ok(organisation)
}

fn open_session(api: &Api, link: &Link, vault: &Vault<State>) -> Result<Session, Error> {
    let identity = vault.state.identity();
    let organisation = link.pin.organisation;
    api.open_session(organisation, identity.public().adviser(), |origin, challenge| {
        identity.sign(Label::Session, &session::parts(origin, &organisation, challenge))
    })
}

/// A letter that opened with one of the adviser's keys.
struct Opened {
    id: Id,
    day: Day,
    letter: Vec<u8>,
    unproven: Unproven,
}

fn open(state: &State, link: &Link, letter: &BoxLetter) -> Option<Opened> {
    let unproven = state
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

fn order(state: &State, organisation: &Organisation, letter: &Opened) -> (bool, u32) {
    // a letter of a thread that is in none of the vault is not proven yet, but tells its number
    match prove(state, organisation, letter) {
        Ok(Proven::Report { content, .. }) => (false, content.n),
        Ok(Proven::Thread { content, .. } | Proven::Adviser { content, .. }) => (true, content.n),
        Err(_) => (true, letter.unproven.claimed_number().unwrap_or(u32::MAX)),
    }
}

fn take_in(state: &mut State, organisation: &Organisation, letter: &Opened, news: &mut News) {
    let name = ThreadName::from(letter.unproven.thread());
    if state.gone.contains(&name) || state.unreadable.iter().any(|known| known.id == letter.id) {
        return;
    }
    match prove(state, organisation, letter) {
        Ok(Proven::Report { thread, content }) => {
            let Body::Report(report) = &content.body else { return };
            let new = Thread::new(thread, report.reply_key.clone());
            state.threads.entry(name.clone()).or_insert(new);
            take_letter(state, &name, letter, *content, news);
        }
        Ok(Proven::Thread { content, .. }) => take_letter(state, &name, letter, *content, news),
        Ok(Proven::Adviser { .. }) => keep_unreadable(state, letter, "between-advisers"),
        Err(error) => keep_unreadable(state, letter, error.reason()),
    }
}

fn take_letter(state: &mut State, name: &ThreadName, letter: &Opened, content: Content, news: &mut News) {
    if matches!(content.body, Body::Withdrawal(_)) {
        // the melder's wish: the thread goes, and only its name stays, so that it does not come back
        state.threads.remove(name);
        state.gone.insert(name.clone());
        news.withdrawn.push(name.clone());
        return;
    }
    if let Some(thread) = state.threads.get_mut(name)
        && thread.take(letter.id, letter.day, content)
    {
        news.new_letters += 1;
    }
}

fn keep_unreadable(state: &mut State, letter: &Opened, reason: &str) {
    let room = state.unreadable.len() < MOST_UNREADABLE;
    state.unreadable.push(Unreadable {
        id: letter.id,
        day: letter.day,
        reason: reason.into(),
        letter: if room { letter.letter.clone() } else { Vec::new() },
    });
}

/// Sends what waits, and forgets it once the server has it; four letters to nobody where nothing waits, so that the
/// server cannot tell whether the adviser wrote. The bytes are those that the vault holds: sending them again is
/// harmless. Posted without the session, so that they are letters like any others.
fn send_outbox(
    api: &Api,
    link: &Link,
    vault: &mut Vault<State>,
    progress: &impl Progress,
) -> Result<(), Error> {
    if vault.state.outbox.is_empty() {
        let cover = post::with_cover(Vec::new(), link.pin.organisation, &mut random::system())?;
        return post::post(api, &link.slug, &cover, progress);
    }
    while !vault.state.outbox.is_empty() {
        let count = vault.state.outbox.len().min(size::SIXTEEN);
        let letters: Vec<Sealed> = vault.state.outbox.iter().take(count).cloned().map(Sealed::from).collect();
        post::post(api, &link.slug, &letters, progress)?;
        vault.state.outbox.drain(..count);
        vault.save()?;
    }
    Ok(())
}
