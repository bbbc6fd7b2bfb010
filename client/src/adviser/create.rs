//! Becoming an adviser: an identity, a vault, and the request to be appointed.

use std::collections::BTreeMap;
use std::path::Path;

use fluister_protocol::code::KeyCode;
use fluister_protocol::directory::{Adviser, Position, Track};
use fluister_protocol::keys::IdentitySecret;
use fluister_protocol::random;
use fluister_protocol::request::{self, AppointmentRequest};
use fluister_protocol::signed::Signed;

use crate::adviser::kept::State;
use crate::error::Error;
use crate::link::Link;
use crate::vault::Vault;

/// What an adviser says of themselves; the identity key is made here.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The name, as melders see it.
    pub name: String,
    /// Whether the adviser is internal or external.
    pub position: Position,
    /// The tracks that the adviser takes.
    pub tracks: Vec<Track>,
    /// Languages that the adviser speaks: BCP 47 tags.
    pub languages: Vec<String>,
    /// The adviser's description, by language.
    pub about: BTreeMap<String, String>,
}

/// Makes an adviser: identity and vault, and the request to be appointed, which the administrator gets.
///
/// # Errors
/// [`Error::Exists`], [`Error::File`], [`Error::Vault`] for a weak passphrase.
pub fn create(
    path: &Path,
    link: &Link,
    profile: Profile,
    passphrase: &str,
    key_code: KeyCode,
) -> Result<(Vault<State>, Signed), Error> {
    let identity = IdentitySecret::generate(&mut random::system());
    let adviser = Adviser {
        identity: identity.public(),
        name: profile.name.clone(),
        position: profile.position,
        tracks: profile.tracks,
        languages: profile.languages,
        about: profile.about,
        photo: None,
        absent_until: None,
        deputy: None,
    };
    let request = AppointmentRequest { version: 1, organisation: link.pin.organisation, adviser };
    let signed = identity.sign_payload(&request).map_err(|_| Error::Encoding)?;
    request::verify(link.pin.organisation, &signed)?;
    let state = State::new(link, &identity, profile.name);
    Ok((Vault::create(path, passphrase, key_code, state)?, signed))
}
