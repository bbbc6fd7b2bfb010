//! A vault on a server in memory: what fails changes nothing, here or there, and two devices lose nothing.

use std::collections::BTreeMap;

use fluister_protocol::code::KeyCode;
use fluister_protocol::random;
use tempfile::TempDir;

use super::{Change, Content, Entries, Kept, Vault, read, write};
use crate::error::Error;
use crate::http::{Api, Session};
use crate::made::{Next, VaultServer};

const PASSPHRASE: &str = "correct horse battery staple ten";

/// Words by name. Where two devices change one, both stay.
#[derive(Debug, Default, PartialEq, Eq)]
struct Words(BTreeMap<String, String>);

impl Words {
    fn of(words: &[(&str, &str)]) -> Self {
        Self(words.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    fn say(&mut self, name: &str, text: &str) {
        self.0.insert(name.into(), text.into());
    }
}

impl Kept for Words {
    fn split(&self) -> Result<Entries, Error> {
        self.0.iter().map(|(name, text)| Ok((name.clone(), write(name, text)?))).collect()
    }

    fn join(entries: &Entries) -> Result<Self, Error> {
        entries
            .iter()
            .map(|(name, content)| Ok((name.clone(), read(content)?)))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn merge(name: &str, change: &Change<'_>) -> Result<Option<Content>, Error> {
        let (Some(mine), Some(theirs)) = (change.mine, change.theirs) else {
            return Ok(change.theirs.cloned());
        };
        let (mine, theirs): (String, String) = (read(mine)?, read(theirs)?);
        write(name, &format!("{theirs} {mine}")).map(Some)
    }
}

/// A device with a vault that has been on the server.
struct Device {
    vault: Vault<Words>,
    api: Api,
    session: Session,
    folder: TempDir,
}

impl Device {
    fn first(server: &VaultServer) -> (Self, KeyCode) {
        let folder = tempfile::tempdir().unwrap();
        let key_code = KeyCode::generate(&mut random::system());
        let path = folder.path().join("a.vault");
        let vault = Vault::create(&path, PASSPHRASE, key_code.clone(), Words::default()).unwrap();
        let (api, session) = server.api();
        let mut device = Self { vault, api, session, folder };
        device.say("one", "1").unwrap();
        (device, key_code)
    }

    fn further(server: &VaultServer, key_code: KeyCode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (api, session) = server.api();
        let vault = Vault::fetch(&api, &folder.path().join("a.vault"), PASSPHRASE, key_code).unwrap();
        Self { vault, api, session, folder }
    }

    /// Says something here and on the server in one step; how often it had to be said.
    fn say(&mut self, name: &str, text: &str) -> Result<usize, Error> {
        let mut times = 0;
        self.vault.transact(&self.api, &self.session, |words| {
            words.say(name, text);
            times += 1;
            Ok(())
        })?;
        Ok(times)
    }

    /// What the file holds.
    fn reopened(self) -> Words {
        let Self { vault, folder, .. } = self;
        let path = folder.path().join("a.vault");
        drop(vault);
        Vault::<Words>::open(&path, PASSPHRASE).unwrap().state
    }
}

#[test]
fn a_change_that_the_server_refuses_changes_nothing() {
    let server = VaultServer::default();
    let (mut device, key_code) = Device::first(&server);
    server.next(Next::Refused);
    assert!(matches!(device.say("two", "2"), Err(Error::Refused(problem)) if problem.status == 403));
    assert_eq!(device.vault.state, Words::of(&[("one", "1")]));
    // nor does it come along with what is saved or changed later
    device.vault.save().unwrap();
    assert_eq!(device.say("three", "3").unwrap(), 1);
    let both = Words::of(&[("one", "1"), ("three", "3")]);
    assert_eq!(device.vault.state, both);
    assert_eq!(Device::further(&server, key_code).vault.state, both);
    assert_eq!(device.reopened(), both);
}

#[test]
fn a_change_that_fails_halfway_changes_nothing_and_asks_nobody() {
    let server = VaultServer::default();
    let (mut device, _) = Device::first(&server);
    let before = server.batches();
    let failed = device.vault.transact(&device.api, &device.session, |words| {
        words.say("two", "2");
        Err::<(), _>(Error::EmptyText)
    });
    assert!(matches!(failed, Err(Error::EmptyText)));
    assert_eq!(device.vault.state, Words::of(&[("one", "1")]));
    assert_eq!(server.batches(), before);
    assert_eq!(device.reopened(), Words::of(&[("one", "1")]));
}

#[test]
fn a_change_is_made_anew_on_top_of_another_devices() {
    let server = VaultServer::default();
    let (mut one, key_code) = Device::first(&server);
    let mut other = Device::further(&server, key_code);
    assert_eq!(one.say("two", "2").unwrap(), 1);
    assert_eq!(other.say("three", "3").unwrap(), 2);
    let all = Words::of(&[("one", "1"), ("three", "3"), ("two", "2")]);
    assert_eq!(other.vault.state, all);
    one.vault.pull(&one.api).unwrap();
    assert_eq!(one.vault.state, all);
}

#[test]
fn a_change_whose_answer_is_lost_is_found_again() {
    let server = VaultServer::default();
    let (mut device, _) = Device::first(&server);
    server.next(Next::StoredUnsaid);
    device.say("two", "2").unwrap_err();
    assert_eq!(device.vault.state, Words::of(&[("one", "1")]));
    // the server has it: it is fetched before anything is changed on top of it
    assert_eq!(device.say("three", "3").unwrap(), 2);
    assert_eq!(device.vault.state, Words::of(&[("one", "1"), ("three", "3"), ("two", "2")]));
}

#[test]
fn what_was_only_saved_goes_along_with_the_next_change_and_is_put_together() {
    let server = VaultServer::default();
    let (mut one, key_code) = Device::first(&server);
    let mut other = Device::further(&server, key_code);
    one.vault.state.say("one", "here");
    one.vault.save().unwrap();
    other.say("one", "there").unwrap();
    one.say("two", "2").unwrap();
    let all = Words::of(&[("one", "there here"), ("two", "2")]);
    assert_eq!(one.vault.state, all);
    assert_eq!(one.reopened(), all);
}
