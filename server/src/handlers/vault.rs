//! Advisers' vaults: encrypted records, which the server can neither read nor tell whose they are.

use actix_web::http::header::{ETag, EntityTag};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

use super::organisation::is_known;
use crate::body::{BatchBody, Octets};
use crate::credential::{AdviserSession, VaultId};
use crate::error::Refused;
use crate::extract::{RecordPath, RecordsPage};
use crate::limits;
use crate::problem::Problem;
use crate::problem_responses::{OCTET_BODY, SESSION, problems};
use crate::state::State;
use crate::store::size;
use crate::store::vault_batches::{self, Change};
use crate::store::vaults::{self, Listed, Versioned};

/// The most records in one page of a vault's list.
pub const PAGE: u32 = 512;
/// Records that are deleted in one transaction with a whole vault: at most 16 MiB of the usual ones.
const AT_ONCE: i64 = 256;

/// A page of a vault's records, without their bytes.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordPage {
    /// Sorted by id.
    #[schema(max_items = 512)]
    records: Vec<RecordInfo>,
    /// `after` of the next page: the last id of this one. None where the page is empty.
    #[schema(min_length = 43, max_length = 43)]
    next: Option<String>,
    /// Whether there are no more.
    complete: bool,
}

/// A record of a vault.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordInfo {
    /// base64url of 32 bytes.
    #[schema(min_length = 43, max_length = 43)]
    id: String,
    /// From 1; every change raises it.
    #[schema(minimum = 1)]
    version: u32,
    /// Its bytes.
    #[schema(minimum = 4_144, maximum = 1_048_576)]
    size: u64,
}

impl From<Listed> for RecordInfo {
    fn from(listed: Listed) -> Self {
        Self { id: listed.id.to_string(), version: listed.version, size: listed.size }
    }
}

impl RecordPage {
    fn example() -> Self {
        let id = encoding::encode(&[9; 32]);
        Self {
            records: vec![RecordInfo { id: id.clone(), version: 3, size: 4_144 }],
            next: Some(id),
            complete: true,
        }
    }
}

/// The answer with bytes and their version, or that the client has it already.
fn answer(request: &HttpRequest, found: Versioned) -> HttpResponse {
    let tag = EntityTag::new_strong(found.version.to_string());
    if is_known(request, &tag) {
        return HttpResponse::NotModified().insert_header(ETag(tag)).finish();
    }
    HttpResponse::Ok().insert_header(ETag(tag)).content_type("application/octet-stream").body(found.bytes)
}

/// Notes, once a day, that a vault or a wrap record is in use.
async fn note_opened(state: &State, id: Id, is_stale: bool) -> Result<(), Refused> {
    if is_stale {
        let today = state.today();
        state.write_alone("vault open", move |c| Ok(vaults::touch(c, id, today)?)).await?;
    }
    Ok(())
}

problems!(GetWrap: &[Problem::Header, Problem::Encoding, Problem::UnknownWrap]);

/// A wrap record
///
/// What a device needs that has passphrase and key code, and no vault yet. `Fluister-Vault` carries the wrap token
/// (base64url of 32 bytes); no session is needed.
#[utoipa::path(
    tag = "vault",
    operation_id = "get_wrap",
    params(("If-None-Match" = Option<String>, Header, description = "The ETag of an earlier answer.")),
    security(("vault" = [])),
    responses(
        (status = 200, description = "The wrap record's bytes.", body = inline(Octets),
            content_type = "application/octet-stream",
            headers(("ETag" = String, description = "Its version in quotation marks.")),
            example = json!("(4,144 bytes)")),
        (status = 304, description = "It is of the version in If-None-Match."),
        GetWrap,
    )
)]
#[get("/v1/vault/wrap")]
pub async fn wrap(state: Data<State>, id: VaultId, request: HttpRequest) -> Result<HttpResponse, Refused> {
    let (id, today) = (id.0, state.today());
    let (found, is_stale) = state
        .read("vault wrap", move |c| {
            let found = vaults::wrap(c, id)?.ok_or(Problem::UnknownWrap)?;
            Ok((found, vaults::is_stale_wrap(c, id, today)?))
        })
        .await?;
    note_opened(&state, id, is_stale).await?;
    Ok(answer(&request, found))
}

problems!(GetRecords: &[Problem::Header, Problem::Encoding, Problem::Query]);

/// A page of a vault's records
///
/// Ids, versions and sizes, sorted by id, at most 512 a page. A vault that is not there has none. `Fluister-Vault`
/// carries the vault token; no session is needed.
#[utoipa::path(
    tag = "vault",
    operation_id = "get_vault_records",
    params(RecordsPage),
    security(("vault" = [])),
    responses(
        (status = 200, description = "A page.", body = RecordPage, example = json!(RecordPage::example())),
        GetRecords,
    )
)]
#[get("/v1/vault/records")]
pub async fn records(state: Data<State>, vault: VaultId, page: RecordsPage) -> Result<HttpResponse, Refused> {
    let (vault, today, limit) = (vault.0, state.today(), page.limit as usize);
    let (mut found, is_stale) = state
        .read("vault records", move |c| {
            // one more than the page holds says whether there is another page
            let found = vaults::list(c, vault, page.after, i64::from(page.limit) + 1)?;
            Ok((found, vaults::is_stale(c, vault, today)?))
        })
        .await?;
    note_opened(&state, vault, is_stale).await?;
    let complete = found.len() <= limit;
    found.truncate(limit);
    Ok(HttpResponse::Ok().json(RecordPage {
        next: found.last().map(|last| last.id.to_string()),
        records: found.into_iter().map(RecordInfo::from).collect(),
        complete,
    }))
}

problems!(GetRecord: &[Problem::Path, Problem::Header, Problem::Encoding, Problem::UnknownRecord]);

/// A record of a vault
///
/// `Fluister-Vault` carries the vault token; no session is needed.
#[utoipa::path(
    tag = "vault",
    operation_id = "get_vault_record",
    params(RecordPath, ("If-None-Match" = Option<String>, Header, description = "The ETag of an earlier answer.")),
    security(("vault" = [])),
    responses(
        (status = 200, description = "The record's bytes.", body = inline(Octets),
            content_type = "application/octet-stream",
            headers(("ETag" = String, description = "Its version in quotation marks.")),
            example = json!("(4,144 bytes)")),
        (status = 304, description = "It is of the version in If-None-Match."),
        GetRecord,
    )
)]
#[get("/v1/vault/records/{id}")]
pub async fn record(
    state: Data<State>,
    path: RecordPath,
    vault: VaultId,
    request: HttpRequest,
) -> Result<HttpResponse, Refused> {
    let (vault, today) = (vault.0, state.today());
    let (found, is_stale) = state
        .read("vault record", move |c| {
            let found = vaults::record(c, vault, path.id)?.ok_or(Problem::UnknownRecord)?;
            Ok((found, vaults::is_stale(c, vault, today)?))
        })
        .await?;
    note_opened(&state, vault, is_stale).await?;
    Ok(answer(&request, found))
}

problems!(
    PostRecords: OCTET_BODY, SESSION, &[
        Problem::Header,
        Problem::Encoding,
        Problem::SessionMissing,
        Problem::SessionOrganisation,
        Problem::Batch,
        Problem::RecordSize,
        Problem::VaultChanged,
        Problem::VaultFull,
        Problem::StorageFull,
    ]
);

/// Change a vault
///
/// A batch of operations, all or none: each `operation (1 byte) ‖ id (32) ‖ expected version (4) ‖ new version (4) ‖
/// length (4) ‖ bytes`, numbers big-endian. Operation 1 puts a record of the vault, 2 deletes one (new version and
/// length 0), 3 puts a wrap record (its id is the SHA-256 of the wrap token), 4 deletes one. Expected version 0: there is
/// none yet. A new version is higher than the expected one. A record has 32 + k × 4,096 + 16 bytes, k at least 1, and at
/// most 1,048,576. No id twice, at most 2,048 operations and 8,388,608 bytes.
///
/// `Fluister-Vault` carries the vault token, `Authorization` a session of any adviser of the organisation to which the
/// vault belongs: the one whose session wrote to it first. Where something is of another version than expected, nothing
/// is done; a batch that was done before, byte for byte, is answered as if it were done now. A vault holds 268,435,456
/// bytes; vaults and wrap records that nobody wrote or read for 400 days are deleted.
#[utoipa::path(
    tag = "vault",
    operation_id = "post_vault_records",
    security(("vault" = [], "session" = [])),
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "The operations, one after the other.", example = json!("(operations)")),
    responses(
        (status = 204, description = "Done, and on the disk."),
        PostRecords,
    )
)]
#[post("/v1/vault/records")]
pub async fn change(
    state: Data<State>,
    session: AdviserSession,
    vault: VaultId,
    batch: BatchBody,
) -> Result<HttpResponse, Refused> {
    let (organisation, vault, today) = (session.organisation, vault.0, state.today());
    let quota = state.quotas.storage;
    let change = state
        .write_alone("vault change", move |c| {
            if let Some(quota) = quota
                && batch.operations.iter().any(|operation| operation.put.is_some())
            {
                limits::room(quota, size::bytes(c)? + batch.bytes as u64, true)?;
            }
            Ok(vault_batches::apply(c, organisation, vault, &batch.operations, today)?)
        })
        .await?;
    match change {
        Change::Done => Ok(HttpResponse::NoContent().finish()),
        Change::Unexpected => Err(Problem::VaultChanged.into()),
        Change::Elsewhere => Err(Problem::SessionOrganisation.into()),
        Change::Full => Err(Problem::VaultFull.into()),
    }
}

problems!(
    DeleteVault: SESSION, &[
        Problem::Header,
        Problem::Encoding,
        Problem::SessionMissing,
        Problem::SessionOrganisation,
    ]
);

/// Delete a vault
///
/// All its records, some after the other; send it again where it was cut off. Wrap records are deleted by a batch.
/// `Fluister-Vault` carries the vault token, `Authorization` a session of any adviser of the same organisation. The
/// answer is the same where there was no such vault.
#[utoipa::path(
    tag = "vault",
    operation_id = "delete_vault",
    security(("vault" = [], "session" = [])),
    responses(
        (status = 204, description = "Nothing is left of it."),
        DeleteVault,
    )
)]
#[delete("/v1/vault")]
pub async fn delete(
    state: Data<State>,
    session: AdviserSession,
    vault: VaultId,
) -> Result<HttpResponse, Refused> {
    let (organisation, vault) = (session.organisation, vault.0);
    loop {
        let is_gone = state
            .write_alone("vault delete", move |c| {
                if vaults::organisation(c, vault)?.is_some_and(|of| of != organisation) {
                    return Err(Problem::SessionOrganisation.into());
                }
                Ok(vaults::delete_some(c, vault, AT_ONCE)?)
            })
            .await?;
        if is_gone {
            return Ok(HttpResponse::NoContent().finish());
        }
    }
}
