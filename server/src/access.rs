//! What every request goes through before a handler, and every answer after it.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use zeroize::Zeroizing;

use crate::config::Origins;
use crate::document::Document;
use crate::error::Refused;
use crate::limits::Gate;
use crate::metrics::{self, Metrics};
use crate::problem::Problem;
use crate::wipe;

/// A post's proof of work: base64url of challenge and nonce.
pub const WORK: HeaderName = HeaderName::from_static("fluister-work");
/// The ids of the chunks that a proof of work is for.
pub const CHUNKS: HeaderName = HeaderName::from_static("fluister-chunks");
/// The token of a vault or a wrap record.
pub const VAULT: HeaderName = HeaderName::from_static("fluister-vault");
/// The signature over a file.
pub const SIGNATURE: HeaderName = HeaderName::from_static("fluister-signature");

/// The request headers that anything reads. All others (user agent, addresses from a proxy, cookies, referrer) are
/// forgotten before a handler runs.
const READ: [HeaderName; 9] = [
    header::ACCEPT_ENCODING,
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::IF_NONE_MATCH,
    header::ACCESS_CONTROL_REQUEST_METHOD,
    WORK,
    CHUNKS,
    SIGNATURE,
];

/// Headers of every answer; a handler may have set another value.
const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // open to all web apps; without credentials, of which there are none that a browser adds by itself
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Retry-After"),
];

/// RFC 6797, for two years, where clients reach this server over TLS. Over plain HTTP, as to an onion service, browsers
/// ignore it.
const ONLY_TLS: &str = "max-age=63072000";

/// The value of `Authorization: Bearer`, taken out of the headers.
pub struct Bearer(pub Zeroizing<String>);

/// The value of `Fluister-Vault`, taken out of the headers; none where it was sent twice, or is no text.
pub struct VaultToken(pub Option<Zeroizing<String>>);

/// Forgets what nothing reads, and puts what is secret where it is wiped with the request.
///
/// actix-web keeps heads of requests for reuse, and their headers are slices of the buffer that was read from the
/// socket, with the body in it: without this, tokens would stay in memory long after their request.
pub async fn forget(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let head = request.head_mut();
    head.peer_addr = None;
    let given = std::mem::replace(&mut head.headers, HeaderMap::new());
    for name in READ {
        for value in given.get_all(&name) {
            // copied, since a slice would keep the whole read buffer alive
            if let Ok(copy) = HeaderValue::from_bytes(value.as_bytes()) {
                head.headers.append(name.clone(), copy);
            }
        }
    }
    let bearer = given
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
        .map(|(_, token)| Bearer(Zeroizing::new(token.to_owned())));
    let mut vaults = given.get_all(&VAULT);
    let vault = match (vaults.next(), vaults.next()) {
        (None, _) => None,
        (Some(value), None) => {
            Some(VaultToken(value.to_str().ok().map(|token| Zeroizing::new(token.to_owned()))))
        }
        (Some(_), Some(_)) => Some(VaultToken(None)),
    };
    drop(given);
    if let Some(vault) = vault {
        request.extensions_mut().insert(vault);
    }
    if let Some(bearer) = bearer {
        request.extensions_mut().insert(bearer);
    }
    let answer = next.call(request).await;
    wipe::soon();
    answer
}

/// Refuses with 503 where as many requests as the settings allow are being answered already, rather than let them queue.
pub async fn shed<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let place = match request.app_data::<Data<Gate>>() {
        Some(gate) => gate.enter(),
        None => Err(Problem::Internal),
    };
    match place {
        Ok(_place) => Ok(next.call(request).await?.map_into_left_body()),
        Err(problem) => {
            let answer = Refused::from(problem).error_response();
            Ok(request.into_response(answer).map_into_right_body())
        }
    }
}

/// Counts answers by class of route and status.
pub async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let answer = next.call(request).await?;
    let request = answer.request();
    if let Some(metrics) = request.app_data::<Data<Metrics>>() {
        let class = metrics::class(request.match_pattern().as_deref());
        metrics.count(class, answer.status().as_u16());
    }
    Ok(answer)
}

/// Answers preflights, and puts the headers on that every answer has.
pub async fn headers<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut answer = if preflight {
        let answer = HttpResponse::NoContent()
            .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT, POST, DELETE"))
            .insert_header((
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "Authorization, Content-Type, If-None-Match, Fluister-Work, Fluister-Chunks, Fluister-Vault, Fluister-Signature",
            ))
            .insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"))
            .finish();
        request.into_response(answer).map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };
    for (name, value) in ALWAYS {
        if !answer.headers().contains_key(&name) {
            answer.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    let behind_tls = answer.request().app_data::<Data<Origins>>().is_some_and(|origins| origins.behind_tls());
    if behind_tls {
        let value = HeaderValue::from_static(ONLY_TLS);
        answer.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    Ok(answer)
}

/// The answer where no route fits: 405 where another method would, else 404.
pub async fn nowhere(request: HttpRequest, document: Data<Document>) -> HttpResponse {
    match document.methods_at(request.path()) {
        Some(methods) => {
            let mut answer = Refused::from(Problem::MethodNotAllowed).error_response();
            if let Ok(methods) = HeaderValue::from_str(methods) {
                answer.headers_mut().insert(header::ALLOW, methods);
            }
            answer
        }
        None => Refused::from(Problem::NotFound).error_response(),
    }
}
