//! One file per resource: what comes in has been checked by its extractor, what goes out is made here, and one
//! transaction lies between.

pub mod advisers;
pub mod challenge;
pub mod description;
pub mod directory;
pub mod files;
pub mod inbox;
pub mod letters;
pub mod operator;
pub mod organisation;
pub mod server;
pub mod sessions;
pub mod tokens;

use crate::extract::Slug;
use crate::problem::Problem;
use crate::state::Stop;
use crate::store::organisations::{self, Organisation};
use crate::store::{Connection, StoreError, directories};
use fluister_protocol::chain;
use fluister_protocol::directory::Directory;
use fluister_protocol::id::OrganisationId;
use fluister_protocol::signed::Verified;

/// The organisation that the path names.
fn organisation(c: &mut Connection, slug: &Slug) -> Result<Organisation, Stop> {
    organisations::by_slug(c, &slug.0)?.ok_or(Problem::UnknownOrganisation.into())
}

/// The newest directory, verified as when it came.
fn newest(c: &mut Connection, organisation: OrganisationId) -> Result<Verified<Directory>, Stop> {
    let signed = directories::newest(c, organisation)?
        .ok_or_else(|| StoreError::damaged("an organisation without a directory"))?;
    Ok(chain::read(&signed).map_err(|_| StoreError::damaged("a directory that does not verify"))?)
}
