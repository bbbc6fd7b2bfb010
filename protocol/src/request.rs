//! An adviser's request to be appointed: their profile, signed by the identity that it names.

use serde::{Deserialize, Serialize};

use crate::directory::Adviser;
use crate::id::OrganisationId;
use crate::label::Label;
use crate::signed::{Payload, Signed, ValidationError, Verified};

/// What an adviser hands to the administrator. JSON, at most 48,000 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentRequest {
    /// The protocol's version, 1.
    pub version: u32,
    /// The organisation that is asked.
    pub organisation: OrganisationId,
    /// The profile, as it is to stand in the directory.
    pub adviser: Adviser,
}

impl Payload for AppointmentRequest {
    const LABEL: Label = Label::Request;

    fn check(&self) -> Result<(), ValidationError> {
        self.adviser.check()
    }
}

/// Verifies that whoever asks holds the identity key.
///
/// # Errors
/// [`ValidationError`].
pub fn verify(
    organisation: OrganisationId,
    signed: &Signed,
) -> Result<Verified<AppointmentRequest>, ValidationError> {
    let request: AppointmentRequest = signed.read()?;
    if request.organisation != organisation {
        return Err(ValidationError::Organisation);
    }
    let identity = request.adviser.identity;
    signed.verified(request, &identity)
}
