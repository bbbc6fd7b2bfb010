//! Origins as settings name them, written as RFC 6454 §6.2 writes them: they are signed, compared byte by byte, and told to
//! browsers.

use std::net::SocketAddr;

use url::{Host, Url};

use super::error::ConfigError;

const HOW: &str = "write scheme, host and, unless it is the scheme's own, port, in lower case and with nothing after it, such \
                   as https://fluister.example or http://127.0.0.1:8080";

/// The origins under which clients reach this server; a session is signed for one of them.
#[derive(Clone, Debug)]
pub struct Origins(Vec<String>);

impl Origins {
    /// The configured ones; where there are none, that of the address that the server listens on.
    pub fn new(configured: Vec<String>, listening: SocketAddr) -> Self {
        Self(if configured.is_empty() { vec![format!("http://{listening}")] } else { configured })
    }

    /// All of them, at least one.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// Whether clients reach this server over TLS.
    pub fn behind_tls(&self) -> bool {
        self.0.iter().any(|origin| origin.starts_with("https://"))
    }
}

/// Checks this server's own origins.
pub(super) fn own(given: Vec<String>) -> Result<Vec<String>, ConfigError> {
    if given.iter().all(|origin| is_plain(origin)) {
        Ok(given)
    } else {
        Err(ConfigError::Setting { name: "origin", reason: HOW.to_owned() })
    }
}

/// Checks other servers' origins. They become part of the adviser's app's Content-Security-Policy, where a stray
/// character would allow more than is meant.
pub(super) fn others(given: Vec<String>) -> Result<Vec<String>, ConfigError> {
    let setting = |reason: &str| ConfigError::Setting { name: "other_servers", reason: reason.to_owned() };
    for origin in &given {
        let url = Url::parse(origin).ok().filter(|url| url.origin().ascii_serialization() == *origin);
        let Some(url) = url.filter(|_| is_plain(origin)) else {
            return Err(setting(HOW));
        };
        if url.scheme() != "https" && !is_this_machine(&url) {
            return Err(setting("over http:// only a server on this machine, such as http://127.0.0.1:8080"));
        }
    }
    Ok(given)
}

fn is_plain(origin: &str) -> bool {
    let rest = origin
        .strip_prefix("https://")
        .map(|rest| (rest, ":443"))
        .or_else(|| origin.strip_prefix("http://").map(|rest| (rest, ":80")));
    rest.is_some_and(|(rest, default_port)| {
        !rest.is_empty()
            && !rest.ends_with(default_port)
            && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.:[]".contains(&b))
    })
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_ones_are_taken_as_written() {
        let given = ["https://a.example", "http://127.0.0.1:8080", "http://[::1]:80880", "http://a.onion"];
        assert_eq!(own(given.map(str::to_owned).to_vec()).unwrap(), given);
    }

    #[test]
    fn others_are_https_or_on_this_machine() {
        for good in [
            "https://b.example",
            "https://b.example:8443",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost:1",
        ] {
            assert!(others(vec![good.to_owned()]).is_ok(), "{good}");
        }
        for bad in [
            "",
            "*",
            "b.example",
            "https://*",
            "https://*.example",
            "https://b.example/",
            "https://b.example:443",
            "https://B.example",
            "https://b.example https://c.example",
            "https://b.example;script-src",
            "https://b.example:1:2",
            "https://[::1",
            "http://b.example",
            "http://192.168.1.1",
            "http://b.onion",
            "wss://b.example",
            "data:",
            "'unsafe-inline'",
        ] {
            assert!(others(vec![bad.to_owned()]).is_err(), "{bad}");
        }
    }
}
