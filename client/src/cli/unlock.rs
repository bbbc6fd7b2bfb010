//! Unlocking an adviser's vault with the passphrase that the arguments lead to.

use fluister_client::adviser::State;
use fluister_client::vault::Vault;

use super::arguments::Unlock;
use super::failure::Failure;
use super::input;

/// Unlocks the vault.
pub fn open(unlock: &Unlock) -> Result<Vault<State>, Failure> {
    let passphrase = input::passphrase(unlock.passphrase_file.as_deref(), &unlock.vault)?;
    Ok(Vault::open(&unlock.vault, &passphrase)?)
}
