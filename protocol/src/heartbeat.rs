//! Heartbeats: an adviser's sign of life, which tells each melder, and nobody else, how far their thread has come.

use serde::{Deserialize, Serialize};

use crate::chain::Named;
use crate::day::Day;
use crate::directory::Directory;
use crate::encoding::public_bytes;
use crate::id::{AdviserId, OrganisationId};
use crate::label::Label;
use crate::signed::{Payload, Refusal, Signed, Verified};

/// The fewest entries.
pub const MIN_ENTRIES: usize = 64;
/// The most entries that fit in a signed payload.
pub const MAX_ENTRIES: usize = 1024;

public_bytes!(
    /// One entry: 28 bytes that name a thread to those who know it, then two counts under a mask. Random where unused.
    Entry, 32
);

/// Made at every sync; only the newest is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// 1.
    pub version: u32,
    /// For whom.
    pub organisation: OrganisationId,
    /// By whom.
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

    fn check(&self) -> Result<(), Refusal> {
        let count = self.entries.len();
        if !(MIN_ENTRIES..=MAX_ENTRIES).contains(&count) || !count.is_power_of_two() {
            return Err(Refusal::Limit("entries"));
        }
        if self.counter < 1 {
            return Err(Refusal::Limit("counter"));
        }
        if !self.entries.is_sorted_by(|one, next| one < next) {
            return Err(Refusal::Order("entries"));
        }
        Ok(())
    }
}

/// Verifies a heartbeat by an adviser of this directory.
///
/// # Errors
/// [`Refusal`]: another organisation, an adviser who is not listed, a wrong signature.
pub fn verify(directory: &Verified<Directory>, signed: &Signed) -> Result<Verified<Heartbeat>, Refusal> {
    let heartbeat: Heartbeat = signed.read()?;
    if heartbeat.organisation != directory.organisation {
        return Err(Refusal::Organisation);
    }
    let adviser = directory.adviser(heartbeat.adviser).ok_or(Refusal::UnknownAdviser)?;
    signed.verified(heartbeat, &adviser.identity)
}

/// Whether `new` may take the place of `old`: a higher counter, and no fewer entries.
///
/// # Errors
/// [`Refusal::Old`], [`Refusal::TwoHistories`], [`Refusal::Limit`].
pub fn follows(old: &Verified<Heartbeat>, new: &Verified<Heartbeat>) -> Result<(), Refusal> {
    Named { serial: old.counter.into(), hash: old.hash() }
        .not_after(Named { serial: new.counter.into(), hash: new.hash() })?;
    if new.entries.len() < old.entries.len() {
        return Err(Refusal::Limit("entries"));
    }
    Ok(())
}
