//! What whoever posts has paid with: work, or a share of what one adviser may post by session.

use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, OrganisationId};

use crate::config::Quotas;
use crate::limits;
use crate::problem::Problem;
use crate::state::Stop;
use crate::store::Connection;
use crate::store::counts::{self, BySession};

/// What was paid with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paid {
    /// Work, of a challenge of this difficulty.
    Work(u32),
    /// This adviser's session, which is asked for no work.
    Session(AdviserId),
}

impl Paid {
    /// Whether an adviser's session paid.
    pub const fn is_by_session(self) -> bool {
        matches!(self, Self::Session(_))
    }

    /// Whether it is enough for `more`, after all that came of late.
    ///
    /// # Errors
    /// [`Problem::WorkExpired`] where the work's challenge was given out in calmer times; [`Problem::SessionQuota`].
    pub fn check(
        self,
        c: &mut Connection,
        quotas: &Quotas,
        organisation: OrganisationId,
        more: BySession,
        today: Day,
    ) -> Result<(), Stop> {
        let recent = counts::recent(c, organisation)?;
        match self {
            Self::Work(difficulty) if limits::still_does(difficulty, limits::difficulty(quotas, &recent)) => {
                Ok(())
            }
            Self::Work(_) => Err(Problem::WorkExpired.into()),
            Self::Session(adviser) => {
                let came = counts::by_session(c, organisation, adviser, today)?;
                let would_be = BySession {
                    letters: came.letters.saturating_add(more.letters),
                    chunks: came.chunks.saturating_add(more.chunks),
                };
                Ok(limits::session(quotas, &recent, would_be)?)
            }
        }
    }
}
