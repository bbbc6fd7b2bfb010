//! The directory's log: every version that an organisation signed.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use fluister_protocol::chain;
use fluister_protocol::day::Day;
use fluister_protocol::id::OrganisationId;
use fluister_protocol::signed::Signed;

use crate::body::{SignedBody, SignedJson};
use crate::error::Refused;
use crate::extract::{Admission, OrganisationPath, Slug, VersionPath};
use crate::openapi::{self, JSON_BODY, SIGNED, problems};
use crate::problem::Problem;
use crate::state::{State, Stop};
use crate::store::organisations::Creation;
use crate::store::{Connection, admissions, directories, organisations};

problems!(
    /// The path, the organisation, the version.
    GetVersion: &[Problem::Path, Problem::UnknownOrganisation, Problem::UnknownVersion]
);

/// Any version of the directory
///
/// The log is append-only: every version stays, and names the hash of the one before.
#[utoipa::path(
    tag = "organisations",
    operation_id = "get_directory_version",
    params(VersionPath),
    responses(
        (status = 200, description = "The version with this serial.", body = SignedJson,
            example = json!(openapi::signed_example())),
        GetVersion,
    )
)]
#[get("/v1/organisations/{slug}/directory/{serial}")]
pub async fn get(state: Data<State>, path: VersionPath) -> Result<HttpResponse, Refused> {
    let version = state
        .read("directory version", move |c| {
            let id = super::organisation(c, &path.slug)?.id;
            directories::at(c, id, path.serial)?.ok_or(Problem::UnknownVersion.into())
        })
        .await?;
    Ok(HttpResponse::Ok().json(SignedJson::from(version)))
}

problems!(
    /// The body, the chain, the admission.
    PutDirectory: JSON_BODY, SIGNED, &[
        Problem::Path,
        Problem::SlugMismatch,
        Problem::AdmissionMissing,
        Problem::AdmissionUnknown,
        Problem::AdmissionUsed,
        Problem::AdmissionSlug,
        Problem::OrganisationExists,
        Problem::Serial,
        Problem::Previous,
        Problem::Successor,
        Problem::RetiredRoot,
        Problem::Days,
    ]
);

/// Publish the directory's next version
///
/// Signed by the organisation's root key; its serial is one higher than the newest one's, which it names by hash. The
/// first version needs an admission token from whoever runs the server, as `Authorization: Bearer`: base64url of 32
/// bytes, good for one organisation of the name that it was given for. The newest version sent again is answered 200.
/// The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "organisations",
    operation_id = "put_directory",
    params(OrganisationPath),
    security((), ("admission" = [])),
    request_body(content = SignedJson, description = "A signed directory.", example = json!(openapi::signed_example())),
    responses(
        (status = 200, description = "This version is the newest already."),
        (status = 201, description = "Published."),
        PutDirectory,
    )
)]
#[put("/v1/organisations/{slug}/directory")]
pub async fn put(
    state: Data<State>,
    path: OrganisationPath,
    admission: Admission,
    signed: SignedBody,
) -> Result<HttpResponse, Refused> {
    let (today, signed) = (state.today(), signed.0);
    let new = state
        .write("directory publish", move |c| match organisations::by_slug(c, &path.slug.0)? {
            Some(known) => append(c, known.id, &signed, today),
            None => found(c, &path.slug, admission.0, &signed, today),
        })
        .await?;
    Ok(if new { HttpResponse::Created().finish() } else { HttpResponse::Ok().finish() })
}

/// The version after the newest. `false`: it is the newest.
fn append(c: &mut Connection, id: OrganisationId, signed: &Signed, today: Day) -> Result<bool, Stop> {
    if directories::newest(c, id)?.as_ref() == Some(signed) {
        return Ok(false);
    }
    let before = super::newest(c, id)?;
    let next = chain::next(&before, signed)?;
    chain::check_days(&next, today)?;
    if !directories::append(c, &next, signed)? {
        return Err(Stop::moment("another version was published"));
    }
    Ok(true)
}

/// The first version, under an admission for its slug.
fn found(
    c: &mut Connection,
    slug: &Slug,
    token: Option<[u8; 32]>,
    signed: &Signed,
    today: Day,
) -> Result<bool, Stop> {
    let token = token.ok_or(Problem::AdmissionMissing)?;
    let admission = admissions::state(c, token)?.ok_or(Problem::AdmissionUnknown)?;
    if admission.used {
        return Err(Problem::AdmissionUsed.into());
    }
    if admission.slug != slug.0 {
        return Err(Problem::AdmissionSlug.into());
    }
    let first = chain::first(signed)?;
    chain::check_days(&first, today)?;
    if first.slug != slug.0 {
        return Err(Problem::SlugMismatch.into());
    }
    match organisations::create(c, &first, signed)? {
        Creation::IdTaken => Err(Problem::OrganisationExists.into()),
        Creation::SlugTaken => Err(Stop::moment("another organisation took the name")),
        Creation::Created if admissions::use_up(c, token)? => Ok(true),
        Creation::Created => Err(Stop::moment("the admission was used")),
    }
}
