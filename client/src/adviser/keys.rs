//! Epoch keys and heartbeats: made in the step in which the vault is changed on the server, and published after it.

use fluister_protocol::chain::Named;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::heartbeat::{Entry, Heartbeat};
use fluister_protocol::heartbeat_contents;
use fluister_protocol::keys::EpochSecret;
use fluister_protocol::random;
use fluister_protocol::signed::ValidationError;
use fluister_protocol::statement::{EpochKey, KeyStatement};

use crate::adviser::kept::{Seed, State};
use crate::error::Error;
use crate::link::Link;
use crate::trust::Organisation;

/// How many epochs ahead keys are published.
const AHEAD: u32 = 2;

/// A key statement for the present epoch and two more, unless the newest one that is published has them. The vault holds
/// the secrets before anybody can write to them.
///
/// # Errors
/// [`Error::Distrust`]: signed with this identity, and not from this vault: an older copy of it is at work.
pub(super) fn statement(
    state: &mut State,
    link: &Link,
    organisation: &Organisation,
    today: Day,
) -> Result<Option<KeyStatement>, Error> {
    let adviser = state.identity().public().adviser();
    let identity = &mut state.identity;
    let due: Vec<Epoch> = (0..=AHEAD).map(|ahead| today.epoch().plus(ahead)).collect();
    let shown = organisation.shown_statement(adviser);
    if shown.is_some_and(|statement| statement.serial > u64::from(identity.statement)) {
        return Err(ValidationError::Old.into());
    }
    let published = |epoch: &Epoch| {
        let ours = identity.keys.epochs.get(epoch).map(|seed| seed.secret().public().to_xwing_bytes());
        shown.is_some_and(|s| s.epochs.iter().any(|key| key.epoch == *epoch && Some(key.key) == ours))
    };
    if due.iter().all(published) {
        return Ok(None);
    }
    for epoch in &due {
        let fresh = || Seed::of(&EpochSecret::generate(&mut random::system()));
        identity.keys.epochs.entry(*epoch).or_insert_with(fresh);
    }
    identity.statement += 1;
    let key = |epoch: &Epoch| {
        let seed = identity.keys.epochs.get(epoch)?;
        Some(EpochKey { epoch: *epoch, key: seed.secret().public().to_xwing_bytes() })
    };
    Ok(Some(KeyStatement {
        version: 1,
        organisation: link.pin.organisation,
        adviser,
        serial: identity.statement.into(),
        issued: today,
        epochs: due.iter().filter_map(key).collect(),
    }))
}

/// The next heartbeat's counter and entries: this adviser has looked, and this is how far each thread has come. A counter
/// is never used twice, even if its heartbeat does not arrive.
///
/// # Errors
/// [`Error::Distrust`] as above, [`Error::HeartbeatFull`].
pub(super) fn entries(state: &mut State, organisation: &Organisation) -> Result<(u32, Vec<Entry>), Error> {
    let adviser = state.identity().public().adviser();
    let shown = organisation.shown_heartbeat(adviser).map_or(0, |heartbeat| heartbeat.counter);
    if shown > state.identity.heartbeat {
        return Err(ValidationError::Old.into());
    }
    state.identity.heartbeat += 1;
    let threads: Vec<_> = state.threads.values().map(|thread| (&thread.key, thread.counts())).collect();
    let (counter, before) = (state.identity.heartbeat, state.identity.heartbeat_entries);
    let entries = heartbeat_contents::entries(&threads, counter, before, &mut random::system())?;
    state.identity.heartbeat_entries = entries.len();
    Ok((counter, entries))
}

/// The heartbeat of these entries.
pub(super) fn heartbeat(
    organisation: &Organisation,
    statement: Named,
    state: &State,
    (counter, entries): (u32, Vec<Entry>),
    today: Day,
) -> Heartbeat {
    Heartbeat {
        version: 1,
        organisation: organisation.directory.organisation,
        adviser: state.identity().public().adviser(),
        counter,
        day: today,
        directory: Named::directory(&organisation.directory),
        statement,
        entries,
    }
}
