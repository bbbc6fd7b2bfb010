//! The adviser's vault: on this device a file, on the server the same records; both sealed, and opened by passphrase and
//! key code together.
//!
//! The file holds the key code (this is a known device), the records as the server has them, and what has changed since.
//! [`Vault::save`] persists a change on this device, `transact` on the server, too.

mod entries;
mod file;
mod remote;
mod rotation;
#[cfg(test)]
mod tests;

pub use entries::{Change, Content, Entries, Kept, merge, read, write};

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use fluister_protocol::code::KeyCode;
use fluister_protocol::manifest::{Manifest, Seen, Wrapped, record_id};
use fluister_protocol::random;
use fluister_protocol::vault::{self, RecordId, Unlock, VaultKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::Error;
use file::{Stored, StoredRecord};

/// An unlocked vault, held by this process alone.
pub struct Vault<S> {
    path: PathBuf,
    key_code: KeyCode,
    unlock: Unlock,
    wrap: StoredRecord,
    wrapped: Wrapped,
    /// As the server had it when this device last looked.
    base: Base,
    local_version: u32,
    /// What the adviser's client remembers; [`Vault::save`] persists changes.
    pub state: S,
    /// The vault's own file, locked for as long as this lives.
    locked: File,
}

/// The vault as the server had it when this device last fetched it.
#[derive(Clone, Default)]
struct Base {
    manifest: Option<StoredRecord>,
    records: BTreeMap<RecordId, StoredRecord>,
    entries: Entries,
    padding: BTreeSet<String>,
}

/// Entries that this device has changed or removed since.
#[derive(Default, Serialize, Deserialize)]
struct Local {
    changed: BTreeMap<String, String>,
    removed: BTreeSet<String>,
}

/// The prefix of padding records' names: empty ones, so that the number of records tells little.
const PADDING: &str = "padding/";

impl<S> std::fmt::Debug for Vault<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vault({})", self.path.display())
    }
}

impl<S: Kept> Vault<S> {
    /// Makes a new vault and its file. Never overwrites.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::File`], [`Error::Vault`].
    pub fn create(path: &Path, passphrase: &str, key_code: KeyCode, state: S) -> Result<Self, Error> {
        let mut rng = random::system();
        let unlock = vault::unlock(passphrase, &key_code)?;
        let locked = file::create_locked(path)?;
        let wrapped = Wrapped::generate(&mut rng);
        let wrap = sealed_wrap(&unlock, &wrapped, 1)?;
        let (path, base) = (path.into(), Base::default());
        let mut vault = Self { path, key_code, unlock, wrap, wrapped, base, local_version: 0, state, locked };
        vault.save()?;
        Ok(vault)
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::InUse`], [`Error::Vault`] for a wrong passphrase.
    pub fn open(path: &Path, passphrase: &str) -> Result<Self, Error> {
        let locked = file::open_locked(path)?;
        let bytes = std::fs::read(path).map_err(Error::file(path))?;
        let not_a_vault = |_| Error::NotAVault(path.into());
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|_| Error::NotAVault(path.into()))?;
        if stored.fluister_vault != Stored::VERSION {
            return Err(Error::NotAVault(path.into()));
        }
        let key_code = KeyCode::from_entropy(stored.key_code);
        let unlock = vault::unlock(passphrase, &key_code)?;
        let wrap = vault::open_wrap(&unlock, stored.wrap.version, &stored.wrap.record)?;
        let wrapped = Wrapped::from_bytes(&wrap)?;
        let base = match stored.manifest {
            Some(manifest) => Base::open(&wrapped.key, manifest, stored.records)?,
            None => Base::default(),
        };
        let StoredRecord { version, record, .. } = &stored.local;
        let json = vault::open_record(&wrapped.key, &local_id(&wrapped.key), *version, record)?;
        let local: Local = serde_json::from_slice(&json).map_err(|_| Error::NotAVault(path.into()))?;
        let state = S::join(&local.on(&base.entries)).map_err(not_a_vault)?;
        let local_version = stored.local.version;
        let (path, wrap) = (path.into(), stored.wrap);
        Ok(Self { path, key_code, unlock, wrap, wrapped, base, local_version, state, locked })
    }

    /// Persists the state on this device: seals it anew, writes and syncs a new file, and renames that over the old one.
    ///
    /// # Errors
    /// [`Error::File`]; the file then holds the state before.
    pub fn save(&mut self) -> Result<(), Error> {
        let version = self.local_version.checked_add(1).ok_or(Error::Encoding)?;
        let local = Local::between(&self.base.entries, &self.state.split()?)?;
        let json = Zeroizing::new(serde_json::to_vec(&local).map_err(|_| Error::Encoding)?);
        let id = local_id(&self.wrapped.key);
        let record = vault::seal_record(&self.wrapped.key, &id, version, &json, &mut random::system())?;
        let stored = Stored {
            fluister_vault: Stored::VERSION,
            key_code: *self.key_code.expose(),
            wrap: self.wrap.clone(),
            manifest: self.base.manifest.clone(),
            records: self.base.records.values().cloned().collect(),
            local: StoredRecord { id, version, record },
        };
        let bytes = Zeroizing::new(serde_json::to_vec(&stored).map_err(|_| Error::Encoding)?);
        self.locked = file::replace(&self.path, &bytes).map_err(Error::file(&self.path))?;
        self.local_version = version;
        Ok(())
    }

    /// The vault's file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The record id under which changes that are not on the server yet are sealed.
fn local_id(key: &VaultKey) -> RecordId {
    record_id(key, "local")
}

fn sealed_wrap(unlock: &Unlock, wrapped: &Wrapped, version: u32) -> Result<StoredRecord, Error> {
    let record = vault::seal_wrap(unlock, version, &wrapped.to_bytes(), &mut random::system())?;
    Ok(StoredRecord { id: wrap_id(unlock), version, record })
}

fn wrap_id(unlock: &Unlock) -> RecordId {
    RecordId(unlock.wrap_token.id().0)
}

impl Base {
    /// Opens a manifest and all records that it lists, which must be exactly these.
    fn open(key: &VaultKey, manifest: StoredRecord, records: Vec<StoredRecord>) -> Result<Self, Error> {
        let list = Manifest::open(key, manifest.version, &manifest.record)?;
        let records: BTreeMap<_, _> = records.into_iter().map(|record| (record.id, record)).collect();
        let mut base = Self { manifest: Some(manifest), ..Self::default() };
        for listed in &list.records {
            let record = records.get(&listed.id);
            list.verify(listed.id, record.map(|held| (held.version, held.record.as_slice())))?;
            let Some(held) = record else { continue };
            let content = vault::open_record(key, &held.id, held.version, &held.record)?;
            let name = entries::name(&content)?;
            if name.starts_with(PADDING) {
                base.padding.insert(name);
            } else {
                base.entries.insert(name, content);
            }
            base.records.insert(held.id, held.clone());
        }
        Ok(base)
    }

    fn seen(&self) -> Option<Seen> {
        self.manifest.as_ref().map(|manifest| Seen::of(manifest.version, &manifest.record))
    }
}

impl Local {
    fn between(base: &Entries, now: &Entries) -> Result<Self, Error> {
        let mut local = Self::default();
        for (name, content) in now {
            if base.get(name) != Some(content) {
                let text = std::str::from_utf8(content).map_err(|_| Error::Encoding)?;
                local.changed.insert(name.clone(), text.to_owned());
            }
        }
        local.removed = base.keys().filter(|name| !now.contains_key(*name)).cloned().collect();
        Ok(local)
    }

    fn on(&self, base: &Entries) -> Entries {
        let mut entries = base.clone();
        entries.retain(|name, _| !self.removed.contains(name));
        let changed = self.changed.iter();
        entries.extend(changed.map(|(name, text)| (name.clone(), Zeroizing::new(text.clone().into_bytes()))));
        entries
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        for text in self.changed.values_mut() {
            zeroize::Zeroize::zeroize(text);
        }
    }
}
