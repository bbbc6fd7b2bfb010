//! The description, made from the handlers: `openapi/openapi.json`, `/openapi.json`, and what `/docs` shows.

use std::collections::BTreeMap;

use actix_web::App;
use actix_web::dev::ResourceDef;
use actix_web::web::Bytes;
use fluister_protocol::encoding;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, PathItem, Ref,
    RefOr, Response, ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::AppExt as _;

use crate::body::SignedJson;
use crate::error::{ProblemBody, Refused};
use crate::problem::Problem;
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

/// Problems of any operation.
pub const ANY: &[Problem] = &[Problem::Busy, Problem::Internal, Problem::StoreUnavailable];
/// Problems of bodies of bytes.
pub const OCTET_BODY: &[Problem] = &[
    Problem::ContentType,
    Problem::ContentEncoding,
    Problem::BodyLimit,
    Problem::BodySlow,
    Problem::BodyIncomplete,
];
/// Problems of JSON bodies.
pub const JSON_BODY: &[Problem] = &[
    Problem::ContentType,
    Problem::ContentEncoding,
    Problem::BodyLimit,
    Problem::BodySlow,
    Problem::BodyIncomplete,
    Problem::Json,
    Problem::Encoding,
];
/// Problems of signed payloads.
pub const SIGNED: &[Problem] = &[
    Problem::Payload,
    Problem::PayloadVersion,
    Problem::PayloadLimit,
    Problem::Signature,
    Problem::OtherOrganisation,
];
/// Problems of a session that was sent.
pub const SESSION: &[Problem] = &[Problem::SessionUnknown, Problem::SessionExpired];

/// Declares which problems an operation answers, beside those of any: `problems!(Name: LIST, LIST)`.
macro_rules! problems {
    ($(#[$doc:meta])* $name:ident: $($list:expr),*) => {
        $(#[$doc])*
        pub struct $name;
        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::response::Response>,
            > {
                let lists: &[&[$crate::problem::Problem]] = &[$crate::openapi::ANY, $($list),*];
                $crate::openapi::responses(&lists.concat())
            }
        }
    };
}
pub(crate) use problems;

/// Answers by status, each with an example for every problem that has this status.
pub fn responses(problems: &[Problem]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in problems {
        by_status.entry(problem.facts().status.as_u16()).or_default().push(*problem);
    }
    by_status.into_iter().map(|(status, problems)| (status.to_string(), response(&problems).into())).collect()
}

fn response(problems: &[Problem]) -> Response {
    let description = problems
        .iter()
        .map(|problem| format!("`{}`: {}.", problem.facts().name, problem.facts().title))
        .collect::<Vec<_>>()
        .join("\n\n");
    let examples = problems.iter().map(|problem| {
        let body = serde_json::to_value(Refused::from(*problem).body()).ok();
        let example = ExampleBuilder::new().summary(problem.facts().title).value(body);
        (problem.facts().name, example)
    });
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(ProblemBody::name())))
        .examples_from_iter(examples)
        .build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}

/// Something signed, for examples: its payload and signature are cut short.
pub fn signed_example() -> SignedJson {
    SignedJson { payload: encoding::encode(br#"{"version":1}"#), signature: encoding::encode(&[4; 64]) }
}

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

/// The description, ready to be served, and what it says of addresses and methods.
#[derive(Debug)]
pub struct Document {
    /// As [`text`].
    pub text: Bytes,
    known: Vec<(ResourceDef, String)>,
}

impl Document {
    /// Makes it.
    pub fn new() -> Self {
        let operator = Some(vec!["operator".to_owned()]);
        let description = describe();
        let known = description
            .paths
            .paths
            .iter()
            .filter(|(_, item)| methods(item).all(|(_, tags)| *tags != operator))
            .map(|(path, item)| {
                let names: Vec<&str> = methods(item).map(|(name, _)| name).collect();
                (ResourceDef::new(path.as_str()), names.join(", "))
            })
            .collect();
        Self { text: written(&description).unwrap_or_default().into(), known }
    }

    /// The methods of an address, where there is one: for the header `Allow`.
    pub fn methods_at(&self, path: &str) -> Option<&str> {
        let known = self.known.iter().find(|(pattern, _)| pattern.is_match(path))?;
        Some(&known.1)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

fn methods(item: &PathItem) -> impl Iterator<Item = (&'static str, &Option<Vec<String>>)> {
    [("GET", &item.get), ("PUT", &item.put), ("POST", &item.post), ("DELETE", &item.delete)]
        .into_iter()
        .filter_map(|(name, operation)| operation.as_ref().map(|operation| (name, &operation.tags)))
}
