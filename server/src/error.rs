//! From every error to its answer: RFC 9457 `application/problem+json`.

use std::borrow::Cow;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use fluister_protocol::encoding::EncodingError;
use fluister_protocol::json::JsonError;
use fluister_protocol::signed::ValidationError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::batch::BatchFault;
use crate::problem::Problem;
use crate::store::{Fault, StoreError};

/// Why a request is not answered as wished. Its text never holds anything that the client sent.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {}", .problem.facts().name, self.detail())]
pub struct Refused {
    /// The problem, which has its status and texts.
    pub problem: Problem,
    /// What to do, where it can be said more exactly than the problem's own advice.
    exactly: Option<Cow<'static, str>>,
}

/// The body of every error (RFC 9457).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ProblemBody {
    /// Which case, stable. Relative to the server, which serves a page there.
    #[serde(rename = "type")]
    pub type_uri: String,
    /// One line for people, in English.
    pub title: String,
    /// The answer's status.
    pub status: u16,
    /// What to do.
    pub detail: String,
}

impl Refused {
    /// A case, with what to do said more exactly.
    pub fn exactly(problem: Problem, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { problem, exactly: Some(detail.into()) }
    }

    fn detail(&self) -> &str {
        self.exactly.as_deref().unwrap_or(self.problem.facts().advice)
    }

    /// The answer's body.
    pub fn body(&self) -> ProblemBody {
        let facts = self.problem.facts();
        ProblemBody {
            type_uri: self.problem.uri(),
            title: facts.title.to_owned(),
            status: facts.status.as_u16(),
            detail: self.detail().to_owned(),
        }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, exactly: None }
    }
}

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        self.problem.facts().status
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        answer.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        if let Some(seconds) = self.problem.retry_after() {
            answer.insert_header((header::RETRY_AFTER, seconds));
        }
        match self.problem {
            Problem::AdmissionMissing
            | Problem::SessionMissing
            | Problem::SessionUnknown
            | Problem::SessionExpired => {
                answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            // what is left of the body is not worth reading
            Problem::BodyLimit | Problem::BodySlow | Problem::BodyIncomplete => {
                answer.force_close();
            }
            _ => {}
        }
        answer.body(serde_json::to_vec(&self.body()).unwrap_or_default())
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        // the store's errors name no values
        tracing::error!(%error, "the store");
        match error {
            StoreError::Unavailable { fault: Fault::Full, .. } => Problem::StorageFull.into(),
            StoreError::Unavailable { .. } => Problem::StoreUnavailable.into(),
            StoreError::Damaged { .. } => Problem::Internal.into(),
        }
    }
}

impl From<BatchFault> for Refused {
    fn from(fault: BatchFault) -> Self {
        match fault {
            BatchFault::RecordSize => Problem::RecordSize.into(),
            fault => Self::exactly(
                Problem::Batch,
                format!(
                    "The batch has a fault: {fault}. An operation is 1, 2, 3 or 4 (1 byte), id (32), expected \
                     version, new version and length (4 each, big-endian), then the bytes."
                ),
            ),
        }
    }
}

impl From<EncodingError> for Refused {
    fn from(error: EncodingError) -> Self {
        match error {
            EncodingError::NotCanonical => Problem::Encoding.into(),
            EncodingError::Length { .. } => Self::exactly(Problem::Encoding, format!("A value has {error}.")),
        }
    }
}

impl From<JsonError> for Refused {
    fn from(error: JsonError) -> Self {
        Self::exactly(Problem::Json, format!("{}: {error}.", "The body has a fault"))
    }
}

impl From<ValidationError> for Refused {
    fn from(error: ValidationError) -> Self {
        let problem = match error {
            ValidationError::Json(_) | ValidationError::Size => Problem::Payload,
            ValidationError::Version => Problem::PayloadVersion,
            ValidationError::Signature(_) => Problem::Signature,
            ValidationError::Limit(_) | ValidationError::Order(_) => Problem::PayloadLimit,
            ValidationError::Organisation => Problem::OtherOrganisation,
            ValidationError::Serial { .. } => Problem::Serial,
            ValidationError::Previous => Problem::Previous,
            ValidationError::Successor => Problem::Successor,
            ValidationError::RetiredRoot => Problem::RetiredRoot,
            ValidationError::Expired(_) | ValidationError::Future => Problem::Days,
            ValidationError::Old => Problem::Old,
            ValidationError::TwoHistories => Problem::TwoHistories,
            ValidationError::UnknownAdviser | ValidationError::PinnedAdviser => Problem::UnknownAdviser,
            // met by those who write letters only
            ValidationError::NoEpoch => Problem::Payload,
        };
        match error {
            ValidationError::Json(_)
            | ValidationError::Limit(_)
            | ValidationError::Order(_)
            | ValidationError::Serial { .. }
            | ValidationError::Expired(_)
            | ValidationError::Future => {
                Self::exactly(problem, format!("{}: {error}.", problem.facts().title))
            }
            _ => problem.into(),
        }
    }
}
