//! One type per key and role, so that confusing two keys does not compile.

use std::fmt;
use std::marker::PhantomData;

use ed25519_dalek::{Signer as _, SigningKey};
use hpke::{Deserializable as _, Kem as _, Serializable as _};
use zeroize::Zeroizing;

use crate::label::Label;
use crate::random::{self, CryptoRng};
use crate::signed::{Payload, Signed};
use crate::size;
use crate::statement::XWingBytes;
use crate::suite::HpkeKem;
use crate::verifying::{IdentityKey, OrganisationKey, SignatureBytes};

macro_rules! signing_key {
    ($(#[$doc:meta])* $name:ident, $public:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SigningKey);

        impl $name {
            /// A fresh key.
            pub fn generate(rng: &mut impl CryptoRng) -> Self {
                Self::from_seed(&Zeroizing::new(random::bytes(rng)))
            }

            /// From the 32-byte seed (RFC 8032 §5.1.5).
            pub fn from_seed(seed: &[u8; 32]) -> Self {
                Self(SigningKey::from_bytes(seed))
            }

            /// The seed, for storing inside what is encrypted.
            pub fn expose_seed(&self) -> Zeroizing<[u8; 32]> {
                Zeroizing::new(self.0.to_bytes())
            }

            /// The public half.
            pub fn public(&self) -> $public {
                $public(self.0.verifying_key().to_bytes())
            }

            /// Signs `label ‖ 00 ‖ parts`.
            pub fn sign(&self, label: Label, parts: &[&[u8]]) -> SignatureBytes {
                SignatureBytes(self.0.sign(&label.prefix(parts)).to_bytes())
            }

            /// Signs a payload, encoded as JSON once and for all.
            pub fn sign_payload<P: Payload>(&self, payload: &P) -> Result<Signed, serde_json::Error> {
                let payload = serde_json::to_vec(payload)?;
                let signature = self.sign(P::LABEL, &[&payload]);
                Ok(Signed { payload, signature })
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

signing_key!(
    /// An organisation's root key (Ed25519): its holder appoints advisers and can read nothing.
    OrganisationSecret, OrganisationKey
);
signing_key!(
    /// An adviser's identity (Ed25519): signs their key statements, heartbeats, sessions and letters to advisers.
    IdentitySecret, IdentityKey
);

/// What an X-Wing key is for.
pub trait Role {
    /// The role's name in `Debug` output.
    const NAME: &'static str;
}

/// Letters to an adviser.
#[derive(Clone, Copy)]
pub enum EpochRole {}
/// Letters to the melder in one thread.
#[derive(Clone, Copy)]
pub enum ReplyRole {}
/// The melder's notes to themselves.
#[derive(Clone, Copy)]
pub enum SelfRole {}

impl Role for EpochRole {
    const NAME: &'static str = "Epoch";
}
impl Role for ReplyRole {
    const NAME: &'static str = "Reply";
}
impl Role for SelfRole {
    const NAME: &'static str = "Self";
}

/// An adviser's secret for one epoch.
pub type EpochSecret = XWingSecret<EpochRole>;
/// An adviser's public key for one epoch.
pub type EpochPublicKey = XWingPublicKey<EpochRole>;
/// The melder's secret for the replies of one thread.
pub type ReplySecret = XWingSecret<ReplyRole>;
/// What an adviser seals replies to.
pub type ReplyPublicKey = XWingPublicKey<ReplyRole>;
/// The melder's secret for notes.
pub type SelfSecret = XWingSecret<SelfRole>;
/// What a melder seals notes to.
pub type SelfPublicKey = XWingPublicKey<SelfRole>;

/// An X-Wing secret: the 32-byte seed, which is the private key itself (draft-connolly-cfrg-xwing-kem §5.2).
pub struct XWingSecret<R> {
    seed: Zeroizing<[u8; 32]>,
    role: PhantomData<R>,
}

impl<R: Role> XWingSecret<R> {
    /// A fresh key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self::from_seed(random::bytes(rng))
    }

    /// From its seed.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed: Zeroizing::new(seed), role: PhantomData }
    }

    /// The seed, for storing inside what is encrypted.
    pub fn expose_seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// The public half.
    pub fn public(&self) -> XWingPublicKey<R> {
        let mut bytes = Box::new([0; size::XWING_PUBLIC]);
        HpkeKem::sk_to_pk(&self.hpke()).write_exact(bytes.as_mut_slice());
        XWingPublicKey { bytes, role: PhantomData }
    }

    pub(crate) fn hpke(&self) -> <HpkeKem as hpke::Kem>::PrivateKey {
        #[expect(clippy::expect_used, reason = "every 32 bytes are a seed")]
        <HpkeKem as hpke::Kem>::PrivateKey::from_bytes(self.seed.as_slice()).expect("32 bytes")
    }
}

impl<R> Clone for XWingSecret<R> {
    fn clone(&self) -> Self {
        Self { seed: self.seed.clone(), role: PhantomData }
    }
}

impl<R: Role> fmt::Debug for XWingSecret<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Secret(…)", R::NAME)
    }
}

/// An X-Wing public key that has been checked: ML-KEM-768 (1184 bytes, reduced) ‖ X25519 (32 bytes, not low-order).
pub struct XWingPublicKey<R> {
    bytes: Box<[u8; size::XWING_PUBLIC]>,
    role: PhantomData<R>,
}

/// An X-Wing public key or encapsulation that must not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XWingError {
    /// The ML-KEM half is not reduced modulo q (FIPS 203 §7.2).
    #[error("the ML-KEM key is not reduced")]
    MlKem,
    /// The X25519 half is of low order, so that anybody knows the secret (RFC 7748 §6.1).
    #[error("the X25519 share is of low order")]
    LowOrder,
    /// Not 1216 bytes.
    #[error("an X-Wing public key has 1216 bytes")]
    Length,
}

impl XWingError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::MlKem => "mlkem",
            Self::LowOrder => "low-order",
            Self::Length => "length",
        }
    }
}

impl<R: Role> XWingPublicKey<R> {
    /// Checks and takes a key.
    ///
    /// # Errors
    /// [`XWingError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, XWingError> {
        let bytes: Box<[u8; size::XWING_PUBLIC]> =
            bytes.to_vec().into_boxed_slice().try_into().map_err(|_| XWingError::Length)?;
        <HpkeKem as hpke::Kem>::PublicKey::from_bytes(bytes.as_slice()).map_err(|_| XWingError::MlKem)?;
        check_share(bytes.as_slice())?;
        Ok(Self { bytes, role: PhantomData })
    }

    /// The bytes as they travel.
    pub fn as_bytes(&self) -> &[u8; size::XWING_PUBLIC] {
        &self.bytes
    }

    /// The bytes for a key statement.
    pub fn to_xwing_bytes(&self) -> XWingBytes {
        XWingBytes(*self.bytes)
    }

    pub(crate) fn hpke(&self) -> <HpkeKem as hpke::Kem>::PublicKey {
        #[expect(clippy::expect_used, reason = "checked when this type was made")]
        <HpkeKem as hpke::Kem>::PublicKey::from_bytes(self.bytes.as_slice()).expect("checked")
    }
}

/// Refuses a key or an encapsulation whose last 32 bytes, the X25519 share, are of low order.
pub(crate) fn check_share(bytes: &[u8]) -> Result<(), XWingError> {
    let share: [u8; 32] = *bytes.last_chunk().ok_or(XWingError::Length)?;
    // any scalar tells: clamping makes it a multiple of the cofactor
    let contributory =
        x25519_dalek::StaticSecret::from([1; 32]).diffie_hellman(&share.into()).was_contributory();
    if contributory { Ok(()) } else { Err(XWingError::LowOrder) }
}

impl<R> Clone for XWingPublicKey<R> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), role: PhantomData }
    }
}
impl<R> PartialEq for XWingPublicKey<R> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<R> Eq for XWingPublicKey<R> {}

impl<R: Role> fmt::Debug for XWingPublicKey<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.bytes.first_chunk::<6>().map_or_else(String::new, |b| crate::encoding::encode(b));
        write!(f, "{}PublicKey({start}…)", R::NAME)
    }
}

impl<R: Role> serde::Serialize for XWingPublicKey<R> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        crate::encoding::array::serialize(&self.bytes, to)
    }
}
impl<'de, R: Role> serde::Deserialize<'de> for XWingPublicKey<R> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes: [u8; size::XWING_PUBLIC] = crate::encoding::array::deserialize(from)?;
        Self::from_bytes(&bytes).map_err(serde::de::Error::custom)
    }
}
