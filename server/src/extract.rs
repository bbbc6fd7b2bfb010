//! Extractors for paths, queries and headers: what a handler gets has been checked.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::http::header::HeaderName;
use actix_web::web::{Bytes, Query};
use actix_web::{FromRequest, HttpRequest};
use fluister_protocol::directory::is_slug;
use fluister_protocol::encoding;
use fluister_protocol::file::FileSignature;
use fluister_protocol::id::{AdviserId, Digest32, Id};
use fluister_protocol::size;
use fluister_protocol::work::Work;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access;
use crate::error::Refused;
use crate::problem::Problem;

/// An organisation's name in addresses, checked in form only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(pub String);

impl FromStr for Slug {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Self, Problem> {
        if is_slug(text) { Ok(Self(text.to_owned())) } else { Err(Problem::Path) }
    }
}

/// `/v1/organisations/{slug}`
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OrganisationPath {
    /// The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
    #[param(value_type = String, example = "acme", min_length = 1, max_length = 63)]
    pub slug: Slug,
}

/// `/v1/organisations/{slug}/advisers/{id}`
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AdviserPath {
    /// The organisation's name in addresses.
    #[param(value_type = String, example = "acme", min_length = 1, max_length = 63)]
    pub slug: Slug,
    /// The adviser's id: base64url of 32 bytes.
    #[param(value_type = String, example = "T0wA7g2yXyuBqRqkXk8nDTGgHFrdz2v7X0bLQ1Vqk3E", min_length = 43, max_length = 43)]
    pub id: AdviserId,
}

/// `/v1/organisations/{slug}/files/{sha256}`
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FilePath {
    /// The organisation's name in addresses.
    #[param(value_type = String, example = "acme", min_length = 1, max_length = 63)]
    pub slug: Slug,
    /// SHA-256 of the file's bytes: base64url of 32 bytes.
    #[param(value_type = String, example = "uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek", min_length = 43, max_length = 43)]
    pub sha256: Digest32,
}

/// `/v1/organisations/{slug}/chunks/{id}`
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ChunkPath {
    /// The organisation's name in addresses.
    #[param(value_type = String, example = "acme", min_length = 1, max_length = 63)]
    pub slug: Slug,
    /// The chunk's id, the SHA-256 of its token: base64url of 32 bytes.
    #[param(value_type = String, example = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk", min_length = 43, max_length = 43)]
    pub id: Id,
}

/// `/v1/vault/records/{id}`
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RecordPath {
    /// The record's id: base64url of 32 bytes.
    #[param(value_type = String, example = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk", min_length = 43, max_length = 43)]
    pub id: Id,
}

/// `/v1/organisations/{slug}/directory/{serial}`
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct VersionPath {
    /// The organisation's name in addresses.
    #[param(value_type = String, example = "acme", min_length = 1, max_length = 63)]
    pub slug: Slug,
    /// Which version: 1 is the first.
    #[param(minimum = 1, example = 1)]
    pub serial: u64,
}

fn part<T: FromStr>(request: &HttpRequest, name: &str) -> Result<T, Refused> {
    let text = request.match_info().get(name).ok_or(Problem::Path)?;
    text.parse().map_err(|_| Problem::Path.into())
}

/// Extractors that need nothing but the request's head.
trait FromHead: Sized {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused>;
}

impl FromHead for OrganisationPath {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        Ok(Self { slug: part(request, "slug")? })
    }
}

impl FromHead for AdviserPath {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        Ok(Self { slug: part(request, "slug")?, id: part(request, "id")? })
    }
}

impl FromHead for FilePath {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        Ok(Self { slug: part(request, "slug")?, sha256: part(request, "sha256")? })
    }
}

impl FromHead for ChunkPath {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        Ok(Self { slug: part(request, "slug")?, id: part(request, "id")? })
    }
}

impl FromHead for RecordPath {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        Ok(Self { id: part(request, "id")? })
    }
}

impl FromHead for VersionPath {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        let serial = part(request, "serial")?;
        if serial < 1 {
            return Err(Problem::Path.into());
        }
        Ok(Self { slug: part(request, "slug")?, serial })
    }
}

/// Which page of a box.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// `next` of the page before; without it the box is read from its oldest letter.
    #[param(
        max_length = 128,
        example = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"
    )]
    pub after: Option<String>,
    /// The most letters in the page, 1 to 64.
    #[param(minimum = 1, maximum = 64, default = 64, example = 64)]
    #[serde(default = "Page::most")]
    pub limit: u32,
}

impl Page {
    const fn most() -> u32 {
        64
    }
}

impl FromHead for Page {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        let page =
            Query::<Self>::from_query(request.query_string()).map_err(|_| Problem::Query)?.into_inner();
        if (1..=Self::most()).contains(&page.limit) {
            Ok(page)
        } else {
            Err(Refused::exactly(Problem::Query, "The parameter limit goes from 1 to 64."))
        }
    }
}

/// Which page of a vault's records.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RecordsPage {
    /// `next` of the page before; without it the records are listed from the lowest id.
    #[param(value_type = Option<String>, example = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk", min_length = 43, max_length = 43)]
    pub after: Option<Id>,
    /// The most records in the page, 1 to 512.
    #[param(minimum = 1, maximum = 512, default = 512, example = 512)]
    #[serde(default = "RecordsPage::most")]
    pub limit: u32,
}

impl RecordsPage {
    const fn most() -> u32 {
        512
    }
}

impl FromHead for RecordsPage {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        let page =
            Query::<Self>::from_query(request.query_string()).map_err(|_| Problem::Query)?.into_inner();
        if (1..=Self::most()).contains(&page.limit) {
            Ok(page)
        } else {
            Err(Refused::exactly(Problem::Query, "The parameter limit goes from 1 to 512."))
        }
    }
}

/// One header at most once.
fn single<'a>(request: &'a HttpRequest, name: &HeaderName) -> Result<Option<&'a str>, Refused> {
    let mut values = request.headers().get_all(name);
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Problem::Header.into()),
        (Some(_), Some(_)) => Err(Problem::Header.into()),
    }
}

/// The header `Fluister-Work`, where there is one; checked in form only.
#[derive(Debug)]
pub struct WorkHeader(pub Option<Work>);

impl FromHead for WorkHeader {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        let header = single(request, &access::WORK)?;
        Ok(Self(header.map(Work::parse).transpose()?))
    }
}

/// The header `Fluister-Chunks`, where there is one: the ids that the work was done for, 1 to 32.
#[derive(Debug)]
pub struct ChunksHeader(pub Option<Bytes>);

impl ChunksHeader {
    /// The most ids that one proof of work is for.
    pub const MOST: usize = 32;

    /// Whether this id is among them.
    pub fn names(ids: &[u8], id: &Id) -> bool {
        ids.chunks_exact(size::ID).any(|one| one == id.0)
    }
}

impl FromHead for ChunksHeader {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        let Some(header) = single(request, &access::CHUNKS)? else {
            return Ok(Self(None));
        };
        let ids = encoding::decode(header)?;
        if ids.is_empty() || !ids.len().is_multiple_of(size::ID) || ids.len() > Self::MOST * size::ID {
            return Err(Refused::exactly(
                Problem::Header,
                "The header Fluister-Chunks is base64url of 1 to 32 ids of 32 bytes, one after the other.",
            ));
        }
        Ok(Self(Some(ids.into())))
    }
}

/// The header `Fluister-Signature`, checked in form only.
#[derive(Debug)]
pub struct SignatureHeader(pub FileSignature);

impl FromHead for SignatureHeader {
    fn from_head(request: &HttpRequest) -> Result<Self, Refused> {
        let header = single(request, &access::SIGNATURE)?.ok_or(Refused::exactly(
            Problem::Header,
            "Send the header Fluister-Signature: base64url of public key (32 bytes) and signature (64 bytes).",
        ))?;
        Ok(Self(FileSignature::parse(header)?))
    }
}

macro_rules! from_head {
    ($($name:ty),*) => {$(
        impl FromRequest for $name {
            type Error = Refused;
            type Future = Ready<Result<Self, Refused>>;
            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(Self::from_head(request))
            }
        }
    )*};
}
from_head!(
    OrganisationPath,
    AdviserPath,
    FilePath,
    ChunkPath,
    RecordPath,
    VersionPath,
    Page,
    RecordsPage,
    WorkHeader,
    ChunksHeader,
    SignatureHeader
);
