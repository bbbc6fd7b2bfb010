//! Key statements: the epoch keys that an adviser offers, signed by the identity key.

use serde::{Deserialize, Serialize};

use crate::chain::Named;
use crate::day::{Day, Epoch};
use crate::directory::Directory;
use crate::encoding::public_bytes;
use crate::id::{AdviserId, OrganisationId};
use crate::label::Label;
use crate::signed::{Payload, Signed, ValidationError, Verified};
use crate::size;

public_bytes!(
    /// An X-Wing public key as it travels: ML-KEM-768 (1184) ‖ X25519 (32), not yet checked.
    XWingBytes, size::XWING_PUBLIC
);

/// The most epochs in one statement: the present one, the one before, and some ahead.
pub const MAX_EPOCHS: usize = 8;

/// An adviser's epoch keys for one organisation. An epoch's place on the shared grid is its validity, so that epochs
/// can neither overlap nor last too long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyStatement {
    /// The protocol's version, 1.
    pub version: u32,
    /// The organisation whose melders it is for.
    pub organisation: OrganisationId,
    /// The adviser who signs it.
    pub adviser: AdviserId,
    /// From 1, higher with each statement.
    pub serial: u64,
    /// The day it was made.
    pub issued: Day,
    /// 1 to 8 epochs in strictly rising order.
    pub epochs: Vec<EpochKey>,
}

/// The key for one epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EpochKey {
    /// The epoch in which letters are sealed to the key.
    pub epoch: Epoch,
    /// The X-Wing public key, 1,216 bytes.
    pub key: XWingBytes,
}

impl Payload for KeyStatement {
    const LABEL: Label = Label::Statement;

    fn check(&self) -> Result<(), ValidationError> {
        if self.serial < 1 {
            return Err(ValidationError::Limit("serial"));
        }
        if !(1..=MAX_EPOCHS).contains(&self.epochs.len()) {
            return Err(ValidationError::Limit("epochs"));
        }
        if !self.epochs.is_sorted_by(|one, next| one.epoch < next.epoch) {
            return Err(ValidationError::Order("epochs"));
        }
        Ok(())
    }
}

/// Verifies a statement by an adviser of this directory.
///
/// # Errors
/// [`ValidationError`]: another organisation, an adviser who is not listed, a wrong signature.
pub fn verify(
    directory: &Verified<Directory>,
    signed: &Signed,
) -> Result<Verified<KeyStatement>, ValidationError> {
    let statement: KeyStatement = signed.read()?;
    if statement.organisation != directory.organisation {
        return Err(ValidationError::Organisation);
    }
    let adviser = directory.adviser(statement.adviser).ok_or(ValidationError::UnknownAdviser)?;
    signed.verified(statement, &adviser.identity)
}

impl Verified<KeyStatement> {
    /// Serial and hash, by which heartbeats name the statement.
    pub fn named(&self) -> Named {
        Named { serial: self.serial, hash: self.hash() }
    }

    /// The key to write to today.
    ///
    /// # Errors
    /// [`ValidationError::NoEpoch`] where today's is missing: an older or later one is never used in its place.
    pub fn key_for(&self, today: Day) -> Result<&EpochKey, ValidationError> {
        self.epochs.iter().find(|key| key.epoch == today.epoch()).ok_or(ValidationError::NoEpoch)
    }
}
