//! The limit for fetches: actix-web answering as many bytes from memory.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer, post};
use fluister_protocol::size;

/// A process that answers from memory; ended when dropped.
pub struct Reference {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Reference {
    /// Starts the process, and waits until it listens.
    pub fn start() -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .arg("--answer-from-memory")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the reference starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("its address");
        Self { address: line.trim().parse().expect("its address"), child }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[post("/v1/letters/fetch")]
async fn fetch(_tokens: Bytes, answer: Data<Bytes>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/octet-stream").body(Bytes::clone(&answer))
}

/// Serves until it is killed, with as many workers as the real server has.
#[actix_web::main]
pub async fn serve() {
    let answer = Data::new(Bytes::from(vec![7; size::FOUR * size::LETTER]));
    let server = HttpServer::new(move || App::new().app_data(answer.clone()).service(fetch))
        .tcp_nodelay(true)
        .bind("127.0.0.1:0")
        .expect("a free port");
    println!("{}", server.addrs()[0]);
    server.run().await.expect("the reference runs");
}
