//! Challenges for proofs of work.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use fluister_protocol::encoding;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Refused;
use crate::extract::OrganisationPath;
use crate::limits;
use crate::problem::Problem;
use crate::problem_responses::problems;
use crate::state::State;
use crate::stateless_token::work;
use crate::store::counts;

/// What to do before a post.
#[derive(Debug, Serialize, ToSchema)]
pub struct Challenge {
    /// base64url of 64 bytes, opaque.
    challenge: String,
    /// Leading zero bits that PBKDF2-HMAC-SHA256 (1,000 iterations) over `fluister/v1/work`, a zero byte, the challenge
    /// and the body's SHA-256, salted with the nonce (u64, big-endian), must have. 0: any nonce will do.
    difficulty: u32,
    /// Seconds until it expires.
    expires_in: u64,
}

problems!(GetChallenge: &[Problem::Path, Problem::UnknownOrganisation]);

/// A challenge for one post
///
/// For this organisation, one post, and half an hour. The difficulty is 0 while it is calm and rises with the letters
/// that the organisation gets; nobody's address is looked at. Send challenge and nonce as `Fluister-Work`.
#[utoipa::path(
    tag = "letters",
    operation_id = "get_challenge",
    params(OrganisationPath),
    responses(
        (status = 200, description = "A challenge.", body = Challenge,
            example = json!(Challenge { challenge: encoding::encode(&[7; 64]), difficulty: 0, expires_in: work::LIFETIME_SECONDS })),
        GetChallenge,
    )
)]
#[get("/v1/organisations/{slug}/challenge")]
pub async fn get(state: Data<State>, path: OrganisationPath) -> Result<HttpResponse, Refused> {
    let (organisation, recent) = state
        .read("challenge", move |c| {
            let id = super::organisation(c, &path.slug)?.id;
            Ok((id, counts::recent(c, id)?))
        })
        .await?;
    let difficulty = limits::difficulty(&state.quotas, &recent);
    let challenge = work::challenge(&state.key, &organisation, difficulty, state.now())?;
    Ok(HttpResponse::Ok().json(Challenge {
        challenge: encoding::encode(&challenge),
        difficulty,
        expires_in: work::LIFETIME_SECONDS,
    }))
}
