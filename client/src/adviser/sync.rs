//! Looking into the box: what is new is opened, proven and put into the vault; what waits goes out; keys and heartbeat
//! follow.

use fluister_protocol::chain::Named;
use fluister_protocol::content::{Body, Content};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadId;
use fluister_protocol::heartbeat::Entry;
use fluister_protocol::id::Id;
use fluister_protocol::label::Label;
use fluister_protocol::letter::{OpenError, Sealed};
use fluister_protocol::proof::{Proven, Unproven};
use fluister_protocol::random;
use fluister_protocol::session;
use fluister_protocol::size;
use fluister_protocol::statement::{self, KeyStatement};

use crate::adviser::colleague::ColleagueLetter;
use crate::adviser::state::{MOST_UNREADABLE, State, ThreadName, Unreadable};
use crate::adviser::thread::Thread;
use crate::adviser::{draft, keys};
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
    /// Letters of melders and other advisers that are new.
    pub new_letters: usize,
    /// Threads whose melder has withdrawn: their letters are deleted.
    pub withdrawn: Vec<ThreadName>,
    /// Keys were published.
    pub keys_published: bool,
    /// Letters to other advisers that cannot be written to now; they wait in the vault.
    pub waiting: usize,
}

/// The most letters that are taken in in one change of the vault: with the pages on which they come to lie they stay
/// within what a server takes at once.
const MOST_AT_ONCE: usize = 48;

/// What one step puts into the vault, to be published once the server has the vault so.
struct Step {
    statement: Option<KeyStatement>,
    heartbeat: (u32, Vec<Entry>),
    news: News,
}

/// Looks into the box and does all that follows. What other devices of this adviser did is fetched first. Everything that
/// was opened and everything that is written is in the vault, here and on the server, before anything is sent.
///
/// # Errors
/// [`Error::NotAppointed`] as long as the organisation's directory does not list this adviser; [`Error::Manifest`] for a
/// vault that is not the one this device knows. What waits to be written stays in the vault.
pub fn sync(
    api: &Api,
    vault: &mut Vault<State>,
    today: Day,
    progress: &impl Progress,
) -> Result<News, Error> {
    let link = vault.state.link()?;
    // before the vault: nothing published is newer than the vault that was there before it
    let mut organisation = trust::organisation(api, &link.slug, &link.pin, today)?;
    vault.pull(api)?;
    is_listed(&vault.state, &organisation)?;
    let session = open_session(api, &link, &vault.state)?;
    let (mut unproven, looked_at, cursor) = box_letters(api, &link, &session, &vault.state)?;
    // a release comes in the order of its ids, which is none: reports first, since they bring the threads that the other
    // letters belong to, then by number
    unproven.sort_by_key(|letter| order(&vault.state, &organisation, letter));
    let last = unproven.split_off(unproven.len() - unproven.len() % MOST_AT_ONCE);
    let mut before = News { looked_at, ..News::default() };
    for some in unproven.chunks(MOST_AT_ONCE) {
        before = vault.transact(api, &session, |state| Ok(take_all(state, &organisation, some, &before)))?;
    }
    let Step { statement, heartbeat, mut news } = vault.transact(api, &session, |state| {
        let mut news = take_all(state, &organisation, &last, &before);
        let shown = Named::directory(&organisation.directory);
        if let Some(named) = state.identity.directory {
            named.not_after(shown)?;
        }
        state.identity.directory = Some(shown);
        state.identity.cursor = Some(cursor.clone());
        state.identity.rotation_due |= state.identity.destroy_old(today);
        let statement = keys::statement(state, &link, &organisation, today)?;
        let sealed = draft::seal_all(state, &organisation, &link, today)?;
        if !sealed.is_empty() || state.outbox.is_empty() {
            // with their cover, so that sending twice sends the same; four letters to nobody where nothing is to be said,
            // which take the same way as any others
            let letters = post::with_cover(sealed, link.pin.organisation, &mut random::system())?;
            state.outbox.extend(letters.into_iter().map(Into::into));
        }
        news.waiting = state.drafts.len();
        let heartbeat = keys::entries(state, &organisation)?;
        Ok(Step { statement, heartbeat, news })
    })?;
    rotate_if_due(api, vault, &session)?;
    if let Some(statement) = statement {
        publish(api, &link, vault, &mut organisation, &statement)?;
        news.keys_published = true;
    }
    send_outbox(api, &link, vault, &session, progress)?;
    let adviser = vault.state.identity().public().adviser();
    let Some(named) = organisation.statement(adviser).map(|statement| statement.named()) else {
        return Ok(news);
    };
    let heartbeat = keys::heartbeat(&organisation, named, &vault.state, heartbeat, today);
    let signed = vault.state.identity().sign_payload(&heartbeat).map_err(|_| Error::Encoding)?;
    unless_newer(api.put_heartbeat(&link.slug, adviser, &signed))?;
    Ok(news)
}

/// Draws new keys for the vault where an epoch's secret was destroyed, so that no older copy gives it back.
fn rotate_if_due(api: &Api, vault: &mut Vault<State>, session: &Session) -> Result<(), Error> {
    if !vault.state.identity.rotation_due {
        return Ok(());
    }
    vault.state.identity.rotation_due = false;
    match vault.rotate(api, session) {
        // another device did it
        Err(Error::VaultBusy) if !vault.state.identity.rotation_due => Ok(()),
        Err(error) => {
            vault.state.identity.rotation_due = true;
            Err(error)
        }
        Ok(()) => Ok(()),
    }
}

fn is_listed(state: &State, organisation: &Organisation) -> Result<(), Error> {
    let adviser = state.identity().public().adviser();
    if organisation.directory.adviser(adviser).is_none() {
        let issued = organisation.directory.issued;
        return Err(Error::NotAppointed { name: state.name().to_owned(), issued });
    }
    Ok(())
}

/// Opens a session with the adviser's identity.
pub(super) fn open_session(api: &Api, link: &Link, state: &State) -> Result<Session, Error> {
    let identity = state.identity();
    let organisation = link.pin.organisation;
    api.open_session(organisation, identity.public().adviser(), |origin, challenge| {
        identity.sign(Label::Session, &session::parts(origin, &organisation, challenge))
    })
}

/// What is new in the box and opens, how much was looked at, and where the next look begins.
fn box_letters(
    api: &Api,
    link: &Link,
    session: &Session,
    state: &State,
) -> Result<(Vec<Opened>, usize, String), Error> {
    let (mut opened, mut looked_at, mut cursor) = (Vec::new(), 0, state.identity.cursor.clone());
    loop {
        let page = api.box_page(&link.slug, session, cursor.as_deref())?;
        looked_at += page.letters.len();
        opened.extend(page.letters.iter().filter_map(|letter| open(state, link, letter)));
        if page.complete || page.letters.is_empty() {
            return Ok((opened, looked_at, page.next));
        }
        cursor = Some(page.next);
    }
}

/// Another device of this adviser has published something newer: as good.
fn unless_newer(published: Result<(), Error>) -> Result<(), Error> {
    match published {
        Err(Error::Refused(problem)) if problem.status == 409 => Ok(()),
        published => published,
    }
}

fn publish(
    api: &Api,
    link: &Link,
    vault: &Vault<State>,
    organisation: &mut Organisation,
    statement: &KeyStatement,
) -> Result<(), Error> {
    let signed = vault.state.identity().sign_payload(statement).map_err(|_| Error::Encoding)?;
    unless_newer(api.put_keys(&link.slug, statement.adviser, &signed))?;
    let verified = statement::verify(&organisation.directory, &signed)?;
    organisation.statements.retain(|other| other.adviser != statement.adviser);
    organisation.statements.push(verified);
    Ok(())
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

fn order(state: &State, organisation: &Organisation, letter: &Opened) -> (bool, u32) {
    // a letter of a thread that is in none of the vault is not proven yet, but tells its number
    match prove(state, organisation, letter) {
        Ok(Proven::Report { content, .. }) => (false, content.n),
        Ok(Proven::Thread { content, .. } | Proven::Adviser { content, .. }) => (true, content.n),
        Err(_) => (true, letter.unproven.claimed_number().unwrap_or(u32::MAX)),
    }
}

/// Takes some letters in; what is new adds up.
fn take_all(state: &mut State, organisation: &Organisation, letters: &[Opened], before: &News) -> News {
    let mut news = before.clone();
    for letter in letters {
        take_in(state, organisation, letter, &mut news);
    }
    news
}

fn take_in(state: &mut State, organisation: &Organisation, letter: &Opened, news: &mut News) {
    let name = ThreadName::from(letter.unproven.thread());
    if state.identity.gone.contains(&name) || state.unreadable.iter().any(|known| known.id == letter.id) {
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

fn take_letter(state: &mut State, name: &ThreadName, letter: &Opened, content: Content, news: &mut News) {
    if matches!(content.body, Body::Withdrawal(_)) {
        // the melder's wish: the thread goes, and only its name stays, so that it does not come back
        state.threads.remove(name);
        state.identity.gone.insert(name.clone());
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

/// Sends what is sealed, and forgets it once the server has it. The bytes are those that the vault holds: sending them
/// again, from whichever device, is harmless. Posted without the session, so that they are letters like any others.
fn send_outbox(
    api: &Api,
    link: &Link,
    vault: &mut Vault<State>,
    session: &Session,
    progress: &impl Progress,
) -> Result<(), Error> {
    let letters: Vec<Sealed> = vault.state.outbox.iter().cloned().map(Sealed::from).collect();
    for some in letters.chunks(size::SIXTEEN) {
        post::post(api, &link.slug, some, progress)?;
    }
    vault.transact(api, session, |state| {
        state.outbox.retain(|waiting| letters.iter().all(|sent| sent.id != waiting.id));
        Ok(())
    })
}
