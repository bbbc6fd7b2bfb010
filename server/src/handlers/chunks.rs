//! Chunks of attachments: put one by one, fetched and deleted by their tokens.

use std::sync::Arc;

use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{HttpResponse, post, put};
use fluister_protocol::day::Day;
use fluister_protocol::id::{Id, OrganisationId};
use fluister_protocol::size;

use crate::body::{ChunkBody, ChunkTokens, Ids, Octets, OneToken};
use crate::config::Quotas;
use crate::credential::MaybeSession;
use crate::error::Refused;
use crate::extract::{ChunkPath, ChunksHeader, WorkHeader};
use crate::limits;
use crate::paid::Paid;
use crate::problem::Problem;
use crate::problem_responses::{OCTET_BODY, SESSION, problems};
use crate::state::{State, Stop};
use crate::stateless_token::work;
use crate::store::chunks::{self, Chunk};
use crate::store::counts::BySession;
use crate::store::letters::Known;
use crate::store::{Connection, counts, size as store_size};

const OCTETS: &str = "application/octet-stream";

problems!(
    PutChunk: OCTET_BODY, SESSION, &[
        Problem::Path,
        Problem::Header,
        Problem::Encoding,
        Problem::UnknownOrganisation,
        Problem::ChunkSize,
        Problem::ChunkConflict,
        Problem::ChunkUnnamed,
        Problem::WorkMissing,
        Problem::WorkForged,
        Problem::WorkExpired,
        Problem::WorkInsufficient,
        Problem::SessionQuota,
        Problem::StorageFull,
        Problem::SessionOrganisation,
    ]
);

/// Store a chunk of an attachment
///
/// Exactly 262,144 bytes, under an id that is the SHA-256 of the chunk's token. Needs a proof of work, which one does
/// for up to 32 chunks: its body is their ids, one after the other, which stand in `Fluister-Chunks` (base64url), this
/// chunk's among them. The same proof goes with each of these chunks until its challenge expires; an adviser's session,
/// where one is sent, lets off its difficulty, for as many chunks as one adviser may put so in a day. The same chunk sent again is answered 200 before any work is looked at;
/// other bytes under a known id are a conflict.
#[utoipa::path(
    tag = "chunks",
    operation_id = "put_chunk",
    params(ChunkPath),
    security(("work" = [], "chunks" = []), ("work" = [], "chunks" = [], "session" = [])),
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "The chunk, 262,144 bytes.", example = json!("(262,144 bytes)")),
    responses(
        (status = 200, description = "This chunk was here already, the same byte for byte."),
        (status = 201, description = "Stored, on the disk."),
        PutChunk,
    )
)]
#[put("/v1/organisations/{slug}/chunks/{id}")]
pub async fn put(
    state: Data<State>,
    path: ChunkPath,
    work: WorkHeader,
    named: ChunksHeader,
    session: MaybeSession,
    body: ChunkBody,
) -> Result<HttpResponse, Refused> {
    let (id, body) = (path.id, Arc::new(body));
    let sent = Arc::clone(&body);
    let (organisation, known) = state
        .read("chunk compare", move |c| {
            let organisation = super::organisation(c, &path.slug)?.id;
            Ok((organisation, chunks::compare(c, Chunk { id, organisation, bytes: &sent.bytes })?))
        })
        .await?;
    match known {
        Known::Same => return Ok(HttpResponse::Ok().finish()),
        Known::Conflict => return Err(Problem::ChunkConflict.into()),
        Known::New => {}
    }
    let adviser = session.adviser(organisation)?;
    let work = work.0.ok_or(Problem::WorkMissing)?;
    let named: Bytes = named.0.ok_or(Problem::ChunkUnnamed)?;
    if !ChunksHeader::names(&named, &id) {
        return Err(Problem::ChunkUnnamed.into());
    }
    let difficulty = work::accept(&state.key, &organisation, &work, &named, adviser.is_some(), state.now())?;
    let put = Put {
        organisation,
        id,
        body,
        paid: adviser.map_or(Paid::Work(difficulty), Paid::Session),
        today: state.today(),
        quotas: state.quotas,
    };
    let known = state.write("chunk put", move |c| put.store(c)).await?;
    Ok(match known {
        Known::Same => HttpResponse::Ok().finish(),
        _ => HttpResponse::Created().finish(),
    })
}

/// A chunk whose work has been accepted.
struct Put {
    organisation: OrganisationId,
    id: Id,
    body: Arc<ChunkBody>,
    paid: Paid,
    today: Day,
    quotas: Quotas,
}

impl Put {
    /// The challenge is not spent: it is bound to ids, and under an id no second chunk can be stored.
    fn store(&self, c: &mut Connection) -> Result<Known, Stop> {
        if let Some(quota) = self.quotas.storage {
            limits::room(quota, store_size::bytes(c)? + size::CHUNK as u64, self.paid.is_by_session())?;
        }
        self.paid.check(
            c,
            &self.quotas,
            self.organisation,
            BySession { letters: 0, chunks: 1 },
            self.today,
        )?;
        let chunk = Chunk { id: self.id, organisation: self.organisation, bytes: &self.body.bytes };
        let known = chunks::insert(c, chunk, self.today)?;
        match known {
            Known::New => match self.paid {
                Paid::Work(_) => counts::add_chunk(c, self.organisation, self.today)?,
                Paid::Session(adviser) => {
                    counts::add_chunk_by_session(c, self.organisation, adviser, self.today)?;
                }
            },
            Known::Same => {}
            Known::Conflict => return Err(Problem::ChunkConflict.into()),
        }
        Ok(known)
    }
}

problems!(PostToken: OCTET_BODY, &[Problem::TokenSize]);

/// Fetch a chunk
///
/// By its token, 32 bytes. The answer has 262,144 bytes: the chunk, or zeros where there is none. It is never
/// compressed, so that neither its size nor its status tells anything.
#[utoipa::path(
    tag = "chunks",
    operation_id = "fetch_chunk",
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "The token, 32 bytes.", example = json!("(32 bytes)")),
    responses(
        (status = 200, description = "262,144 bytes.", body = inline(Octets),
            content_type = "application/octet-stream", example = json!("(262,144 bytes)")),
        PostToken,
    )
)]
#[post("/v1/chunks/fetch")]
pub async fn fetch(state: Data<State>, token: OneToken) -> Result<HttpResponse, Refused> {
    let found = state.read("chunk fetch", move |c| Ok(chunks::fetch(c, token.0)?)).await?;
    let chunk = found.unwrap_or_else(|| vec![0; size::CHUNK]);
    Ok(HttpResponse::Ok().content_type(OCTETS).body(chunk))
}

/// Delete chunks
///
/// By their tokens, 1 to 32 of 32 bytes each, one after the other. The answer is the same whether or not they existed.
#[utoipa::path(
    tag = "chunks",
    operation_id = "delete_chunks",
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "1 to 32 tokens.", example = json!("(1 to 32 times 32 bytes)")),
    responses(
        (status = 204, description = "Nothing lies under these tokens."),
        PostToken,
    )
)]
#[post("/v1/chunks/delete")]
pub async fn delete(state: Data<State>, tokens: ChunkTokens) -> Result<HttpResponse, Refused> {
    state.write("chunks delete", move |c| Ok(chunks::delete(c, &tokens.0)?)).await?;
    Ok(HttpResponse::NoContent().finish())
}

problems!(PostIds: OCTET_BODY, &[Problem::IdSize]);

/// Ask which chunks are missing
///
/// To go on with an upload that was cut off: 1 to 512 ids of 32 bytes each, one after the other. The answer has those
/// under which nothing lies, in the same order.
#[utoipa::path(
    tag = "chunks",
    operation_id = "missing_chunks",
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "1 to 512 ids.", example = json!("(1 to 512 times 32 bytes)")),
    responses(
        (status = 200, description = "The ids that are missing: none, or as many times 32 bytes.",
            body = inline(Octets), content_type = "application/octet-stream",
            example = json!("(0 to 512 times 32 bytes)")),
        PostIds,
    )
)]
#[post("/v1/chunks/missing")]
pub async fn missing(state: Data<State>, ids: Ids) -> Result<HttpResponse, Refused> {
    let missing = state.read("chunks missing", move |c| Ok(chunks::missing(c, &ids.0)?)).await?;
    let mut body = BytesMut::with_capacity(missing.len() * size::ID);
    for id in missing {
        body.extend_from_slice(id.as_bytes());
    }
    Ok(HttpResponse::Ok().content_type(OCTETS).body(body.freeze()))
}
