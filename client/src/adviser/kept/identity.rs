//! An adviser's keys: the identity, the epochs' secrets, and the numbers used so far.

use std::collections::{BTreeMap, BTreeSet};

use fluister_protocol::chain::Named;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::encoding;
use fluister_protocol::keys::{EpochSecret, IdentitySecret};
use fluister_protocol::proof::EpochReader;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::names::ThreadName;
use crate::link::Link;

/// Changed only together with the server's copy, so that two devices never give one number twice.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::adviser) struct AdviserIdentity {
    pub(in crate::adviser) link: String,
    /// The adviser's name.
    pub(in crate::adviser) name: String,
    pub(in crate::adviser) keys: Keys,
    /// Keys before a device was revoked: letters that were sealed to them are still read.
    pub(in crate::adviser) former: Vec<Keys>,
    /// Serial of the newest key statement that was made; 0 before the first.
    pub(in crate::adviser) statement: u32,
    /// Counter of the newest heartbeat that was made.
    pub(in crate::adviser) heartbeat: u32,
    /// How many entries the newest heartbeat had.
    pub(in crate::adviser) heartbeat_entries: usize,
    /// A secret was destroyed, and the vault still has the keys under which it lay.
    #[serde(default)]
    pub(in crate::adviser) rotation_due: bool,
    /// The newest directory seen.
    pub(in crate::adviser) directory: Option<Named>,
    /// Where the next page of the box begins.
    pub(in crate::adviser) cursor: Option<String>,
    /// Threads that were withdrawn: never opened again.
    pub(in crate::adviser) gone: BTreeSet<ThreadName>,
}

/// An identity and its epochs' secrets that still may be needed.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::adviser) struct Keys {
    identity: Seed,
    pub(in crate::adviser) epochs: BTreeMap<Epoch, Seed>,
}

/// A secret's seed, wiped when dropped.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub(in crate::adviser) struct Seed(#[serde(with = "encoding::array")] [u8; 32]);

impl Seed {
    pub(in crate::adviser) fn of(secret: &EpochSecret) -> Self {
        Self(*secret.expose_seed())
    }

    pub(in crate::adviser) fn secret(&self) -> EpochSecret {
        EpochSecret::from_seed(self.0)
    }
}

impl Keys {
    pub(in crate::adviser) fn of(identity: &IdentitySecret) -> Self {
        Self { identity: Seed(*identity.expose_seed()), epochs: BTreeMap::new() }
    }

    pub(in crate::adviser) fn identity(&self) -> IdentitySecret {
        IdentitySecret::from_seed(&self.identity.0)
    }

    /// Forgets the secrets of epochs that ended more than two weeks ago; says whether there were any.
    fn destroy_old(&mut self, today: Day) -> bool {
        let before = self.epochs.len();
        self.epochs.retain(|epoch, _| epoch.last_day().plus(Epoch::GRACE_DAYS) >= today);
        self.epochs.len() < before
    }
}

impl AdviserIdentity {
    pub(in crate::adviser) fn new(link: &Link, identity: &IdentitySecret, name: String) -> Self {
        Self {
            link: link.to_string(),
            name,
            keys: Keys::of(identity),
            former: Vec::new(),
            statement: 0,
            heartbeat: 0,
            heartbeat_entries: 0,
            rotation_due: false,
            directory: None,
            cursor: None,
            gone: BTreeSet::new(),
        }
    }

    /// The readers to try on a letter of this day: its epoch, then the one before, then the one after; the present keys,
    /// then former ones.
    pub(in crate::adviser) fn readers(&self, link: &Link, day: Day) -> Vec<EpochReader> {
        let epoch = day.epoch();
        let readers = |keys: &Keys| {
            let identity = keys.identity().public();
            [epoch, epoch.minus(1), epoch.plus(1)]
                .into_iter()
                .filter_map(|epoch| keys.epochs.get(&epoch).map(|seed| (epoch, seed.secret())))
                .map(|(epoch, secret)| EpochReader::new(link.pin.organisation, identity, epoch, secret))
                .collect::<Vec<_>>()
        };
        std::iter::once(&self.keys).chain(&self.former).flat_map(readers).collect()
    }

    /// Takes another identity, with its own epochs, statements and heartbeats. The threads stay.
    pub(in crate::adviser) fn become_another(&mut self, identity: &IdentitySecret) {
        let former = std::mem::replace(&mut self.keys, Keys::of(identity));
        self.former.push(former);
        (self.statement, self.heartbeat, self.heartbeat_entries) = (0, 0, 0);
    }

    /// Forgets the secrets of epochs that are over; says whether there were any.
    pub(in crate::adviser) fn destroy_old(&mut self, today: Day) -> bool {
        let mut any = self.keys.destroy_old(today);
        for former in &mut self.former {
            any |= former.destroy_old(today);
        }
        self.former.retain(|keys| !keys.epochs.is_empty());
        any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluister_protocol::random;

    #[test]
    fn an_epochs_secret_is_kept_for_fourteen_days_after_its_last() {
        let mut keys = Keys::of(&IdentitySecret::generate(&mut random::system()));
        let epoch = Epoch(742);
        keys.epochs.insert(epoch, Seed::of(&EpochSecret::generate(&mut random::system())));
        assert!(!keys.destroy_old(epoch.last_day().plus(14)));
        assert!(keys.epochs.contains_key(&epoch));
        assert!(keys.destroy_old(epoch.last_day().plus(15)));
        assert!(keys.epochs.is_empty());
    }

    /// Compiles only for what wipes itself.
    const fn wipes<T: ZeroizeOnDrop>() {}

    #[test]
    fn seeds_are_wiped_when_dropped() {
        wipes::<Seed>();
    }
}
