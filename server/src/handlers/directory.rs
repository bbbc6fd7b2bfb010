//! The directory's log: every version that an organisation signed.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use fluister_protocol::chain;
use fluister_protocol::day::Day;
use fluister_protocol::directory::Directory;
use fluister_protocol::signed::{Signed, Verified};

use super::Standing;
use crate::body::{SignedBody, SignedJson};
use crate::credential::Admission;
use crate::error::Refused;
use crate::extract::{OrganisationPath, Slug, VersionPath};
use crate::problem::Problem;
use crate::problem_responses::{JSON_BODY, SIGNED, problems};
use crate::state::{State, Stop};
use crate::store::founding::Creation;
use crate::store::{Connection, admissions, directories, founding, organisations};

problems!(GetVersion: &[Problem::Path, Problem::UnknownOrganisation, Problem::UnknownVersion]);

/// Any version of the directory
///
/// The log is append-only: every version stays, and names the hash of the one before.
#[utoipa::path(
    tag = "organisations",
    operation_id = "get_directory_version",
    params(VersionPath),
    responses(
        (status = 200, description = "The version with this serial.", body = SignedJson,
            example = json!(SignedJson::example())),
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
        Problem::TooManyVersions,
    ]
);

/// The most versions of one organisation that are taken on one day (UTC): each stays for ever, and clients fetch what it changes.
const VERSIONS_PER_DAY: u64 = 32;

/// Publish the directory's next version
///
/// Signed by the organisation's root key; its serial is one higher than the newest one's, which it names by hash. The
/// first version needs an admission token from whoever runs the server, as `Authorization: Bearer`: base64url of 32
/// bytes, good for one organisation of the name that it was given for. The newest version sent again is answered 200. On one day
/// (UTC) an organisation may publish 32 versions. A shorter shelf life holds for what is posted from then on.
/// The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "organisations",
    operation_id = "put_directory",
    params(OrganisationPath),
    security((), ("admission" = [])),
    request_body(content = SignedJson, description = "A signed directory.", example = json!(SignedJson::example())),
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
    let (slug, token) = (path.slug.clone(), admission.0);
    let standing = state
        .read("directory", move |c| match organisations::by_slug(c, &slug.0)? {
            Some(known) => Standing::read(c, known.id).map(Some),
            None => admitted(c, &slug, token).map(|_| None),
        })
        .await?;
    let (signed, today) = (signed.0, state.today());
    match standing {
        Some(standing) if standing.signed == signed => return Ok(HttpResponse::Ok().finish()),
        Some(standing) => {
            let next = chain::next(&standing.verified()?, &signed)?;
            chain::check_days(&next, today)?;
            state.write("directory publish", move |c| append(c, &standing, &next, &signed, today)).await?;
        }
        None => {
            let first = chain::first(&signed)?;
            chain::check_days(&first, today)?;
            state
                .write("organisation found", move |c| found(c, &path.slug, token, &first, &signed, today))
                .await?;
        }
    }
    Ok(HttpResponse::Created().finish())
}

/// The version after the newest.
fn append(
    c: &mut Connection,
    standing: &Standing,
    next: &Verified<Directory>,
    signed: &Signed,
    today: Day,
) -> Result<(), Stop> {
    standing.still(c)?;
    if directories::count_on(c, standing.id, today)? >= VERSIONS_PER_DAY {
        return Err(Problem::TooManyVersions.into());
    }
    if directories::append(c, next, signed, today)? {
        Ok(())
    } else {
        Err(Stop::moment("another version was published"))
    }
}

/// Whether this token admits an organisation of this name; the token's hash.
fn admitted(c: &mut Connection, slug: &Slug, token: Option<[u8; 32]>) -> Result<[u8; 32], Stop> {
    let token = token.ok_or(Problem::AdmissionMissing)?;
    let admission = admissions::state(c, token)?.ok_or(Problem::AdmissionUnknown)?;
    if admission.used {
        Err(Problem::AdmissionUsed.into())
    } else if admission.slug != slug.0 {
        Err(Problem::AdmissionSlug.into())
    } else {
        Ok(token)
    }
}

/// The first version, for which the admission is used up.
fn found(
    c: &mut Connection,
    slug: &Slug,
    token: Option<[u8; 32]>,
    first: &Verified<Directory>,
    signed: &Signed,
    today: Day,
) -> Result<(), Stop> {
    let token = admitted(c, slug, token)?;
    if first.slug != slug.0 {
        return Err(Problem::SlugMismatch.into());
    }
    match founding::create(c, first, signed, today)? {
        Creation::IdTaken => Err(Problem::OrganisationExists.into()),
        Creation::SlugTaken => Err(Stop::moment("another organisation took the name")),
        Creation::Created if admissions::use_up(c, token)? => Ok(()),
        Creation::Created => Err(Stop::moment("the admission was used")),
    }
}
