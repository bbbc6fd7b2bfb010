//! One file per resource: what comes in has been checked by its extractor, what goes out is made here, and one
//! transaction lies between.

pub mod advisers;
pub mod challenge;
pub mod chunks;
pub mod description;
pub mod directory;
pub mod files;
pub mod inbox;
pub mod letters;
pub mod notifications;
pub mod operator;
pub mod organisation;
pub mod server;
pub mod sessions;
pub mod tokens;
pub mod vault;

use fluister_protocol::chain;
use fluister_protocol::directory::Directory;
use fluister_protocol::id::OrganisationId;
use fluister_protocol::signed::{Signed, Verified};

use crate::error::Refused;
use crate::extract::Slug;
use crate::problem::Problem;
use crate::state::{State, Stop};
use crate::store::organisations::{self, Organisation};
use crate::store::{Connection, StoreError, directories};

/// The organisation that the path names.
fn organisation(c: &mut Connection, slug: &Slug) -> Result<Organisation, Stop> {
    organisations::by_slug(c, &slug.0)?.ok_or(Problem::UnknownOrganisation.into())
}

/// An organisation's newest directory as it is stored.
///
/// Signatures are verified between two transactions, never in one: whoever sends wrong ones keeps a worker busy, but
/// not the one writer. What was verified against is checked to be the newest still, when something is written.
struct Standing {
    id: OrganisationId,
    signed: Signed,
}

impl Standing {
    fn read(c: &mut Connection, id: OrganisationId) -> Result<Self, Stop> {
        let newest = directories::newest(c, id)?;
        let signed = newest.ok_or_else(|| StoreError::damaged("an organisation without a directory"))?;
        Ok(Self { id, signed })
    }

    /// The newest directory of the organisation with this slug.
    async fn of(state: &State, slug: &Slug) -> Result<Self, Refused> {
        let slug = slug.clone();
        state
            .read("directory", move |c| {
                let id = organisation(c, &slug)?.id;
                Self::read(c, id)
            })
            .await
    }

    /// Verifies it again, as when it was published.
    fn verified(&self) -> Result<Verified<Directory>, StoreError> {
        chain::read(&self.signed).map_err(|_| StoreError::damaged("a directory that does not verify"))
    }

    /// Makes sure that it is still the newest.
    fn still(&self, c: &mut Connection) -> Result<(), Stop> {
        if directories::newest(c, self.id)?.as_ref() == Some(&self.signed) {
            Ok(())
        } else {
            Err(Stop::moment("another directory was published"))
        }
    }
}
