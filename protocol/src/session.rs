//! What an adviser signs to open a session with a server: bound to the origin, so that no other server can pass it on.

use crate::id::OrganisationId;

/// Size of a session challenge in bytes.
pub const CHALLENGE: usize = 48;

/// The parts signed under [`crate::label::Label::Session`]: origin ‖ 00 ‖ organisation ‖ challenge.
///
/// `origin` is scheme, host and port as in RFC 6454 §6.1 (`https://fluister.example`), as the client connects to it.
pub const fn parts<'a>(
    origin: &'a str,
    organisation: &'a OrganisationId,
    challenge: &'a [u8; CHALLENGE],
) -> [&'a [u8]; 4] {
    [origin.as_bytes(), &[0], organisation.as_bytes(), challenge]
}
