//! Photos and information pages, which directories name by hash.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use fluister_protocol::directory::Directory;
use fluister_protocol::file::{self, FileSignature};
use fluister_protocol::id::Digest32;
use fluister_protocol::label::Label;
use fluister_protocol::verifying::{IdentityKey, OrganisationKey};

use super::Standing;
use crate::body::{FileBody, Octets};
use crate::error::Refused;
use crate::extract::{FilePath, SignatureHeader};
use crate::problem::Problem;
use crate::problem_responses::{OCTET_BODY, problems};
use crate::state::State;
use crate::store::files;

problems!(GetFile: &[Problem::Path, Problem::UnknownOrganisation, Problem::UnknownFile]);

/// A photo or an information page
///
/// At most 1,048,576 bytes, always as `application/octet-stream`: what it is stands in the directory, and a client
/// verifies the hash before it shows anything.
#[utoipa::path(
    tag = "organisations",
    operation_id = "get_file",
    params(FilePath),
    responses(
        (status = 200, description = "The file's bytes.", body = inline(Octets), content_type = "application/octet-stream",
            example = json!("(the file's bytes)")),
        GetFile,
    )
)]
#[get("/v1/organisations/{slug}/files/{sha256}")]
pub async fn get(state: Data<State>, path: FilePath) -> Result<HttpResponse, Refused> {
    let bytes = state
        .read("file", move |c| {
            let id = super::organisation(c, &path.slug)?.id;
            files::get(c, id, path.sha256)?.ok_or(Problem::UnknownFile.into())
        })
        .await?;
    Ok(HttpResponse::Ok().content_type("application/octet-stream").body(bytes))
}

problems!(
    PutFile: OCTET_BODY, &[
        Problem::Path,
        Problem::Header,
        Problem::Encoding,
        Problem::UnknownOrganisation,
        Problem::FileHash,
        Problem::FileSigner,
        Problem::FilesFull,
        Problem::Signature,
    ]
);

/// Upload a photo or an information page
///
/// At most 1,048,576 bytes, signed by the organisation's root key or by one of its advisers: header
/// `Fluister-Signature`, base64url of public key (32 bytes) and Ed25519 signature (64 bytes) over the label
/// `fluister/v1/file`, a zero byte, the organisation's fingerprint (32 bytes) and the file's SHA-256 (32 bytes).
#[utoipa::path(
    tag = "organisations",
    operation_id = "put_file",
    params(FilePath),
    security(("signature" = [])),
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "The file's bytes.", example = json!("(the file's bytes)")),
    responses(
        (status = 200, description = "The file was here already."),
        (status = 201, description = "Stored."),
        PutFile,
    )
)]
#[put("/v1/organisations/{slug}/files/{sha256}")]
pub async fn put(
    state: Data<State>,
    path: FilePath,
    signature: SignatureHeader,
    body: FileBody,
) -> Result<HttpResponse, Refused> {
    let (bytes, quota) = (body.0, state.quotas.files);
    if Digest32::of_file(&bytes) != path.sha256 {
        return Err(Problem::FileHash.into());
    }
    let standing = Standing::of(&state, &path.slug).await?;
    check(&*standing.verified()?, &path.sha256, &signature.0)?;
    let id = standing.id;
    let new = state
        .write("file upload", move |c| {
            if files::get(c, id, path.sha256)?.is_some() {
                return Ok(false);
            }
            if files::total_bytes(c, id)? + bytes.len() as u64 > quota {
                return Err(Problem::FilesFull.into());
            }
            files::put(c, id, path.sha256, &bytes)?;
            Ok(true)
        })
        .await?;
    Ok(if new { HttpResponse::Created().finish() } else { HttpResponse::Ok().finish() })
}

/// The key must be the present root's or a listed adviser's, and have signed this file for this organisation.
fn check(directory: &Directory, sha256: &Digest32, by: &FileSignature) -> Result<(), Problem> {
    let parts = file::parts(&directory.organisation, sha256);
    let root = directory.roots.last().is_some_and(|root| root.key.0 == by.key);
    let adviser = directory.advisers.iter().any(|adviser| adviser.identity.0 == by.key);
    let signed = if root {
        OrganisationKey(by.key).verify(Label::File, &parts, &by.signature)
    } else if adviser {
        IdentityKey(by.key).verify(Label::File, &parts, &by.signature)
    } else {
        return Err(Problem::FileSigner);
    };
    signed.map_err(|_| Problem::Signature)
}
