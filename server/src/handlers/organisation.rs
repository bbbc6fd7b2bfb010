//! An organisation as everybody sees it.

use actix_web::http::header::{ETag, EntityTag, Header, IfNoneMatch};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use fluister_protocol::encoding;
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::signed::Signed;
use serde::Serialize;
use utoipa::ToSchema;

use super::Standing;
use crate::body::SignedJson;
use crate::error::Refused;
use crate::extract::OrganisationPath;
use crate::problem::Problem;
use crate::problem_responses::problems;
use crate::state::{State, Stop};
use crate::store::{Connection, StoreError, directories, statements};

/// An organisation: all of it signed, none of it to be believed before it is verified.
#[derive(Debug, Serialize, ToSchema)]
pub struct Organisation {
    /// The newest directory.
    directory: SignedJson,
    /// The first directory of every root key, in order, where there is more than one root; else empty.
    first_directories: Vec<SignedJson>,
    /// The advisers' newest key statements, sorted by adviser.
    statements: Vec<SignedJson>,
}

impl Organisation {
    fn example() -> Self {
        Self {
            directory: SignedJson::example(),
            first_directories: Vec::new(),
            statements: vec![SignedJson::example()],
        }
    }
}

problems!(GetOrganisation: &[Problem::Path, Problem::UnknownOrganisation]);

/// The organisation's directory and its advisers' keys
///
/// The newest signed directory, what is needed to walk from the first root key to it, and the advisers' key statements.
/// Small, and the same for everybody; send its ETag as If-None-Match to ask whether it has changed.
#[utoipa::path(
    tag = "organisations",
    operation_id = "get_organisation",
    params(OrganisationPath, ("If-None-Match" = Option<String>, Header, description = "The ETag of an earlier answer.")),
    responses(
        (status = 200, description = "The directory and the key statements.", body = Organisation,
            headers(("ETag" = String, description = "Changes whenever anything of it changes.")),
            example = json!(Organisation::example())),
        (status = 304, description = "Nothing has changed since the answer with this ETag."),
        GetOrganisation,
    )
)]
#[get("/v1/organisations/{slug}")]
pub async fn get(
    state: Data<State>,
    path: OrganisationPath,
    request: HttpRequest,
) -> Result<HttpResponse, Refused> {
    let shown = state
        .read("organisation", move |c| {
            let id = super::organisation(c, &path.slug)?.id;
            show(c, id)
        })
        .await?;
    let body = serde_json::to_vec(&shown).map_err(|_| Problem::Internal)?;
    let tag = EntityTag::new_strong(encoding::encode(Digest32::of_file(&body).as_bytes()));
    if is_known(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header(ETag(tag)).finish());
    }
    Ok(HttpResponse::Ok().insert_header(ETag(tag)).content_type("application/json").body(body))
}

fn show(c: &mut Connection, id: OrganisationId) -> Result<Organisation, Stop> {
    let missing = || StoreError::damaged("the first directory of a root is missing");
    let newest = Standing::read(c, id)?;
    let directory = newest.verified()?;
    let mut first_directories = Vec::new();
    if directory.roots.len() > 1 {
        for root in &directory.roots {
            let first = directories::at(c, id, root.first_serial)?.ok_or_else(missing)?;
            first_directories.push(first.into());
        }
    }
    let signed = |all: Vec<Signed>| all.into_iter().map(SignedJson::from).collect();
    Ok(Organisation {
        directory: newest.signed.into(),
        first_directories,
        statements: signed(statements::all(c, id)?),
    })
}

/// Whether the client has what carries this tag.
pub(super) fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}
