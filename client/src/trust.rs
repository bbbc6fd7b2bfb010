//! What a server shows of an organisation, and what of it can be believed.

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

/// An organisation as verified today.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// The directory.
    pub directory: Verified<Directory>,
    /// The key statements of its advisers.
    pub statements: Vec<Verified<KeyStatement>>,
    /// The newest heartbeats of its advisers.
    pub heartbeats: Vec<Verified<Heartbeat>>,
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
        let organisation = Self { directory, statements, heartbeats };
        organisation.agree()?;
        Ok(organisation)
    }

    /// Nothing shown is older than a heartbeat names.
    fn agree(&self) -> Result<(), ValidationError> {
        for heartbeat in &self.heartbeats {
            heartbeat.directory.not_after(Named::directory(&self.directory))?;
            let statement = self.statement(heartbeat.adviser).ok_or(ValidationError::Old)?;
            heartbeat.statement.not_after(statement.named())?;
        }
        Ok(())
    }

    /// An adviser's key statement.
    pub fn statement(&self, adviser: AdviserId) -> Option<&Verified<KeyStatement>> {
        self.statements.iter().find(|statement| statement.adviser == adviser)
    }

    /// An adviser's newest heartbeat.
    pub fn heartbeat(&self, adviser: AdviserId) -> Option<&Verified<Heartbeat>> {
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
    /// [`Error::AdviserAway`] where there is no key for today: an older one is never used in its place.
    pub fn reader(&self, adviser: AdviserId, name: &str, today: Day) -> Result<AdviserReader, Error> {
        let away = |why| Error::AdviserAway { name: name.into(), why };
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
