//! What the server answers, as far as clients use it.

use fluister_protocol::day::Day;
use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_protocol::session;
use fluister_protocol::signed::Signed;
use fluister_protocol::work::Challenge;
use serde::Deserialize;

/// `GET /v1/server`, as far as clients use it.
#[derive(Clone, Debug, Deserialize)]
pub struct ServerInfo {
    /// The server's day.
    pub day: Day,
    /// Seconds between releases.
    pub release_interval: u64,
    /// The most of everything.
    #[serde(default)]
    pub limits: Limits,
}

/// The most of everything, as far as clients keep to it by themselves.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Limits {
    /// Bytes of one letter's attachments together; 0 where the server takes none.
    #[serde(default)]
    pub attachments: u64,
}

/// `GET /v1/organisations/{slug}`.
#[derive(Clone, Debug, Deserialize)]
pub struct OrganisationAnswer {
    /// The newest directory.
    pub directory: Signed,
    /// The first directory of every root, where there were several.
    #[serde(default)]
    pub first_directories: Vec<Signed>,
    /// The advisers' newest key statements.
    pub statements: Vec<Signed>,
}

#[derive(Deserialize)]
pub(super) struct HeartbeatsAnswer {
    pub(super) heartbeats: Vec<Signed>,
}

/// `GET /v1/organisations/{slug}/challenge`.
#[derive(Clone, Debug, Deserialize)]
pub struct WorkChallenge {
    /// The challenge, which the work is done on.
    #[serde(with = "encoding::array")]
    pub challenge: Challenge,
    /// Difficulty, in zero bits.
    pub difficulty: u32,
}

#[derive(Deserialize)]
pub(super) struct SessionChallengeAnswer {
    #[serde(with = "encoding::array")]
    pub(super) challenge: [u8; session::CHALLENGE],
}

#[derive(Deserialize)]
pub(super) struct SessionAnswer {
    pub(super) token: String,
}

/// A page of the organisation's box.
#[derive(Clone, Debug, Deserialize)]
pub struct BoxPage {
    /// In the order of their release, then of their id.
    pub letters: Vec<BoxLetter>,
    /// Where the next page begins.
    pub next: String,
    /// Whether all closed releases were served.
    pub complete: bool,
}

/// A letter in the box.
#[derive(Clone, Debug, Deserialize)]
pub struct BoxLetter {
    /// The letter's id.
    pub id: Id,
    /// The day on which its release was closed.
    pub day: Day,
    /// 16,384 bytes.
    #[serde(with = "encoding::bytes")]
    pub letter: Vec<u8>,
}
