//! What a page may do, as browsers are told.

use actix_web::http::header::{self, HeaderName};

/// Beside those that every answer has.
///
/// Nothing from another host, no inline script or style, no plugin, no frame in either direction, nothing that turns
/// text into script (Trusted Types), a process of its own (COOP, COEP, CORP), no camera, place or payment, and no entry
/// in a search engine. `no-store` is every answer's: that somebody was here is not for the disk.
pub const OF_PAGES: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types 'none'",
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_EMBEDDER_POLICY, "require-corp"),
    // only names that browsers know: they complain of others on the console
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
