//! The calls of the vault: the wrap record, records one by one, and changes in one atomic batch.

use fluister_protocol::encoding;
use fluister_protocol::id::Token;
use fluister_protocol::vault::RecordId;
use ureq::http;
use zeroize::Zeroizing;

use super::{Api, OCTETS, Session};
use crate::error::Error;

/// The most bytes of one batch.
pub const MOST_IN_A_BATCH: usize = 8 << 20;
/// The most changes of one batch.
pub const MOST_CHANGES: usize = 2_048;
const HEADER: &str = "fluister-vault";

/// One change of a batch. `expected` is the version that is there now, 0 where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Puts a record of the vault.
    Put {
        /// The record's id.
        id: RecordId,
        /// The version that is there now; 0 for none.
        expected: u32,
        /// The new version.
        version: u32,
        /// The sealed record.
        record: Vec<u8>,
    },
    /// Deletes a record of the vault.
    Delete {
        /// The record's id.
        id: RecordId,
        /// The version that is there now; 0 for none.
        expected: u32,
    },
    /// Puts the wrap record.
    PutWrap {
        /// SHA-256 of the wrap token.
        id: RecordId,
        /// The version that is there now; 0 for none.
        expected: u32,
        /// The new version.
        version: u32,
        /// The sealed record.
        record: Vec<u8>,
    },
    /// Deletes a wrap record.
    DeleteWrap {
        /// SHA-256 of the wrap token.
        id: RecordId,
        /// The version that is there now; 0 for none.
        expected: u32,
    },
}

impl Change {
    /// operation (1) ‖ id (32) ‖ expected version (4) ‖ new version (4) ‖ length (4) ‖ record.
    fn write(&self, batch: &mut Vec<u8>) -> Result<(), Error> {
        let (operation, id, expected, version, record): (u8, _, _, _, &[u8]) = match self {
            Self::Put { id, expected, version, record } => (1, id, expected, *version, record),
            Self::Delete { id, expected } => (2, id, expected, 0, &[]),
            Self::PutWrap { id, expected, version, record } => (3, id, expected, *version, record),
            Self::DeleteWrap { id, expected } => (4, id, expected, 0, &[]),
        };
        let length = u32::try_from(record.len()).map_err(|_| Error::Encoding)?;
        batch.push(operation);
        batch.extend_from_slice(id.as_bytes());
        for number in [*expected, version, length] {
            batch.extend_from_slice(&number.to_be_bytes());
        }
        batch.extend_from_slice(record);
        Ok(())
    }

    /// Bytes that the change takes in a batch.
    pub const fn size(&self) -> usize {
        45 + match self {
            Self::Put { record, .. } | Self::PutWrap { record, .. } => record.len(),
            Self::Delete { .. } | Self::DeleteWrap { .. } => 0,
        }
    }
}

impl Api {
    /// `GET /v1/vault/wrap`: the wrap record and its version; nothing where there is none.
    ///
    /// # Errors
    /// [`Error`]; so for all that follow.
    pub fn vault_wrap(&self, wrap_token: &Token) -> Result<Option<(u32, Vec<u8>)>, Error> {
        self.versioned("/v1/vault/wrap", wrap_token)
    }

    /// `GET /v1/vault/records/{id}`: a record and its version; nothing where there is none.
    pub fn vault_record(&self, vault: &Token, id: RecordId) -> Result<Option<(u32, Vec<u8>)>, Error> {
        self.versioned(&format!("/v1/vault/records/{id}"), vault)
    }

    /// `POST /v1/vault/records`: all changes or none. False where something else is there than expected.
    pub fn vault_batch(&self, vault: &Token, session: &Session, changes: &[Change]) -> Result<bool, Error> {
        let mut batch = Vec::with_capacity(changes.iter().map(Change::size).sum());
        for change in changes {
            change.write(&mut batch)?;
        }
        let (token, bearer) = (encoded(vault), session.bearer());
        let headers = [(HEADER, token.as_str()), ("authorization", bearer.as_str())];
        match self.call(http::Method::POST, "/v1/vault/records", OCTETS, &batch, &headers) {
            Ok(_) => Ok(true),
            Err(Error::Refused(problem)) if problem.status == 412 => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// `DELETE /v1/vault`: all its records.
    pub fn vault_delete(&self, vault: &Token, session: &Session) -> Result<(), Error> {
        let (token, bearer) = (encoded(vault), session.bearer());
        let headers = [(HEADER, token.as_str()), ("authorization", bearer.as_str())];
        self.call(http::Method::DELETE, "/v1/vault", "", &[], &headers).map(drop)
    }

    fn versioned(&self, path: &str, token: &Token) -> Result<Option<(u32, Vec<u8>)>, Error> {
        let token = encoded(token);
        match self.answer(http::Method::GET, path, "", &[], &[(HEADER, token.as_str())]) {
            Ok((headers, record)) => {
                let version = headers
                    .get("etag")
                    .and_then(|tag| tag.to_str().ok())
                    .and_then(|tag| tag.trim_matches('"').parse().ok())
                    .ok_or(Error::Answer("a record without its version"))?;
                Ok(Some((version, record)))
            }
            Err(Error::Refused(problem)) if problem.status == 404 => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn encoded(token: &Token) -> Zeroizing<String> {
    Zeroizing::new(encoding::encode(token.expose()))
}
