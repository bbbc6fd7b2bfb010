//! The adviser's vault as a file: the key code (this is a known device), the wrap record, and one record with all state.

use std::fs::File;
use std::path::{Path, PathBuf};

use fluister_protocol::code::KeyCode;
use fluister_protocol::encoding;
use fluister_protocol::random;
use fluister_protocol::vault::{self, RecordId, Unlock, VaultKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::Error;

/// What stands in the file. Without the passphrase only the key code, which alone opens nothing, can be read.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// 1.
    fluister_vault: u32,
    /// 14 bytes.
    #[serde(with = "encoding::array")]
    key_code: [u8; 14],
    wrap_version: u32,
    #[serde(with = "encoding::bytes")]
    wrap: Vec<u8>,
    id: RecordId,
    version: u32,
    #[serde(with = "encoding::bytes")]
    record: Vec<u8>,
}

/// An unlocked vault, held by this process alone.
pub struct Vault<S> {
    path: PathBuf,
    key_code: KeyCode,
    unlock: Unlock,
    wrap_version: u32,
    wrap: Vec<u8>,
    key: VaultKey,
    id: RecordId,
    version: u32,
    /// What the adviser's client remembers; [`Vault::save`] makes changes last.
    pub state: S,
    /// The vault's own file, locked for as long as this lives.
    locked: File,
}

impl<S> std::fmt::Debug for Vault<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vault({})", self.path.display())
    }
}

impl<S: Serialize + DeserializeOwned> Vault<S> {
    /// Makes a new vault and its file. Never overwrites.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::File`], [`Error::Vault`].
    pub fn create(path: &Path, passphrase: &str, key_code: KeyCode, state: S) -> Result<Self, Error> {
        let mut rng = random::system();
        let unlock = vault::unlock(passphrase, &key_code)?;
        let locked = create_locked(path)?;
        let key = VaultKey::new(random::bytes(&mut rng));
        let wrap = vault::seal_wrap(&unlock, 1, key.expose(), &mut rng)?;
        let id = RecordId(random::bytes(&mut rng));
        let (path, wrap_version, version) = (path.into(), 1, 0);
        let mut vault = Self { path, key_code, unlock, wrap_version, wrap, key, id, version, state, locked };
        vault.save()?;
        Ok(vault)
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::InUse`], [`Error::Vault`] for a wrong passphrase.
    pub fn open(path: &Path, passphrase: &str) -> Result<Self, Error> {
        let locked = open_locked(path)?;
        let bytes = std::fs::read(path).map_err(Error::file(path))?;
        let not_a_vault = || Error::NotAVault(path.into());
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|_| not_a_vault())?;
        if stored.fluister_vault != 1 {
            return Err(not_a_vault());
        }
        let key_code = KeyCode::from_entropy(stored.key_code);
        let unlock = vault::unlock(passphrase, &key_code)?;
        let key = vault::open_wrap(&unlock, stored.wrap_version, &stored.wrap)?;
        let key = VaultKey::new(key.as_slice().try_into().map_err(|_| not_a_vault())?);
        let json = vault::open_record(&key, &stored.id, stored.version, &stored.record)?;
        let state = serde_json::from_slice(&json).map_err(|_| not_a_vault())?;
        let Stored { wrap_version, wrap, id, version, .. } = stored;
        Ok(Self { path: path.into(), key_code, unlock, wrap_version, wrap, key, id, version, state, locked })
    }

    /// Makes the state last: sealed anew, written beside, synced, put in the old one's place.
    ///
    /// # Errors
    /// [`Error::File`]; the file then holds the state before.
    pub fn save(&mut self) -> Result<(), Error> {
        let version = self.version.checked_add(1).ok_or(Error::Encoding)?;
        let json = Zeroizing::new(serde_json::to_vec(&self.state).map_err(|_| Error::Encoding)?);
        let record = vault::seal_record(&self.key, &self.id, version, &json, &mut random::system())?;
        let stored = Stored {
            fluister_vault: 1,
            key_code: *self.key_code.expose(),
            wrap_version: self.wrap_version,
            wrap: self.wrap.clone(),
            id: self.id,
            version,
            record,
        };
        let bytes = Zeroizing::new(serde_json::to_vec(&stored).map_err(|_| Error::Encoding)?);
        self.locked = replace(&self.path, &bytes).map_err(Error::file(&self.path))?;
        self.version = version;
        Ok(())
    }

    /// Draws a new vault key, so that a copy of an older file and the passphrase open nothing that is written from now
    /// on with the old key. What was deleted from the state is then gone from this file.
    ///
    /// # Errors
    /// As [`Vault::save`].
    pub fn rotate(&mut self) -> Result<(), Error> {
        let mut rng = random::system();
        let key = VaultKey::new(random::bytes(&mut rng));
        let wrap_version = self.wrap_version.checked_add(1).ok_or(Error::Encoding)?;
        self.wrap = vault::seal_wrap(&self.unlock, wrap_version, key.expose(), &mut rng)?;
        self.wrap_version = wrap_version;
        self.key = key;
        self.id = RecordId(random::bytes(&mut rng));
        self.save()
    }

    /// The vault's file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes the file, which must not exist, and locks it.
fn create_locked(path: &Path) -> Result<File, Error> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(Error::file(path))?;
    file.try_lock().map_err(|_| Error::InUse(path.into()))?;
    Ok(file)
}

fn open_locked(path: &Path) -> Result<File, Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    file.try_lock().map_err(|_| Error::InUse(path.into()))?;
    // every save puts a new, locked file in the old one's place: this one may have been replaced since it was opened
    let now = File::open(path).map_err(Error::file(path))?;
    if is_same(&file, &now).map_err(Error::file(path))? { Ok(file) } else { Err(Error::InUse(path.into())) }
}

#[cfg(unix)]
fn is_same(one: &File, other: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    Ok(one.metadata()?.ino() == other.metadata()?.ino())
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &File) -> std::io::Result<bool> {
    Ok(true)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Puts a new file in the old one's place, and gives it locked.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<File> {
    use std::io::Write as _;
    // tempfile makes it readable for its owner alone
    let mut file = tempfile::NamedTempFile::new_in(folder(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.as_file().try_lock()?;
    let file = file.persist(path).map_err(|error| error.error)?;
    File::open(folder(path))?.sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "six words made for this test";

    fn create(path: &Path) -> Vault<Vec<String>> {
        let code = KeyCode::generate(&mut random::system());
        Vault::create(path, PASSPHRASE, code, vec!["a".into()]).unwrap()
    }

    #[test]
    fn a_vault_keeps_what_was_saved() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("sam.vault");
        let mut vault = create(&path);
        vault.state.push("b".into());
        assert!(matches!(Vault::<Vec<String>>::open(&path, PASSPHRASE), Err(Error::InUse(_))));
        vault.save().unwrap();
        vault.state.push("never saved".into());
        drop(vault);
        let mut vault = Vault::<Vec<String>>::open(&path, PASSPHRASE).unwrap();
        assert_eq!(vault.state, ["a", "b"]);
        vault.rotate().unwrap();
        drop(vault);
        assert_eq!(Vault::<Vec<String>>::open(&path, PASSPHRASE).unwrap().state, ["a", "b"]);
    }

    #[test]
    fn what_does_not_open() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("sam.vault");
        drop(create(&path));
        let open = || Vault::<Vec<String>>::open(&path, PASSPHRASE).map(|_| ());
        assert!(matches!(Vault::<Vec<String>>::open(&path, "six other words"), Err(Error::Vault(_))));
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert!(matches!(open(), Err(Error::NotAVault(_))));
        let text = String::from_utf8(whole).unwrap().replace("\"version\":1", "\"version\":2");
        std::fs::write(&path, text).unwrap();
        assert!(matches!(open(), Err(Error::Vault(_))));
        let code = KeyCode::generate(&mut random::system());
        assert!(matches!(Vault::create(&path, PASSPHRASE, code, ()), Err(Error::Exists(_))));
    }
}
