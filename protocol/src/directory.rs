//! The directory: who an organisation's advisers are and how it takes reports, signed by its root key.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::id::{AdviserId, Digest32, OrganisationId};
use crate::label::Label;
use crate::signed::{Payload, ValidationError};
use crate::verifying::{IdentityKey, OrganisationKey};

/// The longest time a directory is valid: 26 weeks.
pub const MAX_DAYS: u32 = 26 * 7;
/// The most advisers in one directory.
pub const MAX_ADVISERS: usize = 64;
/// The most root keys in one organisation's life.
pub const MAX_ROOTS: usize = 64;
/// The most information pages.
pub const MAX_PAGES: usize = 128;

/// What a matter is about; which kinds an organisation or an adviser takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// Undesirable conduct: it concerns the melder, who decides.
    Conduct,
    /// Integrity: misconduct against the organisation, of which the melder is a witness.
    Integrity,
}

/// A signed version of what an organisation says of itself. JSON, at most 48,000 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The protocol's version, 1.
    pub version: u32,
    /// The fingerprint: the hash of `roots[0]`, for ever.
    pub organisation: OrganisationId,
    /// The name in addresses: 1 to 63 of `a–z`, `0–9` and `-`, neither first nor last a `-`.
    pub slug: String,
    /// The name that people see, at most 200 bytes.
    pub name: String,
    /// Languages in which the organisation informs (BCP 47), the first is its own.
    pub languages: Vec<String>,
    /// From 1, one higher with each version.
    pub serial: u64,
    /// Hash of the version before; absent in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest32>,
    /// The first day on which it is valid.
    pub issued: Day,
    /// The last day on which it is valid, at most 26 weeks after the first.
    pub expires: Day,
    /// The root keys so far, the last of which signs this version.
    pub roots: Vec<Root>,
    /// Hash of the next root's public key, the same in all directories of one root.
    pub successor: Digest32,
    /// The advisers who can be written to.
    pub advisers: Vec<Adviser>,
    /// How reports are taken.
    pub policy: Policy,
    /// Information pages, by the hash of their file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
}

/// A root key and the serial of the first directory that it signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Ed25519 public key.
    pub key: OrganisationKey,
    /// 1 for the first root.
    pub first_serial: u64,
}

/// Where an adviser is employed, as melders are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Employed by the organisation.
    Internal,
    /// From outside.
    External,
}

/// An adviser's public profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adviser {
    /// Ed25519 public key; its hash is the adviser's id.
    pub identity: IdentityKey,
    /// As melders see it, at most 200 bytes.
    pub name: String,
    /// Whether the adviser works for the organisation.
    pub position: Position,
    /// The kinds of matter that the adviser takes; at least one.
    pub tracks: Vec<Track>,
    /// Languages the adviser speaks (BCP 47).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What the adviser says of themselves, by language, each at most 2,000 bytes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<String, String>,
    /// SHA-256 of the photo's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Digest32>,
    /// The last day of an absence, if one is announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent_until: Option<Day>,
    /// The adviser to write to meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<AdviserId>,
}

impl Adviser {
    /// The adviser's id.
    pub fn id(&self) -> AdviserId {
        self.identity.adviser()
    }

    pub(crate) fn check(&self) -> Result<(), ValidationError> {
        self.identity.check()?;
        limit(is_name(&self.name), "advisers.name")?;
        limit(!self.tracks.is_empty() && self.tracks.len() <= 2, "advisers.tracks")?;
        limit(self.languages.len() <= 32, "advisers.languages")?;
        limit(self.languages.iter().all(|language| is_language(language)), "advisers.languages")?;
        limit(self.about.len() <= 32, "advisers.about")?;
        let fits = |(language, text): (&String, &String)| is_language(language) && text.len() <= 2_000;
        limit(self.about.iter().all(fits), "advisers.about")
    }
}

/// How an organisation takes reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The tracks that are open; at least one.
    pub tracks: Vec<Track>,
    /// Days that a letter is kept: 30 to 365, and not below 120 where the integrity track is open, since feedback may
    /// take three months (Directive (EU) 2019/1937 art. 9(1)(f)).
    pub shelf_life_days: u32,
    /// Whether the organisation can be found without its link.
    #[serde(default)]
    pub listed: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self { tracks: vec![Track::Conduct, Track::Integrity], shelf_life_days: 180, listed: false }
    }
}

/// An information page in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Which page: `adviser`, `retention`, `integrity_policy`, `code_of_conduct`, `complaints`, `referral`, or another.
    pub name: String,
    /// Its language (BCP 47).
    pub language: String,
    /// SHA-256 of its file.
    pub sha256: Digest32,
}

/// A slug is what can stand in an address and be read out over the telephone.
pub fn is_slug(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

pub(crate) fn is_language(text: &str) -> bool {
    (2..=35).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A name that one line can show: no control characters, no direction overrides, not blank.
fn is_name(text: &str) -> bool {
    (1..=200).contains(&text.len())
        && !text.trim().is_empty()
        && !text
            .chars()
            .any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

fn limit(holds: bool, field: &'static str) -> Result<(), ValidationError> {
    if holds { Ok(()) } else { Err(ValidationError::Limit(field)) }
}

impl Payload for Directory {
    const LABEL: Label = Label::Directory;

    fn check(&self) -> Result<(), ValidationError> {
        limit(is_slug(&self.slug), "slug")?;
        limit(is_name(&self.name), "name")?;
        limit((1..=32).contains(&self.languages.len()), "languages")?;
        limit(self.languages.iter().all(|l| is_language(l)), "languages")?;
        limit(self.serial >= 1, "serial")?;
        limit(self.previous.is_some() == (self.serial > 1), "previous")?;
        limit(self.issued <= self.expires && self.expires <= self.issued.plus(MAX_DAYS), "expires")?;
        self.check_roots()?;
        self.check_advisers()?;
        self.policy.check()?;
        limit(self.pages.len() <= MAX_PAGES, "pages")?;
        limit(self.pages.iter().all(|p| is_name(&p.name) && is_language(&p.language)), "pages")
    }
}

impl Directory {
    /// The adviser with this id.
    pub fn adviser(&self, id: AdviserId) -> Option<&Adviser> {
        self.advisers.iter().find(|adviser| adviser.id() == id)
    }

    /// The root key that signs this version.
    ///
    /// # Errors
    /// [`ValidationError::Limit`] where no root is listed, which [`Payload::check`] refuses before.
    pub fn root(&self) -> Result<OrganisationKey, ValidationError> {
        self.roots.last().map(|root| root.key).ok_or(ValidationError::Limit("roots"))
    }

    fn check_roots(&self) -> Result<(), ValidationError> {
        limit((1..=MAX_ROOTS).contains(&self.roots.len()), "roots")?;
        let first = self.roots.first().ok_or(ValidationError::Limit("roots"))?;
        limit(first.first_serial == 1, "roots")?;
        let rising = self.roots.windows(2).all(|pair| match pair {
            [one, next] => one.first_serial < next.first_serial,
            _ => false,
        });
        limit(rising, "roots")?;
        limit(self.roots.iter().all(|root| root.first_serial <= self.serial), "roots")?;
        self.roots.iter().try_for_each(|root| root.key.check())?;
        if first.key.organisation() == self.organisation {
            Ok(())
        } else {
            Err(ValidationError::Organisation)
        }
    }

    fn check_advisers(&self) -> Result<(), ValidationError> {
        limit(self.advisers.len() <= MAX_ADVISERS, "advisers")?;
        let ids: BTreeSet<_> = self.advisers.iter().map(Adviser::id).collect();
        limit(ids.len() == self.advisers.len(), "advisers")?;
        self.advisers.iter().try_for_each(Adviser::check)
    }
}

impl Policy {
    fn check(&self) -> Result<(), ValidationError> {
        limit(!self.tracks.is_empty() && self.tracks.len() <= 2, "policy.tracks")?;
        let least = if self.tracks.contains(&Track::Integrity) { 120 } else { 30 };
        limit((least..=365).contains(&self.shelf_life_days), "policy.shelf_life_days")
    }
}
