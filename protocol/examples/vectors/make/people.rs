//! Who is in the vectors: two organisations, three advisers, a melder. All of them follow from their names.

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::derivation::Master;
use fluister_protocol::directory::{Adviser, Directory, Page, Policy, Position, Root, Track};
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::keys::{EpochSecret, IdentitySecret, OrganisationSecret};
use fluister_protocol::letter::AdviserReader;
use fluister_protocol::signed::Signed;
use rand::rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest as _, Sha256};

/// 32 bytes that follow from a name: SHA-256("fluister vectors: " ‖ name).
pub fn seed(name: &str) -> [u8; 32] {
    Sha256::digest(format!("fluister vectors: {name}")).into()
}

/// 'Random' bytes that follow from a name: block i is SHA-256(seed ‖ i).
pub struct Drawn {
    seed: [u8; 32],
    block: u64,
    left: Vec<u8>,
    /// All that was drawn so far.
    pub all: Vec<u8>,
}

impl Drawn {
    pub fn from(name: &str) -> Self {
        Self { seed: seed(name), block: 0, left: Vec::new(), all: Vec::new() }
    }

    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        fluister_protocol::random::bytes(self)
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        let Ok(()) = self.try_fill_bytes(&mut bytes);
        bytes
    }
}

impl TryRng for Drawn {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(u32::from_be_bytes(self.array()))
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(u64::from_be_bytes(self.array()))
    }
    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Self::Error> {
        while self.left.len() < into.len() {
            self.left.extend(Sha256::digest([self.seed.as_slice(), &self.block.to_be_bytes()].concat()));
            self.block += 1;
        }
        let rest = self.left.split_off(into.len());
        into.copy_from_slice(&self.left);
        self.all.append(&mut self.left);
        self.left = rest;
        Ok(())
    }
}
impl TryCryptoRng for Drawn {}

/// The day on which everything happens, in epoch 742.
pub fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

/// The epoch of [`today`].
pub const EPOCH: Epoch = Epoch(742);

/// Root n of the organisation, from 1.
pub fn root(n: usize) -> OrganisationSecret {
    OrganisationSecret::from_seed(&seed(&format!("root {n}")))
}

pub fn organisation() -> OrganisationId {
    root(1).public().organisation()
}

/// Somebody with an identity and a key for each epoch: `Sam` and `Robin` are listed, `Kim` is not.
pub struct Person {
    pub name: &'static str,
    pub identity: IdentitySecret,
}

pub fn person(name: &'static str) -> Person {
    Person { name, identity: IdentitySecret::from_seed(&seed(&format!("{name}, identity"))) }
}
pub fn sam() -> Person {
    person("Sam")
}
pub fn robin() -> Person {
    person("Robin")
}
pub fn kim() -> Person {
    person("Kim")
}

impl Person {
    pub fn epoch_seed(&self, epoch: Epoch) -> [u8; 32] {
        seed(&format!("{}, epoch {}", self.name, epoch.0))
    }

    pub fn epoch_secret(&self, epoch: Epoch) -> EpochSecret {
        EpochSecret::from_seed(self.epoch_seed(epoch))
    }

    pub fn reader(&self) -> AdviserReader {
        AdviserReader {
            organisation: organisation(),
            identity: self.identity.public(),
            epoch: EPOCH,
            key: self.epoch_secret(EPOCH).public(),
        }
    }

    pub fn profile(&self) -> Adviser {
        Adviser {
            identity: self.identity.public(),
            name: self.name.into(),
            position: Position::External,
            tracks: vec![Track::Conduct, Track::Integrity],
            languages: vec!["nl".into(), "en".into()],
            about: [("nl".into(), "Ik luister.".into()), ("en".into(), "I listen.".into())].into(),
            photo: None,
            absent_until: None,
            deputy: None,
        }
    }
}

pub fn code() -> RetrievalCode {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, ..] = seed("retrieval code");
    RetrievalCode::from_entropy([a, b, c, d, e, f, g, h, i, j, k, l, m, n])
}

pub fn master() -> Master {
    Master::derive(&organisation(), &code())
}

/// The first directory.
pub fn directory() -> Directory {
    Directory {
        version: 1,
        organisation: organisation(),
        slug: "acme".into(),
        name: "Acme BV".into(),
        languages: vec!["nl".into(), "en".into()],
        serial: 1,
        previous: None,
        issued: today(),
        expires: today().plus(182),
        roots: vec![Root { key: root(1).public(), first_serial: 1 }],
        successor: root(2).public().successor_hash(),
        advisers: vec![sam().profile(), robin().profile()],
        policy: Policy::default(),
        pages: vec![Page {
            name: "retention".into(),
            language: "nl".into(),
            sha256: Digest32(seed("a page")),
        }],
    }
}

/// A directory signed by root n.
pub fn sign(directory: &Directory, n: usize) -> Signed {
    root(n).sign_payload(directory).unwrap()
}
