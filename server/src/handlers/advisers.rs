//! What advisers publish: key statements and heartbeats.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use fluister_protocol::chain::Named;
use fluister_protocol::signed::ValidationError;
use fluister_protocol::{heartbeat, statement};
use serde::Serialize;
use utoipa::ToSchema;

use super::Standing;
use crate::body::{SignedBody, SignedJson};
use crate::error::Refused;
use crate::extract::{AdviserPath, OrganisationPath};
use crate::problem::Problem;
use crate::problem_responses::{JSON_BODY, SIGNED, problems};
use crate::state::{State, Stop};
use crate::store::{StoreError, heartbeats, statements};

/// The advisers' newest heartbeats.
#[derive(Debug, Serialize, ToSchema)]
pub struct Heartbeats {
    /// One for each adviser who has sent one, sorted by adviser.
    heartbeats: Vec<SignedJson>,
}

problems!(GetHeartbeats: &[Problem::Path, Problem::UnknownOrganisation]);

/// All advisers' newest heartbeats
///
/// Asked for as a whole on every visit, so that nobody learns which adviser a visitor cares about.
#[utoipa::path(
    tag = "organisations",
    operation_id = "get_heartbeats",
    params(OrganisationPath),
    responses(
        (status = 200, description = "The newest heartbeats.", body = Heartbeats,
            example = json!(Heartbeats { heartbeats: vec![SignedJson::example()] })),
        GetHeartbeats,
    )
)]
#[get("/v1/organisations/{slug}/heartbeats")]
pub async fn get_heartbeats(state: Data<State>, path: OrganisationPath) -> Result<HttpResponse, Refused> {
    let all = state
        .read("heartbeats", move |c| {
            let id = super::organisation(c, &path.slug)?.id;
            Ok(heartbeats::all(c, id)?)
        })
        .await?;
    let heartbeats = all.into_iter().map(SignedJson::from).collect();
    Ok(HttpResponse::Ok().json(Heartbeats { heartbeats }))
}

/// Problems of what an adviser signs and publishes.
const PUBLISHED: &[Problem] = &[
    Problem::Path,
    Problem::UnknownOrganisation,
    Problem::UnknownAdviser,
    Problem::AdviserMismatch,
    Problem::Old,
    Problem::TwoHistories,
];

problems!(PutKeys: JSON_BODY, SIGNED, PUBLISHED);
problems!(
    PutHeartbeat: JSON_BODY, SIGNED, PUBLISHED, &[
        Problem::Days,
        Problem::UnknownDirectory,
        Problem::UnknownStatement,
    ]
);

/// Publish an adviser's key statement
///
/// Signed by the adviser's identity key, which the newest directory lists. Its serial is higher than the one's before;
/// the same statement sent again is answered 200. The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "advisers",
    operation_id = "put_keys",
    params(AdviserPath),
    request_body(content = SignedJson, description = "A signed key statement.", example = json!(SignedJson::example())),
    responses(
        (status = 200, description = "This statement is the newest already."),
        (status = 201, description = "Published."),
        PutKeys,
    )
)]
#[put("/v1/organisations/{slug}/advisers/{id}/keys")]
pub async fn put_keys(
    state: Data<State>,
    path: AdviserPath,
    signed: SignedBody,
) -> Result<HttpResponse, Refused> {
    let signed = signed.0;
    let standing = Standing::of(&state, &path.slug).await?;
    let directory = standing.verified()?;
    let new = statement::verify(&directory, &signed)?;
    if new.adviser != path.id {
        return Err(Problem::AdviserMismatch.into());
    }
    let new = state
        .write("key statement publish", move |c| {
            standing.still(c)?;
            if let Some(old) = statements::of(c, standing.id, path.id)? {
                if old == signed {
                    return Ok(false);
                }
                let old = statement::verify(&directory, &old).map_err(damaged)?;
                old.named().not_after(new.named())?;
            }
            Ok(statements::put(c, standing.id, path.id, new.serial, &signed)?)
        })
        .await?;
    Ok(answer(new))
}

/// Publish an adviser's heartbeat
///
/// Signed by the adviser's identity key, after every sync. Only the newest is kept: its counter is higher than the one's
/// before, it has no fewer entries, names a directory and a key statement that are there, and is dated tomorrow at the latest; the
/// same heartbeat sent again is answered 200. The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "advisers",
    operation_id = "put_heartbeat",
    params(AdviserPath),
    request_body(content = SignedJson, description = "A signed heartbeat.", example = json!(SignedJson::example())),
    responses(
        (status = 200, description = "This heartbeat is the newest already."),
        (status = 201, description = "Published."),
        PutHeartbeat,
    )
)]
#[put("/v1/organisations/{slug}/advisers/{id}/heartbeat")]
pub async fn put_heartbeat(
    state: Data<State>,
    path: AdviserPath,
    signed: SignedBody,
) -> Result<HttpResponse, Refused> {
    let signed = signed.0;
    let standing = Standing::of(&state, &path.slug).await?;
    let directory = standing.verified()?;
    let new = heartbeat::verify(&directory, &signed)?;
    if new.adviser != path.id {
        return Err(Problem::AdviserMismatch.into());
    }
    let today = state.today();
    let new = state
        .write("heartbeat publish", move |c| {
            standing.still(c)?;
            // clients take what a heartbeat names and isn't there for a server's lie: none may name what isn't there
            if new.directory.not_after(Named::directory(&directory)).is_err() {
                return Err(Problem::UnknownDirectory.into());
            }
            let keys = statements::of(c, standing.id, path.id)?
                .map(|keys| statement::verify(&directory, &keys).map_err(damaged))
                .transpose()?;
            match heartbeat::fits(&new, keys.map(|keys| keys.named()), today) {
                Err(ValidationError::Old | ValidationError::TwoHistories) => {
                    return Err(Problem::UnknownStatement.into());
                }
                fits => fits?,
            }
            if let Some(old) = heartbeats::of(c, standing.id, path.id)? {
                if old == signed {
                    return Ok(false);
                }
                let old = heartbeat::verify(&directory, &old).map_err(damaged)?;
                heartbeat::follows(&old, &new)?;
            }
            Ok(heartbeats::put(c, standing.id, path.id, u64::from(new.counter), &signed)?)
        })
        .await?;
    Ok(answer(new))
}

fn damaged(_: ValidationError) -> Stop {
    StoreError::damaged("a stored statement or heartbeat does not verify").into()
}

fn answer(new: bool) -> HttpResponse {
    if new { HttpResponse::Created().finish() } else { HttpResponse::Ok().finish() }
}
