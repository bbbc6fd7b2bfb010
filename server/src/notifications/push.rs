//! Web Push (RFC 8030) without content: the browser's service worker says what there is to say.

use std::time::Duration;

use tokio::sync::Mutex;
use ureq::Agent;
use ureq::http::StatusCode;
use url::Origin;

use super::outcome::Outcome;
use super::push_hosts::PushHosts;
use super::vapid::VapidKey;

/// The longest that one message may take, its answer included.
const MESSAGE: Duration = Duration::from_secs(20);
/// Seconds for which a push service keeps a message for a browser that is off: a day, until the next one.
const TTL: &str = "86400";

/// Push messages, as this server may send them.
pub struct WebPush {
    key: VapidKey,
    hosts: PushHosts,
    /// An https: URL by which a push service's operator can reach this server's (RFC 8292 §2.1).
    subject: Option<String>,
}

impl WebPush {
    /// Signed by this key, to these hosts; the first of `origins` that is reached over TLS says who sends.
    pub fn new(key: VapidKey, hosts: PushHosts, origins: &[String]) -> Self {
        let subject = origins.iter().find(|origin| origin.starts_with("https://")).cloned();
        Self { key, hosts, subject }
    }

    /// The key that browsers name when they subscribe.
    pub fn public_key(&self) -> &str {
        self.key.public()
    }

    /// Whether this is an endpoint of a push service that may be sent to.
    pub fn takes(&self, endpoint: &str) -> bool {
        self.hosts.endpoint(endpoint).is_some()
    }

    /// A sender for one look.
    pub fn sender(&self) -> Sender<'_> {
        let agent = Agent::config_builder()
            .timeout_global(Some(MESSAGE))
            // a redirect could lead to a host that may not be sent to
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("fluister")
            .build()
            .new_agent();
        Sender { push: self, agent, unreached: Mutex::default() }
    }
}

/// Sends push messages, for one look.
pub struct Sender<'a> {
    push: &'a WebPush,
    agent: Agent,
    /// Push services that could not be reached in this look.
    unreached: Mutex<Vec<Origin>>,
}

impl Sender<'_> {
    /// Sends one message; `now` is in Unix seconds.
    pub(super) async fn send(&self, address: &str, now: u64) -> Outcome {
        // the settings may have changed since the address was taken
        let Some(endpoint) = self.push.hosts.endpoint(address) else {
            return Outcome::Refused;
        };
        let authorization = self.push.key.authorization(&endpoint, now, self.push.subject.as_deref());
        let Ok(authorization) = authorization else {
            return Outcome::Refused;
        };
        let host = endpoint.origin();
        let mut unreached = self.unreached.lock().await;
        if unreached.contains(&host) {
            return Outcome::Busy;
        }
        let agent = self.agent.clone();
        let sent = tokio::task::spawn_blocking(move || {
            agent
                .post(endpoint.as_str())
                .header("Authorization", authorization.as_str())
                .header("TTL", TTL)
                .header("Urgency", "normal")
                // replaces a message that the browser hasn't fetched yet
                .header("Topic", "box")
                .send_empty()
                .map(|answer| answer.status())
        });
        match sent.await {
            Ok(Ok(status)) => outcome(status),
            Ok(Err(error)) => {
                tracing::warn!(reason = fault(&error), "a push service could not be reached");
                unreached.push(host);
                // whoever gets the same message twice sees it once: it has a topic
                Outcome::Busy
            }
            Err(_) => Outcome::Lost,
        }
    }
}

/// By the status (RFC 8030 §5 and §7.3, and the push services' own documentation).
fn outcome(status: StatusCode) -> Outcome {
    let outcome = match status.as_u16() {
        200..=299 => return Outcome::Told,
        404 | 410 => Outcome::Gone,
        429 | 500..=599 => Outcome::Busy,
        _ => Outcome::Refused,
    };
    tracing::warn!(status = status.as_u16(), "a push service took no message");
    outcome
}

/// Our own words for the log: the error's may quote the address.
const fn fault(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "it did not answer in time",
        ureq::Error::HostNotFound => "its name is not known",
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "its certificate or its TLS is not good",
        _ => "no connection",
    }
}
