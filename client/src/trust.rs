//! What a server shows of an organisation, and what of it can be believed.

use std::collections::BTreeMap;

use fluister_protocol::chain::{self, Named, Pin};
use fluister_protocol::day::Day;
use fluister_protocol::directory::{Adviser, Directory};
use fluister_protocol::heartbeat::{self, Heartbeat};
use fluister_protocol::id::AdviserId;
use fluister_protocol::keys::EpochPublicKey;
use fluister_protocol::letter::AdviserReader;
use fluister_protocol::signed::{Signed, ValidationError, Verified};
use fluister_protocol::statement::{self, KeyStatement};
use fluister_protocol::verifying::SignatureError;

use crate::error::Error;
use crate::http::{Api, OrganisationAnswer};
use crate::set_aside::SetAside;

/// An organisation as verified today.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// The directory.
    pub directory: Verified<Directory>,
    /// The key statements of its advisers, as they are shown.
    pub statements: Vec<Verified<KeyStatement>>,
    /// The newest heartbeats of its advisers, as they are shown.
    pub heartbeats: Vec<Verified<Heartbeat>>,
    set_aside: BTreeMap<AdviserId, SetAside>,
}

/// Fetches directory, key statements and heartbeats, and verifies them from the pinned root on.
///
/// # Errors
/// As [`Organisation::verified`].
pub fn organisation(api: &Api, slug: &str, pin: &Pin, today: Day) -> Result<Organisation, Error> {
    // in this order: a heartbeat must never name something newer than what is fetched after it
    let heartbeats = api.heartbeats(slug)?;
    let answer = api.organisation(slug)?;
    Ok(Organisation::verified(&answer, &heartbeats, slug, pin, today)?)
}

/// What belongs to the directory's advisers. One who was taken off a moment ago does not stop the others.
fn listed<P>(
    verified: impl Iterator<Item = Result<Verified<P>, ValidationError>>,
) -> Result<Vec<Verified<P>>, ValidationError> {
    verified.filter(|one| !matches!(one, Err(ValidationError::UnknownAdviser))).collect()
}

impl Organisation {
    /// What a server shows, verified from the pinned root on.
    ///
    /// # Errors
    /// [`ValidationError`] for anything that does not fit: another root, a wrong signature, an expired directory, one that
    /// is older than a heartbeat names.
    pub fn verified(
        shown: &OrganisationAnswer,
        heartbeats: &[Signed],
        slug: &str,
        pin: &Pin,
        today: Day,
    ) -> Result<Self, ValidationError> {
        let directory = chain::walk(pin, &shown.first_directories, &shown.directory)?;
        chain::check_days(&directory, today)?;
        if directory.slug != slug {
            return Err(ValidationError::Organisation);
        }
        let statements = listed(shown.statements.iter().map(|signed| statement::verify(&directory, signed)))?;
        let heartbeats = listed(heartbeats.iter().map(|signed| heartbeat::verify(&directory, signed)))?;
        let mut organisation = Self { directory, statements, heartbeats, set_aside: BTreeMap::new() };
        organisation.agree(today)?;
        Ok(organisation)
    }

    /// The directory is not older than a heartbeat names. What else does not fit a heartbeat concerns its adviser alone.
    fn agree(&mut self, today: Day) -> Result<(), ValidationError> {
        for heartbeat in &self.heartbeats {
            heartbeat.directory.not_after(Named::directory(&self.directory))?;
            let named = self.shown_statement(heartbeat.adviser).map(|statement| statement.named());
            if let Some(why) = SetAside::of(heartbeat, named, today) {
                self.set_aside.insert(heartbeat.adviser, why);
            }
        }
        Ok(())
    }

    /// Sets an adviser aside whose heartbeat is older than one that was seen before, or is not shown any more.
    pub fn set_aside_if_older(&mut self, adviser: AdviserId, seen: u32) {
        let shown = self.shown_heartbeat(adviser).map_or(0, |heartbeat| heartbeat.counter);
        if self.directory.adviser(adviser).is_some() && shown < seen {
            self.set_aside.entry(adviser).or_insert(SetAside::Older);
        }
    }

    /// Why an adviser is set aside.
    pub fn set_aside(&self, adviser: AdviserId) -> Option<SetAside> {
        self.set_aside.get(&adviser).copied()
    }

    /// The names of those who are set aside, and why.
    pub fn all_set_aside(&self) -> Vec<(String, SetAside)> {
        let named = |adviser: &Adviser| Some((adviser.name.clone(), self.set_aside(adviser.id())?));
        self.directory.advisers.iter().filter_map(named).collect()
    }

    /// An adviser's key statement, unless they are set aside.
    pub fn statement(&self, adviser: AdviserId) -> Option<&Verified<KeyStatement>> {
        self.shown_statement(adviser).filter(|_| self.set_aside(adviser).is_none())
    }

    /// An adviser's newest heartbeat, unless they are set aside.
    pub fn heartbeat(&self, adviser: AdviserId) -> Option<&Verified<Heartbeat>> {
        self.shown_heartbeat(adviser).filter(|_| self.set_aside(adviser).is_none())
    }

    /// An adviser's key statement as it is shown, which their own devices hold against what they know.
    pub fn shown_statement(&self, adviser: AdviserId) -> Option<&Verified<KeyStatement>> {
        self.statements.iter().find(|statement| statement.adviser == adviser)
    }

    /// An adviser's newest heartbeat as it is shown.
    pub fn shown_heartbeat(&self, adviser: AdviserId) -> Option<&Verified<Heartbeat>> {
        self.heartbeats.iter().find(|heartbeat| heartbeat.adviser == adviser)
    }

    /// The adviser of this name or id.
    ///
    /// # Errors
    /// [`Error::NoSuchAdviser`], with who is there.
    pub fn adviser_called(&self, name: &str) -> Result<&Adviser, Error> {
        let advisers = &self.directory.advisers;
        let wanted = name.trim().to_lowercase();
        let by_name = advisers.iter().find(|adviser| adviser.name.to_lowercase() == wanted);
        by_name
            .or_else(|| advisers.iter().find(|adviser| adviser.id().to_string() == name.trim()))
            .ok_or_else(|| Error::NoSuchAdviser {
                name: name.into(),
                there: advisers.iter().map(|adviser| adviser.name.clone()).collect(),
            })
    }

    /// Where to write to an adviser today.
    ///
    /// # Errors
    /// [`Error::AdviserAway`] where there is no key for today: an older one is never used in its place;
    /// [`Error::AdviserSetAside`].
    pub fn reader(&self, adviser: AdviserId, name: &str, today: Day) -> Result<AdviserReader, Error> {
        let away = |why| Error::AdviserAway { name: name.into(), why };
        if let Some(why) = self.set_aside(adviser) {
            return Err(Error::AdviserSetAside { name: name.into(), why });
        }
        let identity = self
            .directory
            .adviser(adviser)
            .map(|a| a.identity)
            .ok_or_else(|| away(ValidationError::UnknownAdviser))?;
        let statement = self.statement(adviser).ok_or_else(|| away(ValidationError::NoEpoch))?;
        let key = statement.key_for(today).map_err(away)?;
        Ok(AdviserReader {
            organisation: self.directory.organisation,
            identity,
            epoch: key.epoch,
            key: EpochPublicKey::from_bytes(key.key.as_bytes())
                .map_err(|_| away(ValidationError::Signature(SignatureError::Key)))?,
        })
    }
}
