//! Signed things travel as `{payload, signature}`: the bytes that were signed, never a re-encoding of them.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::encoding;
use crate::id::Digest32;
use crate::json::{self, JsonError};
use crate::label::Label;
use crate::size;
use crate::suite::VERSION;
use crate::verifying::{SignatureBytes, SignatureError};

/// The envelope, in JSON `{"payload": base64url, "signature": base64url}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// UTF-8 JSON, at most 48,000 bytes.
    #[serde(with = "encoding::bytes")]
    pub payload: Vec<u8>,
    /// Ed25519 over label ‖ 00 ‖ payload.
    pub signature: SignatureBytes,
}

/// What can be signed: a label of its own, and limits beyond its types.
pub trait Payload: Serialize + DeserializeOwned {
    /// Keeps a signature of one type from being taken for another's.
    const LABEL: Label;
    /// Checks what the types leave open.
    ///
    /// # Errors
    /// The first [`ValidationError`] met.
    fn check(&self) -> Result<(), ValidationError>;
}

/// Why a directory, a key statement or a heartbeat is refused. [`ValidationError::reason`] names each for the vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValidationError {
    /// The payload is not the JSON it should be.
    #[error("the payload: {0}")]
    Json(#[from] JsonError),
    /// The payload is over 48,000 bytes.
    #[error("the payload is larger than 48,000 bytes")]
    Size,
    /// Signed in a version that this software does not know.
    #[error("made by a newer version of fluister; update to read it")]
    Version,
    /// The key or signature.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// A field is outside its documented limits.
    #[error("the field {0} is outside its limits")]
    Limit(&'static str),
    /// Signed for another organisation, or the chain begins at another root than the link names.
    #[error("belongs to another organisation than the link names")]
    Organisation,
    /// The serial is not the next one.
    #[error("the serial must be {due}")]
    Serial {
        /// The serial that is due.
        due: u64,
    },
    /// `previous` is not the hash of the version before.
    #[error("does not continue the version before")]
    Previous,
    /// The next root is not the one that the root before named, or the name was changed.
    #[error("the root key is not the successor that was named")]
    Successor,
    /// Signed by a root whose successor has taken over.
    #[error("signed by a root key that has been replaced")]
    RetiredRoot,
    /// The day of expiry is past.
    #[error("expired on {0}")]
    Expired(crate::day::Day),
    /// Issued after today (a day's grace for clocks).
    #[error("issued in the future")]
    Future,
    /// Older than one that was seen before or that is named elsewhere.
    #[error("older than one seen before: the server shows an old state")]
    Old,
    /// One serial or counter with two contents: proof of two histories.
    #[error("two versions carry the same number: the server shows two histories")]
    TwoHistories,
    /// Not in the organisation's directory.
    #[error("the adviser is not in the organisation's directory")]
    UnknownAdviser,
    /// Another adviser than the link pins.
    #[error("another adviser than the link names")]
    PinnedAdviser,
    /// No key for today's epoch.
    #[error("the adviser has no key for these weeks: they have been away too long")]
    NoEpoch,
    /// Entries or epochs that are not in order, or twice.
    #[error("{0} are not in strictly rising order")]
    Order(&'static str),
}

impl ValidationError {
    /// A stable name, used by the vectors and by other implementations.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Json(error) => error.reason(),
            Self::Size => "size",
            Self::Version => "version",
            Self::Signature(error) => error.reason(),
            Self::Limit(_) => "limit",
            Self::Organisation => "organisation",
            Self::Serial { .. } => "serial",
            Self::Previous => "previous",
            Self::Successor => "successor",
            Self::RetiredRoot => "retired-root",
            Self::Expired(_) => "expired",
            Self::Future => "future",
            Self::Old => "old",
            Self::TwoHistories => "two-histories",
            Self::UnknownAdviser => "unknown-adviser",
            Self::PinnedAdviser => "pinned-adviser",
            Self::NoEpoch => "no-epoch",
            Self::Order(_) => "order",
        }
    }
}

/// A payload whose signature and limits have been checked, with its hash. Only this crate makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<P> {
    payload: P,
    hash: Digest32,
}

impl<P> Verified<P> {
    /// The labelled hash of the payload's bytes.
    pub const fn hash(&self) -> Digest32 {
        self.hash
    }
}

impl<P> std::ops::Deref for Verified<P> {
    type Target = P;
    fn deref(&self) -> &P {
        &self.payload
    }
}

/// What a signature is verified with: either role's key.
pub(crate) trait VerifiesPayload {
    fn verifies(
        &self,
        label: Label,
        payload: &[u8],
        signature: &SignatureBytes,
    ) -> Result<(), SignatureError>;
}

impl VerifiesPayload for crate::verifying::OrganisationKey {
    fn verifies(
        &self,
        label: Label,
        payload: &[u8],
        signature: &SignatureBytes,
    ) -> Result<(), SignatureError> {
        self.verify(label, &[payload], &signature.0)
    }
}

impl VerifiesPayload for crate::verifying::IdentityKey {
    fn verifies(
        &self,
        label: Label,
        payload: &[u8],
        signature: &SignatureBytes,
    ) -> Result<(), SignatureError> {
        self.verify(label, &[payload], &signature.0)
    }
}

impl Signed {
    /// The labelled hash of the payload, as others name it.
    pub fn hash(&self, label: Label) -> Digest32 {
        Digest32(label.hash(&[&self.payload]))
    }

    /// Reads the payload without believing it, to learn which key should have signed it.
    pub(crate) fn read<P: Payload>(&self) -> Result<P, ValidationError> {
        if self.payload.len() > size::SIGNED_PAYLOAD {
            return Err(ValidationError::Size);
        }
        // the version first: a newer payload may have another shape
        let map = json::parse_object(&self.payload)?;
        match map.get("version").and_then(serde_json::Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {}
            Some(_) => return Err(ValidationError::Version),
            None => return Err(ValidationError::Json(JsonError::Shape)),
        }
        let payload: P = json::typed(map)?;
        payload.check()?;
        Ok(payload)
    }

    /// Verifies under the key that was found, and hands over the payload that was read.
    pub(crate) fn verified<P: Payload>(
        &self,
        payload: P,
        key: &impl VerifiesPayload,
    ) -> Result<Verified<P>, ValidationError> {
        key.verifies(P::LABEL, &self.payload, &self.signature)?;
        Ok(Verified { payload, hash: self.hash(P::LABEL) })
    }
}
