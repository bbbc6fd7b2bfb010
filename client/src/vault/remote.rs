//! The vault on the server: fetching what other devices changed, and changing it in one step or not at all.

use std::path::Path;

use fluister_protocol::code::KeyCode;
use fluister_protocol::manifest::{
    Listed, Manifest, ManifestError, Seen, Wrapped, padded_records, record_id,
};
use fluister_protocol::random;
use fluister_protocol::vault::{self, RecordId, VaultKey};

use super::entries::{self, Content, Entries, Kept};
use super::file::{self, StoredRecord};
use super::{Base, PADDING, Vault, wrap_id};
use crate::error::Error;
use crate::http::{Api, Change, MOST_CHANGES, MOST_IN_A_BATCH, Session};

/// Records are written in groups of this many.
const EIGHT: usize = 8;
/// How many empty records are added in one change at most, so that it fits into a batch: the next change adds the others.
const MOST_GROWTH: usize = 1_024;
/// How often a change is tried where other devices are faster.
const TRIES: usize = 8;

impl<S: Kept> Vault<S> {
    /// Sets up a further device: fetches the vault with nothing but passphrase and key code.
    ///
    /// # Errors
    /// [`Error::NoVault`], [`Error::Manifest`], [`Error::Exists`].
    pub fn fetch(api: &Api, path: &Path, passphrase: &str, key_code: KeyCode) -> Result<Self, Error> {
        let unlock = vault::unlock(passphrase, &key_code)?;
        let (version, record) = api.vault_wrap(&unlock.wrap_token)?.ok_or(Error::NoVault)?;
        let wrapped = Wrapped::from_bytes(&vault::open_wrap(&unlock, version, &record)?)?;
        let wrap = StoredRecord { id: wrap_id(&unlock), version, record };
        let base = fetched(api, &wrapped, &Base::default())?.ok_or(ManifestError::Missing)?;
        let state = S::join(&base.entries)?;
        let locked = file::create_locked(path)?;
        let path = path.into();
        let mut vault = Self { path, key_code, unlock, wrap, wrapped, base, local_version: 0, state, locked };
        vault.save()?;
        Ok(vault)
    }

    /// Fetches what other devices have changed and merges it with what was changed here. Does nothing for a vault that has
    /// not been on the server yet.
    ///
    /// # Errors
    /// [`Error::Manifest`] for a vault that is older than this device knows, or of which a record is missing, old or
    /// swapped; [`Error::NoVault`] where passphrase or key code were changed elsewhere.
    pub fn pull(&mut self, api: &Api) -> Result<(), Error> {
        if self.base.manifest.is_none() {
            return Ok(());
        }
        loop {
            let shown = self.shown_wrap(api)?;
            let rotated = shown.version > self.wrap.version;
            let (wrapped, fetched) = if rotated {
                let content = vault::open_wrap(&self.unlock, shown.version, &shown.record)?;
                let wrapped = Wrapped::from_bytes(&content)?;
                let fetched = fetched(api, &wrapped, &Base::default());
                (wrapped, fetched)
            } else {
                (self.wrapped.clone(), fetched(api, &self.wrapped, &self.base))
            };
            match fetched {
                Ok(Some(base)) => {
                    self.adopt(base)?;
                    (self.wrap, self.wrapped) = (shown, wrapped);
                    return self.save();
                }
                Ok(None) => return Ok(()),
                // keys were drawn anew between the two calls
                Err(Error::Manifest(_)) if self.shown_wrap(api)?.version > shown.version => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The wrap record as the server has it, which must not be older than this device knows.
    fn shown_wrap(&self, api: &Api) -> Result<StoredRecord, Error> {
        let (version, record) = api.vault_wrap(&self.unlock.wrap_token)?.ok_or(Error::NoVault)?;
        Seen::of(self.wrap.version, &self.wrap.record).not_after(Seen::of(version, &record))?;
        Ok(StoredRecord { id: wrap_id(&self.unlock), version, record })
    }

    /// Merges what the server has with what was changed here.
    pub(super) fn adopt(&mut self, base: Base) -> Result<(), Error> {
        let merged = entries::merge::<S>(&self.base.entries, &self.state.split()?, &base.entries)?;
        self.state = S::join(&merged)?;
        self.base = base;
        Ok(())
    }

    /// Changes the vault here and on the server in one step. Where another device was faster, its changes are fetched
    /// and `change` is made anew on top of them; where it cannot be done, nothing has changed.
    ///
    /// # Errors
    /// Those of `change`; [`Error::VaultBusy`] where other devices are always faster.
    pub fn transact<T>(
        &mut self,
        api: &Api,
        session: &Session,
        mut change: impl FnMut(&mut S) -> Result<T, Error>,
    ) -> Result<T, Error> {
        for _ in 0..TRIES {
            let before = self.state.split()?;
            let done = change(&mut self.state).and_then(|made| Ok((made, self.push(api, session)?)));
            match done {
                Ok((made, true)) => return Ok(made),
                Ok((_, false)) => {
                    self.state = S::join(&before)?;
                    self.pull(api)?;
                }
                Err(error) => {
                    self.state = S::join(&before)?;
                    return Err(error);
                }
            }
        }
        Err(Error::VaultBusy)
    }

    /// Puts what has changed here on the server. False where another device has changed the vault meanwhile.
    pub(super) fn push(&mut self, api: &Api, session: &Session) -> Result<bool, Error> {
        let now = self.state.split()?;
        let Some((base, mut changes)) = self.base.with(&self.wrapped.key, now)? else { return Ok(true) };
        if self.base.manifest.is_none() {
            let StoredRecord { id, version, record } = self.wrap.clone();
            changes.push(Change::PutWrap { id, expected: 0, version, record });
        }
        let bytes: usize = changes.iter().map(Change::size).sum();
        if changes.len() > MOST_CHANGES || bytes > MOST_IN_A_BATCH {
            return Err(Error::VaultTooLarge);
        }
        let stored = api.vault_batch(&self.wrapped.token, session, &changes)?;
        if stored {
            self.base = base;
            self.save()?;
        }
        Ok(stored)
    }
}

/// The vault as the server has it; nothing where that is what this device knows.
pub(super) fn fetched(api: &Api, wrapped: &Wrapped, known: &Base) -> Result<Option<Base>, Error> {
    let id = Manifest::id(&wrapped.key);
    for _ in 0..TRIES {
        let given = api.vault_record(&wrapped.token, id)?;
        let (version, record) = given.ok_or(ManifestError::Missing)?;
        let shown = Seen::of(version, &record);
        if let Some(seen) = known.seen() {
            if seen == shown {
                return Ok(None);
            }
            seen.not_after(shown)?;
        }
        let list = Manifest::open(&wrapped.key, version, &record)?;
        let mut records = Vec::with_capacity(list.records.len());
        for listed in &list.records {
            match known.records.get(&listed.id) {
                Some(held) if Listed::of(held.id, held.version, &held.record) == *listed => {
                    records.push(held.clone());
                }
                _ => {
                    let given = api.vault_record(&wrapped.token, listed.id)?;
                    records.extend(given.map(|(version, record)| StoredRecord {
                        id: listed.id,
                        version,
                        record,
                    }));
                }
            }
        }
        let base = Base::open(&wrapped.key, StoredRecord { id, version, record }, records);
        match base {
            Err(Error::Manifest(error)) => {
                // another device may have changed it while it was fetched: then the manifest is another one now
                let again = api.vault_record(&wrapped.token, id)?;
                if again.is_none_or(|(version, record)| Seen::of(version, &record) == shown) {
                    return Err(error.into());
                }
            }
            base => return base.map(Some),
        }
    }
    Err(Error::VaultBusy)
}

impl Base {
    /// The vault after these entries are in it, and what has to be changed for that; nothing where it is so already.
    fn with(&self, key: &VaultKey, now: Entries) -> Result<Option<(Self, Vec<Change>)>, Error> {
        if self.manifest.is_some() && now == self.entries {
            return Ok(None);
        }
        self.filled(key, now, self.records.len()).map(Some)
    }

    /// The same with padding: as many records as [`padded_records`] gives, or as many of them as fit into one batch.
    pub(super) fn filled(
        &self,
        key: &VaultKey,
        now: Entries,
        least: usize,
    ) -> Result<(Self, Vec<Change>), Error> {
        let mut next = self.clone();
        let mut changes = Vec::new();
        for (name, content) in &now {
            if self.entries.get(name) != Some(content) {
                next.put(key, name, content, &mut changes)?;
            }
        }
        for name in self.entries.keys().filter(|name| !now.contains_key(*name)) {
            next.delete(record_id(key, name), &mut changes);
        }
        let most = least.max(now.len()).saturating_add(MOST_GROWTH);
        let due = padded_records(now.len(), least).min(most) - now.len();
        let mut numbers = 0_u32..;
        while next.padding.len() < due {
            let Some(number) = numbers.next() else { break };
            let name = format!("{PADDING}{number}");
            if next.padding.insert(name.clone()) {
                next.put(key, &name, &entries::write(&name, &())?, &mut changes)?;
            }
        }
        while next.padding.len() > due {
            let Some(name) = next.padding.pop_last() else { break };
            next.delete(record_id(key, &name), &mut changes);
        }
        self.touch_others(&mut next, key, &mut changes)?;
        next.entries = now;
        next.list(key, &mut changes)?;
        Ok((next, changes))
    }

    /// Writes some of the empty records anew, up to a multiple of eight, so that the number of records that change says
    /// little about what happened.
    fn touch_others(&self, next: &mut Self, key: &VaultKey, changes: &mut Vec<Change>) -> Result<(), Error> {
        let written = changes.iter().filter(|change| matches!(change, Change::Put { .. })).count();
        let missing = written.next_multiple_of(EIGHT) - written;
        let untouched: Vec<String> = next
            .padding
            .iter()
            .filter(|name| {
                let id = record_id(key, name);
                let version = |base: &Self| base.records.get(&id).map(|held| held.version);
                version(self).is_some() && version(self) == version(next)
            })
            .take(missing)
            .cloned()
            .collect();
        for name in untouched {
            next.put(key, &name, &entries::write(&name, &())?, changes)?;
        }
        Ok(())
    }

    fn put(
        &mut self,
        key: &VaultKey,
        name: &str,
        content: &Content,
        changes: &mut Vec<Change>,
    ) -> Result<(), Error> {
        let id = record_id(key, name);
        let expected = self.records.get(&id).map_or(0, |held| held.version);
        let version = expected.checked_add(1).ok_or(Error::Encoding)?;
        let record = vault::seal_record(key, &id, version, content, &mut random::system())?;
        changes.push(Change::Put { id, expected, version, record: record.clone() });
        self.records.insert(id, StoredRecord { id, version, record });
        Ok(())
    }

    fn delete(&mut self, id: RecordId, changes: &mut Vec<Change>) {
        if let Some(held) = self.records.remove(&id) {
            changes.push(Change::Delete { id, expected: held.version });
        }
    }

    /// The manifest of all records, as the last change.
    fn list(&mut self, key: &VaultKey, changes: &mut Vec<Change>) -> Result<(), Error> {
        let id = Manifest::id(key);
        let expected = self.manifest.as_ref().map_or(0, |manifest| manifest.version);
        let version = expected.checked_add(1).ok_or(Error::Encoding)?;
        let listed = self.records.values().map(|held| Listed::of(held.id, held.version, &held.record));
        let record = Manifest::new(version, listed.collect()).seal(key, &mut random::system())?;
        changes.push(Change::Put { id, expected, version, record: record.clone() });
        self.manifest = Some(StoredRecord { id, version, record });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// `count` entries, each of one record.
    fn entries(count: usize) -> Entries {
        let name = |number| format!("thread/{number:04}");
        (0..count).map(|n| (name(n), entries::write(&name(n), &n).unwrap())).collect()
    }

    fn puts(changes: &[Change]) -> usize {
        changes.iter().filter(|change| matches!(change, Change::Put { .. })).count()
    }

    #[test]
    fn a_vault_grows_by_steps_that_a_server_takes() {
        let key = VaultKey::new([7; 32]);
        let (base, _) = Base::default().filled(&key, entries(3), 0).unwrap();
        assert_eq!(base.records.len(), 64);
        // records change in eights, beside the manifest
        let (base, changes) = base.with(&key, entries(4)).unwrap().unwrap();
        assert_eq!((base.records.len(), puts(&changes)), (64, 8 + 1));
        assert!(base.with(&key, entries(4)).unwrap().is_none());

        // a vault that is full: sealed it would look the same, and take a while
        let record = |name: &String| {
            let id = record_id(&key, name);
            (id, StoredRecord { id, version: 1, record: vec![0; 4_144] })
        };
        let full = entries(2_048);
        let base = Base {
            manifest: Some(StoredRecord { id: Manifest::id(&key), version: 1, record: Vec::new() }),
            records: full.keys().map(record).collect(),
            entries: full,
            padding: BTreeSet::new(),
        };
        let (base, first) = base.with(&key, entries(2_049)).unwrap().unwrap();
        assert_eq!(base.records.len(), 2_049 + MOST_GROWTH);
        let (base, second) = base.with(&key, entries(2_050)).unwrap().unwrap();
        assert_eq!((base.records.len(), base.padding.len()), (4_096, 4_096 - 2_050));
        for changes in [first, second] {
            let bytes: usize = changes.iter().map(Change::size).sum();
            assert!(changes.len() <= MOST_CHANGES && bytes <= MOST_IN_A_BATCH, "{}, {bytes}", changes.len());
        }
    }
}
