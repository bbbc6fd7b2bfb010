//! The description: current, complete, and true to the router.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::test::{TestRequest, call_service, init_service};
use fluister_server::openapi;
use fluister_server::problem::Problem;
use fluister_server::running;
use fluister_tests::harness::server;
use serde_json::Value;

/// What is there for people, and not described.
const PAGES: [&str; 9] = [
    "/",
    "/adviser/",
    "/adviser/{file}",
    "/help",
    "/organisation/",
    "/organisation/{file}",
    "/web/{file}",
    "/{slug}",
    "/{slug}/",
];

const METHODS: [&str; 4] = ["get", "put", "post", "delete"];

fn description() -> Value {
    serde_json::to_value(openapi::describe()).unwrap()
}

/// All operations: method, path, operation.
fn operations(description: &Value) -> Vec<(&'static str, &str, &Value)> {
    let paths = description["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            METHODS
                .iter()
                .filter_map(|method| item.get(*method).map(|operation| (*method, path.as_str(), operation)))
        })
        .collect()
}

#[test]
fn the_committed_description_is_current() {
    let committed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json")).unwrap();
    assert!(committed == openapi::text().unwrap(), "run `cargo xtask openapi` and look at the difference");
}

#[test]
fn it_names_itself_and_its_licence() {
    let description = description();
    assert_eq!(description["openapi"], "3.1.0");
    assert_eq!(description["info"]["license"]["identifier"], "EUPL-1.2");
    assert_eq!(description["info"]["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn every_operation_is_described_with_examples() {
    let description = description();
    let operations = operations(&description);
    assert_eq!(operations.len(), 37);
    let mut ids = BTreeSet::new();
    let tags: BTreeSet<_> =
        description["tags"].as_array().unwrap().iter().map(|tag| tag["name"].clone().to_string()).collect();
    for (method, path, operation) in operations {
        let name = format!("{method} {path}");
        for text in ["summary", "description", "operationId"] {
            assert!(operation[text].as_str().is_some_and(|text| text.len() > 5), "{name}: {text}");
        }
        assert!(
            ids.insert(operation["operationId"].as_str().unwrap().to_owned()),
            "{name}: its id is another's"
        );
        let tag = operation["tags"].as_array().unwrap();
        assert!(tag.len() == 1 && tags.contains(&tag[0].to_string()), "{name}: {tag:?}");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(
                parameter["description"].as_str().is_some_and(|text| text.len() > 5),
                "{name}: {parameter}"
            );
        }
        if let Some(body) = operation.get("requestBody") {
            assert!(body["description"].is_string(), "{name}: the request's body");
            has_examples(&name, body);
        }
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name}: no success");
        for (status, response) in responses {
            assert!(response["description"].as_str().is_some_and(|text| text.len() > 3), "{name} {status}");
            has_examples(&format!("{name} {status}"), response);
        }
    }
}

/// Every content has an example, and only what has no body has no content.
fn has_examples(name: &str, of: &Value) {
    let Some(content) = of.get("content").and_then(Value::as_object) else {
        let status = name.rsplit(' ').next().unwrap();
        assert!(["200", "201", "204", "304"].contains(&status), "{name}: no content");
        return;
    };
    assert!(!content.is_empty(), "{name}");
    for (media_type, content) in content {
        let one = content.get("example").is_some_and(|example| !example.is_null());
        let more =
            content.get("examples").and_then(Value::as_object).is_some_and(|examples| !examples.is_empty());
        assert!(one || more, "{name} {media_type}: no example");
        assert!(content["schema"].is_object(), "{name} {media_type}: no schema");
    }
}

#[test]
fn every_problem_is_some_operations() {
    let description = description();
    let mut documented = BTreeSet::new();
    for (method, path, operation) in operations(&description) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let examples = &response["content"]["application/problem+json"]["examples"];
            for (name, example) in examples.as_object().into_iter().flatten() {
                let value = &example["value"];
                assert_eq!(
                    value["type"].as_str(),
                    Some(format!("/problems/{name}").as_str()),
                    "{method} {path}"
                );
                assert_eq!(value["status"].to_string(), *status, "{method} {path} {name}");
                documented.insert(name.clone());
            }
        }
    }
    let all: BTreeSet<_> = Problem::ALL.iter().map(|problem| problem.facts().name.to_owned()).collect();
    let mut missing: Vec<_> = all.difference(&documented).collect();
    // what is answered where there is no operation
    missing.retain(|name| *name != Problem::MethodNotAllowed.facts().name);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn references_and_security_lead_somewhere() {
    let description = description();
    let schemes = description["components"]["securitySchemes"].as_object().unwrap();
    for (method, path, operation) in operations(&description) {
        for scheme in operation["security"].as_array().into_iter().flatten() {
            for name in scheme.as_object().unwrap().keys() {
                assert!(schemes.contains_key(name), "{method} {path}: {name}");
            }
        }
    }
    let text = description.to_string();
    let references = text.split("\"$ref\":\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut count = 0;
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{reference}");
        count += 1;
    }
    assert!(count > 20, "{count} references");
}

/// Asks the router itself for its patterns, and each described operation whether it is there.
#[actix_web::test]
async fn the_router_and_the_description_agree() {
    let server = tokio::task::spawn_blocking(server).await.unwrap();
    let description = description();
    let app = init_service(running::app(server.services.clone())).await;
    let found: ServiceResponse<_> =
        call_service(&app, TestRequest::get().uri("/v1/server").to_request()).await;
    let map = format!("{:?}", found.request().resource_map());
    let mut routed = patterns(&map);
    for page in PAGES {
        assert!(routed.remove(page), "{page}");
    }
    let described: BTreeSet<String> = operations(&description)
        .iter()
        .filter(|(_, _, operation)| operation["tags"][0] != "operator")
        .map(|(_, path, _)| (*path).to_owned())
        .collect();
    assert_eq!(routed, described);
    // and each method is answered by something else than 404 and 405
    for (method, path, operation) in operations(&description) {
        if operation["tags"][0] == "operator" {
            continue;
        }
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let request =
            TestRequest::default().method(method.clone()).uri(&path.replace(['{', '}'], "-")).to_request();
        let status = call_service(&app, request).await.status();
        assert_ne!(status.as_u16(), 405, "{method} {path}");
    }
    drop(found);
    tokio::task::spawn_blocking(move || drop(server)).await.unwrap();
}

/// The patterns in the router's own account of itself.
fn patterns(map: &str) -> BTreeSet<String> {
    map.split("Single(\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .filter(|pattern| !pattern.is_empty())
        .collect()
}
