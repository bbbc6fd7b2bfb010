//! Which problems an operation answers, as the description shows them: lists that operations share, and the macro by
//! which each handler names its own.

use std::collections::BTreeMap;

use utoipa::ToSchema;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

use crate::error::{ProblemBody, Refused};
use crate::problem::Problem;

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
    ($name:ident: $($list:expr),*) => {
        /// The problems that an operation answers, for its description.
        pub struct $name;
        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::response::Response>,
            > {
                let lists: &[&[$crate::problem::Problem]] = &[$crate::problem_responses::ANY, $($list),*];
                $crate::problem_responses::responses(&lists.concat())
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
