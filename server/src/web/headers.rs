//! Headers that tell a browser what a page may do.

use actix_web::http::header::{self, HeaderName};

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// What melders see: `/{slug}`, `/`, `/help`.
    Melder,
    /// What advisers work with: `/adviser/`.
    Adviser,
    /// Where an administrator signs what the organisation says of itself: `/organisation/`.
    Organisation,
}

/// Nothing from another host, no inline script or style, no plugin, no frame in either direction.
fn policy(others: &str, more: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'{others}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; {more}"
    )
}

impl App {
    /// `Content-Security-Policy`. Nothing turns text into script (Trusted Types), but that advisers' app may start its
    /// two workers; it alone may talk to other servers, too, where the operator named some.
    pub fn policy(self, others: &[String]) -> String {
        match self {
            Self::Melder | Self::Organisation => policy("", "trusted-types 'none'"),
            Self::Adviser => {
                let others: String = others.iter().map(|origin| format!(" {origin}")).collect();
                policy(
                    &others,
                    "trusted-types workers; worker-src 'self'; manifest-src 'self'; font-src 'self'",
                )
            }
        }
    }
}

/// A page's headers, beside those that every answer has.
///
/// A process of its own (COOP, COEP, CORP), no camera, place or payment, and no entry in a search engine.
pub const OF_PAGES: [(HeaderName, &str); 6] = [
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_EMBEDDER_POLICY, "require-corp"),
    // only names that browsers know: others they report on the console
    (
        header::PERMISSIONS_POLICY,
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), \
         midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
         usb=(), xr-spatial-tracking=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    (header::VARY, "Accept-Encoding"),
];
