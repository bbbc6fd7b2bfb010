//! RFC 8292: how a push service is told which server sends, by a key that the browser named when it subscribed.

use fluister_protocol::encoding;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate as _;
use rand::rngs::SysRng;
use serde::Serialize;
use url::Url;
use zeroize::Zeroizing;

use crate::problem::Problem;

/// How long a signed token is good, in seconds: RFC 8292 §2 allows a day.
const GOOD_FOR: u64 = 12 * 3_600;

/// The key pair, P-256. The secret half is wiped on drop, and never shown.
pub struct VapidKey {
    secret: SigningKey,
    public: String,
}

#[derive(Serialize)]
struct Header {
    typ: &'static str,
    alg: &'static str,
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: String,
    exp: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'a str>,
}

impl VapidKey {
    /// The name under which the database keeps it.
    pub const NAME: &'static str = "vapid";

    /// The bytes of a new key: 32, from the operating system.
    ///
    /// # Errors
    /// [`Problem::Internal`] where it has no randomness.
    pub fn fresh() -> Result<[u8; 32], Problem> {
        let key = SigningKey::try_generate_from_rng(&mut SysRng).map_err(|error| {
            tracing::error!(%error, "no randomness from the operating system");
            Problem::Internal
        })?;
        Ok(key.to_bytes().into())
    }

    /// The key from its bytes; none where they are no number of the curve's.
    pub fn new(bytes: &[u8; 32]) -> Option<Self> {
        let secret = SigningKey::from_slice(bytes).ok()?;
        let public = encoding::encode(secret.verifying_key().to_sec1_point(false).as_bytes());
        Some(Self { secret, public })
    }

    /// The public key: base64url of an uncompressed point, 65 bytes.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The value of `Authorization` for a message to this endpoint, at `now` (Unix seconds). `subject` is an https: or
    /// mailto: URL by which the push service's people can reach the sender's.
    ///
    /// # Errors
    /// [`serde_json::Error`], never met.
    pub fn authorization(
        &self,
        endpoint: &Url,
        now: u64,
        subject: Option<&str>,
    ) -> Result<Zeroizing<String>, serde_json::Error> {
        let aud = endpoint.origin().ascii_serialization();
        let claims = Claims { aud, exp: now.saturating_add(GOOD_FOR), sub: subject };
        let part = |bytes: Vec<u8>| encoding::encode(&bytes);
        let header = part(serde_json::to_vec(&Header { typ: "JWT", alg: "ES256" })?);
        let signed = format!("{header}.{}", part(serde_json::to_vec(&claims)?));
        let signature: Signature = self.secret.sign(signed.as_bytes());
        let signature = encoding::encode(&signature.to_bytes());
        Ok(Zeroizing::new(format!("vapid t={signed}.{signature}, k={}", self.public)))
    }
}
