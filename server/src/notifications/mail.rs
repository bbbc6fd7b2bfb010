//! Mail, by the operator's relay.

use std::time::Duration;

use fluister_protocol::encoding;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{self, AsyncSmtpTransportBuilder};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use url::{Host, Url};
use zeroize::Zeroizing;

use super::outcome::{Outcome, PATIENCE};
use super::words::Words;
use crate::stateless_token;
use crate::store::notifications::Language;

/// The longest that the relay may take to answer a command.
const COMMAND: Duration = Duration::from_secs(20);
/// RFC 3834 §5: nobody answers such mail with an absence notice.
const AUTO_SUBMITTED: &str = "Auto-Submitted";

/// The mail relay, the sender, and the address that mails name.
#[derive(Clone)]
pub struct Mail {
    /// The relay's URL, which holds its password.
    relay: Zeroizing<String>,
    /// The relay's host, for the log.
    host: String,
    from: Mailbox,
    /// The address of the adviser's app.
    page: String,
    /// How this server names itself to the relay, where its origin has a name.
    hello: Option<String>,
}

/// A URL that names no relay. What was written is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write smtps://USER:PASSWORD@HOST (TLS), smtp://USER:PASSWORD@HOST?tls=required (STARTTLS), or smtp://HOST for a \
     relay on this machine or network, without encryption"
)]
pub struct NotARelay;

impl std::fmt::Debug for Mail {
    /// Without the relay's name and password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("relay", &self.host).field("from", &self.from).finish_non_exhaustive()
    }
}

impl Mail {
    /// Mail by this relay, from this sender, about the app at this origin.
    ///
    /// # Errors
    /// [`NotARelay`].
    pub fn new(relay: &str, from: Mailbox, origin: &str) -> Result<Self, NotARelay> {
        let url = Url::parse(relay).map_err(|_| NotARelay)?;
        // whoever asks for TLS gets it, or an error
        let is_firm = !url.query_pairs().any(|(_, value)| value == "opportunistic");
        let host = url.host_str().filter(|host| is_firm && !host.is_empty()).ok_or(NotARelay)?.to_owned();
        let hello = Url::parse(origin).ok().and_then(|origin| match origin.host() {
            Some(Host::Domain(name)) if url.path().len() <= 1 => Some(name.to_owned()),
            _ => None,
        });
        let (relay, page) = (Zeroizing::new(relay.to_owned()), format!("{origin}/adviser/"));
        let mail = Self { relay, host, from, page, hello };
        mail.builder()?;
        Ok(mail)
    }

    fn builder(&self) -> Result<AsyncSmtpTransportBuilder, NotARelay> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.relay).map_err(|_| NotARelay)?;
        Ok(match &self.hello {
            Some(name) => builder.hello_name(ClientId::Domain(name.clone())),
            None => builder,
        })
    }

    /// Connects to the relay; none where it cannot be reached, or does not take the password.
    pub async fn sender(&self) -> Option<Sender<'_>> {
        let relay = self.builder().ok()?.timeout(Some(COMMAND)).build();
        let reason = match tokio::time::timeout(PATIENCE, relay.test_connection()).await {
            Ok(Ok(true)) => return Some(Sender { relay, mail: self }),
            Ok(Ok(false)) => "it does not answer".to_owned(),
            Ok(Err(error)) => fault(&error),
            Err(_) => "it did not answer in time".to_owned(),
        };
        tracing::warn!(relay = self.host, reason, "no mail can be sent; trying again in the next hour");
        None
    }

    fn message(&self, to: Address, language: Language) -> Option<Message> {
        let words = Words::of(language);
        let id = encoding::encode(&stateless_token::fresh::<16>().ok()?);
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(words.subject)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str(AUTO_SUBMITTED),
                "auto-generated".to_owned(),
            ))
            .header(ContentType::TEXT_PLAIN)
            .body(words.text(&self.page))
            .ok()
    }
}

/// Sends mails, each on a connection of its own.
pub struct Sender<'a> {
    relay: AsyncSmtpTransport<Tokio1Executor>,
    mail: &'a Mail,
}

impl Sender<'_> {
    /// Sends one mail.
    pub(super) async fn send(&self, address: &str, language: Language) -> Outcome {
        let message = address.parse().ok().and_then(|to| self.mail.message(to, language));
        let Some(message) = message else {
            return Outcome::Refused;
        };
        match self.relay.send(message).await {
            Ok(_) => Outcome::Told,
            Err(error) => {
                tracing::warn!(relay = self.mail.host, reason = fault(&error), "a mail was not taken");
                outcome(&error)
            }
        }
    }
}

/// A relay that answered has not taken the mail; of one that didn't, nobody knows.
fn outcome(error: &smtp::Error) -> Outcome {
    if error.is_transient() {
        Outcome::Busy
    } else if error.is_permanent() {
        Outcome::Refused
    } else {
        Outcome::Lost
    }
}

/// Our own words for the log: the relay's may quote the address.
fn fault(error: &smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("it answered {code}"),
        None if error.is_timeout() => "it did not answer in time".to_owned(),
        None if error.is_tls() => "its certificate or its TLS is not good".to_owned(),
        None => "no connection".to_owned(),
    }
}
