//! The link that an organisation gives out: where its server is, and what must be true of what it shows.

use std::fmt;
use std::str::FromStr;

use fluister_protocol::chain::Pin;
use fluister_protocol::directory::is_slug;
use url::{Host, Url};

/// `https://server/slug#organisation`, on an adviser's own card `#organisation.adviser`. The fragment is never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The server, without the slug.
    pub server: Server,
    /// The organisation's name in addresses.
    pub slug: String,
    /// What the fragment pins.
    pub pin: Pin,
}

/// A server's address: https, or http where it stays on this machine or inside Tor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server(Url);

/// Why a link or an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not an address.
    #[error("not a link: it should look like https://example.org/acme#…")]
    Address,
    /// http to another machine.
    #[error("the link uses http, with which anybody on the way can read along: it must begin with https")]
    Insecure,
    /// Another last part than a slug.
    #[error("the link names no organisation: it should look like https://example.org/acme#…")]
    Slug,
    /// No fragment.
    #[error(
        "the link has no fingerprint (the part after #): without it nobody can tell whose keys the server shows. Copy \
         the whole link, in quotes"
    )]
    Unpinned,
    /// A fragment that is no fingerprint.
    #[error("the fingerprint (the part after #) is damaged: copy the whole link")]
    Fingerprint,
}

impl Server {
    /// The address of a path on this server.
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.0.as_str().trim_end_matches('/'))
    }

    /// Scheme, host and port (RFC 6454 §6.1), which an adviser's session is bound to.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

impl Server {
    /// Whether it is an onion service, whose name must never be looked up outside of Tor (RFC 7686 §2).
    pub fn is_onion(&self) -> bool {
        self.0.host_str().is_some_and(|host| host.ends_with(".onion"))
    }
}

impl FromStr for Server {
    type Err = LinkError;
    fn from_str(text: &str) -> Result<Self, LinkError> {
        let mut url = Url::parse(text.trim()).map_err(|_| LinkError::Address)?;
        url.set_fragment(None);
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
            return Err(LinkError::Address);
        }
        // `//` inside would not be written again as it came
        if url.path().contains("//") {
            return Err(LinkError::Address);
        }
        url.path_segments_mut().map_err(|()| LinkError::Address)?.pop_if_empty();
        match (url.scheme(), url.host()) {
            ("https", Some(_)) => Ok(Self(url)),
            ("http", Some(host)) if stays_here(&host) => Ok(Self(url)),
            ("http", Some(_)) => Err(LinkError::Insecure),
            _ => Err(LinkError::Address),
        }
    }
}

fn stays_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            *name == "localhost" || name.ends_with(".localhost") || name.ends_with(".onion")
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl FromStr for Link {
    type Err = LinkError;
    fn from_str(text: &str) -> Result<Self, LinkError> {
        let (address, fragment) = match text.trim().split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (text.trim(), None),
        };
        let mut url = Url::parse(address).map_err(|_| LinkError::Address)?;
        if url.path().contains("//") {
            return Err(LinkError::Address);
        }
        let slug = url.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default().to_owned();
        if !is_slug(&slug) {
            return Err(LinkError::Slug);
        }
        url.path_segments_mut().map_err(|()| LinkError::Address)?.pop();
        let server = url.as_str().parse()?;
        let fragment = fragment.filter(|text| !text.is_empty()).ok_or(LinkError::Unpinned)?;
        let (organisation, adviser) = match fragment.split_once('.') {
            Some((organisation, adviser)) => (organisation, Some(adviser)),
            None => (fragment, None),
        };
        let wrong = |_| LinkError::Fingerprint;
        let pin = Pin {
            organisation: organisation.parse().map_err(wrong)?,
            adviser: adviser.map(str::parse).transpose().map_err(wrong)?,
        };
        Ok(Self { server, slug, pin })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}#{}", self.server, self.slug, self.pin.organisation)?;
        match self.pin.adviser {
            Some(adviser) => write!(f, ".{adviser}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINT: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";

    #[test]
    fn links_go_round() {
        for text in [
            format!("https://example.org/acme#{PRINT}"),
            format!("https://example.org/under/acme#{PRINT}.{PRINT}"),
            format!("http://127.0.0.1:8080/acme#{PRINT}"),
            format!("http://abcdef.onion/acme#{PRINT}"),
        ] {
            assert_eq!(text.parse::<Link>().unwrap().to_string(), text);
        }
        let link: Link = format!("https://example.org/acme#{PRINT}").parse().unwrap();
        assert_eq!(link.server.path("/v1/server"), "https://example.org/v1/server");
        assert_eq!(link.server.origin(), "https://example.org");
    }

    #[test]
    fn a_slash_at_the_end_makes_no_other_server() {
        for (one, other) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/a", "https://example.org/a/"),
        ] {
            assert_eq!(one.parse::<Server>().unwrap(), other.parse::<Server>().unwrap());
        }
        assert_eq!("https://example.org/a//".parse::<Server>().unwrap_err(), LinkError::Address);
    }

    #[test]
    fn what_is_refused() {
        let refused = |text: &str| text.parse::<Link>().unwrap_err();
        assert_eq!(refused("acme"), LinkError::Address);
        assert_eq!(refused(&format!("ftp://example.org/acme#{PRINT}")), LinkError::Address);
        assert_eq!(refused(&format!("http://example.org/acme#{PRINT}")), LinkError::Insecure);
        assert_eq!(refused(&format!("http://127.0.0.1.example.org/acme#{PRINT}")), LinkError::Insecure);
        assert_eq!(refused(&format!("https://example.org//acme#{PRINT}")), LinkError::Address);
        assert_eq!(refused(&format!("https://example.org/https://acme#{PRINT}")), LinkError::Address);
        assert_eq!(refused(&format!("https://me:pw@example.org/acme#{PRINT}")), LinkError::Address);
        assert_eq!(refused(&format!("https://example.org/#{PRINT}")), LinkError::Slug);
        assert_eq!(refused(&format!("https://example.org/Acme#{PRINT}")), LinkError::Slug);
        assert_eq!(refused("https://example.org/acme"), LinkError::Unpinned);
        assert_eq!(refused("https://example.org/acme#"), LinkError::Unpinned);
        assert_eq!(refused(&format!("https://example.org/acme#{PRINT}x")), LinkError::Fingerprint);
        assert_eq!(refused("https://example.org/acme#short"), LinkError::Fingerprint);
    }
}
