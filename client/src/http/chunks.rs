//! The calls for attachments' chunks.

use fluister_protocol::encoding;
use fluister_protocol::id::{Id, Token};
use fluister_protocol::size;
use fluister_protocol::work::Work;
use ureq::http::Method;

use super::{Api, OCTETS, Posted, joined};
use crate::error::Error;

impl Api {
    /// `PUT /v1/organisations/{slug}/chunks/{id}`: 262,144 bytes. `named` are the ids, one after the other, that the work
    /// was done for.
    ///
    /// # Errors
    /// [`Error`]; so for all that follow.
    pub fn put_chunk(
        &self,
        slug: &str,
        id: Id,
        chunk: &[u8],
        work: &Work,
        named: &[u8],
    ) -> Result<Posted, Error> {
        let path = format!("/v1/organisations/{slug}/chunks/{id}");
        let (work, named) = (work.header(), encoding::encode(named));
        let headers = [("fluister-work", work.as_str()), ("fluister-chunks", named.as_str())];
        match self.call(Method::PUT, &path, OCTETS, chunk, &headers) {
            Ok(_) => Ok(Posted::Stored),
            Err(Error::Refused(problem)) if problem.status == 409 => Ok(Posted::Conflict),
            Err(Error::Refused(problem)) if problem.kind.contains("work") => Ok(Posted::WorkRefused),
            Err(error) => Err(error),
        }
    }

    /// `POST /v1/chunks/fetch`: the chunk under a token.
    pub fn fetch_chunk(&self, token: &Token) -> Result<Option<Vec<u8>>, Error> {
        let body = joined(std::slice::from_ref(token));
        let chunk = self.call(Method::POST, "/v1/chunks/fetch", OCTETS, &body, &[])?;
        if chunk.len() != size::CHUNK {
            return Err(Error::Answer("not the size of a chunk"));
        }
        Ok(chunk.iter().any(|byte| *byte != 0).then_some(chunk))
    }

    /// `POST /v1/chunks/delete`: up to 32 tokens.
    pub fn delete_chunks(&self, tokens: &[Token]) -> Result<(), Error> {
        self.call(Method::POST, "/v1/chunks/delete", OCTETS, &joined(tokens), &[]).map(drop)
    }

    /// `POST /v1/chunks/missing`: those of up to 512 ids under which nothing lies.
    pub fn missing_chunks(&self, ids: &[Id]) -> Result<Vec<Id>, Error> {
        let body: Vec<u8> = ids.iter().flat_map(|id| id.0).collect();
        let answer = self.call(Method::POST, "/v1/chunks/missing", OCTETS, &body, &[])?;
        let (missing, rest) = answer.as_chunks();
        if !rest.is_empty() {
            return Err(Error::Answer("not a number of ids"));
        }
        Ok(missing.iter().copied().map(Id).collect())
    }
}
