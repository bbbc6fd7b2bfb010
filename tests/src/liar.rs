//! A server that lies: it stands between a client and the real one, sees every call, and may change any answer.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::http::{Answer, Request};

/// One call, as a server that records everything would know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// Names of the request's headers, in their order.
    pub headers: Vec<String>,
    /// Bytes of the request's body.
    pub sent: usize,
    /// Bytes of the answer's body.
    pub received: usize,
    /// The answer's status.
    pub status: u16,
}

type Lie = Box<dyn FnMut(&str, Answer) -> Answer + Send>;

/// The server between.
pub struct Liar {
    /// Where clients reach it.
    pub address: SocketAddr,
    calls: Arc<Mutex<Vec<Call>>>,
    lie: Arc<Mutex<Lie>>,
    real: Arc<Mutex<Option<SocketAddr>>>,
}

impl Liar {
    /// Listens. The real server must know [`Liar::origin`] as one of its own; then [`Liar::stand_before`] it.
    pub fn listen() -> (Self, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let honest: Lie = Box::new(|_, answer| answer);
        (
            Self { address, calls: Arc::default(), lie: Arc::new(Mutex::new(honest)), real: Arc::default() },
            listener,
        )
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Passes everything on to the real server from now on.
    pub fn stand_before(&self, real: SocketAddr, listener: TcpListener) {
        self.turn_to(real);
        let (calls, lie, real) = (Arc::clone(&self.calls), Arc::clone(&self.lie), Arc::clone(&self.real));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let real = real.lock().expect("no test panics here").expect("a real server");
                let (calls, lie) = (Arc::clone(&calls), Arc::clone(&lie));
                std::thread::spawn(move || pass_on(stream.expect("a connection"), real, &calls, &lie));
            }
        });
    }

    /// Passes everything on to another server from now on, such as the same one started again.
    pub fn turn_to(&self, real: SocketAddr) {
        *self.real.lock().expect("no test panics here") = Some(real);
    }

    /// Changes answers from now on: it is given the path and the true answer.
    pub fn tell(&self, lie: impl FnMut(&str, Answer) -> Answer + Send + 'static) {
        *self.lie.lock().expect("no test panics here") = Box::new(lie);
    }

    /// Tells the truth again.
    pub fn be_honest(&self) {
        self.tell(|_, answer| answer);
    }

    /// The calls since the last time, in their order.
    pub fn calls(&self) -> Vec<Call> {
        std::mem::take(&mut self.calls.lock().expect("no test panics here"))
    }
}

fn pass_on(mut client: TcpStream, real: SocketAddr, calls: &Mutex<Vec<Call>>, lie: &Mutex<Lie>) {
    let Some((head, body)) = read_request(&mut client) else { return };
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, path) =
        (first.next().unwrap_or_default().to_owned(), first.next().unwrap_or_default().to_owned());
    let headers: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
    let known =
        ["GET", "PUT", "POST", "DELETE"].into_iter().find(|known| *known == method).expect("a method");
    let mut request = Request::new(real, known, &path);
    for (name, value) in &headers {
        if !["host", "connection", "content-length"].contains(&name.to_ascii_lowercase().as_str()) {
            request = request.header(name, *value);
        }
    }
    let sent = body.len();
    let request = if sent > 0 || known == "POST" || known == "PUT" { request.body(body) } else { request };
    let truth = request.send();
    // recorded before another lie can be told: who has told one knows that every call before it is recorded
    let mut lie = lie.lock().expect("no test panics here");
    let answer = lie(&path, truth);
    calls.lock().expect("no test panics here").push(Call {
        method,
        path,
        headers: headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect(),
        sent,
        received: answer.body.len(),
        status: answer.status,
    });
    drop(lie);
    let mut bytes = format!("HTTP/1.1 {} -\r\nConnection: close\r\n", answer.status).into_bytes();
    for (name, value) in &answer.headers {
        if !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()) {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
    }
    bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", answer.body.len()).as_bytes());
    bytes.extend_from_slice(&answer.body);
    // the client may have gone away
    let _ = client.write_all(&bytes);
}

fn read_request(client: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let (mut bytes, mut part) = (Vec::new(), [0; 16 * 1024]);
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
            let length = head
                .split("\r\n")
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(Some(0), |(_, length)| length.parse::<usize>().ok())?;
            if bytes.len() >= end + 4 + length {
                return Some((head, bytes[end + 4..end + 4 + length].to_vec()));
            }
        }
        match client.read(&mut part) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&part[..count]),
        }
    }
}
