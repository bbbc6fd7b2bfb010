//! The pages that people open in a browser. They are built from `web/` beforehand, and are part of this program.
//!
//! A page is the same bytes for everybody: no database is asked, and an organisation that there isn't gets the same
//! page as one that there is. What it needs to know, its script asks of the API.

mod dist;
mod headers;
mod names;

use actix_web::http::{Method, header};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _};
use fluister_protocol::directory::is_slug;

use crate::access;
use crate::error::Refused;
use crate::problem::Problem;
use crate::state::State;

pub use names::{RESERVED, is_reserved};

/// `/`: where to find one's own organisation's link.
pub async fn root(request: HttpRequest) -> HttpResponse {
    answer(&request, "root.html")
}

/// `/help`: for whoever has no adviser to write to.
pub async fn help(request: HttpRequest) -> HttpResponse {
    answer(&request, "help.html")
}

/// `/web/{file}`: scripts, styles, translations.
pub async fn file(request: HttpRequest, file: Path<String>) -> HttpResponse {
    answer(&request, &format!("web/{file}"))
}

/// `/{slug}`: the melder's app, whether or not there is such an organisation.
pub async fn organisation(request: HttpRequest, slug: Path<String>, state: Data<State>) -> HttpResponse {
    if is_reserved(&slug) {
        return access::nowhere(request, state).await;
    }
    if is_slug(&slug) {
        return answer(&request, "index.html");
    }
    elsewhere(request, &slug, state).await
}

/// `/{slug}/`: as people type it.
pub async fn with_slash(request: HttpRequest, slug: Path<String>, state: Data<State>) -> HttpResponse {
    elsewhere(request, &slug, state).await
}

/// Phones begin with a capital, and people end with a slash: they are sent on, and the browser keeps what stands
/// after the `#`.
async fn elsewhere(request: HttpRequest, typed: &str, state: Data<State>) -> HttpResponse {
    let slug = typed.to_ascii_lowercase();
    if !is_slug(&slug) || is_reserved(&slug) {
        return access::nowhere(request, state).await;
    }
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, format!("/{slug}"))).finish()
}

/// What was built under this name, in the encoding that the browser likes best.
fn answer(request: &HttpRequest, name: &str) -> HttpResponse {
    let Some(found) = dist::find(name, request) else {
        return Refused::from(Problem::NotFound).error_response();
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = Refused::from(Problem::MethodNotAllowed).error_response();
        answer.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
        return answer;
    }
    let mut answer = HttpResponse::Ok();
    for (name, value) in headers::OF_PAGES {
        answer.insert_header((name, value));
    }
    answer.content_type(found.media_type);
    if let Some(coding) = found.coding {
        answer.insert_header((header::CONTENT_ENCODING, coding));
    }
    answer.body(found.bytes)
}
