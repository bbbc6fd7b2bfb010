//! Extractors for what stands in `Authorization` and `Fluister-Vault`: admissions, advisers' sessions, vaults. The tokens themselves are gone
//! when a handler runs.

use std::future::{Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use fluister_protocol::encoding;
use fluister_protocol::id::{AdviserId, Id, OrganisationId};
use zeroize::Zeroizing;

use crate::access::{Bearer, VaultToken};
use crate::error::Refused;
use crate::problem::Problem;
use crate::state::State;
use crate::store::sessions;
use crate::{stateless_token, wipe};

/// The future of an extractor that waits for the body or the database.
pub type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Refused>>>>;

fn take_bearer(request: &HttpRequest) -> Option<Bearer> {
    request.extensions_mut().remove::<Bearer>()
}

/// The hash of an admission token, where one was sent.
pub struct Admission(pub Option<[u8; 32]>);

impl FromRequest for Admission {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let hash = take_bearer(request).map(|bearer| {
            wipe::after(|| {
                let token = Zeroizing::new(encoding::decode_array::<32>(&bearer.0)?);
                Ok(wipe::sha256(&*token))
            })
        });
        ready(hash.transpose().map(Self))
    }
}

/// The id of the vault, or the wrap record, whose token was sent in `Fluister-Vault`.
pub struct VaultId(pub Id);

impl FromRequest for VaultId {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = request.extensions_mut().remove::<VaultToken>().and_then(|token| token.0);
        let Some(token) = token else {
            return ready(Err(Refused::exactly(
                Problem::Header,
                "Send the header Fluister-Vault once: base64url of the token, 32 bytes.",
            )));
        };
        ready(wipe::after(|| {
            let token = Zeroizing::new(encoding::decode_array::<32>(&token)?);
            Ok(Self(Id(wipe::sha256(&*token))))
        }))
    }
}

/// Proof that an adviser signed for this session.
pub struct AdviserSession {
    /// The organisation whose box the session opens.
    pub organisation: OrganisationId,
    /// The adviser who signed.
    pub adviser: AdviserId,
    /// SHA-256 of the token: the session's key in the database.
    pub hash: [u8; 32],
}

/// An adviser's session where one was sent; a bad one is refused all the same.
pub struct MaybeSession(pub Option<AdviserSession>);

impl MaybeSession {
    /// Whose session there is, which must be for this organisation.
    ///
    /// # Errors
    /// [`Problem::SessionOrganisation`].
    pub fn adviser(&self, organisation: OrganisationId) -> Result<Option<AdviserId>, Problem> {
        match &self.0 {
            None => Ok(None),
            Some(session) if session.organisation == organisation => Ok(Some(session.adviser)),
            Some(_) => Err(Problem::SessionOrganisation),
        }
    }
}

impl FromRequest for MaybeSession {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let bearer = take_bearer(request);
        let state = request.app_data::<Data<State>>().cloned();
        Box::pin(async move {
            let Some(bearer) = bearer else {
                return Ok(Self(None));
            };
            let state = state.ok_or(Problem::Internal)?;
            let hash =
                stateless_token::session::token_hash(&state.key, &bearer.0, state.clock.unix_seconds())?;
            drop(bearer);
            let known = state.store.read("session", move |c| sessions::get(c, hash)).await?;
            let session = known.ok_or(Problem::SessionUnknown)?;
            Ok(Self(Some(AdviserSession {
                organisation: session.organisation,
                adviser: session.adviser,
                hash,
            })))
        })
    }
}

impl FromRequest for AdviserSession {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let maybe = MaybeSession::from_request(request, payload);
        Box::pin(async move { maybe.await?.0.ok_or(Problem::SessionMissing.into()) })
    }
}
