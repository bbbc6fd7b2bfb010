//! HTTP/1.1 as plainly as can be, so that tests can send what no library would.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use fluister_server::openapi;
use fluister_server::problem::Problem;
use serde_json::Value;

/// A request on a connection of its own.
pub struct Request {
    address: SocketAddr,
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The request's.
    pub method: &'static str,
    /// The request's.
    pub path: String,
    /// The status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Request {
    /// Without a body yet.
    pub fn new(address: SocketAddr, method: &'static str, path: impl Into<String>) -> Self {
        Self { address, method, path: path.into(), headers: Vec::new(), body: None }
    }

    /// One more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// `Authorization: Bearer`.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", format!("Bearer {token}"))
    }

    /// A body of bytes, `application/octet-stream`.
    #[must_use]
    pub fn octets(self, body: impl Into<Vec<u8>>) -> Self {
        self.header("Content-Type", "application/octet-stream").body(body)
    }

    /// A JSON body.
    #[must_use]
    pub fn json(self, body: &impl serde::Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("JSON");
        self.header("Content-Type", "application/json").body(body)
    }

    /// A body without a type.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The head as sent; the length of the body can be a lie.
    pub fn head(&self, length: Option<usize>) -> String {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.method, self.path, self.address
        );
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(length) = length {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        head + "\r\n"
    }

    /// Sends head and body, and waits for the answer.
    pub fn send(&self) -> Answer {
        let body = self.body.as_deref();
        self.send_raw(&self.head(body.map(<[u8]>::len)), body.unwrap_or_default())
    }

    /// Sends head and body to a server that may die of it: `None` where no whole answer came.
    pub fn try_send(&self) -> Option<Answer> {
        let body = self.body.as_deref();
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        // a server may refuse a body before it has read it all
        stream.write_all(self.head(body.map(<[u8]>::len)).as_bytes()).ok()?;
        let _ = stream.write_all(body.unwrap_or_default());
        let bytes = read(&mut stream);
        is_whole(&bytes).then(|| Answer::parse(self.method, &self.path, &bytes))
    }

    /// Sends these bytes after this head, then waits for the answer with the connection open.
    pub fn send_raw(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = connect(self.address);
        stream.write_all(head.as_bytes()).expect("the head is sent");
        // a server may refuse a body before it has read it all
        let _ = stream.write_all(body);
        Answer::read(self.method, &self.path, &mut stream)
    }

    /// Sends these bytes, and nothing more, leaving the connection open.
    pub fn begin(&self, length: usize, body: &[u8]) -> TcpStream {
        let mut stream = connect(self.address);
        stream.write_all(self.head(Some(length)).as_bytes()).expect("the head is sent");
        stream.write_all(body).expect("the beginning of the body is sent");
        stream
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
    stream
}

/// So that a test which waits for nothing ends.
const PATIENCE: Duration = Duration::from_secs(300);

/// Bytes until head and body are there, or no more come.
fn read(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut part = [0; 16 * 1024];
    while !is_whole(&bytes) {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(length) => bytes.extend_from_slice(&part[..length]),
        }
    }
    bytes
}

impl Answer {
    /// Reads an answer, and no further: a server that has refused a body may keep the connection for a while.
    pub fn read(method: &'static str, path: &str, stream: &mut TcpStream) -> Self {
        Self::parse(method, path, &read(stream))
    }

    /// Reads an answer's bytes.
    pub fn parse(method: &'static str, path: &str, bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| {
            panic!("{method} {path}: no answer, but {:?}", String::from_utf8_lossy(bytes))
        });
        let head = std::str::from_utf8(&bytes[..end]).expect("ASCII headers");
        let mut lines = head.split("\r\n");
        let status =
            lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let answer = Self {
            method,
            path: path.to_owned(),
            status: status.expect("a status"),
            headers,
            body: bytes[end + 4..].to_vec(),
        };
        if let Some(length) = answer.header("content-length")
            && method != "HEAD"
        {
            assert_eq!(length, answer.body.len().to_string(), "{method} {path}: the whole body");
        }
        answer
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{self}: not JSON"))
    }

    /// Checks the status, and hands the answer on.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// Checks that the request was refused for this, in the documented form, and that the description says so.
    #[track_caller]
    pub fn refused(&self, problem: Problem) {
        let facts = problem.facts();
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self}");
        let body = self.json();
        assert_eq!(body["type"].as_str(), Some(problem.uri().as_str()), "{self}");
        assert_eq!(self.status, facts.status.as_u16(), "{self}");
        assert_eq!(body["status"].as_u64(), Some(u64::from(self.status)), "{self}");
        assert_eq!(body["title"].as_str(), Some(facts.title), "{self}");
        assert!(body["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{self}");
        self.plainly_headed();
        if !matches!(problem, Problem::NotFound | Problem::MethodNotAllowed) {
            assert!(self.is_documented(problem), "{self}: the description does not name {problem:?}");
        }
    }

    /// The headers that every answer has.
    #[track_caller]
    pub fn plainly_headed(&self) {
        assert_eq!(self.header("cache-control"), Some("no-store"), "{self}");
        assert_eq!(self.header("x-content-type-options"), Some("nosniff"), "{self}");
        assert_eq!(self.header("referrer-policy"), Some("no-referrer"), "{self}");
        assert_eq!(self.header("access-control-allow-origin"), Some("*"), "{self}");
        assert_eq!(self.header("access-control-allow-credentials"), None, "{self}");
        assert!(
            self.header("content-security-policy")
                .is_some_and(|policy| policy.starts_with("default-src 'none'")),
            "{self}"
        );
        assert_eq!(self.header("set-cookie"), None, "{self}");
        assert_eq!(self.header("content-encoding"), None, "{self}");
        assert_eq!(self.header("server"), None, "{self}");
    }

    fn is_documented(&self, problem: Problem) -> bool {
        let description = serde_json::to_value(openapi::describe()).expect("the description");
        let path = self.path.split('?').next().unwrap_or_default();
        let fits = |pattern: &str| {
            let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
            pattern.len() == path.len()
                && pattern.iter().zip(&path).all(|(one, other)| one.starts_with('{') || one == other)
        };
        let paths = description["paths"].as_object().expect("paths");
        let (_, item) = paths.iter().find(|(pattern, _)| fits(pattern)).expect("the path is described");
        let answers = &item[self.method.to_ascii_lowercase()]["responses"][self.status.to_string()];
        answers["content"]["application/problem+json"]["examples"][problem.facts().name].is_object()
    }
}

/// Whether head and body are there, where the head says how long the body is.
fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    length.is_some_and(|length| bytes.len() >= end + 4 + length)
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = String::from_utf8_lossy(self.body.get(..300.min(self.body.len())).unwrap_or_default());
        write!(f, "{} {}: {} {:?} {body}", self.method, self.path, self.status, self.headers)
    }
}
