//! Secret values of 32 bytes: wiped on drop, compared in constant time, never shown.

/// Declares a role's own secret type.
macro_rules! secret_bytes {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// From its 32 bytes.
            pub const fn new(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The bytes; for derivation, and for storing inside what is sealed.
            pub const fn expose(&self) -> &[u8; 32] {
                &self.0
            }
        }
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                subtle::ConstantTimeEq::ct_eq(self.0.as_slice(), other.0.as_slice()).into()
            }
        }
        impl Eq for $name {}
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}(…)", stringify!($name))
            }
        }
    };
}

/// Lets a secret be written into what is then sealed: a letter's content, a vault's record.
macro_rules! sealed_in_json {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::encoding::array::serialize(self.expose(), to)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::encoding::array::deserialize(from).map(Self::new)
            }
        }
    };
}

pub(crate) use {sealed_in_json, secret_bytes};

#[cfg(test)]
mod tests {
    use zeroize::ZeroizeOnDrop;

    use crate::chunk::{AttachmentKey, AttachmentTokens};
    use crate::code::{KeyCode, RetrievalCode};
    use crate::derivation::{MacKey, Master, Psk, ThreadKey};
    use crate::id::Token;
    use crate::vault::{VaultKey, WrapKey};

    /// Compiles only for what wipes itself.
    const fn wipes<T: ZeroizeOnDrop>() {}

    #[test]
    fn secrets_are_wiped_when_dropped() {
        wipes::<Master>();
        wipes::<ThreadKey>();
        wipes::<Psk>();
        wipes::<MacKey>();
        wipes::<VaultKey>();
        wipes::<WrapKey>();
        wipes::<AttachmentKey>();
        wipes::<AttachmentTokens>();
        wipes::<Token>();
        wipes::<RetrievalCode>();
        wipes::<KeyCode>();
        wipes::<ed25519_dalek::SigningKey>();
    }
}
