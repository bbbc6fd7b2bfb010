//! Writing to a melder or to another adviser.

use fluister_protocol::content::{Body, Handover, Other, TEXT};
use fluister_protocol::day::Day;

use crate::adviser::kept::{Draft, State, To};
use crate::adviser::sync;
use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::post::Progress;
use crate::trust::{self, Organisation};
use crate::vault::Vault;

/// Answers in a thread. The answer is in the vault before anything else happens; where the connection breaks, it goes out
/// with the next sync. Gives the number of letters that it takes.
///
/// # Errors
/// [`Error`]; [`Error::Unreachable`] with the answer kept in the vault.
pub fn reply(
    api: &Api,
    vault: &mut Vault<State>,
    thread: &str,
    text: &str,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    let to = To::Melder(vault.state.thread_called(thread)?);
    send(api, vault, Draft::text(to, text)?, today, progress)
}

/// Writes to another adviser of the organisation.
///
/// # Errors
/// As [`reply`]; [`Error::NoSuchAdviser`].
pub fn consult(
    api: &Api,
    vault: &mut Vault<State>,
    adviser: &str,
    text: &str,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    let link = vault.state.link()?;
    let to = listed(api, &link, today)?.adviser_called(adviser)?.id();
    send(api, vault, Draft::text(To::Adviser(to), text)?, today, progress)
}

/// Asks a melder to go on with another adviser. Nothing is passed on: the melder decides, and writes to the other one
/// under keys that this adviser never has.
///
/// # Errors
/// As [`reply`]; [`Error::NoSuchAdviser`].
pub fn ask_for_handover(
    api: &Api,
    vault: &mut Vault<State>,
    thread: &str,
    successor: &str,
    text: &str,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    if text.trim().is_empty() {
        return Err(Error::EmptyText);
    }
    if fluister_protocol::content::parts(text).len() > 1 {
        return Err(Error::TextTooLong { most: TEXT });
    }
    let to = To::Melder(vault.state.thread_called(thread)?);
    let link = vault.state.link()?;
    let successor = listed(api, &link, today)?.adviser_called(successor)?.id();
    let body = Body::Handover(Handover { successor, text: text.into(), other: Other::new() });
    send(api, vault, Draft::letter(to, body), today, progress)
}

fn listed(api: &Api, link: &Link, today: Day) -> Result<Organisation, Error> {
    trust::organisation(api, &link.slug, &link.pin, today)
}

pub(super) fn send(
    api: &Api,
    vault: &mut Vault<State>,
    draft: Draft,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    let (letters, to) = (draft.letters(), draft.to.clone());
    vault.state.draft(draft);
    vault.save()?;
    sync::sync(api, vault, today, progress)?;
    match to {
        To::Melder(name) if !vault.state.threads.contains_key(&name) => Err(Error::MelderWithdrew),
        To::Melder(_) | To::Adviser(_) => Ok(letters),
    }
}
