//! An organisation whose keys lie here, and which signs whatever a test wants it to.

use std::collections::BTreeMap;

use fluister_protocol::chain::{self, Named, Pin};
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::directory::{Adviser, Directory, Policy, Position, Root, Track};
use fluister_protocol::heartbeat::Heartbeat;
use fluister_protocol::heartbeat_contents::{self, Counts};
use fluister_protocol::id::AdviserId;
use fluister_protocol::keys::{EpochSecret, IdentitySecret, OrganisationSecret};
use fluister_protocol::random;
use fluister_protocol::signed::Signed;
use fluister_protocol::statement::{EpochKey, KeyStatement};

use crate::http::OrganisationAnswer;
use crate::link::Link;
use crate::trust::Organisation;

/// The day `of` its epoch, from 1 to 28, in the epoch in which everything is made.
pub(crate) fn day(of: u32) -> Day {
    Epoch(742).first_day().plus(of - 1)
}

/// An organisation.
pub(crate) struct MadeOrganisation {
    root: OrganisationSecret,
    directory: Directory,
    /// The newest of all that is signed; a copy of it is what a server showed once.
    pub(crate) published: Published,
}

/// What a server shows.
#[derive(Clone)]
pub(crate) struct Published {
    pub(crate) directory: Signed,
    pub(crate) statements: BTreeMap<AdviserId, Signed>,
    pub(crate) heartbeats: BTreeMap<AdviserId, Signed>,
}

impl MadeOrganisation {
    /// Founded on the first day, without advisers.
    pub(crate) fn new() -> Self {
        let root = OrganisationSecret::generate(&mut random::system());
        let next = OrganisationSecret::generate(&mut random::system());
        let directory = Directory {
            version: 1,
            organisation: root.public().organisation(),
            slug: "acme".into(),
            name: "Acme BV".into(),
            languages: vec!["nl".into()],
            serial: 1,
            previous: None,
            issued: day(1),
            expires: day(1).plus(26 * 7),
            roots: vec![Root { key: root.public(), first_serial: 1 }],
            successor: next.public().successor_hash(),
            advisers: Vec::new(),
            policy: Policy::default(),
            pages: Vec::new(),
        };
        let signed = root.sign_payload(&directory).unwrap();
        let published =
            Published { directory: signed, statements: BTreeMap::new(), heartbeats: BTreeMap::new() };
        Self { root, directory, published }
    }

    pub(crate) fn link(&self) -> Link {
        let pin = Pin { organisation: self.directory.organisation, adviser: None };
        Link { server: "https://example.org".parse().unwrap(), slug: "acme".into(), pin }
    }

    /// Publishes the next directory, changed so.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Directory)) {
        let before = chain::read(&self.published.directory).unwrap();
        self.directory.serial += 1;
        self.directory.previous = Some(before.hash());
        change(&mut self.directory);
        self.published.directory = self.root.sign_payload(&self.directory).unwrap();
    }

    /// Publishes the next directory, with another adviser.
    pub(crate) fn appoint(&mut self, name: &str) -> IdentitySecret {
        let identity = IdentitySecret::generate(&mut random::system());
        let adviser = Adviser {
            identity: identity.public(),
            name: name.into(),
            position: Position::Internal,
            tracks: vec![Track::Conduct],
            languages: Vec::new(),
            about: BTreeMap::new(),
            photo: None,
            absent_until: None,
            deputy: None,
        };
        self.change(|directory| directory.advisers.push(adviser));
        identity
    }

    /// What is published, with another directory of the same serial.
    pub(crate) fn twin(&self, change: impl FnOnce(&mut Directory)) -> Published {
        let mut directory = self.directory.clone();
        change(&mut directory);
        Published { directory: self.root.sign_payload(&directory).unwrap(), ..self.published.clone() }
    }

    /// Publishes a key of an adviser's for this day's epoch, and gives its secret.
    pub(crate) fn publish_keys(&mut self, identity: &IdentitySecret, today: Day) -> EpochSecret {
        let adviser = identity.public().adviser();
        let secret = EpochSecret::generate(&mut random::system());
        let key = secret.public().to_xwing_bytes();
        let serial =
            |signed: &Signed| serde_json::from_slice::<KeyStatement>(&signed.payload).unwrap().serial;
        let statement = KeyStatement {
            version: 1,
            organisation: self.directory.organisation,
            adviser,
            serial: self.published.statements.get(&adviser).map_or(0, serial) + 1,
            issued: today,
            epochs: vec![EpochKey { epoch: today.epoch(), key }],
        };
        self.published.statements.insert(adviser, identity.sign_payload(&statement).unwrap());
        secret
    }

    /// Publishes a heartbeat that says how far threads have come.
    pub(crate) fn beat(&mut self, identity: &IdentitySecret, threads: &[(&ThreadKey, Counts)], today: Day) {
        let adviser = identity.public().adviser();
        let counter = |signed: &Signed| serde_json::from_slice::<Heartbeat>(&signed.payload).unwrap().counter;
        let counter = self.published.heartbeats.remove(&adviser).as_ref().map_or(0, counter) + 1;
        let shown = self.shown(today);
        let heartbeat = Heartbeat {
            version: 1,
            organisation: self.directory.organisation,
            adviser,
            counter,
            day: today,
            directory: Named::directory(&shown.directory),
            statement: shown.statement(adviser).unwrap().named(),
            entries: heartbeat_contents::entries(threads, counter, 0, &mut random::system()).unwrap(),
        };
        self.published.heartbeats.insert(adviser, identity.sign_payload(&heartbeat).unwrap());
    }

    /// What a client makes of all that is published.
    pub(crate) fn shown(&self, today: Day) -> Organisation {
        self.published.verified(&self.link(), today)
    }
}

impl Published {
    pub(crate) fn answer(&self) -> OrganisationAnswer {
        OrganisationAnswer {
            directory: self.directory.clone(),
            first_directories: Vec::new(),
            statements: self.statements.values().cloned().collect(),
        }
    }

    pub(crate) fn verified(&self, link: &Link, today: Day) -> Organisation {
        let heartbeats: Vec<_> = self.heartbeats.values().cloned().collect();
        Organisation::verified(&self.answer(), &heartbeats, &link.slug, &link.pin, today).unwrap()
    }
}
