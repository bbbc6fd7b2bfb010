//! Heartbeats: an adviser's sign of life, which tells each melder, and nobody else, how far their thread has come.

use serde::{Deserialize, Serialize};

use crate::chain::Named;
use crate::day::Day;
use crate::directory::Directory;
use crate::encoding::public_bytes;
use crate::id::{AdviserId, OrganisationId};
use crate::label::Label;
use crate::signed::{Payload, Signed, ValidationError, Verified};

/// The fewest entries of a heartbeat: with fewer threads than that, the others are random.
pub const MIN_ENTRIES: usize = 64;
/// The most entries that fit in a signed payload.
pub const MAX_ENTRIES: usize = 1024;

public_bytes!(
    /// One entry: 28 bytes that name a thread to those who know it, then two counts under a mask. Random where unused.
    Entry, 32
);

/// A heartbeat's payload. An adviser's client makes one at every sync, and a server keeps the newest only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// The protocol's version, 1.
    pub version: u32,
    /// The organisation whose melders it is for.
    pub organisation: OrganisationId,
    /// The adviser who signs it.
    pub adviser: AdviserId,
    /// Rises with every heartbeat.
    pub counter: u32,
    /// The day it was made.
    pub day: Day,
    /// The directory that the adviser saw.
    pub directory: Named,
    /// The adviser's newest key statement.
    pub statement: Named,
    /// 64 entries or the next power of two, never fewer than before, in strictly rising order.
    pub entries: Vec<Entry>,
}

impl Payload for Heartbeat {
    const LABEL: Label = Label::Heartbeat;

    fn check(&self) -> Result<(), ValidationError> {
        let count = self.entries.len();
        if !(MIN_ENTRIES..=MAX_ENTRIES).contains(&count) || !count.is_power_of_two() {
            return Err(ValidationError::Limit("entries"));
        }
        if self.counter < 1 {
            return Err(ValidationError::Limit("counter"));
        }
        if !self.entries.is_sorted_by(|one, next| one < next) {
            return Err(ValidationError::Order("entries"));
        }
        Ok(())
    }
}

/// Verifies a heartbeat by an adviser of this directory.
///
/// # Errors
/// [`ValidationError`]: another organisation, an adviser who is not listed, a wrong signature.
pub fn verify(
    directory: &Verified<Directory>,
    signed: &Signed,
) -> Result<Verified<Heartbeat>, ValidationError> {
    let heartbeat: Heartbeat = signed.read()?;
    if heartbeat.organisation != directory.organisation {
        return Err(ValidationError::Organisation);
    }
    let adviser = directory.adviser(heartbeat.adviser).ok_or(ValidationError::UnknownAdviser)?;
    signed.verified(heartbeat, &adviser.identity)
}

/// Whether a heartbeat fits what is shown beside it: its adviser's key statement, where there is one, and the day. A server takes
/// no other. A client that is shown one sets its adviser aside, and nobody else: what one adviser signs stops no other.
///
/// # Errors
/// [`ValidationError::Future`] for a day after tomorrow's; [`ValidationError::Old`], [`ValidationError::TwoHistories`] where the
/// statement that it names is not the one shown, nor an earlier one.
pub fn fits(heartbeat: &Heartbeat, statement: Option<Named>, today: Day) -> Result<(), ValidationError> {
    if heartbeat.day > today.plus(1) {
        return Err(ValidationError::Future);
    }
    heartbeat.statement.not_after(statement.ok_or(ValidationError::Old)?)
}

/// Whether `new` may take the place of `old`: a higher counter, and no fewer entries.
///
/// # Errors
/// [`ValidationError::Old`], [`ValidationError::TwoHistories`], [`ValidationError::Limit`].
pub fn follows(old: &Verified<Heartbeat>, new: &Verified<Heartbeat>) -> Result<(), ValidationError> {
    Named { serial: old.counter.into(), hash: old.hash() }
        .not_after(Named { serial: new.counter.into(), hash: new.hash() })?;
    if new.entries.len() < old.entries.len() {
        return Err(ValidationError::Limit("entries"));
    }
    Ok(())
}
