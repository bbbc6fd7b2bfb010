//! The REST API, call by call. Every call is a connection of its own, so that a server cannot tell by it which calls
//! belong together.

mod answers;
mod chunks;
mod problem;
mod proxy;
mod vault;

pub use answers::{BoxLetter, BoxPage, Limits, OrganisationAnswer, ServerInfo, WorkChallenge};
pub use problem::Problem;
pub use proxy::ProxyError;
pub use vault::{Change, MOST_CHANGES, MOST_IN_A_BATCH};

use std::time::Duration;

use backon::{BlockingRetryable as _, ExponentialBuilder};
use fluister_protocol::encoding;
use fluister_protocol::file::FileSignature;
use fluister_protocol::id::{AdviserId, Digest32, OrganisationId, Token};
use fluister_protocol::letter::Sealed;
use fluister_protocol::session;
use fluister_protocol::signed::Signed;
use fluister_protocol::size;
use fluister_protocol::verifying::SignatureBytes;
use fluister_protocol::work::Work;
use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http;
use zeroize::Zeroizing;

use self::answers::{HeartbeatsAnswer, SessionAnswer, SessionChallengeAnswer};
use crate::error::Error;
use crate::link::Server;

/// The largest answer: a page of 64 letters in base64.
const LARGEST_ANSWER: u64 = 4 << 20;

/// One server.
#[derive(Clone, Debug)]
pub struct Api {
    agent: ureq::Agent,
    server: Server,
}

/// An adviser's session. Short-lived; wiped when dropped.
pub struct Session(Zeroizing<String>);

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(…)")
    }
}

/// How a post ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// Stored now, or stored before with the same bytes.
    Stored,
    /// Other bytes lie under one of the ids.
    Conflict,
    /// The proof of work was not enough, was used, or came too late: work again.
    WorkRefused,
}

const OCTETS: &str = "application/octet-stream";
const JSON: &str = "application/json";

impl Api {
    /// A server, reached directly or through a proxy (`socks5h://127.0.0.1:9050` for Tor).
    ///
    /// # Errors
    /// [`Error::Proxy`]: names must be looked up by the proxy, or whoever runs the network learns whom this is for.
    pub fn new(server: Server, proxy: Option<&str>) -> Result<Self, Error> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .user_agent("fluister")
            .accept_encoding("identity")
            .timeout_connect(Some(Duration::from_secs(60)))
            .timeout_global(Some(Duration::from_secs(300)))
            .proxy(proxy::proxy(&server, proxy)?)
            .build();
        Ok(Self { agent: config.new_agent(), server })
    }

    /// The server.
    pub const fn server(&self) -> &Server {
        &self.server
    }

    /// `GET /v1/server`.
    ///
    /// # Errors
    /// [`Error`]; so for all that follow.
    pub fn info(&self) -> Result<ServerInfo, Error> {
        self.get("/v1/server", None)
    }

    /// `GET /v1/organisations/{slug}`.
    pub fn organisation(&self, slug: &str) -> Result<OrganisationAnswer, Error> {
        self.get(&format!("/v1/organisations/{slug}"), None)
    }

    /// `GET /v1/organisations/{slug}/heartbeats`.
    pub fn heartbeats(&self, slug: &str) -> Result<Vec<Signed>, Error> {
        let answer: HeartbeatsAnswer = self.get(&format!("/v1/organisations/{slug}/heartbeats"), None)?;
        Ok(answer.heartbeats)
    }

    /// `PUT /v1/organisations/{slug}/directory`.
    pub fn put_directory(
        &self,
        slug: &str,
        directory: &Signed,
        admission: Option<&str>,
    ) -> Result<(), Error> {
        self.put(&format!("/v1/organisations/{slug}/directory"), directory, admission)
    }

    /// `PUT /v1/organisations/{slug}/advisers/{id}/keys`.
    pub fn put_keys(&self, slug: &str, adviser: AdviserId, statement: &Signed) -> Result<(), Error> {
        self.put(&format!("/v1/organisations/{slug}/advisers/{adviser}/keys"), statement, None)
    }

    /// `PUT /v1/organisations/{slug}/advisers/{id}/heartbeat`.
    pub fn put_heartbeat(&self, slug: &str, adviser: AdviserId, heartbeat: &Signed) -> Result<(), Error> {
        self.put(&format!("/v1/organisations/{slug}/advisers/{adviser}/heartbeat"), heartbeat, None)
    }

    /// `PUT /v1/organisations/{slug}/files/{sha256}`.
    pub fn put_file(
        &self,
        slug: &str,
        sha256: Digest32,
        signature: &FileSignature,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let path = format!("/v1/organisations/{slug}/files/{sha256}");
        let header = signature.header();
        self.call(http::Method::PUT, &path, OCTETS, bytes, &[("fluister-signature", &header)]).map(drop)
    }

    /// `GET /v1/organisations/{slug}/challenge`.
    pub fn challenge(&self, slug: &str) -> Result<WorkChallenge, Error> {
        self.get(&format!("/v1/organisations/{slug}/challenge"), None)
    }

    /// `POST /v1/organisations/{slug}/letters`: 4, 8, 12 or 16 letters.
    pub fn post_letters(&self, slug: &str, body: &[u8], work: &Work) -> Result<Posted, Error> {
        let path = format!("/v1/organisations/{slug}/letters");
        let work = work.header();
        match self.call(http::Method::POST, &path, OCTETS, body, &[("fluister-work", &work)]) {
            Ok(_) => Ok(Posted::Stored),
            Err(Error::Refused(problem)) if problem.status == 409 => Ok(Posted::Conflict),
            Err(Error::Refused(problem)) if problem.kind.contains("work") => Ok(Posted::WorkRefused),
            Err(error) => Err(error),
        }
    }

    /// `POST /v1/letters/fetch`: 4, 8, 12 or 16 tokens.
    pub fn fetch(&self, tokens: &[Token]) -> Result<Vec<Option<Vec<u8>>>, Error> {
        let body = joined(tokens);
        let answer = self.call(http::Method::POST, "/v1/letters/fetch", OCTETS, &body, &[])?;
        if answer.len() != tokens.len() * size::LETTER {
            return Err(Error::Answer("not as many letters as asked for"));
        }
        let letters = answer.chunks_exact(size::LETTER);
        Ok(letters.map(|letter| letter.iter().any(|byte| *byte != 0).then(|| letter.to_vec())).collect())
    }

    /// `POST /v1/letters/delete`: 4, 8, 12 or 16 tokens.
    pub fn delete(&self, tokens: &[Token]) -> Result<(), Error> {
        self.call(http::Method::POST, "/v1/letters/delete", OCTETS, &joined(tokens), &[]).map(drop)
    }

    /// Opens a session: `sign` signs the challenge, with the origin that this client connects to.
    pub fn open_session(
        &self,
        organisation: OrganisationId,
        adviser: AdviserId,
        sign: impl FnOnce(&str, &[u8; session::CHALLENGE]) -> SignatureBytes,
    ) -> Result<Session, Error> {
        #[derive(Serialize)]
        struct Ask {
            organisation: OrganisationId,
            adviser: AdviserId,
        }
        #[derive(Serialize)]
        struct Open {
            organisation: OrganisationId,
            adviser: AdviserId,
            origin: String,
            challenge: String,
            signature: SignatureBytes,
        }
        let answer: SessionChallengeAnswer =
            self.post_json("/v1/sessions/challenge", &Ask { organisation, adviser })?;
        let origin = self.server.origin();
        let signature = sign(&origin, &answer.challenge);
        let challenge = encoding::encode(&answer.challenge);
        let open = Open { organisation, adviser, origin, challenge, signature };
        let answer: SessionAnswer = self.post_json("/v1/sessions", &open)?;
        Ok(Session(Zeroizing::new(answer.token)))
    }

    /// `GET /v1/organisations/{slug}/letters`.
    pub fn box_page(&self, slug: &str, session: &Session, after: Option<&str>) -> Result<BoxPage, Error> {
        let path = match after {
            Some(cursor) => format!("/v1/organisations/{slug}/letters?after={cursor}&limit=64"),
            None => format!("/v1/organisations/{slug}/letters?limit=64"),
        };
        self.get(&path, Some(session))
    }

    fn get<T: DeserializeOwned>(&self, path: &str, session: Option<&Session>) -> Result<T, Error> {
        let bearer = session.map(Session::bearer);
        let headers: Vec<_> = bearer.iter().map(|bearer| ("authorization", bearer.as_str())).collect();
        from_json(&self.call(http::Method::GET, path, "", &[], &headers)?)
    }

    fn put(&self, path: &str, signed: &Signed, admission: Option<&str>) -> Result<(), Error> {
        let body = serde_json::to_vec(signed).map_err(|_| Error::Encoding)?;
        let bearer = admission.map(|token| Zeroizing::new(format!("Bearer {token}")));
        let headers: Vec<_> = bearer.iter().map(|bearer| ("authorization", bearer.as_str())).collect();
        self.call(http::Method::PUT, path, JSON, &body, &headers).map(drop)
    }

    fn post_json<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Error> {
        let body = serde_json::to_vec(body).map_err(|_| Error::Encoding)?;
        from_json(&self.call(http::Method::POST, path, JSON, &body, &[])?)
    }

    fn call(
        &self,
        method: http::Method,
        path: &str,
        content_type: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Result<Vec<u8>, Error> {
        self.answer(method, path, content_type, body, headers).map(|(_, body)| body)
    }

    /// One call, tried again where it may be: everything here can be sent twice without harm.
    fn answer(
        &self,
        method: http::Method,
        path: &str,
        content_type: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Result<(http::HeaderMap, Vec<u8>), Error> {
        let once = || {
            let mut request = http::Request::builder().method(method.clone()).uri(self.server.path(path));
            if !content_type.is_empty() {
                request = request.header("content-type", content_type);
            }
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            self.run(request, body)
        };
        let pauses = ExponentialBuilder::default().with_max_times(4).with_jitter();
        once.retry(pauses).when(|error| error.exit_code() == 5).call()
    }

    fn run(&self, request: http::request::Builder, body: &[u8]) -> Result<(http::HeaderMap, Vec<u8>), Error> {
        let unreachable = |error: ureq::Error| Error::Unreachable(plainly(&error).into());
        let answer = if body.is_empty() {
            self.agent.run(request.body(()).map_err(|_| Error::Encoding)?)
        } else {
            self.agent.run(request.body(body).map_err(|_| Error::Encoding)?)
        };
        let (parts, mut body) = answer.map_err(unreachable)?.into_parts();
        let bytes = body.with_config().limit(LARGEST_ANSWER).read_to_vec().map_err(unreachable)?;
        if parts.status.is_success() {
            return Ok((parts.headers, bytes));
        }
        let problem: Problem = serde_json::from_slice(&bytes).unwrap_or_default();
        Err(Error::Refused(Problem { status: parts.status.as_u16(), ..problem }))
    }
}

impl Session {
    fn bearer(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("Bearer {}", *self.0))
    }
}

/// The body of a post: id ‖ letter, one after the other.
pub fn posted_bytes(letters: &[Sealed]) -> Vec<u8> {
    letters.iter().flat_map(|sealed| sealed.id.0.iter().chain(&sealed.letter)).copied().collect()
}

fn joined(tokens: &[Token]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(tokens.iter().flat_map(|token| token.expose()).copied().collect())
}

fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|_| Error::Answer("not the JSON that belongs here"))
}

/// An error in plain words, without addresses.
#[expect(clippy::wildcard_enum_match_arm, reason = "another crate's enum, which grows")]
fn plainly(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::HostNotFound => "no server of this name was found",
        ureq::Error::ConnectionFailed | ureq::Error::Io(_) => "no connection",
        ureq::Error::Timeout(_) => "it took too long",
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => "its certificate is not valid",
        ureq::Error::InvalidProxyUrl => "the proxy's address is not one",
        ureq::Error::BodyExceedsLimit(_) => "its answer is too large",
        _ => "the connection failed",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::made::{Said, serve};

    /// A server that gives every request the same answer, and how many requests came.
    fn host(mut said: impl FnMut() -> Said + Send + 'static) -> (Api, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        let api = serve(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            said()
        });
        (api, asked)
    }

    #[test]
    fn a_redirect_is_not_followed() {
        let (other, other_asked) = host(|| Said::ok("{}"));
        let elsewhere = other.server().path("/v1/server");
        let (api, asked) = host(move || Said::problem(302, "moved").header("Location", &elsewhere));
        assert!(matches!(api.info(), Err(Error::Refused(problem)) if problem.status == 302));
        assert_eq!((asked.load(Ordering::SeqCst), other_asked.load(Ordering::SeqCst)), (1, 0));
    }

    #[test]
    fn a_sessions_token_is_not_in_its_debug_output() {
        let session = Session(Zeroizing::new("a-token".into()));
        assert_eq!(format!("{session:?}"), "Session(…)");
    }
}
