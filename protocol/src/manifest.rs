//! The vault's manifest: which records there are, so that a server that gives an older one, another one or none is
//! caught; and what the wrap record holds.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::derivation::expand_bytes;
use crate::id::{Digest32, Token};
use crate::json::{self, JsonError};
use crate::label::Label;
use crate::random::{self, CryptoRng};
use crate::vault::{self, RecordId, VaultError, VaultKey};

/// The most records of a vault.
pub const MOST_RECORDS: usize = 4_096;
/// The least records of a vault; fewer are filled up with empty ones.
pub const LEAST_RECORDS: usize = 64;
/// The content of the wrap record: vault key (32) ‖ vault token (32).
pub const WRAPPED: usize = 64;

/// Why what a server gives is not the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// The manifest does not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// It opens and is not the JSON it should be.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Made by a newer version.
    #[error("made by a newer version of fluister: update it")]
    Version,
    /// The counter inside is another than the record's version.
    #[error("the vault's manifest belongs to another moment")]
    Counter,
    /// Records are not strictly rising by id.
    #[error("the vault's manifest lists a record twice, or out of order")]
    Order,
    /// More than [`MOST_RECORDS`], or a version 0.
    #[error("the vault's manifest is outside its limits")]
    Limit,
    /// Older than one seen before.
    #[error("an older vault than this device knows")]
    Old,
    /// The same counter with other content.
    #[error("two vaults with one number: two histories")]
    TwoHistories,
    /// A record that is listed is not there.
    #[error("a record of the vault is missing")]
    Missing,
    /// Another record, or another version of it, than the manifest lists.
    #[error("a record of the vault is an older one, or was put in another's place")]
    Record,
}

impl ManifestError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Vault(error) => error.reason(),
            Self::Json(error) => error.reason(),
            Self::Version => "version",
            Self::Counter => "counter",
            Self::Order => "order",
            Self::Limit => "limit",
            Self::Old => "old",
            Self::TwoHistories => "two-histories",
            Self::Missing => "missing",
            Self::Record => "record",
        }
    }
}

/// One record, as the manifest lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The record's id.
    pub id: RecordId,
    /// Its version, from 1.
    pub version: u32,
    /// `H("record", record as stored)`.
    pub hash: Digest32,
}

impl Listed {
    /// The line for a record as it is stored.
    pub fn of(id: RecordId, version: u32, record: &[u8]) -> Self {
        Self { id, version, hash: Digest32(Label::Record.hash(&[record])) }
    }
}

/// All records of a vault but the manifest itself. It is a record, too: its id follows from the vault key, its version is
/// its counter, which devices never let fall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The protocol's version, 1.
    pub version: u32,
    /// From 1, one higher at every change of the vault.
    pub counter: u32,
    /// Strictly rising by id.
    pub records: Vec<Listed>,
}

/// The newest manifest that a device has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Its counter.
    pub counter: u32,
    /// `H("record", manifest as stored)`.
    pub hash: Digest32,
}

impl Seen {
    /// What a device remembers of a manifest, from its bytes as stored.
    pub fn of(counter: u32, record: &[u8]) -> Self {
        Self { counter, hash: Digest32(Label::Record.hash(&[record])) }
    }

    /// What a server shows now must not be older than this.
    ///
    /// # Errors
    /// [`ManifestError::Old`], [`ManifestError::TwoHistories`].
    pub fn not_after(self, shown: Self) -> Result<(), ManifestError> {
        match self.counter.cmp(&shown.counter) {
            Ordering::Greater => Err(ManifestError::Old),
            Ordering::Equal if self.hash != shown.hash => Err(ManifestError::TwoHistories),
            Ordering::Equal | Ordering::Less => Ok(()),
        }
    }
}

impl Manifest {
    /// A manifest of these records.
    pub fn new(counter: u32, mut records: Vec<Listed>) -> Self {
        records.sort_by_key(|listed| listed.id);
        Self { version: 1, counter, records }
    }

    /// Under which the manifest of a vault lies: Expand(vault key, "manifest id").
    pub fn id(key: &VaultKey) -> RecordId {
        RecordId(expand_bytes(key.expose(), Label::ManifestId, &[]))
    }

    /// Seals it as the record of version `counter`.
    ///
    /// # Errors
    /// [`ManifestError`] for what a reader would refuse.
    pub fn seal(&self, key: &VaultKey, rng: &mut impl CryptoRng) -> Result<Vec<u8>, ManifestError> {
        self.check()?;
        let json = Zeroizing::new(serde_json::to_vec(self).map_err(|_| JsonError::Shape)?);
        Ok(vault::seal_record(key, &Self::id(key), self.counter, &json, rng)?)
    }

    /// Opens the record of version `counter`.
    ///
    /// # Errors
    /// [`ManifestError`].
    pub fn open(key: &VaultKey, counter: u32, record: &[u8]) -> Result<Self, ManifestError> {
        let content = vault::open_record(key, &Self::id(key), counter, record)?;
        let map = json::parse_object(&content)?;
        // the version first: a newer manifest may have another shape
        match map.get("version").and_then(serde_json::Value::as_u64) {
            Some(1) => {}
            Some(_) => return Err(ManifestError::Version),
            None => return Err(JsonError::Shape.into()),
        }
        let manifest: Self = json::typed(map)?;
        manifest.check()?;
        if manifest.counter == counter { Ok(manifest) } else { Err(ManifestError::Counter) }
    }

    fn check(&self) -> Result<(), ManifestError> {
        if self.version != 1 {
            return Err(ManifestError::Version);
        }
        if !self.records.is_sorted_by(|one, next| one.id < next.id) {
            return Err(ManifestError::Order);
        }
        let versions = self.records.iter().all(|listed| listed.version >= 1);
        if self.counter == 0 || !versions || self.records.len() > MOST_RECORDS {
            return Err(ManifestError::Limit);
        }
        Ok(())
    }

    /// What a server gives for a record that is listed; nothing where it gives none.
    ///
    /// # Errors
    /// [`ManifestError::Missing`]; [`ManifestError::Record`] for an older or another record, and one that is not listed.
    pub fn verify(&self, id: RecordId, given: Option<(u32, &[u8])>) -> Result<(), ManifestError> {
        let (version, record) = given.ok_or(ManifestError::Missing)?;
        let at = self.records.binary_search_by_key(&id, |listed| listed.id);
        let listed = at.ok().and_then(|at| self.records.get(at));
        match listed {
            Some(listed) if *listed == Listed::of(id, version, record) => Ok(()),
            _ => Err(ManifestError::Record),
        }
    }
}

/// Under which a record of this name lies: Expand(vault key, "record id", name). So two devices that begin the same
/// thing write one record.
pub fn record_id(key: &VaultKey, name: &str) -> RecordId {
    RecordId(expand_bytes(key.expose(), Label::RecordId, &[name.as_bytes()]))
}

/// How many records a vault has that needs `count` and had `before`: 64, then powers of two, never fewer than before.
pub fn padded_records(count: usize, before: usize) -> usize {
    count.max(LEAST_RECORDS).next_power_of_two().max(before)
}

/// What the wrap record holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The key that opens all records.
    pub key: VaultKey,
    /// The secret whose hash is the vault's id on the server, and the right to read it.
    pub token: Token,
}

impl Wrapped {
    /// Random key and token of a new vault.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self { key: VaultKey::new(random::bytes(rng)), token: Token::new(random::bytes(rng)) }
    }

    /// The wrap record's content: key ‖ token, 64 bytes. Wiped when dropped.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.key.expose().as_slice(), self.token.expose()].concat())
    }

    /// From the wrap record's content.
    ///
    /// # Errors
    /// [`VaultError::Size`] for another number of bytes than 64.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let (key, token) = bytes.split_first_chunk::<32>().ok_or(VaultError::Size)?;
        let token = token.try_into().map_err(|_| VaultError::Size)?;
        Ok(Self { key: VaultKey::new(*key), token: Token::new(token) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> VaultKey {
        VaultKey::new([7; 32])
    }

    fn two_records() -> (Manifest, Vec<(RecordId, Vec<u8>)>) {
        let mut rng = random::system();
        let records: Vec<_> = ["one", "two"]
            .into_iter()
            .map(|name| {
                let id = record_id(&key(), name);
                (id, vault::seal_record(&key(), &id, 3, name.as_bytes(), &mut rng).unwrap())
            })
            .collect();
        let listed = records.iter().map(|(id, record)| Listed::of(*id, 3, record)).collect();
        (Manifest::new(9, listed), records)
    }

    #[test]
    fn a_manifest_knows_its_records() {
        let (manifest, records) = two_records();
        let sealed = manifest.seal(&key(), &mut random::system()).unwrap();
        let manifest = Manifest::open(&key(), 9, &sealed).unwrap();
        let [(one, first), (two, second)] = records.as_slice() else { unreachable!() };
        assert_eq!(manifest.verify(*one, Some((3, first))), Ok(()));
        assert_eq!(manifest.verify(*one, Some((3, second))), Err(ManifestError::Record), "swapped");
        assert_eq!(manifest.verify(*two, Some((2, second))), Err(ManifestError::Record), "an older one");
        assert_eq!(manifest.verify(*two, None), Err(ManifestError::Missing));
        let other = record_id(&key(), "three");
        assert_eq!(manifest.verify(other, Some((3, first))), Err(ManifestError::Record), "not listed");
    }

    #[test]
    fn an_older_manifest_is_noticed() {
        let (manifest, _) = two_records();
        let [one, two] = [(); 2].map(|()| manifest.seal(&key(), &mut random::system()).unwrap());
        let seen = Seen::of(9, &one);
        assert_eq!(seen.not_after(seen), Ok(()));
        assert_eq!(seen.not_after(Seen::of(10, &two)), Ok(()));
        assert_eq!(seen.not_after(Seen::of(8, &two)), Err(ManifestError::Old));
        assert_eq!(seen.not_after(Seen::of(9, &two)), Err(ManifestError::TwoHistories));
        assert_eq!(Manifest::open(&key(), 8, &one).unwrap_err().reason(), "opaque");
    }

    #[test]
    fn what_no_manifest_says() {
        let (manifest, _) = two_records();
        let seal = |manifest: Manifest| manifest.seal(&key(), &mut random::system()).unwrap_err();
        let mut backwards = manifest.clone();
        backwards.records.reverse();
        assert_eq!(seal(backwards), ManifestError::Order);
        let mut twice = manifest.clone();
        twice.records.extend_from_within(1..);
        assert_eq!(seal(twice), ManifestError::Order);
        assert_eq!(seal(Manifest { counter: 0, ..manifest.clone() }), ManifestError::Limit);
        assert_eq!(seal(Manifest { version: 2, ..manifest.clone() }), ManifestError::Version);
        // a manifest that says another counter than the one it is sealed under
        let json = serde_json::to_vec(&manifest).unwrap();
        let record =
            vault::seal_record(&key(), &Manifest::id(&key()), 4, &json, &mut random::system()).unwrap();
        assert_eq!(Manifest::open(&key(), 4, &record), Err(ManifestError::Counter));
    }

    #[test]
    fn the_number_of_records_tells_little() {
        let padded =
            [(0, 0), (64, 0), (65, 0), (129, 0), (3, 128)].map(|(n, before)| padded_records(n, before));
        assert_eq!(padded, [64, 64, 128, 256, 128]);
    }

    #[test]
    fn a_wrap_has_64_bytes() {
        let wrapped = Wrapped::generate(&mut random::system());
        let bytes = wrapped.to_bytes();
        assert_eq!(bytes.len(), WRAPPED);
        assert_eq!(Wrapped::from_bytes(&bytes), Ok(wrapped));
        for wrong in [&bytes[..63], &bytes[..31], &[0; 65]] {
            assert_eq!(Wrapped::from_bytes(wrong), Err(VaultError::Size));
        }
    }
}
