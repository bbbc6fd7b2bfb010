//! Advisers' sessions.

use actix_web::web::Data;
use actix_web::{HttpResponse, delete, post};
use fluister_protocol::directory::Directory;
use fluister_protocol::encoding;
use fluister_protocol::id::{AdviserId, Digest32, OrganisationId};
use fluister_protocol::label::Label;
use fluister_protocol::session::{self, CHALLENGE};
use fluister_protocol::verifying::SIGNATURE;
use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::Standing;
use crate::body::Json;
use crate::config::Origins;
use crate::credential::AdviserSession;
use crate::error::Refused;
use crate::problem::Problem;
use crate::problem_responses::{JSON_BODY, SESSION, problems};
use crate::state::State;
use crate::stateless_token::Fault;
use crate::stateless_token::session::{self as session_token, CHALLENGE_SECONDS, SESSION_SECONDS};
use crate::store::{notifications, organisations, sessions, spent};

/// Who asks for a challenge.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ChallengeRequest {
    /// The organisation's fingerprint: base64url of 32 bytes.
    #[schema(min_length = 43, max_length = 43)]
    organisation: String,
    /// The adviser's id: base64url of 32 bytes.
    #[schema(min_length = 43, max_length = 43)]
    adviser: String,
}

/// A challenge to sign.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionChallenge {
    /// base64url of 48 bytes, opaque.
    challenge: String,
    /// Seconds until it expires.
    expires_in: u64,
}

/// A signed challenge.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct SessionRequest {
    /// The organisation's fingerprint: base64url of 32 bytes.
    #[schema(min_length = 43, max_length = 43)]
    organisation: String,
    /// The adviser's id: base64url of 32 bytes.
    #[schema(min_length = 43, max_length = 43)]
    adviser: String,
    /// The challenge, as it was given out.
    #[schema(min_length = 64, max_length = 64)]
    challenge: String,
    /// The origin that was signed for, such as `https://fluister.example`; without it, any of this server's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    /// base64url of the identity key's Ed25519 signature (64 bytes) over `fluister/v1/session`, a zero byte, the
    /// origin, a zero byte, the organisation's fingerprint and the challenge.
    #[schema(min_length = 86, max_length = 86)]
    signature: String,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// To be sent as `Authorization: Bearer`. Opaque, secret.
    #[schema(value_type = String)]
    #[serde(serialize_with = "shown")]
    token: Zeroizing<String>,
    /// Seconds until it expires.
    expires_in: u64,
}

/// The one place where a token is written out.
fn shown<S: Serializer>(token: &Zeroizing<String>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(token)
}

problems!(PostChallenge: JSON_BODY);

/// A challenge for an adviser to sign
///
/// For one adviser of one organisation, one session, and five minutes. The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "advisers",
    operation_id = "post_session_challenge",
    request_body(content = ChallengeRequest, description = "For whom.", example = json!(ChallengeRequest {
        organisation: encoding::encode(&[1; 32]), adviser: encoding::encode(&[2; 32]) })),
    responses(
        (status = 200, description = "A challenge.", body = SessionChallenge, example = json!(SessionChallenge {
            challenge: encoding::encode(&[3; 48]), expires_in: CHALLENGE_SECONDS })),
        PostChallenge,
    )
)]
#[post("/v1/sessions/challenge")]
pub async fn challenge(state: Data<State>, asked: Json<ChallengeRequest>) -> Result<HttpResponse, Refused> {
    let organisation: OrganisationId = asked.0.organisation.parse()?;
    let adviser: AdviserId = asked.0.adviser.parse()?;
    let challenge = session_token::challenge(&state.key, &organisation, &adviser, state.now())?;
    Ok(HttpResponse::Ok()
        .json(SessionChallenge { challenge: encoding::encode(&challenge), expires_in: CHALLENGE_SECONDS }))
}

/// A session request whose challenge is good, not yet its signature.
struct Signed {
    organisation: OrganisationId,
    adviser: AdviserId,
    challenge: [u8; CHALLENGE],
    signature: [u8; SIGNATURE],
    origins: Vec<String>,
}

impl Signed {
    fn read(state: &State, origins: &Origins, request: &SessionRequest) -> Result<Self, Refused> {
        let signed = Self {
            organisation: request.organisation.parse()?,
            adviser: request.adviser.parse()?,
            challenge: encoding::decode_array(&request.challenge)?,
            signature: encoding::decode_array(&request.signature)?,
            origins: match &request.origin {
                None => origins.all().to_vec(),
                Some(origin) if origins.all().contains(origin) => vec![origin.clone()],
                Some(_) => return Err(Problem::SessionOrigin.into()),
            },
        };
        session_token::accept(
            &state.key,
            &signed.organisation,
            &signed.adviser,
            &signed.challenge,
            state.now(),
        )
        .map_err(|fault| match fault {
            Fault::Forged => Problem::SessionChallengeForged,
            Fault::Expired => Problem::SessionChallengeExpired,
        })?;
        Ok(signed)
    }

    fn verify(&self, directory: &Directory) -> Result<(), Problem> {
        let adviser = directory.adviser(self.adviser).ok_or(Problem::UnknownAdviser)?;
        let verified = self.origins.iter().any(|origin| {
            let parts = session::parts(origin, &self.organisation, &self.challenge);
            adviser.identity.verify(Label::Session, &parts, &self.signature).is_ok()
        });
        if verified { Ok(()) } else { Err(Problem::Signature) }
    }
}

problems!(
    PostSession: JSON_BODY, &[
        Problem::UnknownOrganisation,
        Problem::UnknownAdviser,
        Problem::Signature,
        Problem::SessionChallengeForged,
        Problem::SessionChallengeExpired,
        Problem::SessionChallengeSpent,
        Problem::SessionOrigin,
    ]
);

/// Open an adviser's session
///
/// For an hour. The signature is bound to the origin under which the client reaches this server, so that no other
/// server can pass it on. The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "advisers",
    operation_id = "post_session",
    request_body(content = SessionRequest, description = "The signed challenge.", example = json!(SessionRequest {
        organisation: encoding::encode(&[1; 32]), adviser: encoding::encode(&[2; 32]),
        challenge: encoding::encode(&[3; 48]), origin: Some("https://fluister.example".to_owned()),
        signature: encoding::encode(&[4; 64]) })),
    responses(
        (status = 201, description = "A session.", body = Session, example = json!(Session {
            token: encoding::encode(&[5; 64]).into(), expires_in: SESSION_SECONDS })),
        PostSession,
    )
)]
#[post("/v1/sessions")]
pub async fn open(
    state: Data<State>,
    origins: Data<Origins>,
    asked: Json<SessionRequest>,
) -> Result<HttpResponse, Refused> {
    let signed = Signed::read(&state, &origins, &asked.0)?;
    let id = signed.organisation;
    let standing = state
        .read("directory", move |c| {
            organisations::by_id(c, id)?.ok_or(Problem::UnknownOrganisation)?;
            Standing::read(c, id)
        })
        .await?;
    signed.verify(&*standing.verified()?)?;
    let (token, hash) = session_token::token(&state.key, state.now())?;
    let today = state.today();
    let is_stale = state
        .write("session open", move |c| {
            standing.still(c)?;
            if !spent::spend(c, Digest32::of_file(&signed.challenge).0, today)? {
                return Err(Problem::SessionChallengeSpent.into());
            }
            sessions::open(c, hash, id, signed.adviser, today)?;
            Ok(notifications::is_stale(c, id, signed.adviser, today)?)
        })
        .await?;
    if is_stale {
        let adviser = signed.adviser;
        let noted = state
            .store
            .write_alone("notifications in use", move |c| notifications::touch(c, id, adviser, today))
            .await;
        // the session is open all the same; the next one of today tries again
        if let Err(error) = noted {
            tracing::warn!(%error, "it could not be noted that an adviser who is told is still there");
        }
    }
    Ok(HttpResponse::Created().json(Session { token, expires_in: SESSION_SECONDS }))
}

problems!(DeleteSession: SESSION, &[Problem::SessionMissing]);

/// Close this session
#[utoipa::path(
    tag = "advisers",
    operation_id = "delete_session",
    description = "The token is good for nothing afterwards.",
    security(("session" = [])),
    responses(
        (status = 204, description = "Closed."),
        DeleteSession,
    )
)]
#[delete("/v1/sessions")]
pub async fn close(state: Data<State>, session: AdviserSession) -> Result<HttpResponse, Refused> {
    state.write("session close", move |c| Ok(sessions::close(c, session.hash)?)).await?;
    Ok(HttpResponse::NoContent().finish())
}
