//! Through which proxy a server is reached.

use crate::link::Server;

/// Why a server is not reached in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// Not an address.
    #[error("the proxy's address is not one: for Tor it is socks5h://127.0.0.1:9050")]
    Address,
    /// socks4, socks5: names are looked up outside of the proxy.
    #[error(
        "with this proxy the server's name would be looked up in the open: write socks5h in the place of socks5"
    )]
    Leaks,
    /// An onion service without Tor.
    #[error("an onion service is reached through Tor: --proxy socks5h://127.0.0.1:9050")]
    Onion,
}

/// The proxy that was named, or the environment's; none for a direct connection.
pub(super) fn proxy(server: &Server, named: Option<&str>) -> Result<Option<ureq::Proxy>, ProxyError> {
    let proxy = match named {
        Some(address) => Some(ureq::Proxy::new(address).map_err(|_| ProxyError::Address)?),
        None => ureq::Proxy::try_from_env(),
    };
    match &proxy {
        Some(proxy) if proxy.resolve_target() => Err(ProxyError::Leaks),
        None if server.is_onion() => Err(ProxyError::Onion),
        Some(_) | None => Ok(proxy),
    }
}
