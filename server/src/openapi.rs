//! The description, made from the handlers: `openapi/openapi.json`, `/openapi.json`, and what `/docs` shows.

use actix_web::App;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::AppExt as _;

use crate::document::Document;
use crate::error::ProblemBody;
use crate::routes;

const DESCRIPTION: &str = "\
A box of identical sealed letters. The server knows organisations, signed directories, letters, chunks of attachments, advisers' encrypted vaults, sessions, and where advisers asked to be told; it cannot \
open a letter, and does not know who wrote one, for whom it is, or which belong together.

Bytes in JSON are base64url without padding (RFC 4648 section 5), days are YYYY-MM-DD (UTC), numbers are whole. Tokens \
travel in bodies, in `Authorization` or in `Fluister-Vault`, never in an address. There are no cookies. JSON bodies are at most 65,536 \
bytes. Errors are RFC 9457 problems, whose `type` never changes. All requests may be sent again: what is there already \
is answered as such. CORS is open on all addresses, without credentials.

What is signed, sealed and derived, and how, stands in the protocol's specification.";

const TAGS: [(&str, &str); 9] = [
    ("server", "Versions and limits."),
    ("organisations", "What everybody may see: directories, keys, heartbeats, files. All of it signed."),
    ("letters", "For melders and advisers alike: post, fetch and delete, in fours."),
    (
        "chunks",
        "Pieces of attachments, for melders and advisers alike: put, fetch, delete, and ask what is missing.",
    ),
    ("advisers", "Keys, heartbeats, sessions, and the organisation's box."),
    ("notifications", "Where, and at which hour, an adviser is told to look into the box."),
    ("vault", "What an adviser's devices share: encrypted records, found by a token, changed in batches."),
    ("description", "This description, for machines and for people."),
    ("operator", "On the operator's port only."),
];

fn security() -> [(&'static str, SecurityScheme); 6] {
    let bearer = |description: &str| {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(description));
        SecurityScheme::Http(scheme.build())
    };
    let header = |name: &str, description: &str| {
        SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(name, description)))
    };
    [
        ("session", bearer("An adviser's session, from POST /v1/sessions.")),
        (
            "admission",
            bearer("An admission token from whoever runs the server, for an organisation's first directory."),
        ),
        (
            "work",
            header(
                "Fluister-Work",
                "A proof of work: base64url of challenge (64 bytes) and nonce (8 bytes).",
            ),
        ),
        (
            "chunks",
            header(
                "Fluister-Chunks",
                "What the proof of work is for: base64url of 1 to 32 ids of chunks (32 bytes each).",
            ),
        ),
        (
            "vault",
            header("Fluister-Vault", "The token of a vault, or of a wrap record: base64url of 32 bytes."),
        ),
        (
            "signature",
            header("Fluister-Signature", "base64url of public key (32 bytes) and signature (64 bytes)."),
        ),
    ]
}

fn beginning() -> OpenApi {
    let license = LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build();
    let info = InfoBuilder::new()
        .title("fluister")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(license));
    let tags =
        TAGS.map(|(name, description)| TagBuilder::new().name(name).description(Some(description)).build());
    let components = security()
        .into_iter()
        .fold(ComponentsBuilder::new(), |components, (name, scheme)| components.security_scheme(name, scheme))
        .schema(ProblemBody::name(), ProblemBody::schema());
    OpenApiBuilder::new().info(info).tags(Some(tags)).components(Some(components.build())).build()
}

/// The whole description.
pub fn describe() -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(beginning());
    app.configure(|map| routes::public(map)).configure(|map| routes::operator(map)).split_for_parts().1
}

/// The description as it is committed and served: JSON, two spaces, a newline at the end.
///
/// # Errors
/// [`serde_json::Error`], never met.
pub fn text() -> Result<String, serde_json::Error> {
    written(&describe())
}

fn written(description: &OpenApi) -> Result<String, serde_json::Error> {
    description.to_pretty_json().map(|text| text + "\n")
}

/// The description, ready to be served.
pub fn document() -> Document {
    let description = describe();
    Document::new(&description, written(&description).unwrap_or_default())
}
