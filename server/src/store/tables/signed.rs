//! What was signed, as it lies in the tables of directories, key statements and heartbeats.

use fluister_protocol::signed::Signed;
use fluister_protocol::verifying::SignatureBytes;

use crate::store::StoreError;
use crate::store::engine::number::bytes_from_column;

/// Payload and signature, as they were signed.
pub(in crate::store) fn signed_of_row(
    (payload, signature): (Vec<u8>, Vec<u8>),
) -> Result<Signed, StoreError> {
    Ok(Signed { payload, signature: SignatureBytes(bytes_from_column(&signature)?) })
}
