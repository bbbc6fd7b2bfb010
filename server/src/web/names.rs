//! Names that no organisation may have: they are addresses of the server's own, or may become some.

/// Sorted. Addresses that do not have the form of a slug need not be listed.
pub const RESERVED: [&str; 22] = [
    "about",
    "accessibility",
    "admin",
    "adviser",
    "api",
    "app",
    "assets",
    "contact",
    "docs",
    "help",
    "livez",
    "metrics",
    "organisation",
    "privacy",
    "problems",
    "readyz",
    "static",
    "status",
    "v1",
    "v2",
    "v3",
    "web",
];

/// Whether no organisation may have this name.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED.contains(&slug)
}
