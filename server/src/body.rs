//! Extractors for bodies: of their type, within their limit, in time, and of the right shape.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use actix_web::body::{BodyStream, MessageBody as _, to_bytes_limited};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{FromRequest, HttpRequest};
use fluister_protocol::id::Id;
use fluister_protocol::signed::Signed;
use fluister_protocol::verifying::SignatureBytes;
use fluister_protocol::{encoding, json, size};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::sync::OwnedSemaphorePermit;
use utoipa::ToSchema;

use crate::batch::{self, Operation};
use crate::credential::Extracting;
use crate::error::Refused;
use crate::extract::ChunksHeader;
use crate::items::{self, ItemsFault};
use crate::limits::BodyLimits;
use crate::problem::Problem;
use crate::store::letters::Letter;
use crate::wipe;

/// The largest JSON body in bytes.
pub const JSON: usize = 64 * 1024;
/// The largest post: sixteen letters.
pub const LETTERS: usize = size::SIXTEEN * size::POSTED;
/// The largest body of tokens: sixteen.
pub const TOKENS: usize = size::SIXTEEN * size::ID;

/// The largest deletion of chunks: as many tokens as a proof of work names ids.
pub const CHUNK_TOKENS: usize = ChunksHeader::MOST * size::ID;
/// The most ids in one question for those that are missing: an attachment of 128 MiB.
pub const MOST_IDS: usize = 512;

const OCTETS: &str = "application/octet-stream";
const OBJECT: &str = "application/json";

/// Bytes as they are, `application/octet-stream`.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct Octets(pub Bytes);

/// A file: at most 1 MiB of bytes.
pub struct FileBody(pub Bytes);

/// 4, 8, 12 or 16 letters, each with its id.
pub struct FourLetters {
    /// The body as sent, which the proof of work is for.
    pub body: Bytes,
    /// The letters, no id twice.
    pub letters: Arc<[Letter]>,
}

/// The ids of 4, 8, 12 or 16 tokens, in order. The tokens themselves are gone.
pub struct FourTokens(pub Vec<Id>);

/// A chunk: exactly 262,144 bytes, and the room in memory that they take until this is dropped.
pub struct ChunkBody {
    /// The bytes.
    pub bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

/// A batch of operations for a vault, and the room in memory that it takes until this is dropped.
pub struct BatchBody {
    /// At least one operation.
    pub operations: Vec<Operation>,
    /// The whole batch's size in bytes.
    pub bytes: usize,
    _room: OwnedSemaphorePermit,
}

/// The id of one token. The token itself is gone.
pub struct OneToken(pub Id);

/// The ids of 1 to 32 tokens, in order. The tokens themselves are gone.
pub struct ChunkTokens(pub Vec<Id>);

/// 1 to 512 ids.
pub struct Ids(pub Vec<Id>);

/// A JSON object of this shape, read strictly.
pub struct Json<T>(pub T);

/// `{payload, signature}`, not yet verified.
pub struct SignedBody(pub Signed);

/// Something signed: the bytes that were signed, never a re-encoding of them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = Signed)]
pub struct SignedJson {
    /// base64url of UTF-8 JSON, at most 48,000 bytes: a directory, a key statement or a heartbeat.
    #[schema(max_length = 64_000, example = "eyJ2ZXJzaW9uIjoxfQ")]
    pub payload: String,
    /// base64url of an Ed25519 signature over the label, a zero byte, and the payload's bytes: 64 bytes.
    #[schema(min_length = 86, max_length = 86)]
    pub signature: String,
}

impl SignedJson {
    /// For the description's examples: payload and signature are cut short.
    pub fn example() -> Self {
        Self { payload: encoding::encode(br#"{"version":1}"#), signature: encoding::encode(&[4; 64]) }
    }
}

impl From<Signed> for SignedJson {
    fn from(signed: Signed) -> Self {
        Self { payload: encoding::encode(&signed.payload), signature: encoding::encode(&signed.signature.0) }
    }
}

/// Checks type, coding and announced length before the first byte is read; reads no more than the limit, and no longer
/// than the time for bodies.
async fn read(
    request: HttpRequest,
    payload: Payload,
    media_type: &'static str,
    limit: usize,
) -> Result<Bytes, Refused> {
    check_head(&request, media_type, limit)?;
    let body = to_bytes_limited(BodyStream::new(payload), limit);
    match in_time(limits(&request)?, body).await? {
        Err(_) => Err(over(limit)),
        Ok(Err(_)) => Err(Problem::BodyIncomplete.into()),
        Ok(Ok(bytes)) => Ok(bytes),
    }
}

/// As [`read`], for a large body: waits until there is room for it, and takes no more room than it has bytes.
async fn read_large(
    request: HttpRequest,
    payload: Payload,
    limit: usize,
) -> Result<(Bytes, OwnedSemaphorePermit), Refused> {
    let size = check_head(&request, OCTETS, limit)?.unwrap_or(limit);
    let limits = limits(&request)?;
    let room = limits.room.enter(size).await?;
    let body = async {
        let mut bytes = BytesMut::with_capacity(size);
        let mut payload = pin!(BodyStream::new(payload));
        while let Some(part) = poll_fn(|context| payload.as_mut().poll_next(context)).await {
            let part = part.map_err(|_| Problem::BodyIncomplete)?;
            if bytes.len() + part.len() > limit {
                return Err(over(limit));
            }
            bytes.extend_from_slice(&part);
        }
        Ok(bytes.freeze())
    };
    Ok((in_time(limits, body).await??, room))
}

fn limits(request: &HttpRequest) -> Result<&BodyLimits, Problem> {
    request.app_data::<Data<BodyLimits>>().map(Data::get_ref).ok_or(Problem::Internal)
}

async fn in_time<T>(limits: &BodyLimits, body: impl Future<Output = T>) -> Result<T, Problem> {
    tokio::time::timeout(limits.timeout, body).await.map_err(|_| Problem::BodySlow)
}

/// The announced length, where there is one.
fn check_head(
    request: &HttpRequest,
    media_type: &'static str,
    limit: usize,
) -> Result<Option<usize>, Refused> {
    let headers = request.headers();
    let of_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case(media_type));
    if !of_type {
        return Err(Refused::exactly(
            Problem::ContentType,
            format!("Send this body as Content-Type: {media_type}."),
        ));
    }
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::ContentEncoding.into());
    }
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    match announced.map(usize::try_from) {
        None => Ok(None),
        Some(Ok(length)) if length <= limit => Ok(Some(length)),
        Some(_) => Err(over(limit)),
    }
}

fn over(limit: usize) -> Refused {
    Refused::exactly(Problem::BodyLimit, format!("This address takes bodies of at most {limit} bytes."))
}

/// The problem of a malformed body of items; `size_fault` where it ends within an item.
const fn said(fault: ItemsFault, size_fault: Problem) -> Problem {
    match fault {
        ItemsFault::Size => size_fault,
        ItemsFault::NotInFours => Problem::NotInFours,
        ItemsFault::NotALetter => Problem::NotALetter,
        ItemsFault::Twice => Problem::LetterTwice,
    }
}

fn letters(body: &[u8]) -> Result<Arc<[Letter]>, Problem> {
    let posted = items::letters(body).map_err(|fault| said(fault, Problem::LetterSize))?;
    Ok(posted.iter().map(|posted| Letter { id: Id(*posted.id), bytes: posted.letter.into() }).collect())
}

/// Hashes tokens in place: none is copied.
fn hashed(tokens: Result<&[[u8; size::ID]], ItemsFault>) -> Result<Vec<Id>, Problem> {
    let tokens = tokens.map_err(|fault| said(fault, Problem::TokenSize))?;
    Ok(tokens.iter().map(|token| Id(wipe::sha256(token))).collect())
}

fn some_ids(body: &[u8]) -> Result<Vec<Id>, Problem> {
    let ids = items::some(body).map_err(|fault| said(fault, Problem::IdSize))?;
    Ok(ids.iter().map(|id| Id(*id)).collect())
}

fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    Ok(json::parse(body)?)
}

fn signed(body: &[u8]) -> Result<Signed, Refused> {
    let SignedJson { payload, signature } = object(body)?;
    let payload = encoding::decode(&payload)?;
    let signature = SignatureBytes(encoding::decode_array(&signature)?);
    Ok(Signed { payload, signature })
}

impl FromRequest for FourLetters {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OCTETS, LETTERS);
        Box::pin(async move {
            let body = body.await?;
            let letters = letters(&body)?;
            Ok(Self { body, letters })
        })
    }
}

impl FromRequest for FourTokens {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OCTETS, TOKENS);
        Box::pin(async move { Ok(Self(hashed(items::fours(&body.await?))?)) })
    }
}

impl FromRequest for ChunkBody {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_large(request.clone(), payload.take(), size::CHUNK);
        Box::pin(async move {
            let (bytes, room) = body.await?;
            if bytes.len() == size::CHUNK {
                Ok(Self { bytes, _room: room })
            } else {
                Err(Problem::ChunkSize.into())
            }
        })
    }
}

impl FromRequest for BatchBody {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_large(request.clone(), payload.take(), batch::MOST_BYTES);
        Box::pin(async move {
            let (body, room) = body.await?;
            Ok(Self { bytes: body.len(), operations: batch::parse(body)?, _room: room })
        })
    }
}

impl FromRequest for OneToken {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OCTETS, size::ID);
        Box::pin(async move {
            let ids = hashed(items::some(&body.await?))?;
            Ok(Self(ids.into_iter().next().ok_or(Problem::TokenSize)?))
        })
    }
}

impl FromRequest for ChunkTokens {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OCTETS, CHUNK_TOKENS);
        Box::pin(async move { Ok(Self(hashed(items::some(&body.await?))?)) })
    }
}

impl FromRequest for Ids {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OCTETS, MOST_IDS * size::ID);
        Box::pin(async move { Ok(Self(some_ids(&body.await?)?)) })
    }
}

impl FromRequest for FileBody {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OCTETS, size::FILE);
        Box::pin(async move { Ok(Self(body.await?)) })
    }
}

impl FromRequest for SignedBody {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OBJECT, JSON);
        Box::pin(async move { Ok(Self(signed(&body.await?)?)) })
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request.clone(), payload.take(), OBJECT, JSON);
        Box::pin(async move { Ok(Self(object(&body.await?)?)) })
    }
}

#[cfg(test)]
mod tests {
    use fluister_protocol::suite::MAGIC;

    use super::*;

    #[test]
    fn ids_are_the_hashes_of_tokens_in_order() {
        let body: Vec<u8> = (0..128).collect();
        let due: Vec<Id> = body.chunks(32).map(|token| Id::of_token(token.try_into().unwrap())).collect();
        assert_eq!(hashed(items::fours(&body)), Ok(due.clone()));
        assert_eq!(hashed(items::some(&body)), Ok(due));
        assert_eq!(some_ids(&body).unwrap()[3].0, body[96..]);
    }

    #[test]
    fn each_kind_of_item_has_its_own_refusals() {
        assert_eq!(letters(&[0; 7]).err(), Some(Problem::LetterSize));
        assert_eq!(letters(&[]).err(), Some(Problem::NotInFours));
        assert_eq!(letters(&[0; 4 * size::POSTED]).err(), Some(Problem::NotALetter));
        let mut twice = [0; size::POSTED];
        twice[size::ID..size::ID + MAGIC.len()].copy_from_slice(&MAGIC);
        assert_eq!(letters(&twice.repeat(4)).err(), Some(Problem::LetterTwice));
        assert_eq!(hashed(items::fours(&[0; 127])).err(), Some(Problem::TokenSize));
        assert_eq!(hashed(items::fours(&[0; 96])).err(), Some(Problem::NotInFours));
        assert_eq!(hashed(items::some(&[0; 33])).err(), Some(Problem::TokenSize));
        assert_eq!(some_ids(&[0; 33]).err(), Some(Problem::IdSize));
    }
}
