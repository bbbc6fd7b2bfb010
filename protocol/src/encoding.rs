//! base64url without padding (RFC 4648 §5), one spelling per value: what the wire and all JSON use for bytes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Why a text is not the bytes it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// Padding, another alphabet, white space, or bits set after the last byte.
    #[error("not canonical base64url without padding")]
    NotCanonical,
    /// The text decodes, to another number of bytes.
    #[error("{actual} bytes where {expected} are due")]
    Length {
        /// Bytes due.
        expected: usize,
        /// Bytes found.
        actual: usize,
    },
}

impl EncodingError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::NotCanonical => "encoding",
            Self::Length { .. } => "length",
        }
    }
}

/// Encodes bytes.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Decodes any number of bytes.
///
/// # Errors
/// [`EncodingError::NotCanonical`] for every text that [`encode`] would not have written.
pub fn decode(text: &str) -> Result<Vec<u8>, EncodingError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| EncodingError::NotCanonical)
}

/// Decodes exactly `N` bytes.
///
/// # Errors
/// As [`decode`], and [`EncodingError::Length`].
pub fn decode_array<const N: usize>(text: &str) -> Result<[u8; N], EncodingError> {
    let bytes = zeroize::Zeroizing::new(decode(text)?);
    bytes.as_slice().try_into().map_err(|_| EncodingError::Length { expected: N, actual: bytes.len() })
}

/// `#[serde(with = "encoding::bytes")]` for a `Vec<u8>`.
pub mod bytes {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes base64url.
    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::encode(bytes))
    }

    /// Reads base64url.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        super::decode(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// `#[serde(with = "encoding::array")]` for a `[u8; N]`.
pub mod array {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use zeroize::Zeroizing;

    /// Writes base64url. The text is wiped: it may be a key's.
    pub fn serialize<S: Serializer, const N: usize>(bytes: &[u8; N], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Zeroizing::new(super::encode(bytes)))
    }

    /// Reads base64url of exactly `N` bytes.
    pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(from: D) -> Result<[u8; N], D::Error> {
        super::decode_array(&Zeroizing::new(String::deserialize(from)?)).map_err(D::Error::custom)
    }
}

/// A public value of fixed size: shown, compared and written as base64url.
macro_rules! public_bytes {
    ($(#[$doc:meta])* $name:ident, $size:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $size]);

        impl $name {
            /// Size in bytes.
            pub const SIZE: usize = $size;
            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $size] {
                &self.0
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), $crate::encoding::encode(&self.0))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::encoding::encode(&self.0))
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::encoding::EncodingError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::encoding::decode_array(text).map(Self)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::encoding::array::serialize(&self.0, to)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::encoding::array::deserialize(from).map(Self)
            }
        }
    };
}
pub(crate) use public_bytes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_only() {
        assert_eq!(decode_array::<1>("AA"), Ok([0]));
        for text in ["AB", "AA==", "A", "A A", "AA\n", "+/+/", "ÀA"] {
            assert_eq!(decode(text), Err(EncodingError::NotCanonical), "{text:?}");
        }
        assert_eq!(decode_array::<2>("AA"), Err(EncodingError::Length { expected: 2, actual: 1 }));
    }
}
