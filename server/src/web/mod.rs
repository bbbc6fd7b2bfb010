//! The pages that people open in a browser. They are built from `web/` beforehand, and are part of this program.
//!
//! A page is the same bytes for everybody: no database is asked, and an organisation that there isn't gets the same
//! page as one that there is. What it needs to know, its script asks of the API.

mod dist;
mod headers;
mod names;

use actix_web::http::header::{self, ETag, EntityTag, Header as _, IfNoneMatch};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _};
use fluister_protocol::directory::is_slug;
use fluister_protocol::encoding;

use crate::access;
use crate::document::Document;
use crate::error::Refused;
use crate::problem::Problem;
use crate::web::headers::App;

pub use names::{RESERVED, is_reserved};

/// Origins of other servers to which this one's adviser's app may talk, as the operator names them.
#[derive(Clone, Debug)]
pub struct OtherServers(pub Vec<String>);

/// Apps that are a folder, so that what a browser keeps for them is theirs alone.
const WITH_SLASH: [&str; 2] = ["adviser", "organisation"];

/// `/`: where to find one's own organisation's link.
pub async fn root(request: HttpRequest) -> HttpResponse {
    answer(&request, App::Melder, "root.html")
}

/// `/help`: for whoever has no adviser to write to.
pub async fn help(request: HttpRequest) -> HttpResponse {
    answer(&request, App::Melder, "help.html")
}

/// `/web/{file}`: scripts, styles, translations.
pub async fn file(request: HttpRequest, file: Path<String>) -> HttpResponse {
    answer(&request, App::Melder, &format!("web/{file}"))
}

/// `/adviser/`: the adviser's app.
pub async fn adviser(request: HttpRequest, others: Data<OtherServers>) -> HttpResponse {
    answer_with(&request, App::Adviser, "adviser/index.html", &others.0)
}

/// `/adviser/{file}`: its parts.
pub async fn adviser_file(
    request: HttpRequest,
    file: Path<String>,
    others: Data<OtherServers>,
) -> HttpResponse {
    answer_with(&request, App::Adviser, &format!("adviser/{file}"), &others.0)
}

/// `/organisation/`: the administrator's app.
pub async fn administrator(request: HttpRequest) -> HttpResponse {
    answer(&request, App::Organisation, "organisation/index.html")
}

/// `/organisation/{file}`: its parts.
pub async fn administrator_file(request: HttpRequest, file: Path<String>) -> HttpResponse {
    answer(&request, App::Organisation, &format!("organisation/{file}"))
}

/// `/{slug}`: the melder's app, whether or not there is such an organisation.
pub async fn organisation(
    request: HttpRequest,
    slug: Path<String>,
    document: Data<Document>,
) -> HttpResponse {
    if WITH_SLASH.contains(&slug.as_str()) {
        return HttpResponse::PermanentRedirect()
            .insert_header((header::LOCATION, format!("/{slug}/")))
            .finish();
    }
    if is_reserved(&slug) {
        return access::nowhere(request, document).await;
    }
    if is_slug(&slug) {
        return answer(&request, App::Melder, "index.html");
    }
    elsewhere(request, &slug, document).await
}

/// `/{slug}/`: as people type it.
pub async fn with_slash(request: HttpRequest, slug: Path<String>, document: Data<Document>) -> HttpResponse {
    elsewhere(request, &slug, document).await
}

/// Phones begin with a capital, and people end with a slash: they are sent on, and the browser keeps what stands
/// after the `#`.
async fn elsewhere(request: HttpRequest, typed: &str, document: Data<Document>) -> HttpResponse {
    let slug = typed.to_ascii_lowercase();
    if !is_slug(&slug) || is_reserved(&slug) {
        return access::nowhere(request, document).await;
    }
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, format!("/{slug}"))).finish()
}

/// What was built under this name, in the encoding that the browser likes best.
fn answer(request: &HttpRequest, app: App, name: &str) -> HttpResponse {
    answer_with(request, app, name, &[])
}

/// The same, with the other servers that the app may talk to.
fn answer_with(request: &HttpRequest, app: App, name: &str, others: &[String]) -> HttpResponse {
    let Some(found) = dist::find(name, request) else {
        return Refused::from(Problem::NotFound).error_response();
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = Refused::from(Problem::MethodNotAllowed).error_response();
        answer.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
        return answer;
    }
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CONTENT_SECURITY_POLICY, app.policy(others)));
    for (name, value) in headers::OF_PAGES {
        answer.insert_header((name, value));
    }
    // all else stays `no-store`, as every answer does: a visit leaves nothing on the disk
    if app == App::Adviser {
        let tag = EntityTag::new_strong(encoding::encode(&found.hash));
        answer.insert_header((header::CACHE_CONTROL, caching(name)));
        if is_known(request, &tag) {
            return answer.status(StatusCode::NOT_MODIFIED).insert_header(ETag(tag)).finish();
        }
        answer.insert_header(ETag(tag));
    }
    answer.content_type(found.media_type);
    if let Some(coding) = found.coding {
        answer.insert_header((header::CONTENT_ENCODING, coding));
    }
    answer.body(found.bytes)
}

/// Advisers come every day. A file whose name tells its content never changes; for others the browser asks.
fn caching(name: &str) -> &'static str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_hashed = stem.len().checked_sub(9).and_then(|at| stem.get(at..)).is_some_and(|end| {
        end.starts_with('-') && end.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    });
    if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// Whether the browser has these very bytes (RFC 9110, section 13.1.2).
fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|one| one.weak_eq(tag)),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_is_kept_for_good() {
        for name in ["adviser/index-BnLTmrc-.js", "adviser/nl-m3rh_cW7.js"] {
            assert!(caching(name).contains("immutable"), "{name}");
        }
        for name in ["adviser/index.html", "adviser/service-worker.js", "adviser/icon.svg", "", "a"] {
            assert_eq!(caching(name), "no-cache", "{name}");
        }
    }
}
