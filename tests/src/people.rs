//! The people of a story, with the client's library: an administrator, an adviser, a melder.

use std::path::Path;

use fluister_client::Error;
use fluister_client::Link;
use fluister_client::adviser::{self, News, Profile, State};
use fluister_client::http::Api;
use fluister_client::link::Server as Address;
use fluister_client::melder::{self, Attachments, Conversation, Draft, FollowUp, More, Receipt};
use fluister_client::organisation::{self, Change, Founding};
use fluister_client::post::Quiet;
use fluister_client::vault::Vault;
use fluister_protocol::code::{KeyCode, RetrievalCode};
use fluister_protocol::day::Day;
use fluister_protocol::directory::{Policy, Position, Track};
use fluister_protocol::keys::OrganisationSecret;
use fluister_protocol::random;
use tempfile::TempDir;

use crate::command::PASSPHRASE;
use crate::harness::{self, Server};
use crate::liar::Liar;

/// An organisation behind a server that may lie.
pub struct Story {
    /// The real server.
    pub server: Server,
    /// What everybody talks to.
    pub liar: Liar,
    /// The calls of everybody.
    pub api: Api,
    /// Given out by the organisation.
    pub link: Link,
    /// Signs directories.
    pub root: OrganisationSecret,
    folder: TempDir,
}

/// An adviser with a vault.
pub struct Sam {
    /// Unlocked.
    pub vault: Vault<State>,
    /// Half of what opens it.
    pub key_code: KeyCode,
}

impl Story {
    /// An organisation without advisers.
    pub fn begin() -> Self {
        let (liar, listener) = Liar::listen();
        let server = harness::server_with(&format!("origin = ['{}']", liar.origin()));
        liar.stand_before(server.address, listener);
        let address: Address = liar.origin().parse().expect("an address");
        let api = Api::new(address, None).expect("no proxy");
        let folder = tempfile::tempdir().expect("a folder");
        let founding = Founding {
            slug: "acme".into(),
            name: "Acme BV".into(),
            languages: vec!["nl".into()],
            policy: Policy::default(),
        };
        let key_file = folder.path().join("acme.root");
        let link =
            organisation::create(&api, &founding, &server.admit("acme"), &key_file, None, server.today())
                .expect("founded");
        let root = fluister_client::key_file::open(&key_file, None).expect("the root");
        Self { server, liar, api, link, root, folder }
    }

    /// The day of everybody's clock.
    pub fn today(&self) -> Day {
        self.server.today()
    }

    /// Appoints an adviser and publishes their keys.
    pub fn adviser(&self, name: &str) -> Sam {
        let profile = Profile {
            name: name.into(),
            position: Position::Internal,
            tracks: vec![Track::Conduct],
            languages: vec![],
            about: Default::default(),
        };
        let path = self.folder.path().join(format!("{name}.vault"));
        let key_code = KeyCode::generate(&mut random::system());
        let (vault, request) =
            adviser::create(&path, &self.link, profile, PASSPHRASE, key_code.clone()).expect("a vault");
        self.publish(Change::Appoint(Box::new(request))).expect("appointed");
        let mut sam = Sam { vault, key_code };
        self.sync(&mut sam).expect("keys published");
        sam
    }

    /// A further device of an adviser, with a vault's file of its own.
    pub fn device(&self, sam: &Sam, passphrase: &str) -> Result<Sam, Error> {
        let mut name = sam.vault.path().as_os_str().to_owned();
        name.push(".other");
        let key_code = sam.key_code.clone();
        let vault = adviser::add_device(&self.api, Path::new(&name), passphrase, key_code.clone())?;
        Ok(Sam { vault, key_code })
    }

    /// The administrator signs and publishes the next directory.
    pub fn publish(&self, change: Change) -> Result<(), Error> {
        organisation::publish(&self.api, &self.link, &self.root, &change, self.today()).map(drop)
    }

    /// The adviser looks into the box.
    pub fn sync(&self, sam: &mut Sam) -> Result<News, Error> {
        adviser::sync(&self.api, &mut sam.vault, self.today(), &Quiet)
    }

    /// The adviser answers in their only thread.
    pub fn reply(&self, sam: &mut Sam, text: &str) -> Result<usize, Error> {
        let thread = sam.vault.state.threads.keys().next().expect("a thread").as_str().to_owned();
        adviser::reply(&self.api, &mut sam.vault, &thread, text, self.today(), &Quiet)
    }

    /// A melder reports under this code.
    pub fn report(&self, code: &RetrievalCode, name: &str, text: &str) -> Result<Receipt, Error> {
        let draft = Draft {
            track: Some(Track::Conduct),
            categories: vec![],
            text: text.into(),
            wants: None,
            language: None,
            replies_only: false,
            attachments: Attachments::default(),
        };
        melder::report(&self.api, &self.link, code, &[name.into()], &draft, self.today(), &Quiet)
    }

    /// The melder comes back.
    pub fn read(&self, code: &RetrievalCode) -> Result<Conversation, Error> {
        melder::read(&self.api, &self.link, code, self.today(), &Quiet)
    }

    /// The melder writes again.
    pub fn follow_up(&self, code: &RetrievalCode, text: &str) -> Result<FollowUp, Error> {
        let more = More { adviser: None, text, attachments: &Attachments::default() };
        melder::follow_up(&self.api, &self.link, code, &more, self.today(), &Quiet)
    }

    /// A report that Sam has read and answered: Sam's vault and the melder's code.
    pub fn answered(&self) -> (Sam, RetrievalCode) {
        let mut sam = self.adviser("Sam");
        let code = code();
        self.report(&code, "Sam", "Hello.").expect("reported");
        self.server.close_release();
        self.sync(&mut sam).expect("synced");
        self.reply(&mut sam, "Welcome.").expect("answered");
        (sam, code)
    }
}

/// A fresh code.
pub fn code() -> RetrievalCode {
    RetrievalCode::generate(&mut random::system())
}
