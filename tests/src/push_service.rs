//! A push service for a test: it takes messages over HTTP and remembers them.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};

/// A message that came.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where to.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Message {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Shared {
    messages: Mutex<Vec<Message>>,
    status: Mutex<u16>,
}

/// A push service that runs until it is dropped.
pub struct PushService {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl PushService {
    /// One that takes all messages.
    pub fn start() -> Self {
        let shared = Arc::new(Shared { status: Mutex::new(201), ..Shared::default() });
        let (started, running) = std::sync::mpsc::channel();
        let for_app = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new().app_data(web::Data::from(Arc::clone(&for_app))).default_service(web::to(take))
                })
                .workers(1)
                .disable_signals()
                .bind("127.0.0.1:0")
                .expect("a free port");
                let address = *server.addrs().first().expect("an address");
                let server = server.run();
                started.send((address, server.handle())).expect("the test waits");
                server.await.expect("it ends well");
            });
        });
        let (address, handle) = running.recv().expect("it has started");
        Self { address, shared, handle, thread: Some(thread) }
    }

    /// Its origin, which is also an endpoint's beginning.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers every message with this status from now on; where it is 3xx, sends on to `/elsewhere`.
    pub fn answer(&self, status: u16) {
        *self.shared.status.lock().expect("not poisoned") = status;
    }

    /// What came since this was last asked.
    pub fn messages(&self) -> Vec<Message> {
        std::mem::take(&mut self.shared.messages.lock().expect("not poisoned"))
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn take(shared: web::Data<Shared>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let headers = request.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let message =
        Message { path: request.path().to_owned(), headers: headers.collect(), body: body.to_vec() };
    shared.messages.lock().expect("not poisoned").push(message);
    let status = StatusCode::from_u16(*shared.status.lock().expect("not poisoned")).expect("a status");
    let mut answer = HttpResponse::build(status);
    if status.is_redirection() {
        answer.insert_header(("Location", "/elsewhere"));
    }
    answer.finish()
}
