//! A server that says what a test wants it to, over HTTP.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use crate::http::Api;

/// What a client asked.
pub(crate) struct Asked {
    /// The method, a space, and the path with its query.
    pub(crate) what: String,
    pub(crate) body: Vec<u8>,
}

/// What the server says to it.
pub(crate) struct Said {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Said {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: String::new(), body: body.into() }
    }

    /// The answer of a problem of this kind.
    pub(crate) fn problem(status: u16, kind: &str) -> Self {
        let body = serde_json::json!({ "type": kind, "title": kind, "status": status }).to_string();
        Self { status, headers: String::new(), body: body.into() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }
}

/// Answers every call so until the test ends.
pub(crate) fn serve(mut answer: impl FnMut(&Asked) -> Said + Send + 'static) -> Api {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let Said { status, headers, body } = answer(&read(&mut stream));
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} -\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            // a client that went away notices nothing
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    Api::new(address.parse().unwrap(), None).unwrap()
}

fn read(stream: &mut TcpStream) -> Asked {
    let (mut bytes, mut part) = (Vec::new(), [0; 16 * 1024]);
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        let count = stream.read(&mut part).unwrap();
        assert!(count > 0, "a request that is cut off");
        bytes.extend_from_slice(&part[..count]);
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let length = text.lines().find_map(|line| {
        let (name, length) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| length.parse::<usize>().unwrap())
    });
    let mut body = bytes.split_off(head);
    while body.len() < length.unwrap_or(0) {
        let count = stream.read(&mut part).unwrap();
        assert!(count > 0, "a request that is cut off");
        body.extend_from_slice(&part[..count]);
    }
    let what = text.split(" HTTP/").next().unwrap_or_default().to_owned();
    Asked { what, body }
}
