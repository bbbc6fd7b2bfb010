//! A fingerprint as words, for people to compare: aloud, or on paper.

use bip0039::{English, Language as _};
use fluister_protocol::id::OrganisationId;

/// Twelve words of BIP-39's English list.
pub fn words(organisation: OrganisationId) -> String {
    organisation.word_numbers().map(|number| English::word_of(number.into())).join(" ")
}
