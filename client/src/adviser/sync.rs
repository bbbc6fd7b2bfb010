//! Looking into the box: what is new is opened, proven and put into the vault; what waits goes out; keys and heartbeat
//! follow.

use fluister_protocol::day::Day;
use fluister_protocol::label::Label;
use fluister_protocol::letter::Sealed;
use fluister_protocol::session;
use fluister_protocol::size;
use fluister_protocol::statement::{self, KeyStatement};

use crate::adviser::ingest::{self, Opened};
use crate::adviser::kept::State;
use crate::adviser::keys;
use crate::adviser::look::{Due, Look};
use crate::adviser::news::News;
use crate::error::Error;
use crate::http::{Api, Session};
use crate::link::Link;
use crate::post::{self, Progress};
use crate::trust::{self, Organisation};
use crate::vault::Vault;

/// The most letters that are ingested in one change of the vault: with the pages that they change they stay within
/// what a server takes in one batch.
const MOST_AT_ONCE: usize = 48;

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
    unproven.sort_by_key(|letter| ingest::order(&vault.state, &organisation, letter));
    let last = unproven.split_off(unproven.len() - unproven.len() % MOST_AT_ONCE);
    let set_aside = organisation.all_set_aside();
    let mut before = News { looked_at, set_aside, ..News::default() };
    for some in unproven.chunks(MOST_AT_ONCE) {
        before =
            vault.transact(api, &session, |state| Ok(ingest::ingest(state, &organisation, some, &before)))?;
    }
    let look = Look { organisation: &organisation, link: &link, letters: &last, cursor: &cursor, today };
    let Due { statement, heartbeat, mut news } =
        vault.transact(api, &session, |state| look.record_in(state, &before))?;
    rotate_if_due(api, vault, &session)?;
    if let Some(statement) = statement {
        publish(api, &link, vault, &mut organisation, &statement)?;
        news.keys_published = true;
    }
    send_outbox(api, &link, vault, &session, progress)?;
    let adviser = vault.state.identity().public().adviser();
    let Some(named) = organisation.shown_statement(adviser).map(|statement| statement.named()) else {
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
        opened.extend(page.letters.iter().filter_map(|letter| ingest::open(state, link, letter)));
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
