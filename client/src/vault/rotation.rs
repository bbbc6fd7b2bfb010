//! Drawing new keys: the whole vault is written anew, and the wrap record is swapped for it in one step.

use fluister_protocol::code::KeyCode;
use fluister_protocol::manifest::{Manifest, Wrapped};
use fluister_protocol::random;
use fluister_protocol::vault::{self, Unlock};

use super::entries::Kept;
use super::{Base, Vault, sealed_wrap, wrap_id};
use crate::error::Error;
use crate::http::{Api, Change, MOST_IN_A_BATCH, Session};

impl<S: Kept> Vault<S> {
    /// Draws a new vault key and writes everything under it, so that older copies of the vault and its key open nothing
    /// that is written from now on; what was deleted is then gone from the server, too. Other devices of the adviser
    /// follow by themselves.
    ///
    /// # Errors
    /// [`Error::VaultBusy`] where another device does the same.
    pub fn rotate(&mut self, api: &Api, session: &Session) -> Result<(), Error> {
        self.rewrite(api, session, None)
    }

    /// The same under another passphrase or key code. Other devices have to be set up anew with them.
    ///
    /// # Errors
    /// As [`Vault::rotate`], and [`Error::Vault`] for a weak passphrase.
    pub fn lock_anew(
        &mut self,
        api: &Api,
        session: &Session,
        passphrase: &str,
        key_code: Option<KeyCode>,
    ) -> Result<(), Error> {
        let key_code = key_code.unwrap_or_else(|| self.key_code.clone());
        let unlock = vault::unlock(passphrase, &key_code)?;
        self.rewrite(api, session, Some((unlock, key_code)))
    }

    fn rewrite(
        &mut self,
        api: &Api,
        session: &Session,
        lock: Option<(Unlock, KeyCode)>,
    ) -> Result<(), Error> {
        let wrapped = Wrapped::generate(&mut random::system());
        let base = self.write_anew(api, session, &wrapped)?;
        let there = if self.base.manifest.is_some() { self.wrap.version } else { 0 };
        let unlock = lock.as_ref().map_or(&self.unlock, |(unlock, _)| unlock);
        let (wrap, swap) = if wrap_id(unlock) == self.wrap.id {
            let version = self.wrap.version.checked_add(1).ok_or(Error::Encoding)?;
            let wrap = sealed_wrap(unlock, &wrapped, version)?;
            let swap = vec![put_wrap(&wrap, there)];
            (wrap, swap)
        } else {
            let wrap = sealed_wrap(unlock, &wrapped, 1)?;
            let mut swap = vec![put_wrap(&wrap, 0)];
            if there > 0 {
                swap.push(Change::DeleteWrap { id: self.wrap.id, expected: there });
            }
            (wrap, swap)
        };
        if !api.vault_batch(&wrapped.token, session, &swap)? {
            // another device was first: its vault counts, this one is taken away
            api.vault_delete(&wrapped.token, session)?;
            self.pull(api)?;
            return Err(Error::VaultBusy);
        }
        let old = std::mem::replace(&mut self.wrapped, wrapped);
        let before = std::mem::replace(&mut self.base, base);
        self.wrap = wrap;
        if let Some((unlock, key_code)) = lock {
            (self.unlock, self.key_code) = (unlock, key_code);
        }
        self.save()?;
        // the new vault counts from here on; what cannot be taken away of the old one now, the server sweeps one day
        let _ = self.leave(api, session, &old, before);
        Ok(())
    }

    /// Writes all entries under new keys, in as many batches as it takes; the manifest comes last.
    fn write_anew(&self, api: &Api, session: &Session, wrapped: &Wrapped) -> Result<Base, Error> {
        let (now, least) = (self.state.split()?, self.base.records.len());
        let (base, changes) = Base::default().filled(&wrapped.key, now, least)?;
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for change in changes {
            if bytes + change.size() > MOST_IN_A_BATCH {
                self.put_new(api, session, wrapped, &std::mem::take(&mut batch))?;
                bytes = 0;
            }
            bytes += change.size();
            batch.push(change);
        }
        self.put_new(api, session, wrapped, &batch)?;
        Ok(base)
    }

    fn put_new(
        &self,
        api: &Api,
        session: &Session,
        wrapped: &Wrapped,
        batch: &[Change],
    ) -> Result<(), Error> {
        if api.vault_batch(&wrapped.token, session, batch)? { Ok(()) } else { Err(Error::VaultBusy) }
    }

    /// Closes the vault before: its manifest first, so that no other device can write to it any more; what one has
    /// written at the last moment is brought over.
    fn leave(&mut self, api: &Api, session: &Session, old: &Wrapped, mut before: Base) -> Result<(), Error> {
        let id = Manifest::id(&old.key);
        while let Some(manifest) = &before.manifest {
            let expected = manifest.version;
            if api.vault_batch(&old.token, session, &[Change::Delete { id, expected }])? {
                break;
            }
            let Some(late) = super::remote::fetched(api, old, &before)? else { break };
            let merged = super::entries::merge::<S>(&before.entries, &self.state.split()?, &late.entries)?;
            self.state = S::join(&merged)?;
            if !self.push(api, session)? {
                self.pull(api)?;
                self.push(api, session)?;
            }
            before = late;
        }
        if before.manifest.is_some() { api.vault_delete(&old.token, session) } else { Ok(()) }
    }
}

fn put_wrap(wrap: &super::file::StoredRecord, expected: u32) -> Change {
    Change::PutWrap { id: wrap.id, expected, version: wrap.version, record: wrap.record.clone() }
}
