//! What every command knows: how to print, how to reach a server, and which day it is.

use fluister_client::http::Api;
use fluister_client::link::Server;
use fluister_protocol::day::Day;

use super::failure::Failure;

/// What every command knows.
pub struct Context {
    /// Print JSON, for programs.
    pub json: bool,
    /// The proxy that was named.
    pub proxy: Option<String>,
    /// The UTC day.
    pub today: Day,
}

impl Context {
    /// A server, reached as the arguments say.
    pub fn api(&self, server: &Server) -> Result<Api, Failure> {
        Ok(Api::new(server.clone(), self.proxy.as_deref())?)
    }
}

/// The UTC day by this machine's clock.
pub fn today() -> Day {
    Day::of_unix_seconds(u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or(0))
}
