//! Push services: the only hosts that this server ever sends to because somebody asked it over HTTP.

use std::str::FromStr;

use url::{Host, Origin, Url};

/// The services behind today's browsers: Chromium and those made from it, Firefox, Safari, Edge.
pub const USUAL: [&str; 4] =
    ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com", "*.notify.windows.com"];

/// The longest endpoint in bytes.
pub const LONGEST: usize = 2_048;

/// Push services that may be sent to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushHosts(Vec<PushHost>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum PushHost {
    /// Exactly this host, over HTTPS at its usual port.
    Named(String),
    /// Hosts that end in this, which begins with a '.', over HTTPS at the usual port.
    Below(String),
    /// Exactly this origin, HTTP or HTTPS: for a push service of one's own, and for tests.
    Origin(Origin),
}

/// Not a host, `*.` and a host, or an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write a host (push.example.org), hosts below one (*.push.example.org), or one origin (https://push.example.org:8443)"
)]
pub struct NotAPushHost;

impl FromStr for PushHost {
    type Err = NotAPushHost;

    fn from_str(text: &str) -> Result<Self, NotAPushHost> {
        if text.contains("://") {
            let origin = Url::parse(text).map_err(|_| NotAPushHost)?.origin();
            // written as it is compared: scheme, host and port, nothing else
            return if origin.ascii_serialization() == text {
                Ok(Self::Origin(origin))
            } else {
                Err(NotAPushHost)
            };
        }
        let (name, is_below) = text.strip_prefix("*.").map_or((text, false), |name| (name, true));
        match Host::parse(name) {
            Ok(Host::Domain(domain)) if domain == name && domain.contains('.') && !domain.contains('*') => {
                Ok(if is_below { Self::Below(format!(".{domain}")) } else { Self::Named(domain) })
            }
            _ => Err(NotAPushHost),
        }
    }
}

impl PushHosts {
    /// From what the settings say.
    ///
    /// # Errors
    /// [`NotAPushHost`].
    pub fn new<T: AsRef<str>>(hosts: &[T]) -> Result<Self, NotAPushHost> {
        Ok(Self(hosts.iter().map(|host| host.as_ref().parse()).collect::<Result<_, _>>()?))
    }

    /// Whether there are none: then nobody is told by Web Push.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An endpoint, read, where it is of one of these.
    pub fn endpoint(&self, text: &str) -> Option<Url> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
        let is_plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        (is_plain && self.0.iter().any(|host| host.has(&url))).then_some(url)
    }
}

impl PushHost {
    fn has(&self, url: &Url) -> bool {
        let is_usual = url.scheme() == "https" && url.port().is_none();
        match self {
            Self::Named(name) => is_usual && url.domain() == Some(name),
            Self::Below(end) => is_usual && url.domain().is_some_and(|domain| domain.ends_with(end)),
            Self::Origin(origin) => url.origin() == *origin,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_are_sent_to() {
        let hosts = PushHosts::new(&USUAL).unwrap();
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
            "https://web.push.apple.com/QGuQyavXutnMH",
            "https://wns2-par02p.notify.windows.com/w/?token=BQ",
            "https://FCM.googleapis.com:443/x",
        ] {
            assert!(hosts.endpoint(good).is_some(), "{good}");
        }
        for bad in [
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://evil.fcm.googleapis.com/x",
            "https://fcm.googleapis.com.evil.example/x",
            "https://notify.windows.com/x",
            "https://evilnotify.windows.com/x",
            "https://fcm.googleapis.com@evil.example/x",
            "https://sam:secret@fcm.googleapis.com/x",
            "https://fcm.googleapis.com/x#y",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "file:///etc/passwd",
            "fcm.googleapis.com",
            "",
        ] {
            assert!(hosts.endpoint(bad).is_none(), "{bad}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "x".repeat(LONGEST));
        assert!(hosts.endpoint(&long).is_none());
    }

    #[test]
    fn an_origin_is_taken_exactly() {
        let hosts = PushHosts::new(&["http://127.0.0.1:8081"]).unwrap();
        assert!(hosts.endpoint("http://127.0.0.1:8081/push/1").is_some());
        for bad in ["http://127.0.0.1:8082/", "https://127.0.0.1:8081/", "http://127.0.0.2:8081/"] {
            assert!(hosts.endpoint(bad).is_none(), "{bad}");
        }
        assert!(PushHosts::default().endpoint("https://fcm.googleapis.com/x").is_none());
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for bad in [
            "",
            "*",
            "*.",
            "*.com",
            "localhost",
            "127.0.0.1",
            "a.example/",
            "A.example",
            "a.*.example",
            "http://a.example/",
        ] {
            assert_eq!(PushHosts::new(&[bad]).err(), Some(NotAPushHost), "{bad}");
        }
    }
}
