//! Starting, running and stopping a server: its services, its two ports, its background tasks.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServerHandle, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App, Error, HttpServer};
use tokio::net::TcpSocket;

use crate::clock::Clock;
use crate::config::{Config, Origins};
use crate::document::Document;
use crate::limits::{BodyLimits, BodyRoom, Gate};
use crate::metrics::Metrics;
use crate::notifications::Notifier;
use crate::notifications::push::WebPush;
use crate::notifications::vapid::VapidKey;
use crate::state::{State, StateError};
use crate::store::{Store, StoreError, StoreOptions, secrets};
use crate::streamed_letters::WRITE_AT_ONCE;
use crate::web::OtherServers;
use crate::{access, openapi, routes, sweep};

/// How long a peer may take to close a connection before it is dropped.
const DISCONNECT: Duration = Duration::from_secs(5);
/// Connections that may wait to be accepted, on each port.
const BACKLOG: u32 = 1_024;

/// Why a server did not start, or stopped by itself.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The database could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What handlers need could not be made.
    #[error(transparent)]
    State(#[from] StateError),
    /// The address is taken, or may not be used.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// The address in the settings.
        address: SocketAddr,
        /// The operating system's error.
        reason: io::Error,
    },
    /// A port failed while it was served.
    #[error("the server stopped: {0}")]
    Stopped(#[from] io::Error),
}

/// What handlers and middleware are given, each asking for what it uses. Made once, and the same in all workers.
#[derive(Clone)]
pub struct Services {
    /// What most handlers need: store, clock, quotas, the server's key.
    pub state: Data<State>,
    /// The API's description.
    pub document: Data<Document>,
    /// Tells advisers to look into their box.
    pub notifier: Data<Notifier>,
    /// The origins under which clients reach the server.
    pub origins: Data<Origins>,
    /// Other servers that the adviser's app may talk to.
    pub other_servers: Data<OtherServers>,
    /// Bounds how many requests are answered at once.
    pub gate: Data<Gate>,
    /// Bounds the memory and time of request bodies.
    pub bodies: Data<BodyLimits>,
    /// Answers counted for the operator.
    pub metrics: Data<Metrics>,
}

impl Services {
    /// Everything that a server works with, from its settings, its database and the address that it listens on.
    ///
    /// # Errors
    /// [`StateError`].
    pub async fn new(
        config: &Config,
        store: Store,
        clock: Clock,
        listening: SocketAddr,
    ) -> Result<Self, StateError> {
        let key = push_key(config, &store).await?;
        let push = key.map(|key| WebPush::new(key, config.push_hosts.clone(), &config.origins));
        let notifier = Notifier::new(store.clone(), clock.clone(), config.mail.clone(), push);
        Ok(Self {
            state: Data::new(State::new(store, clock, config.quotas).await?),
            document: Data::new(openapi::document()),
            notifier: Data::new(notifier),
            origins: Data::new(Origins::new(config.origins.clone(), listening)),
            other_servers: Data::new(OtherServers(config.other_servers.clone())),
            gate: Data::new(Gate::new(config.requests_at_once)),
            bodies: Data::new(BodyLimits { room: BodyRoom::default(), timeout: config.body_timeout }),
            metrics: Data::new(Metrics::default()),
        })
    }
}

/// The key that signs push messages, made at the first start; none where no push messages are sent.
async fn push_key(config: &Config, store: &Store) -> Result<Option<VapidKey>, StateError> {
    if config.push_hosts.is_empty() {
        return Ok(None);
    }
    let fresh = VapidKey::fresh().map_err(|_| StateError::Randomness)?;
    let bytes = store.write("push key", move |c| secrets::get_or_create(c, VapidKey::NAME, fresh)).await?;
    let key = VapidKey::new(&bytes).ok_or_else(|| StoreError::damaged("a push key that is none"))?;
    Ok(Some(key))
}

/// The app behind the public port.
pub fn app(
    services: Services,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(services.state)
        .app_data(services.document)
        .app_data(services.notifier)
        .app_data(services.origins)
        .app_data(services.other_servers)
        .app_data(services.gate)
        .app_data(services.bodies)
        .app_data(services.metrics)
        .configure(routes::public)
        .configure(routes::pages)
        .default_service(web::to(access::nowhere))
        // in reverse: a request meets `forget` first
        .wrap(from_fn(access::shed))
        .wrap(from_fn(access::count))
        .wrap(from_fn(access::headers))
        .wrap(from_fn(access::forget))
}

/// The app behind the operator's port.
fn operator_app(
    services: Services,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(services.state)
        .app_data(services.origins)
        .app_data(services.metrics)
        .configure(routes::operator)
        .wrap(from_fn(access::headers))
}

/// A server that has begun to listen.
pub struct Running {
    /// The public port's address.
    pub address: SocketAddr,
    /// The operator port's address, where there is one.
    pub operator: Option<SocketAddr>,
    /// What handlers are given.
    pub services: Services,
    handles: Vec<ServerHandle>,
    servers: Vec<Server>,
}

/// Opens the database, listens, and answers from then on.
///
/// # Errors
/// [`RunError`].
pub async fn start(config: Config, clock: Clock) -> Result<Running, RunError> {
    let options = StoreOptions {
        url: config.database.clone(),
        readers: config.readers,
        release_interval: config.release_interval,
    };
    let store = Store::open(&options, clock.clone())?;
    let (address, socket) = listen(config.listen)?;
    let services = Services::new(&config, store, clock, address).await?;
    let mut servers = vec![serve(&config, &services, socket)?];
    let mut operator = None;
    if let Some(address) = config.operator_listen {
        let (address, socket) = listen(address)?;
        operator = Some(address);
        servers.push(serve_operator(&config, &services, socket)?);
    }
    Ok(Running {
        address,
        operator,
        handles: servers.iter().map(Server::handle).collect(),
        servers,
        services,
    })
}

/// Takes an address, and says which one it is where the port was left to the operating system.
fn listen(address: SocketAddr) -> Result<(SocketAddr, TcpListener), RunError> {
    let socket = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        // a server that is started again does not wait for the last one's connections to be forgotten
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let socket = socket.listen(BACKLOG)?.into_std()?;
        Ok((socket.local_addr()?, socket))
    };
    socket().map_err(|reason| RunError::Listen { address, reason })
}

fn serve(config: &Config, services: &Services, socket: TcpListener) -> io::Result<Server> {
    let for_workers = services.clone();
    let server = HttpServer::new(move || app(for_workers.clone()))
        .workers(config.workers)
        .max_connections(config.connections)
        .h1_write_buffer_size(WRITE_AT_ONCE)
        .keep_alive(config.keep_alive)
        .client_request_timeout(config.head_timeout)
        .client_disconnect_timeout(DISCONNECT)
        .shutdown_timeout(config.shutdown_timeout.as_secs())
        .tcp_nodelay(true)
        .disable_signals()
        .listen(socket)?;
    Ok(server.run())
}

fn serve_operator(config: &Config, services: &Services, socket: TcpListener) -> io::Result<Server> {
    let for_workers = services.clone();
    let server = HttpServer::new(move || operator_app(for_workers.clone()))
        .workers(1)
        .keep_alive(config.keep_alive)
        .client_request_timeout(config.head_timeout)
        .client_disconnect_timeout(DISCONNECT)
        .shutdown_timeout(1)
        .disable_signals()
        .listen(socket)?;
    Ok(server.run())
}

impl Running {
    /// Answers until `stop` is over; then takes no more, answers what was accepted, and closes the database.
    ///
    /// # Errors
    /// [`RunError::Stopped`] where a port stopped by itself.
    pub async fn until(self, stop: impl Future<Output = ()>) -> Result<(), RunError> {
        let Services { state, notifier, .. } = self.services;
        let store = state.store.clone();
        let sweeper = actix_web::rt::spawn(sweep::keep(store.clone(), state.clock.clone()));
        let notifying = actix_web::rt::spawn(async move { notifier.keep().await });
        let (ended, mut one_ended) = tokio::sync::mpsc::channel::<()>(1);
        let serve = |server: Server| {
            let ended = ended.clone();
            actix_web::rt::spawn(async move {
                let outcome = server.await;
                let _ = ended.try_send(());
                outcome
            })
        };
        let serving: Vec<_> = self.servers.into_iter().map(serve).collect();
        tokio::select! {
            () = stop => {}
            _ = one_ended.recv() => {}
        }
        tracing::info!("stopping: no new requests, finishing those that came");
        for handle in self.handles {
            handle.stop(true).await;
        }
        let mut outcome = Ok(());
        for server in serving {
            if let Ok(Err(error)) = server.await {
                outcome = Err(error.into());
            }
        }
        sweeper.abort();
        notifying.abort();
        store.close().await;
        outcome
    }
}
