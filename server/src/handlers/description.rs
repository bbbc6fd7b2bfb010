//! The description for machines and for people. All of it is in the program: nothing comes from another host.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use utoipa_swagger_ui::Config;

use crate::document::Document;
use crate::error::Refused;
use crate::problem::Problem;
use crate::problem_responses::problems;

/// No inline script or style, nothing from elsewhere; Swagger UI's icons are data addresses.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HTML: &str = "text/html; charset=utf-8";

fn page(media_type: &str, body: impl Into<actix_web::web::Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .content_type(media_type)
        .body(body.into())
}

problems!(Named: &[Problem::NotFound]);

/// This description
///
/// OpenAPI 3.1, as JSON.
#[utoipa::path(
    tag = "description",
    operation_id = "get_openapi",
    responses((status = 200, description = "The description.", body = Object, content_type = "application/json",
        example = json!({ "openapi": "3.1.0" })))
)]
#[get("/openapi.json")]
pub async fn openapi(document: Data<Document>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document.text.clone())
}

/// This description, to read and to try
///
/// Swagger UI, served by this server.
#[utoipa::path(
    tag = "description",
    operation_id = "get_docs",
    responses((status = 200, description = "A page.", body = String, content_type = "text/html",
        example = json!("<!doctype html>…")))
)]
#[get("/docs")]
pub async fn docs() -> HttpResponse {
    page(HTML, include_str!("../docs/index.html"))
}

/// A part of the page at /docs
///
/// Its script and its style.
#[utoipa::path(
    tag = "description",
    operation_id = "get_docs_part",
    params(("file" = String, Path, description = "`swagger-ui.css`, `swagger-ui-bundle.js` or `start.js`.", example = "start.js")),
    responses(
        (status = 200, description = "The part.", body = String, content_type = "text/javascript",
            example = json!("\"use strict\";…")),
        Named,
    )
)]
#[get("/docs/{file}")]
pub async fn asset(file: Path<String>) -> Result<HttpResponse, Refused> {
    match file.as_str() {
        "start.js" => Ok(page("text/javascript", include_str!("../docs/start.js"))),
        name @ ("swagger-ui.css" | "swagger-ui-bundle.js") => {
            let found = utoipa_swagger_ui::serve(name, Arc::new(Config::from("/openapi.json")));
            let part = found.map_err(|_| Problem::Internal)?.ok_or(Problem::NotFound)?;
            Ok(page(&part.content_type, part.bytes.into_owned()))
        }
        _ => Err(Problem::NotFound.into()),
    }
}

/// All problems
///
/// What each `type` means, and what to do about it.
#[utoipa::path(
    tag = "description",
    operation_id = "get_problems",
    responses((status = 200, description = "A page.", body = String, content_type = "text/html",
        example = json!("<!doctype html>…")))
)]
#[get("/problems")]
pub async fn problem_list() -> HttpResponse {
    page(HTML, html("Problems", Problem::ALL))
}

/// A problem
///
/// The address that stands in `type`: what it means, and what to do about it.
#[utoipa::path(
    tag = "description",
    operation_id = "get_problem",
    params(("name" = String, Path, description = "The last part of `type`.", example = "letter-size")),
    responses(
        (status = 200, description = "A page.", body = String, content_type = "text/html",
            example = json!("<!doctype html>…")),
        Named,
    )
)]
#[get("/problems/{name}")]
pub async fn problem_page(name: Path<String>) -> Result<HttpResponse, Refused> {
    let problem = Problem::by_name(&name).ok_or(Problem::NotFound)?;
    Ok(page(HTML, html(problem.facts().name, &[problem])))
}

/// All texts are this program's own, and have nothing to escape but `'` and `"`, which may stand in text.
fn html(title: &str, problems: &[Problem]) -> String {
    let sections: String = problems
        .iter()
        .map(|problem| {
            let facts = problem.facts();
            format!(
                "<section id=\"{name}\"><h2>{title}</h2><p><code>{uri}</code>, status {status}</p><p>{advice}</p></section>\n",
                name = facts.name,
                title = facts.title,
                uri = problem.uri(),
                status = facts.status.as_u16(),
                advice = facts.advice,
            )
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>fluister: {title}</title></head>\n\
         <body><h1>{title}</h1>\n{sections}<p><a href=\"/problems\">All problems</a> · <a href=\"/docs\">The \
         API</a></p></body></html>\n"
    )
}
