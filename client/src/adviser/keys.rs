//! Epoch keys: made ahead, published under the identity's signature, destroyed when they are over.

use fluister_protocol::chain::Named;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::heartbeat::Heartbeat;
use fluister_protocol::keys::EpochSecret;
use fluister_protocol::pulse;
use fluister_protocol::random;
use fluister_protocol::signed::{Refusal, Signed, Verified};
use fluister_protocol::statement::{EpochKey, KeyStatement};

use crate::adviser::state::{Seed, State};
use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::trust::Organisation;
use crate::vault::Vault;

/// How many epochs ahead keys are published.
const AHEAD: u32 = 2;

/// Publishes keys for the present epoch and two more, unless the newest statement has them. The vault holds the secrets
/// before anybody can write to them.
///
/// # Errors
/// [`Error`].
pub(super) fn publish(
    api: &Api,
    link: &Link,
    vault: &mut Vault<State>,
    organisation: &mut Organisation,
    today: Day,
) -> Result<bool, Error> {
    let identity = vault.state.identity();
    let adviser = identity.public().adviser();
    let due: Vec<Epoch> = (0..=AHEAD).map(|ahead| today.epoch().plus(ahead)).collect();
    let shown = organisation.statement(adviser);
    let shown_serial = shown.map_or(0, |statement| statement.serial);
    if shown_serial > u64::from(vault.state.statement) {
        // signed with this identity, and not from this vault: an older copy of it is at work
        return Err(Refusal::Old.into());
    }
    let published = |epoch: &Epoch| {
        let ours = vault.state.epochs.get(epoch).map(|seed| seed.secret().public().to_xwing_bytes());
        shown.is_some_and(|s| s.epochs.iter().any(|key| key.epoch == *epoch && Some(key.key) == ours))
    };
    if due.iter().all(published) {
        return Ok(false);
    }
    for epoch in &due {
        let fresh = || Seed::of(&EpochSecret::generate(&mut random::system()));
        vault.state.epochs.entry(*epoch).or_insert_with(fresh);
    }
    vault.state.statement += 1;
    vault.save()?;
    let key = |epoch: &Epoch| {
        let seed = vault.state.epochs.get(epoch)?;
        Some(EpochKey { epoch: *epoch, key: seed.secret().public().to_xwing_bytes() })
    };
    let statement = KeyStatement {
        version: 1,
        organisation: link.pin.organisation,
        adviser,
        serial: vault.state.statement.into(),
        issued: today,
        epochs: due.iter().filter_map(key).collect(),
    };
    let signed = identity.sign_payload(&statement).map_err(|_| Error::Encoding)?;
    api.put_keys(&link.slug, adviser, &signed)?;
    organisation.statements.retain(|statement| statement.adviser != adviser);
    organisation.statements.push(fluister_protocol::statement::verify(&organisation.directory, &signed)?);
    Ok(true)
}

/// Destroys the secrets of epochs that ended more than two weeks ago, and draws a new vault key, so that the vault's
/// file no longer holds them in any form. Called after a complete sync of the box.
///
/// # Errors
/// [`Error`].
pub(super) fn destroy_old(vault: &mut Vault<State>, today: Day) -> Result<(), Error> {
    let over = |epoch: &Epoch| epoch.last_day().plus(Epoch::GRACE_DAYS) < today;
    if vault.state.epochs.keys().any(over) {
        vault.state.epochs.retain(|epoch, _| !over(epoch));
        vault.rotate()?;
    }
    Ok(())
}

/// Signs and publishes a heartbeat: this adviser has looked, and this is how far each thread has come.
///
/// # Errors
/// [`Error`].
pub(super) fn heartbeat(
    api: &Api,
    link: &Link,
    vault: &mut Vault<State>,
    organisation: &Organisation,
    today: Day,
) -> Result<(), Error> {
    let identity = vault.state.identity();
    let adviser = identity.public().adviser();
    let statement = organisation.statement(adviser).map(Verified::named);
    let Some(statement) = statement else { return Ok(()) };
    let shown = organisation.heartbeat(adviser).map_or(0, |heartbeat| heartbeat.counter);
    if shown > vault.state.heartbeat {
        return Err(Refusal::Old.into());
    }
    vault.state.heartbeat += 1;
    let threads: Vec<_> = vault.state.threads.values().map(|thread| (&thread.key, thread.counts())).collect();
    let before = vault.state.heartbeat_entries;
    let entries = pulse::entries(&threads, vault.state.heartbeat, before, &mut random::system())?;
    vault.state.heartbeat_entries = entries.len();
    // a counter is never used twice, even if this one does not arrive
    vault.save()?;
    let heartbeat = Heartbeat {
        version: 1,
        organisation: link.pin.organisation,
        adviser,
        counter: vault.state.heartbeat,
        day: today,
        directory: Named::directory(&organisation.directory),
        statement,
        entries,
    };
    let signed: Signed = identity.sign_payload(&heartbeat).map_err(|_| Error::Encoding)?;
    api.put_heartbeat(&link.slug, adviser, &signed)
}
