//! An adviser's request to be appointed: their profile, signed by the identity that it names.

use serde::{Deserialize, Serialize};

use crate::directory::Adviser;
use crate::id::OrganisationId;
use crate::label::Label;
use crate::signed::{Payload, Refusal, Signed, Verified};

/// What an adviser hands to the administrator. JSON, at most 48,000 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentRequest {
    /// 1.
    pub version: u32,
    /// By which organisation.
    pub organisation: OrganisationId,
    /// As it is to stand in the directory.
    pub adviser: Adviser,
}

impl Payload for AppointmentRequest {
    const LABEL: Label = Label::Request;

    fn check(&self) -> Result<(), Refusal> {
        self.adviser.check()
    }
}

/// Verifies that whoever asks holds the identity key.
///
/// # Errors
/// [`Refusal`].
pub fn verify(
    organisation: OrganisationId,
    signed: &Signed,
) -> Result<Verified<AppointmentRequest>, Refusal> {
    let request: AppointmentRequest = signed.read()?;
    if request.organisation != organisation {
        return Err(Refusal::Organisation);
    }
    let identity = request.adviser.identity;
    signed.verified(request, &identity)
}
