//! An adviser's devices: another one is set up with passphrase and key code; a lost one is shut out.

use std::path::Path;

use fluister_protocol::code::KeyCode;
use fluister_protocol::day::Day;
use fluister_protocol::directory::Adviser;
use fluister_protocol::keys::IdentitySecret;
use fluister_protocol::random;
use fluister_protocol::request::AppointmentRequest;
use fluister_protocol::signed::Signed;

use crate::adviser::kept::State;
use crate::adviser::sync;
use crate::error::Error;
use crate::http::Api;
use crate::post::Progress;
use crate::trust;
use crate::vault::Vault;

/// Sets this device up with a vault that is on the server.
///
/// # Errors
/// [`Error::NoVault`] where passphrase or key code are wrong, [`Error::Exists`].
pub fn add_device(
    api: &Api,
    path: &Path,
    passphrase: &str,
    key_code: KeyCode,
) -> Result<Vault<State>, Error> {
    Vault::fetch(api, path, passphrase, key_code)
}

/// Draws new keys for the vault: who has an old copy of it and its key reads nothing that is written from now on.
///
/// # Errors
/// [`Error`].
pub fn rotate(
    api: &Api,
    vault: &mut Vault<State>,
    today: Day,
    progress: &impl Progress,
) -> Result<(), Error> {
    sync::sync(api, vault, today, progress)?;
    let session = sync::open_session(api, &vault.state.link()?, &vault.state)?;
    vault.rotate(api, &session)
}

/// Gives the vault another passphrase. Other devices have to be set up anew with it.
///
/// # Errors
/// [`Error::Vault`] for a weak one.
pub fn change_passphrase(
    api: &Api,
    vault: &mut Vault<State>,
    passphrase: &str,
    today: Day,
    progress: &impl Progress,
) -> Result<(), Error> {
    sync::sync(api, vault, today, progress)?;
    let session = sync::open_session(api, &vault.state.link()?, &vault.state)?;
    vault.lock_anew(api, &session, passphrase, None)
}

/// Shuts all other devices out, since one was lost or is not trusted: new keys, a new key code, a new identity. `keep`
/// gets the request to be appointed with it, before anything has changed. Until the appointment this adviser can be
/// written to under the old identity, and the other devices can still read that; the threads stay.
///
/// # Errors
/// [`Error`]; after [`Error::Unreachable`] it is not certain whether the new keys count.
pub fn revoke_devices(
    api: &Api,
    vault: &mut Vault<State>,
    passphrase: &str,
    key_code: KeyCode,
    keep: impl FnOnce(&Signed) -> Result<(), Error>,
    today: Day,
    progress: &impl Progress,
) -> Result<(), Error> {
    sync::sync(api, vault, today, progress)?;
    let link = vault.state.link()?;
    let session = sync::open_session(api, &link, &vault.state)?;
    let organisation = trust::organisation(api, &link.slug, &link.pin, today)?;
    let former = vault.state.identity().public().adviser();
    let listed = organisation.directory.adviser(former).cloned();
    let identity = IdentitySecret::generate(&mut random::system());
    let adviser = Adviser { identity: identity.public(), ..listed.ok_or(Error::Encoding)? };
    let request = AppointmentRequest { version: 1, organisation: link.pin.organisation, adviser };
    let signed = identity.sign_payload(&request).map_err(|_| Error::Encoding)?;
    keep(&signed)?;
    let before = vault.state.identity.clone();
    vault.state.identity.become_another(&identity);
    let locked = vault.lock_anew(api, &session, passphrase, Some(key_code));
    if locked.is_err() {
        vault.state.identity = before;
    }
    locked
}
