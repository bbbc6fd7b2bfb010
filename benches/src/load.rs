//! The load generator: callers that each keep a connection and ask anew as soon as they are answered.
//!
//! One thread serves all callers, so that it takes as little as it can of the cores that it shares with the server.
//! Requests are made before the clock starts.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// A request as it is sent, head and body.
pub type Request = Vec<u8>;

/// A caller's connection, over HTTP/1.1.
pub struct Caller {
    stream: TcpStream,
    answer: Vec<u8>,
}

/// Writes a request; `headers` are whole lines.
pub fn request(method: &str, path: &str, headers: &[&str], body: &[u8]) -> Request {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: bench\r\nContent-Length: {}\r\n", body.len());
    for line in headers {
        head.push_str(line);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}

/// A request with a body of bytes.
pub fn octets(method: &str, path: &str, headers: &[&str], body: &[u8]) -> Request {
    request(method, path, &[headers, &["Content-Type: application/octet-stream"]].concat(), body)
}

impl Caller {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket of TCP");
        Self { stream, answer: Vec::new() }
    }

    /// Asks, and reads the whole answer: status and body.
    pub async fn call(&mut self, request: &[u8]) -> (u16, &[u8]) {
        self.stream.write_all(request).await.expect("the server reads");
        self.answer.clear();
        let (status, begin, length) = loop {
            self.more().await;
            if let Some(head) = head(&self.answer) {
                break head;
            }
        };
        while self.answer.len() < begin + length {
            self.more().await;
        }
        (status, &self.answer[begin..])
    }

    /// As [`Caller::call`], where only this status will do.
    pub async fn expect(&mut self, request: &[u8], status: u16) -> &[u8] {
        let (got, body) = self.call(request).await;
        assert!(got == status, "{got} where {status} was due: {}", String::from_utf8_lossy(body));
        body
    }

    async fn more(&mut self) {
        self.answer.reserve(64 * 1024);
        let read = self.stream.read_buf(&mut self.answer).await.expect("the server answers");
        assert!(read > 0, "the server closed a connection");
    }
}

/// Status, where the body begins, and how long it is.
fn head(answer: &[u8]) -> Option<(u16, usize, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut parsed = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(begin) = parsed.parse(answer).expect("an answer in HTTP") else {
        return None;
    };
    let length = parsed
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |header| {
            std::str::from_utf8(header.value).ok().and_then(|text| text.parse().ok()).expect("a length")
        });
    Some((parsed.code.expect("a status"), begin, length))
}

/// Runs what needs the callers' runtime.
pub fn block_on<T>(job: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(job)
}

/// Sends these requests, shared out among as many callers; each must be answered with `status`. How long it took, from
/// when all are connected.
pub fn send_all(address: SocketAddr, callers: usize, requests: Vec<Request>, status: u16) -> Duration {
    block_on(async {
        let connected = connect(address, callers).await;
        let mut shares: Vec<Vec<Request>> = (0..callers).map(|_| Vec::new()).collect();
        for (at, request) in requests.into_iter().enumerate() {
            shares[at % callers].push(request);
        }
        let mut tasks = JoinSet::new();
        let begun = Instant::now();
        for (mut caller, share) in connected.into_iter().zip(shares) {
            tasks.spawn(async move {
                for request in share {
                    caller.expect(&request, status).await;
                }
            });
        }
        tasks.join_all().await;
        begun.elapsed()
    })
}

/// Asks for `window` with as many callers; how many answers came in a second. `next` makes a caller's next request.
pub fn keep_asking(
    address: SocketAddr,
    callers: usize,
    window: Duration,
    next: impl Fn() -> Request + Clone + Send + 'static,
) -> f64 {
    block_on(async {
        let mut tasks = JoinSet::new();
        let connected = connect(address, callers).await;
        let begun = Instant::now();
        for mut caller in connected {
            let next = next.clone();
            tasks.spawn(async move {
                let mut answers = 0_u32;
                while begun.elapsed() < window {
                    caller.expect(&next(), 200).await;
                    answers += 1;
                }
                answers
            });
        }
        let answers: u32 = tasks.join_all().await.into_iter().sum();
        f64::from(answers) / begun.elapsed().as_secs_f64()
    })
}

/// So many callers, connected.
pub async fn connect(address: SocketAddr, callers: usize) -> Vec<Caller> {
    let mut connected = Vec::with_capacity(callers);
    for _ in 0..callers {
        connected.push(Caller::connect(address).await);
    }
    connected
}
